import { UserError } from '../../domain/errors.ts';
import { actorOf, BY } from '../actor.ts';
import { type Command, hasOption, withHouse, workspaceLanguage } from '../command.ts';
import { LIFECYCLE_WORDS } from '../words/lifecycle-words.ts';
import { wordsIn } from '../words.ts';

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
    const words = await withHouse(call, 'writing', async ({ context }) => {
      const by = actorOf(call);
      const { pauseAll, pauseCampaign } = await import('../../flow/publishing/campaign-lifecycle.ts');
      await (id === undefined ? pauseAll(context, by) : pauseCampaign(context, id, by));
      return wordsIn(LIFECYCLE_WORDS, await workspaceLanguage({ context }));
    });
    call.terminal.say(words('paused', { what: id ?? words('allMail'), next: id ?? '--all' }));
    call.terminal.answer({ campaign: id ?? null, state: 'paused' });
  },
};
