import { actorOf, BY } from '../actor.ts';
import { type Command, firstArgument, withHouse, workspaceLanguage } from '../command.ts';
import { LIFECYCLE_WORDS } from '../words/lifecycle-words.ts';
import { wordsIn } from '../words.ts';

export const recall: Command = {
  usage: 'recall <campaign>',
  summary: 'Takes a launch back, as long as its first mail has not gone.',
  examples: ['druppel recall data-literacy'],
  options: [BY],
  async run(call) {
    const id = firstArgument(call);
    const { recalled, words } = await withHouse(call, 'writing', async ({ context }) => {
      const { recallCampaign } = await import('../../flow/publishing/recall-campaign.ts');
      return {
        recalled: await recallCampaign(context, id, actorOf(call)),
        words: wordsIn(LIFECYCLE_WORDS, await workspaceLanguage({ context })),
      };
    });
    const { participants, mails } = recalled;
    call.terminal.say(`${call.terminal.colour.green('✓')} ${words('recalled', { id })}`);
    if (participants > 0) call.terminal.say(`  ${words('hadBegun', { participants, mails })}`);
    call.terminal.say(words('afterRecall', { id }));
    call.terminal.answer({ ...recalled, state: 'published' });
  },
};
