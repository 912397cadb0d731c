/** Why something was not sent, or not yet, or why it ended (rules.md R21). A closed set; codes never change. */
export const REASONS = [
  'goal-reached',
  'said-done',
  'moved-on',
  'ended-by-step',
  'too-late',
  'overtaken',
  'no-due-date',
  'mail-limit',
  'one-a-day',
  'window',
  'day-off',
  'holiday',
  'leave',
  'not-now',
  'blackout',
  'paused',
  'old-learning-data',
  'when-false',
  'until-true',
  'left-audience',
  'left-company',
  'stopped',
  'time-is-up',
  'campaign-over',
  'bounced',
  'suppressed',
  'no-mailbox',
  'start-later',
  'render-failed',
  'no-story',
] as const;

export type Reason = (typeof REASONS)[number];

/** As a person's page may say it: what would tell what they did, learned or answered reads alike (guarantees.md §3). */
export type ShownReason = Reason | 'not-needed-any-more';

/** How a participation can end. */
export const END_REASONS = [
  'goal-reached',
  'said-done',
  'ended-by-step',
  'time-is-up',
  'left-audience',
  'left-company',
  'stopped',
  'campaign-over',
] as const satisfies readonly Reason[];

export type EndReason = (typeof END_REASONS)[number];
