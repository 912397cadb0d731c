import { actorOf, BY } from '../actor.ts';
import { type Command, firstArgument, hasOption, withHouse, workspaceLanguage } from '../command.ts';
import { LIFECYCLE_WORDS } from '../words/lifecycle-words.ts';
import { wordsIn } from '../words.ts';

export const finish: Command = {
  usage: 'finish <campaign>',
  summary: 'Takes in nobody new; with --end-all it ends for everybody.',
  examples: ['druppel finish data-literacy', 'druppel finish data-literacy --end-all'],
  options: [['--end-all', 'also ends it for those who are on the way'], BY],
  async run(call) {
    const id = firstArgument(call);
    const endAll = hasOption(call, 'endAll');
    const words = await withHouse(call, 'writing', async ({ context }) => {
      const { finishCampaign } = await import('../../flow/publishing/campaign-lifecycle.ts');
      await finishCampaign(context, id, { endAll, by: actorOf(call) });
      return wordsIn(LIFECYCLE_WORDS, await workspaceLanguage({ context }));
    });
    call.terminal.say(words(endAll ? 'over' : 'nobodyNew', { id }));
    call.terminal.answer({ campaign: id, state: 'finished', endAll });
  },
};
