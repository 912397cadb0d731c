import type { CampaignContent } from '../../domain/campaign-content.ts';

/** What stands in a version row, typed. */
export function contentFrom(version: {
  readonly messages: unknown;
  readonly frames: unknown;
  readonly images: CampaignContent['images'];
}): CampaignContent {
  return {
    messages: version.messages as CampaignContent['messages'],
    frames: version.frames as CampaignContent['frames'],
    images: version.images,
  };
}
