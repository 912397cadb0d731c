import { UserError } from '../../domain/errors.ts';
import type { Instant } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { listCampaigns } from '../../intake/campaign-files/list-campaigns.ts';
import type { CampaignFolder } from '../../intake/campaign-files/read-campaign.ts';
import { type Finding, hasErrors } from '../../intake/finding.ts';
import { checkImportProfiles } from '../../intake/people/import-profiles.ts';
import type { Database } from '../../store/database.ts';
import { checkCoverage } from './check-coverage.ts';
import { checkStories } from './check-stories.ts';
import { checkStorySteps } from './check-story-steps.ts';
import { checkTexts } from './check-texts.ts';
import { contentOf, readCampaignFiles, readWorkspaceFiles, type WorkspaceFiles } from './workspace-files.ts';

export interface Checked {
  /** Ids of the campaigns that were looked at. */
  readonly campaigns: readonly string[];
  /** Of the workspace first, then campaign by campaign, each in the order of its files. */
  readonly findings: readonly Finding[];
}

/**
 * Validates and lints the workspace and some or all of its campaigns. Whatever is wrong in the files is a finding.
 * @param ids none: every campaign.
 * @param database what imports brought beyond the files.
 * @throws {UserError} when the folder is no workspace, or there is no such campaign.
 */
export async function checkWorkspace(
  folder: string,
  ids: readonly string[],
  database: Database,
  now: Instant,
  onCampaign: (id: string) => void = () => {},
): Promise<Checked> {
  const files = await readWorkspaceFiles(folder, database);
  const findings = [...files.findings, ...(await checkImportProfiles(folder))];
  const { workspace } = files;
  // Without a workspace nothing else can be judged.
  if (workspace === null) return { campaigns: [], findings };
  findings.push(...(await checkStories(database, files.stories, workspace, now)));
  const campaigns = ids.length > 0 ? ids : await listCampaigns(folder);
  if (campaigns.length === 0) {
    throw new UserError(`There are no campaigns in ${folder}.`, {
      hint: 'A campaign is a folder in campaigns/ with a campaign.yaml; druppel init --kit one-training makes one.',
    });
  }
  for (const id of campaigns) {
    onCampaign(id);
    findings.push(...(await checkCampaign({ ...files, workspace }, id, database, now)).findings);
  }
  return { campaigns, findings };
}

/** One campaign with its texts, and how they fit the people it is for; once the campaign file can be read. */
export async function checkCampaign(
  files: WorkspaceFiles & { readonly workspace: Workspace },
  id: string,
  database: Database,
  now: Instant,
): Promise<{ folder: CampaignFolder; findings: readonly Finding[] }> {
  const folder = await readCampaignFiles(files, id, database);
  const { campaign } = folder;
  if (campaign === null || hasErrors(folder.findings)) return { folder, findings: folder.findings };
  const content = contentOf(folder);
  const { workspace, activities } = files;
  const texts = await checkTexts({ campaign, content, workspace });
  const look = { campaign, texts: content.messages, workspace, activities, places: folder.places };
  const coverage = await checkCoverage(database, look, now);
  const stories = await checkStorySteps(database, { ...look, stories: files.stories }, now);
  return { folder, findings: [...folder.findings, ...texts, ...coverage, ...stories] };
}
