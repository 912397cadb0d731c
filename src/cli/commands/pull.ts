import { type Command, languageInForce } from '../command.ts';
import { readCarrying, TAKE } from '../take-option.ts';
import { carriedJson, tellCarried } from '../tell-carried.ts';
import { withStore } from '../with-store.ts';
import { DRAFT_WORDS } from '../words/draft-words.ts';
import { wordsIn } from '../words.ts';

export const pull: Command = {
  usage: 'pull [folder]',
  summary: 'Brings the drafts in the database to the files of a workspace; refuses when both sides changed.',
  examples: [
    'druppel pull',
    'druppel pull my-academy --dry-run',
    'druppel pull --take theirs=campaigns/data-literacy/',
  ],
  options: [TAKE, ['--dry-run', 'says what it would carry, and changes nothing']],
  async run(call) {
    const { terminal } = call;
    const { folder, taken, dryRun } = readCarrying(call);
    const { carried, locale, zone } = await withStore(call, 'reading', async (context) => {
      const { pullDrafts } = await import('../../flow/publishing/drafts/pull-drafts.ts');
      const { zoneInForce } = await import('../../flow/publishing/workspace-files.ts');
      const { read } = context.store;
      const carried = await pullDrafts(context, folder, { taken, dryRun });
      return { carried, locale: await languageInForce(folder, read), zone: await zoneInForce(folder, read) };
    });
    terminal.answer({ dryRun, pulled: carried.carried, ...carriedJson(carried) });
    tellCarried(terminal, carried, { command: 'pull', dryRun, locale, zone });
    if (!dryRun && carried.carried.length > 0) terminal.say(wordsIn(DRAFT_WORDS, locale)('nextCheck'));
  },
};
