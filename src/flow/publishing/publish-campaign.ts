import { UserError } from '../../domain/errors.ts';
import type { Image } from '../../domain/image.ts';
import { type Finding, hasErrors } from '../../intake/finding.ts';
import { approvalOf } from '../../store/campaigns/approvals.ts';
import {
  addCampaign,
  addCampaignVersion,
  campaignById,
  changeCampaign,
  nameWhoPublished,
  newestCampaignVersion,
  type StoredCampaign,
  type StoredCampaignVersion,
} from '../../store/campaigns/campaigns.ts';
import { addImages } from '../../store/campaigns/images.ts';
import { newestWorkspace, saveWorkspace } from '../../store/campaigns/workspaces.ts';
import type { Database } from '../../store/database.ts';
import { allActivities } from '../../store/learning/activities.ts';
import { raiseWorkspaceRevision } from '../../store/meta.ts';
import { wakeAll } from '../../store/people/wake-all.ts';
import type { FlowContext } from '../context.ts';
import { changeActivities, changedActivities } from '../people/import-activities.ts';
import { keepJournalKey } from '../sending/witness.ts';
import { knownPerson, needsApproval } from './approval.ts';
import { campaignHash, digest, usedContent } from './campaign-hash.ts';
import { checkCampaign } from './check-workspace.ts';
import { type Impact, impactOf, type Publishing } from './impact-of-publishing.ts';
import { type Actor, noteAction } from './note-action.ts';
import { publishStories } from './save-stories.ts';
import { imagesOf, readWorkspaceFiles, workspaceTexts } from './workspace-files.ts';

export interface Published {
  readonly campaign: string;
  /** The version that new participants get. */
  readonly version: number;
  /** The files say what that version says: no new one was made. */
  readonly unchanged: boolean;
  readonly workspaceVersion: number;
  /** What becomes of those who are under way on an older version. */
  readonly inFlight: InFlight;
  /** A second person has to approve it before anybody gets it. */
  readonly awaitsApproval: boolean;
  readonly impact: Impact;
  /** Advice only. */
  readonly findings: readonly Finding[];
}

/** Who is under way goes on with the version they began with, or moves to the new one (rules.md R14). */
export type InFlight = 'stay' | 'move';

/**
 * Checks a campaign folder and keeps it as an immutable version, with its texts and frames; takes the workspace along
 * as a numbered version (rules.md R14), and with it activities.csv and the stories, which no version pins: a consent
 * that is taken back holds for every campaign. Unchanged files make no new version.
 * @returns the findings alone when some are errors; nothing was published then.
 * With `inFlight: 'move'` everybody under way moves at their next look, in the tick's batches: what is not moved when a
 * process dies is moved by the next, and saying it twice moves nobody twice.
 *
 * @throws {UserError} when there is no such campaign, or it is finished, or nobody known publishes where a second
 *   person has to approve.
 */
export async function publishCampaign(
  context: Pick<FlowContext, 'store' | 'clock' | 'newId'>,
  folder: string,
  id: string,
  options: { readonly dryRun?: boolean; readonly inFlight?: InFlight; readonly by?: Actor } = {},
): Promise<Published | { readonly refused: readonly Finding[] }> {
  const { store } = context;
  const now = context.clock();
  const files = await readWorkspaceFiles(folder, store.read);
  const { workspace, written } = files;
  if (workspace === null || written === null) return { refused: files.findings };
  const checked = await checkCampaign({ ...files, workspace }, id, store.read, now);
  const findings = [...files.findings, ...checked.findings];
  const { campaign } = checked.folder;
  if (campaign === null || hasErrors(findings)) return { refused: findings };
  const wanted: Wanted = {
    campaign,
    workspace: written,
    activities: files.activities,
    stories: files.stories,
    content: usedContent(checked.folder),
    images: imagesOf(checked.folder, files),
    hash: campaignHash(checked.folder, written),
    texts: await workspaceTexts(folder),
  };
  const inFlight = options.inFlight ?? 'stay';
  const foretold = await foretell(store.read, wanted);
  const impact = await impactOf(store.read, wanted, workspace, foretold.version, now);
  const decided = options.dryRun
    ? foretold
    : await store.write((tx) => publish(tx, context, wanted, { inFlight, by: options.by ?? null }));
  return { campaign: id, ...decided, inFlight, impact, findings };
}

interface Wanted extends Publishing {
  readonly images: readonly Image[];
  readonly hash: string;
  /** Of the workspace's own files. */
  readonly texts: Readonly<Record<string, string>>;
}

type Versions = Pick<Published, 'version' | 'unchanged' | 'workspaceVersion' | 'awaitsApproval'>;

