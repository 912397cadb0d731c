import type { House } from '../app.ts';
import { UserError } from '../domain/errors.ts';
import type { CampaignDraft } from '../flow/plan-campaign.ts';
import type { Call } from './command.ts';

/**
 * A campaign's files, when they differ from what is published (that is said on stderr); null: they do not, or there
 * are none and the published version serves.
 * @throws {UserError} when the files have errors.
 */
export async function readDraftFor(
  { config, terminal }: Call,
  { context }: House,
  id: string,
): Promise<CampaignDraft | null> {
  const { readDraft } = await import('../flow/read-draft.ts');
  const { newestCampaignVersion } = await import('../store/campaigns.ts');
  const { read } = context.store;
  const published = await newestCampaignVersion(read, id);
  const files = await readDraft(read, config.workspace, id).catch((error: unknown) => {
    if (published !== null && error instanceof UserError) return null;
    throw error;
  });
  if (files === null) return null;
  if (files.draft === null) {
    const { formatFinding } = await import('../intake/finding.ts');
    for (const finding of files.findings.filter(({ severity }) => severity === 'error'))
      terminal.note(formatFinding(finding));
    throw new UserError(`${id} has errors in its files.`, { hint: `Mend them first: druppel check ${id}.` });
  }
  if (files.hash === published?.hash) return null;
  if (published !== null) {
    const { number } = published;
    terminal.note(
      `${id}: the files differ from the published version ${number}; the plan goes by the files (--published for the other).`,
    );
  }
  return files.draft;
}
