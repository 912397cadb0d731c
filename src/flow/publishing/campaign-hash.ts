import { createHash } from 'node:crypto';
import type { CampaignContent } from '../../domain/campaign-content.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { CampaignFolder } from '../../intake/campaign-files/read-campaign.ts';
import { parseMessage } from '../../render/message-source.ts';
import { contentOf } from './workspace-files.ts';

/**
 * Over what a version pins: the campaign's own files, the frames that its texts use, its images and the named
 * audiences. The same files, the same hash.
 */
export function campaignHash(folder: CampaignFolder, { audiences }: Workspace): string {
  const { frames, images } = usedContent(folder);
  return digest({ files: folder.files, frames, images, audiences });
}

/** What a version keeps of a campaign folder: its texts, and the frames that they use. */
export function usedContent(folder: CampaignFolder): CampaignContent {
  const { messages, frames, images } = contentOf(folder);
  const used = new Set<string>();
  for (const { text, path } of messages) {
    const source = parseMessage(text, path);
    if (!('problems' in source)) used.add(source.template);
  }
  return { messages, frames: Object.fromEntries(Object.entries(frames).filter(([name]) => used.has(name))), images };
}

export function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value, inOrder)).digest('hex');
}

/** The order of keys says nothing. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
