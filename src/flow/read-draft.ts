import { createHash } from 'node:crypto';
import { mailsOf } from '../domain/campaign.ts';
import type { CampaignContent } from '../domain/campaign-content.ts';
import type { Workspace } from '../domain/workspace.ts';
import { readCampaign } from '../intake/campaign-files/read-campaign.ts';
import { readWorkspace } from '../intake/campaign-files/read-workspace.ts';
import { type Finding, hasErrors } from '../intake/finding.ts';
import { parseMessage } from '../render/message-source.ts';
import { allActivities } from '../store/activities.ts';
import type { Database } from '../store/database.ts';
import { knownAttributeNames } from '../store/employees.ts';
import type { CampaignDraft } from './plan-campaign.ts';

/** A campaign as its files have it now. */
export interface ReadDraft {
  /** Null when a finding is an error. */
  readonly draft: CampaignDraft | null;
  /** Of the workspace, then of the campaign. */
  readonly findings: readonly Finding[];
  /** Of everything a version pins: the same files, the same hash. */
  readonly hash: string | null;
}

/**
 * Reads a campaign of a workspace folder with all it refers to; activities and attributes may also be known to the
 * store alone.
 * @throws {UserError} when the folder is no workspace, or has no such campaign.
 */
export async function readDraft(database: Database, folder: string, id: string): Promise<ReadDraft> {
  const known = {
    knownActivities: (await allActivities(database)).map((activity) => activity.id),
    knownAttributes: await knownAttributeNames(database),
  };
  const { workspace, activities, findings: first } = await readWorkspace(folder, known);
  if (workspace === null) return { draft: null, findings: first, hash: null };
  const read = await readCampaign(folder, id, { workspace, activities, ...known });
  const findings = [...first, ...read.findings];
  const { campaign } = read;
  if (campaign === null || hasErrors(findings)) return { draft: null, findings, hash: null };
  const used = new Set(mailsOf(campaign).map((mail) => mail.message));
  const messages = read.messages
    .filter(({ message }) => used.has(message))
    .map(({ message, variant, locale, path, text }) => ({ message, variant, locale, path, text }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const content = { messages, frames: framesInUse(messages, read.frames) };
  const { audiences } = workspace;
  return {
    draft: { campaign, audiences, content: { ...content, frames: read.frames }, workspace, activities },
    findings,
    hash: hashOf({ campaign, audiences, content }),
  };
}

/** Of a workspace as it is published. */
export function workspaceHash(workspace: Workspace): string {
  return hashOf(workspace);
}

/** A frame that no text uses can change without making a new version. */
function framesInUse(
  messages: CampaignContent['messages'],
  frames: CampaignContent['frames'],
): CampaignContent['frames'] {
  const used = new Set<string>();
  for (const { text, path } of messages) {
    const source = parseMessage(text, path);
    if (!('problems' in source)) used.add(source.template);
  }
  return Object.fromEntries(Object.entries(frames).filter(([name]) => used.has(name)));
}

/** SHA-256 over the JSON of plain data, its keys in order. */
function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value, sortedKeys)).digest('hex');
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
