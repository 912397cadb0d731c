import type { Condition } from './condition.ts';
import type { Localized } from './text.ts';
import type { DateSpan, LocalDate, TimeOfDay, Weekday, Zone } from './time.ts';

/** The organisation a campaign runs in: what workspace.yaml says, read. A numbered workspace version keeps it. */
export interface Workspace {
  readonly name: string;
  readonly academy: { readonly name: string; readonly url: string | null };
  /** `Noor, Learning & Development <learning@waterlijn.example>` */
  readonly from: string;
  readonly replyTo: string | null;
  /** The first is the default. */
  readonly locales: readonly [string, ...string[]];
  /** For employees without their own. */
  readonly timezone: Zone;
  readonly country: string | null;
  readonly region: string | null;
  readonly brand: Brand;
  readonly sending: Sending;
  /** How old learning data may be before reminders wait; null: any age. */
  readonly learningDataMaxDays: number | null;
  readonly topics: Readonly<Record<string, Localized>>;
  readonly tracking: 'off' | 'journey';
  /** Figures about fewer people than this are not shown. At least 5. */
  readonly minimumGroup: number;
  /** Whether a version goes to anybody before a second person has approved it (practice.md T28). */
  readonly approval: 'none' | 'second-person';
  /** Chat channels that `around` can post to, by name. */
  readonly posts: Readonly<Record<string, Channel>>;
  readonly attributes: Readonly<Record<string, AttributeType>>;
  readonly audiences: Readonly<Record<string, Condition>>;
}

export interface Brand {
  /** The name of an image (image.ts), or a web address. */
  readonly logo: { readonly image: string } | { readonly url: string } | null;
  /** `#0b7a75` */
  readonly colour: string;
  /** The postal line in the footer. */
  readonly address: string | null;
}

/** When mail goes. Times are the employee's own. */
export interface Sending {
  readonly days: readonly Weekday[];
  /** The window [from, to). */
  readonly from: TimeOfDay;
  readonly to: TimeOfDay;
  /** Mails due at a window's opening spread over this long. */
  readonly spreadMs: number;
  readonly holidays: boolean;
  readonly daysOff: readonly LocalDate[];
  readonly blackout: readonly DateSpan[];
  /** So many mails in so many days (rules.md R6); null: no limit. */
  readonly mailLimit: MailLimit | null;
}

export interface MailLimit {
  readonly mails: number;
  readonly days: number;
}

export const ATTRIBUTE_TYPES = ['text', 'number', 'date', 'yes-no'] as const;

export interface AttributeType {
  readonly type: (typeof ATTRIBUTE_TYPES)[number];
  /** Can be used and counted, never listed for a person. */
  readonly sensitive: boolean;
}

/** Where a post goes. */
export interface Channel {
  /** An https address, or the name of the setting that holds it: a webhook's address is a secret. */
  readonly url: { readonly setting: string } | { readonly address: string };
  readonly format: ChannelFormat;
}

export type ChannelFormat = 'adaptive-card' | 'slack' | 'text';
export const CHANNEL_FORMATS: readonly ChannelFormat[] = ['adaptive-card', 'slack', 'text'];
