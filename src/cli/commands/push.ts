import { UserError } from '../../domain/errors.ts';
import { actorOf, BY } from '../actor.ts';
import { type Command, languageInForce } from '../command.ts';
import { countFindings } from '../print-findings.ts';
import { readCarrying, TAKE } from '../take-option.ts';
import { carriedJson, tellCarried } from '../tell-carried.ts';
import { type DataContext, withStore } from '../with-store.ts';
import { DRAFT_WORDS } from '../words/draft-words.ts';
import { wordsIn } from '../words.ts';

export const push: Command = {
  usage: 'push [folder]',
  summary: 'Brings the files of a workspace to the drafts in the database; refuses when both sides changed.',
  examples: [
    'druppel push',
    'druppel push my-academy --dry-run',
    'druppel push --take mine=campaigns/data-literacy/campaign.yaml',
  ],
  options: [TAKE, ['--dry-run', 'says what it would carry, and changes nothing'], BY],
  async run(call) {
    const { terminal } = call;
    const { folder, taken, dryRun } = readCarrying(call);
    const told = await withStore(call, dryRun ? 'reading' : 'writing', async (context) => {
      const { pushDrafts } = await import('../../flow/publishing/drafts/push-drafts.ts');
      const { zoneInForce } = await import('../../flow/publishing/workspace-files.ts');
      const { read } = context.store;
      const carried = await pushDrafts(context, folder, { taken, dryRun, by: actorOf(call) });
      return {
        carried,
        findings: await judge(context, folder),
        locale: await languageInForce(folder, read),
        zone: await zoneInForce(folder, read),
      };
    });
    const { carried, findings, locale, zone } = told;
    const { errors, advice, words: found } = countFindings(findings, locale);
    terminal.answer({ dryRun, pushed: carried.carried, ...carriedJson(carried), findings: { errors, advice } });
    tellCarried(terminal, carried, { command: 'push', dryRun, locale, zone });
    const words = wordsIn(DRAFT_WORDS, locale);
    if (errors + advice > 0) terminal.say(words('findings', { words: found }));
    if (!dryRun && errors === 0) terminal.say(words('nextPublish'));
  },
};

/** What `check` would say of the folder; a workspace without a campaign can be pushed all the same. */
async function judge({ store, clock }: DataContext, folder: string) {
  const { checkWorkspace } = await import('../../flow/publishing/check-workspace.ts');
  try {
    return (await checkWorkspace(folder, [], store.read, clock())).findings;
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}
