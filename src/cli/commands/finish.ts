import { actorOf, BY } from '../actor.ts';
import { type Command, firstArgument, hasOption, withHouse } from '../command.ts';

export const finish: Command = {
  usage: 'finish <campaign>',
  summary: 'Takes in nobody new; with --end-all it ends for everybody.',
  examples: ['druppel finish data-literacy', 'druppel finish data-literacy --end-all'],
  options: [['--end-all', 'also ends it for those who are on the way'], BY],
  async run(call) {
    const id = firstArgument(call);
    const endAll = hasOption(call, 'endAll');
    await withHouse(call, 'writing', async ({ context }) => {
      const { finishCampaign } = await import('../../flow/publishing/campaign-lifecycle.ts');
      await finishCampaign(context, id, { endAll, by: actorOf(call) });
    });
    call.terminal.say(
      endAll ? `${id} is over for everybody.` : `${id} takes in nobody new; who is on the way goes on to the end.`,
    );
    call.terminal.answer({ campaign: id, state: 'finished', endAll });
  },
};