async function publish(
  tx: Database,
  context: Pick<FlowContext, 'clock' | 'newId'>,
  wanted: Wanted,
  { inFlight, by: declared }: { readonly inFlight: InFlight; readonly by: Actor },
): Promise<Versions> {
  const { campaign, workspace, content } = wanted;
  const now = context.clock();
  const row = await campaignById(tx, campaign.id);
  if (row?.state === 'finished') {
    throw new UserError(`Campaign "${campaign.id}" is finished.`, {
      hint: 'A finished campaign does not start again: copy its folder under a new name for a new round.',
    });
  }
  const by = needsApproval(workspace) ? await publisher(tx, campaign.id, declared) : declared;
  if (needsApproval(workspace) && row?.launchedAt != null && inFlight === 'move') {
    throw new UserError('Nobody moves to a version that waits for a second person.', {
      hint: `Publish it without --in-flight; then: druppel approve ${campaign.id} --by ADDRESS --in-flight move.`,
    });
  }
  await addImages(tx, wanted.images);
  const workspaceVersion = await publishWorkspace(tx, wanted, now);
  const newest = await newestCampaignVersion(tx, campaign.id);
  const unchanged = newest?.hash === wanted.hash;
  const version = unchanged ? newest.number : (newest?.number ?? 0) + 1;
  const awaitsApproval = await awaits(tx, wanted, version);
  const answer = { version, unchanged, workspaceVersion, awaitsApproval };
  if (unchanged) {
    await publishAgain(tx, context, { row, newest, inFlight, by, awaitsApproval });
    return answer;
  }
  await addCampaignVersion(tx, {
    campaign: campaign.id,
    number: version,
    definition: campaign,
    audiences: workspace.audiences,
    messages: content.messages,
    frames: content.frames,
    images: content.images,
    hash: wanted.hash,
    workspaceVersion,
    publishedAt: now,
    publishedBy: by,
  });
  if (row === null) await addCampaign(tx, { id: campaign.id, state: 'published', currentVersion: version });
  else if (!awaitsApproval || row.launchedAt === null) {
    const state = row.state === 'draft' ? 'published' : row.state;
    const movesTo = inFlight === 'move' ? version : row.movesTo;
    await changeCampaign(tx, campaign.id, { state, currentVersion: version, movesTo });
  }
  await wakeAll(tx, now);
  const moving = inFlight === 'move' ? ', those under way move to it' : '';
  const words = `version ${version}${moving}${awaitsApproval ? ', waits for a second person' : ''}`;
  await noteAction(tx, context, { by, verb: 'publish', campaign: campaign.id, version, words });
  return answer;
}

/** The files are as they were: what can still be said is who published, and that those under way move after all. */
async function publishAgain(
  tx: Database,
  context: Pick<FlowContext, 'clock' | 'newId'>,
  {
    row,
    newest: { campaign, number, publishedBy },
    inFlight,
    by,
    awaitsApproval,
  }: {
    readonly row: StoredCampaign | null;
    readonly newest: StoredCampaignVersion;
    readonly inFlight: InFlight;
    readonly by: Actor;
    readonly awaitsApproval: boolean;
  },
): Promise<void> {
  if (awaitsApproval && by !== null && publishedBy?.includes('@') !== true)
    await nameWhoPublished(tx, campaign, number, by);
  if (inFlight === 'stay' || row === null || (row.movesTo ?? 0) >= number) return;
  await changeCampaign(tx, campaign, { movesTo: number });
  await wakeAll(tx, context.clock());
  const words = `version ${number}: those under way move to it`;
  await noteAction(tx, context, { by, verb: 'publish', campaign, version: number, words });
}

async function publisher(tx: Database, campaign: string, by: Actor): Promise<string> {
  if (by?.includes('@')) return knownPerson(tx, by);
  throw new UserError('Here a second person approves what is published, so it must be known who publishes.', {
    hint: `Say who: druppel publish ${campaign} --by YOUR@ADDRESS. The address is that of a console user: druppel user list.`,
  });
}

async function awaits(database: Database, { campaign, workspace }: Wanted, version: number): Promise<boolean> {
  return needsApproval(workspace) && (await approvalOf(database, campaign.id, version)) === null;
}

/** Calendar, mail limit and sender are always those of the newest workspace version, for everybody. */
async function publishWorkspace(
  tx: Database,
  { workspace, activities, stories, texts }: Wanted,
  now: number,
): Promise<number> {
  const changed = changedActivities(activities, await allActivities(tx)).map(({ activity }) => activity);
  await changeActivities(tx, changed, now);
  await publishStories(tx, stories, now);
  // Before the first mail can go: a backup of any later instant is known to the journal by it.
  await keepJournalKey(tx);
  const before = await newestWorkspace(tx);
  const number = await saveWorkspace(tx, {
    definition: workspace,
    files: texts,
    hash: digest(workspace),
    createdAt: now,
  });
  if (number !== before?.number) {
    await raiseWorkspaceRevision(tx);
    await wakeAll(tx, now);
  }
  return number;
}

async function foretell(database: Database, wanted: Wanted): Promise<Versions> {
  const { campaign, workspace, hash } = wanted;
  const newest = await newestCampaignVersion(database, campaign.id);
  const kept = await newestWorkspace(database);
  const unchanged = newest?.hash === hash;
  const version = unchanged ? newest.number : (newest?.number ?? 0) + 1;
  return {
    version,
    unchanged,
    workspaceVersion: kept?.hash === digest(workspace) ? kept.number : (kept?.number ?? 0) + 1,
    awaitsApproval: await awaits(database, wanted, version),
  };
}
