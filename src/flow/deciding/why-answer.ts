import type { Phase } from '../../domain/campaign.ts';
import type { ShownReason } from '../../domain/reasons.ts';
import type { WhyNot } from '../../engine/answers/why-not.ts';
import type { TimelineEntry } from './timeline.ts';

/** Where somebody stands in a campaign; `not-shown`: for a reason that would tell what they learned, did or need. */
type Standing = 'takes-part' | 'begins-later' | 'suspended' | 'ended' | 'not-launched' | 'not-shown' | WhyNot;

/** What `why --json` prints. */
export interface Why {
  readonly id: string;
  readonly email: string | null;
  readonly campaign: string;
  /** The version they are pinned to, else the one in force. */
  readonly version: number;
  readonly standing: Standing;
  readonly reason: ShownReason | null;
  /** `holds` null: a part that is not shown decides it. */
  readonly audience: { readonly holds: boolean | null; readonly lines: readonly AudienceLine[] };
  readonly round: number | null;
  readonly beganAt: string | null;
  /** Null where it would tell what they learned or did. */
  readonly phase: Phase | null;
  readonly past: readonly TimelineEntry[];
  readonly waiting: readonly TimelineEntry[];
  /** By the plan, as things stand: nothing more learned, clicked or imported. */
  readonly next: readonly { readonly at: string; readonly step: string | null; readonly sentence: string }[];
  /** Before the launch, what is not shown was assumed to hold, so that `next` tells of nobody whether it does. */
  readonly isAssumed: boolean;
  /** The whole answer in words, line by line. */
  readonly sentences: readonly string[];
}

/** One line of `for`. Both null: not shown. */
export interface AudienceLine {
  readonly rule: string | null;
  readonly holds: boolean | null;
  /** What the person has, where it is a column and does not fit. */
  readonly value: string | null;
}
