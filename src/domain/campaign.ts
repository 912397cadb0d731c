import type { Condition } from './condition.ts';
import type { Duration } from './duration.ts';
import type { StoryChoice } from './story.ts';
import type { Localized } from './text.ts';
import type { LocalDate, TimeOfDay, Weekday } from './time.ts';

/** T1: a person goes through them in this order, never back. */
export type Phase = 'inform' | 'activate' | 'retain';
export const PHASES: readonly Phase[] = ['inform', 'activate', 'retain'];

/** A campaign file, read: what the engine needs to decide. Plain data, pinned in a campaign version as JSON. */
export interface Campaign {
  /** The folder's name; it never changes. */
  readonly id: string;
  readonly title: Localized;
  readonly topic: string;
  readonly from: string | null;
  readonly replyTo: string | null;
  /** Learning activity ids. */
  readonly promotes: readonly string[];
  /** Reached when it holds; null: the campaign has no goal. */
  readonly goal: Condition | null;
  readonly audience: Condition;
  readonly newcomers: 'join' | 'not';
  /** `launch`: the instant of the launch, or of joining. */
  readonly starts: LocalDate | 'launch';
  /** The last local day of mail. */
  readonly ends: LocalDate | null;
  readonly perPersonDays: number;
  /** Where the learning platform gives no due date. */
  readonly due: DueRule | null;
  readonly required: { readonly by: 'law' | 'policy'; readonly because: Localized | null } | null;
  readonly priority: 'low' | 'normal' | 'high';
  /** Narrows the workspace's days and hours. */
  readonly sending: CampaignSending;
  /** How long after its end a new round begins for the same person; null: one round. */
  readonly again: Duration | null;
  /** `only-new`: what was finished before the first round does not count either. */
  readonly counts: 'all' | 'only-new';
  /** A comparison group that begins later (rules.md R13). */
  readonly startLater: { readonly share: number; readonly days: number } | null;
  readonly brief: Brief | null;
  readonly around: readonly AroundAction[];
  /** One mail per manager and ISO week, on this day (rules.md R10). */
  readonly teamUpdate: { readonly message: string; readonly weekday: Weekday } | null;
  readonly phases: Readonly<Record<Phase, PhasePlan>>;
}

export type DueRule = { readonly daysAfterJoining: number } | { readonly on: LocalDate };

export interface CampaignSending {
  readonly days: readonly Weekday[] | null;
  readonly from: TimeOfDay | null;
  readonly to: TimeOfDay | null;
}

/** The communication plan (T18): who, what, where, when, why. */
export interface Brief {
  readonly who: string | null;
  readonly what: string | null;
  readonly where: string | null;
  readonly when: string | null;
  readonly why: { readonly organisation: string | null; readonly team: string | null; readonly me: string | null };
  readonly reason: string | null;
  /** `60% finished by 2027-04-30` */
  readonly target: { readonly share: number; readonly by: LocalDate } | null;
  readonly sponsor: string | null;
  readonly costs: Readonly<Record<string, number>>;
}

/** Not mail, but on the same calendar (T35); once per campaign. */
export type AroundAction = ChannelPost | ReminderOfOwner;

interface ActionOnCalendar {
  /** Unique in the campaign. */
  readonly id: string;
  /** Relative to the campaign's start, or a fixed date. */
  readonly at: Moment;
}

/** A post into a chat channel of the workspace. */
export interface ChannelPost extends ActionOnCalendar {
  readonly kind: 'post';
  /** A name in the workspace's `posts`. */
  readonly channel: string;
  readonly message: string;
}

/** Somebody puts up a poster, holds a meeting …; they are reminded on the day. */
export interface ReminderOfOwner extends ActionOnCalendar {
  readonly kind: AroundKind;
  readonly what: string;
  /** An email address. */
  readonly owner: string;
}

export type AroundKind = 'poster' | 'meeting' | 'intranet' | 'event' | 'other';
export const AROUND_KINDS: readonly AroundKind[] = ['poster', 'meeting', 'intranet', 'event', 'other'];

export interface PhasePlan {
  /** The phase begins when this holds, if that is earlier. */
  readonly soonerIf: Condition | null;
  readonly steps: readonly Step[];
}

export type Step = MailStep | RemindStep | IfStep | EndStep;

interface TimedStep {
  /** Unique in the campaign. Identity is the name, never the position. */
  readonly id: string;
  readonly timing: Timing;
  readonly when: Condition | null;
  /** Passed as too late when the slot lies that long after its opening; `never`: however late. */
  readonly skipIfLate: Duration | 'never';
}

