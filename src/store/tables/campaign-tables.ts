import { sql } from 'drizzle-orm';
import type { Campaign } from '../../domain/campaign.ts';
import type { Condition } from '../../domain/condition.ts';
import type { Instant } from '../../domain/time.ts';
import type { Vocabulary } from '../sqlite/vocabulary.ts';
import { isOneOf } from './closed-set.ts';

export type CampaignState = 'draft' | 'published' | 'running' | 'paused' | 'finished';
const CAMPAIGN_STATES: readonly CampaignState[] = ['draft', 'published', 'running', 'paused', 'finished'];

/** A closed pause, or with `to: null` the one under way. */
export interface Pause {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** The part of the audience that takes part (practice.md T19). */
export type Pilot =
  | { readonly share: number }
  | { readonly rule: Condition }
  /** Whom either lets in. */
  | { readonly share: number; readonly rule: Condition };

export function campaignTables({ table, text, integer, instant, yesNo, json, primaryKey, check }: Vocabulary) {
  return {
    campaigns: table(
      'campaigns',
      {
        id: text('id').primaryKey(),
        state: text('state').$type<CampaignState>().notNull(),
        /** The version that new participations are pinned to; null: a draft. */
        currentVersion: integer('current_version'),
        launchedAt: instant('launched_at'),
        /** For `starts: on launch`: the instant of the launch, which may lie ahead. */
        startsAt: instant('starts_at'),
        pausedSince: instant('paused_since'),
        pauses: json('pauses').$type<readonly Pause[]>().notNull(),
        /** Null: everybody in the audience. */
        pilot: json('pilot').$type<Pilot>(),
        /** When the pilot was last widened; null: never. */
        widenedAt: instant('widened_at'),
        /** Who is under way on an older version moves to this one at the next look (`publish --in-flight move`). */
        movesTo: integer('moves_to'),
        /** Finished with `--end-all`: nobody goes on. */
        endedAll: yesNo('ended_all').notNull(),
        /** Raised by whatever can change an answer for its people (rules.md R11). */
        revision: integer('revision').notNull(),
      },
      (t) => [
        check('campaigns_state', isOneOf(t.state, CAMPAIGN_STATES)),
        check('campaigns_launched', sql`${t.state} in ('draft', 'published') or ${t.launchedAt} is not null`),
        check('campaigns_published', sql`${t.state} = 'draft' or ${t.currentVersion} is not null`),
        check('campaigns_paused', sql`(${t.state} = 'paused') = (${t.pausedSince} is not null)`),
      ],
    ),

    /** Immutable once written. */
    campaignVersions: table(
      'campaign_versions',
      {
        campaign: text('campaign').notNull(),
        number: integer('number').notNull(),
        definition: json('definition').$type<Campaign>().notNull(),
        /** Named audiences as they were when it was published. */
        audiences: json('audiences').$type<Readonly<Record<string, Condition>>>().notNull(),
        /** Message sources and frames: what rendering needs, as JSON of its own. */
        messages: json('messages').$type<unknown>().notNull(),
        frames: json('frames').$type<unknown>().notNull(),
        /** The name of an image by its path in the campaign; the bytes are in `images`. */
        images: json('images').$type<Readonly<Record<string, string>>>().notNull(),
        hash: text('hash').notNull(),
        workspaceVersion: integer('workspace_version').notNull(),
        publishedAt: instant('published_at').notNull(),
        /** As declared; null: nobody said. */
        publishedBy: text('published_by'),
      },
      (t) => [
        primaryKey({ columns: [t.campaign, t.number] }),
        check('campaign_versions_number', sql`${t.number} >= 1`),
      ],
    ),
  };
}
