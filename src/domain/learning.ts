import type { Instant, LocalDate } from './time.ts';

export type ActivityKind = 'micro' | 'macro' | 'classroom' | 'course' | 'path' | 'other';
export const ACTIVITY_KINDS: readonly ActivityKind[] = ['micro', 'macro', 'classroom', 'course', 'path', 'other'];

export interface LearningActivity {
  readonly id: string;
  readonly title: string;
  readonly kind: ActivityKind;
  readonly durationMinutes: number | null;
  readonly url: string | null;
  readonly competencies: readonly string[];
  readonly cost: number | null;
  /** After so many months what was finished lapses; null: never. */
  readonly validMonths: number | null;
}

export type LearningEvent = 'assigned' | 'started' | 'progressed' | 'completed' | 'passed' | 'failed';
export const LEARNING_EVENTS: readonly LearningEvent[] = [
  'assigned',
  'started',
  'progressed',
  'completed',
  'passed',
  'failed',
];

/** One thing that happened on a learning platform. Operational data: it stops reminders. */
export interface LearningRecord {
  readonly activity: string;
  readonly event: LearningEvent;
  /** When it happened, as the platform says. */
  readonly at: Instant;
  /** It holds from here on: its own time, or when it became known if that is later (rules.md R2). */
  readonly holdsFrom: Instant;
  readonly due: LocalDate | null;
  /** 0–100 */
  readonly score: number | null;
  readonly progress: number | null;
}

/** What a record says beyond that it happened. */
export type LearningValues = Pick<LearningRecord, 'due' | 'score' | 'progress'>;

/** The same as somebody tells it. Undefined: not said; null: there is none any more (rules.md R17). */
export type ToldValues = { readonly [Value in keyof LearningValues]: LearningValues[Value] | undefined };

/** What is known of a record once it was told again: what is not said stays as it was. */
export function toldAgain(before: LearningValues, told: ToldValues): LearningValues;
export function toldAgain(before: ToldValues, told: ToldValues): ToldValues;
export function toldAgain(before: ToldValues, { due, score, progress }: ToldValues): ToldValues {
  return {
    due: due === undefined ? before.due : due,
    score: score === undefined ? before.score : score,
    progress: progress === undefined ? before.progress : progress,
  };
}

export function saysTheSame(one: LearningValues, other: LearningValues): boolean {
  return one.due === other.due && one.score === other.score && one.progress === other.progress;
}

/** What the records of one person on one activity come to at an instant. */
export interface LearningState {
  readonly assignedAt: Instant | null;
  readonly startedAt: Instant | null;
  /** The first and the last time; an activity with `validMonths` lapses counted from the last. */
  readonly finishedAt: Instant | null;
  readonly lastFinishedAt: Instant | null;
  readonly failedAt: Instant | null;
  /** From the latest `assigned` that gives one. */
  readonly due: LocalDate | null;
  /** 0–100; 100 when finished. */
  readonly progress: number;
  /** The last sign of learning; being assigned is none. */
  readonly lastRecordAt: Instant | null;
}

/** Where learning begins to count in a round (rules.md R1). */
export interface CountsFrom {
  readonly at: Instant;
  /** Its local date, and 00:00 of that. */
  readonly on: LocalDate;
  readonly dayBeganAt: Instant;
}

/**
 * Facts hold from their own time, a late one from when it is known. Finished = completed or passed; it implies started,
 * which implies assigned (rules.md R2).
 * @param since only what happened from there on counts (`again`, `counts: only new`); null: all.
 */
export function learningState(
  records: readonly LearningRecord[],
  activity: string,
  now: Instant,
  since: CountsFrom | null = null,
): LearningState {
  let assignedAt: Instant | null = null;
  let startedAt: Instant | null = null;
  let finishedAt: Instant | null = null;
  let lastFinishedAt: Instant | null = null;
  let failedAt: Instant | null = null;
  let lastRecordAt: Instant | null = null;
  let progress = 0;
  let due: { at: Instant; on: LocalDate } | null = null;
  for (const record of records) {
    if (record.activity !== activity || record.holdsFrom > now || (since !== null && isBefore(record, since))) continue;
    if (record.event !== 'assigned') lastRecordAt = latest(lastRecordAt, record.at);
    if (record.progress !== null) progress = Math.max(progress, record.progress);
    switch (record.event) {
      case 'assigned':
        assignedAt = earliest(assignedAt, record.at);
        if (record.due !== null && (due === null || record.at >= due.at)) due = { at: record.at, on: record.due };
        break;
      case 'started':
      case 'progressed':
        startedAt = earliest(startedAt, record.at);
        break;
      case 'completed':
      case 'passed':
        finishedAt = earliest(finishedAt, record.at);
        lastFinishedAt = latest(lastFinishedAt, record.at);
        break;
      case 'failed':
        failedAt = latest(failedAt, record.at);
        startedAt = earliest(startedAt, record.at);
        break;
    }
  }
  if (finishedAt !== null) startedAt = earliest(startedAt, finishedAt);
  if (startedAt !== null) assignedAt = earliest(assignedAt, startedAt);
  return {
    assignedAt,
    startedAt,
    finishedAt,
    lastFinishedAt,
    failedAt,
    due: due?.on ?? null,
    progress: finishedAt === null ? progress : 100,
    lastRecordAt,
  };
}

/**
 * Whether a record belongs to what was before. One of the very day that came without a time, and was not known yet, does
 * not; nor does an assignment whose due date still lies ahead: platforms assign anew some days before.
 */
function isBefore({ event, at, holdsFrom, due }: LearningRecord, since: CountsFrom): boolean {
  if (at >= since.at || (at === since.dayBeganAt && holdsFrom > since.at)) return false;
  return event !== 'assigned' || due === null || due < since.on;
}

function earliest(a: Instant | null, b: Instant): Instant {
  return a === null ? b : Math.min(a, b);
}

function latest(a: Instant | null, b: Instant): Instant {
  return a === null ? b : Math.max(a, b);
}
