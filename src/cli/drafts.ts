import type { House } from '../app.ts';
import { invariant, UserError } from '../domain/errors.ts';
import { systemLocale } from '../domain/reason-texts.ts';
import type { CampaignDraft } from '../flow/publishing/campaign-draft.ts';
import type { Finding } from '../intake/finding.ts';
import type { Call } from './command.ts';
import { PLAN_WORDS } from './words/plan-words.ts';
import { wordsIn } from './words.ts';

/**
 * A campaign's files, when they differ from what is published (that is said on stderr); null: they do not, or there
 * are none and the published version serves.
 * @throws {UserError} when the files have errors.
 */
export async function readDraftFor(call: Call, { context }: House, id: string): Promise<CampaignDraft | null> {
  const { contentOf, imagesOf, readCampaignFiles, readWorkspaceFiles } = await import(
    '../flow/publishing/workspace-files.ts'
  );
  const { campaignHash } = await import('../flow/publishing/campaign-hash.ts');
  const { newestCampaignVersion } = await import('../store/campaigns/campaigns.ts');
  const { withAuthors } = await import('../flow/deciding/load-stories.ts');
  const { read } = context.store;
  const published = await newestCampaignVersion(read, id);
  const orPublished = (error: unknown) => {
    if (published !== null && error instanceof UserError) return null;
    throw error;
  };
  const files = await readWorkspaceFiles(call.config.workspace, read).catch(orPublished);
  if (files === null) return null;
  const { workspace } = files;
  if (workspace === null) return refuse(call, id, files.findings);
  const folder = await readCampaignFiles({ ...files, workspace }, id, read).catch(orPublished);
  if (folder === null) return null;
  const { campaign } = folder;
  if (campaign === null) return refuse(call, id, [...files.findings, ...folder.findings]);
  if (campaignHash(folder, workspace) === published?.hash) return null;
  if (published !== null) {
    const { number } = published;
    const words = wordsIn(PLAN_WORDS, systemLocale(workspace.locales[0]));
    call.terminal.note(words('filesDiffer', { id, number }));
  }
  return {
    campaign,
    audiences: workspace.audiences,
    content: contentOf(folder),
    images: imagesOf(folder, files),
    workspace,
    activities: files.activities,
    stories: await withAuthors(read, files.stories),
  };
}

/**
 * A campaign by its files, else as it was published.
 * @throws {UserError} when it is neither, or its files have errors.
 */
export async function draftOrPublished(call: Call, house: House, id: string): Promise<CampaignDraft> {
  return (await readDraftFor(call, house, id)) ?? publishedDraft(house, id);
}

/** What has no differing files, as it was published. */
export async function publishedDraft(house: House, id: string): Promise<CampaignDraft> {
  const { allActivities } = await import('../store/learning/activities.ts');
  const { newestCampaignVersion } = await import('../store/campaigns/campaigns.ts');
  const { newestWorkspace } = await import('../store/campaigns/workspaces.ts');
  const { imagesNamed } = await import('../store/campaigns/images.ts');
  const { imageNames } = await import('../flow/publishing/mail-images.ts');
  const { loadStories } = await import('../flow/deciding/load-stories.ts');
  const { contentFrom } = await import('../flow/publishing/content-of-version.ts');
  const { read } = house.context.store;
  const version = await newestCampaignVersion(read, id);
  const workspace = await newestWorkspace(read);
  invariant(version !== null && workspace !== null, `what has no differing files is published: ${id}`);
  const content = contentFrom(version);
  return {
    campaign: version.definition,
    audiences: version.audiences,
    content,
    images: await imagesNamed(read, imageNames(content, workspace.definition)),
    workspace: workspace.definition,
    activities: await allActivities(read),
    stories: await loadStories(read),
  };
}

async function refuse({ terminal }: Call, id: string, findings: readonly Finding[]): Promise<never> {
  const { formatFinding } = await import('../intake/finding.ts');
  for (const finding of findings.filter(({ severity }) => severity === 'error')) terminal.note(formatFinding(finding));
  throw new UserError(`${id} has errors in its files.`, { hint: `Mend them first: druppel check ${id}.` });
}
