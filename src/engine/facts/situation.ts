import type { Campaign } from '../../domain/campaign.ts';
import type { Condition } from '../../domain/condition.ts';
import type { Employee } from '../../domain/employee.ts';
import type { LearningActivity, LearningRecord } from '../../domain/learning.ts';
import type { Message } from '../../domain/message.ts';
import type { Participation } from '../../domain/participation.ts';
import type { LibraryStory } from '../../domain/story.ts';
import type { Instant, LocalDate, Zone } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';

/**
 * Everything the engine may know when it decides about one person. Decisions are made per person and not per
 * participation, because the mail limit and the one mail a day join all campaigns of a person.
 */
export interface Situation {
  readonly employee: Employee;
  readonly learning: readonly LearningRecord[];
  readonly engagement: readonly EngagementFact[];
  readonly choices: readonly Choice[];
  /** Nobody may mail this address: bounced for good, or a complaint. */
  readonly suppressed: boolean;
  /** Where this person's manager and buddy can be found; null: unknown or without mailbox. */
  readonly manager: string | null;
  readonly buddy: string | null;
  /** Whether somebody who has not left names this person as manager. */
  readonly leadsPeople?: boolean;
  /** In which campaigns direct reports take part (of managers of managers, the managers). Absent: in none. */
  readonly leads?: readonly Lead[];
  /** Every participation of the person, ended ones too. */
  readonly participations: readonly Participation[];
  /**
   * Messages to this person: the open ones, those of live participations, all gone ones that a limit can still see, and
   * whatever told a story.
   */
  readonly messages: readonly Message[];
  /** When an import first brought this person. */
  readonly knownSince: Instant;
  /** When the engine last decided about this person; null: never. */
  readonly lookedAt: Instant | null;
}

/** A team that takes part in a campaign: since when, and until when if all of it has come to the end. */
export interface Lead {
  readonly campaign: string;
  readonly from: Instant;
  /** Null: somebody is on the way. */
  readonly to: Instant | null;
}

/** A click or an answer, kept per person only so that the engine can steer (guarantees.md §3). */
export interface EngagementFact {
  readonly kind: 'clicked' | 'answered';
  readonly campaign: string;
  /** Message or survey name. */
  readonly about: string;
  readonly answers: readonly string[];
  readonly at: Instant;
  readonly holdsFrom: Instant;
}

/** What a person asked for. */
export type Choice =
  /** No mail about a topic; null: no voluntary mail at all. */
  | { readonly kind: 'stop'; readonly topic: string | null; readonly at: Instant }
  /** No mail from `at` until `until`; about one campaign, or null for all. */
  | { readonly kind: 'not-now'; readonly campaign: string | null; readonly at: Instant; readonly until: Instant }
  | { readonly kind: 'said-done'; readonly campaign: string; readonly at: Instant };

/** What is the same for everybody at an instant. */
export interface Setting {
  readonly workspace: Workspace;
  /** Running and paused campaigns, and finished ones whose participants still go on. */
  readonly campaigns: ReadonlyMap<string, LiveCampaign>;
  readonly activities: ReadonlyMap<string, LearningActivity>;
  /** What colleagues tell, one library for all campaigns. Absent: nothing. */
  readonly stories?: readonly LibraryStory[];
  /** Public holidays of a country and region in a year. */
  readonly holidays: (country: string | null, region: string | null, year: number) => ReadonlySet<LocalDate>;
  /** When learning data last arrived (null: never yet), and the spans in which it was too old (rules.md R16). */
  readonly learningFeed: { readonly lastAt: Instant | null; readonly gaps: readonly Pause[] };
  /** Spans in which all mail was or is paused. */
  readonly pauses: readonly Pause[];
}

/** From an instant to another; `to: null`: still under way. */
export interface Pause {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** A launched campaign with the versions that people are pinned to. */
export interface LiveCampaign {
  readonly id: string;
  readonly state: 'running' | 'paused' | 'finished';
  readonly launchedAt: Instant;
  /** For `starts: on launch`: the instant of the launch, which may lie ahead (`launch --at`). */
  readonly startsAt: Instant;
  /** The version that new participations are pinned to. */
  readonly current: number;
  readonly versions: ReadonlyMap<number, CampaignVersion>;
  readonly pauses: readonly Pause[];
  /** Who is under way on an older version than this moves to it (rules.md R14); null: all stay on theirs. */
  readonly movesTo: number | null;
  /** `finish --end-all`: nobody goes on. */
  readonly endedAll: boolean;
  /** Only this part of the audience takes part (T19); null: all. */
  readonly pilot:
    | { readonly share: number }
    | { readonly rule: Condition }
    /** Whom either lets in. */
    | { readonly share: number; readonly rule: Condition }
    | null;
  /** When the pilot was last widened: a start of their own for those it let in. Null or absent: never. */
  readonly widenedAt?: Instant | null;
}

export interface CampaignVersion {
  readonly campaign: Campaign;
  /** Named audiences as they were when it was published. */
  readonly audiences: Readonly<Record<string, Condition>>;
}

/** Somebody who has nothing behind them. */
export function situationOfStranger(employee: Employee): Situation {
  return {
    employee,
    learning: [],
    engagement: [],
    choices: [],
    suppressed: false,
    manager: null,
    buddy: null,
    participations: [],
    messages: [],
    knownSince: 0,
    lookedAt: null,
  };
}

export function zoneOf(employee: Employee, workspace: Workspace): Zone {
  return employee.timezone ?? workspace.timezone;
}