export interface MailStep extends TimedStep, Personalised {
  readonly kind: 'mail';
  readonly message: string;
  readonly to: Recipients;
  /** What the mail asks of its reader, beyond reading; null: nothing. */
  readonly asks: MailRequest | null;
  /** It tells the story of a colleague (T11): whose, seen from its reader. Absent: it tells none. */
  readonly story?: StoryChoice;
}

/** Which version of a message somebody gets (T3, T11, T30). */
export interface Personalised {
  /** A variant per value of this; a person without a value, or whose variant has no text, gets the fallback. */
  readonly variantPer: { readonly of: 'need' } | { readonly of: 'attribute'; readonly name: string } | null;
  /** Versions tried against each other, in halves that stick to the person; empty: none. */
  readonly tries: readonly string[];
}

/** `ask`, `ask-story`, `pick-a-moment`, `event`: the engine schedules their mail like any other. */
export type MailRequest =
  | { readonly kind: 'survey'; readonly survey: string }
  | { readonly kind: 'story' }
  | {
      readonly kind: 'moment';
      readonly choices: readonly { readonly weekday: Weekday; readonly time: TimeOfDay }[];
      readonly minutes: number;
      /** 1: once. */
      readonly weeks: number;
    }
  | {
      readonly kind: 'event';
      readonly on: LocalDate;
      readonly from: TimeOfDay;
      readonly to: TimeOfDay;
      readonly place: string | null;
    };

export type Recipients = 'participant' | 'managers' | 'buddy';

/** One mail after another, until the condition holds or none is left. */
export interface RemindStep extends TimedStep, Personalised {
  readonly kind: 'remind';
  /** In order; each has its own step id in the ledger. */
  readonly mails: readonly { readonly id: string; readonly message: string }[];
  /** Between two mails; null in a dated list, or without progress (there the timing says it). */
  readonly every: Duration | null;
  readonly until: Condition | null;
}

export interface IfStep {
  readonly kind: 'if';
  readonly condition: Condition;
  readonly then: readonly Step[];
  readonly else: readonly Step[];
}

/** Ends the campaign for that person. */
export interface EndStep {
  readonly kind: 'end';
  readonly reason: string;
}

export type Timing =
  | { readonly kind: 'next-slot' }
  | { readonly kind: 'after'; readonly wait: Duration }
  | { readonly kind: 'after-no-progress'; readonly wait: Duration }
  /** One moment for a mail, as many as mails for a dated `remind`. */
  | { readonly kind: 'dated'; readonly moments: readonly Moment[] }
  | { readonly kind: 'next-time'; readonly weekday: Weekday; readonly time: TimeOfDay }
  | { readonly kind: 'wait-until'; readonly condition: Condition; readonly noLongerThan: Duration | null };

/** A moment relative to a date of the person: `5 working days before start`, `on due`, `day 30 after hired`. */
export interface Moment {
  /** `start`, `due`, `lapse`, an attribute of type date (`hired_on`), or a fixed date. */
  readonly anchor:
    | { readonly kind: 'start' | 'due' | 'lapse' }
    | { readonly kind: 'attribute'; readonly name: string }
    | { readonly kind: 'date'; readonly on: LocalDate };
  /** Negative: before. */
  readonly days: number;
  readonly workingDays: boolean;
}

export const DEFAULT_SKIP_IF_LATE: Duration = { amount: 7, unit: 'days' };
export const DEFAULT_PER_PERSON_DAYS = 90;

/** Of a step that says nothing about it. */
export const FOR_EVERYBODY_ALIKE: Personalised = { variantPer: null, tries: [] };

/** Every step of a list with those in the branches of its `if`s, in file order. */
export function* stepsWithin(steps: readonly Step[]): Generator<Step> {
  for (const step of steps) {
    yield step;
    if (step.kind === 'if') {
      yield* stepsWithin(step.then);
      yield* stepsWithin(step.else);
    }
  }
}

/** A mail that a campaign can send. */
export interface CampaignMail {
  readonly id: string;
  readonly phase: Phase;
  readonly message: string;
  readonly to: Recipients;
  /** One of a `remind`. */
  readonly reminder: boolean;
  readonly step: MailStep | RemindStep;
}

/** The mails a campaign can send, in file order. */
export function mailsOf(campaign: Campaign): CampaignMail[] {
  return PHASES.flatMap((phase) =>
    [...stepsWithin(campaign.phases[phase].steps)].flatMap((step): CampaignMail[] => {
      if (step.kind === 'mail')
        return [{ id: step.id, phase, message: step.message, to: step.to, reminder: false, step }];
      if (step.kind === 'remind')
        return step.mails.map((mail) => ({ ...mail, phase, to: 'participant', reminder: true, step }));
      return [];
    }),
  );
}
