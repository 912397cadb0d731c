import { UserError } from '../../domain/errors.ts';
import { actorOf, BY } from '../actor.ts';
import { type Command, hasOption, withHouse } from '../command.ts';

export const pause: Command = {
  usage: 'pause [campaign]',
  summary: 'Stops the mail of a campaign, or with --all every mail, until it is resumed.',
  examples: ['druppel pause data-literacy', 'druppel pause --all'],
  options: [['--all', 'the red button: no mail of any campaign'], BY],
  async run(call) {
    const [id] = call.args;
    const all = hasOption(call, 'all');
    if ((id === undefined) !== all)
      throw new UserError('Name one campaign, or write --all.', {
        hint: 'druppel pause data-literacy, or druppel pause --all.',
      });
    await withHouse(call, 'writing', async ({ context }) => {
      const by = actorOf(call);
      const { pauseAll, pauseCampaign } = await import('../../flow/publishing/campaign-lifecycle.ts');
      await (id === undefined ? pauseAll(context, by) : pauseCampaign(context, id, by));
    });
    call.terminal.say(
      `${id ?? 'All mail'} is paused. Nothing is lost: what was due waits. Go on with: druppel resume ${id ?? '--all'}`,
    );
    call.terminal.answer({ campaign: id ?? null, state: 'paused' });
  },
};
