import type { Campaign } from '../../domain/campaign.ts';
import type { CampaignContent } from '../../domain/campaign-content.ts';
import type { Condition } from '../../domain/condition.ts';
import type { Image } from '../../domain/image.ts';
import type { LearningActivity } from '../../domain/learning.ts';
import type { LibraryStory } from '../../domain/story.ts';
import type { Workspace } from '../../domain/workspace.ts';

/** A campaign as its files have it, before it is published. */
export interface CampaignDraft {
  readonly campaign: Campaign;
  readonly audiences: Readonly<Record<string, Condition>>;
  readonly content: CampaignContent;
  /** What its mails show, the logo among them. */
  readonly images: readonly Image[];
  readonly workspace: Workspace;
  readonly activities: readonly LearningActivity[];
  /** The library, by its files or as it was published. */
  readonly stories: readonly LibraryStory[];
}
