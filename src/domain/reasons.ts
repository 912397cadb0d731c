/** Why something was not sent, or not yet, or why it ended (rules.md R21). A closed set; codes never change. */
export type Reason =
  | 'goal-reached'
  | 'said-done'
  | 'moved-on'
  | 'ended-by-step'
  | 'too-late'
  | 'overtaken'
  | 'no-due-date'
  | 'mail-limit'
  | 'one-a-day'
  | 'window'
  | 'day-off'
  | 'holiday'
  | 'leave'
  | 'not-now'
  | 'blackout'
  | 'paused'
  | 'old-learning-data'
  | 'when-false'
  | 'until-true'
  | 'left-audience'
  | 'left-company'
  | 'stopped'
  | 'time-is-up'
  | 'campaign-over'
  | 'bounced'
  | 'suppressed'
  | 'no-mailbox'
  | 'start-later'
  | 'render-failed';

export const REASONS: readonly Reason[] = [
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
];

/** How a participation can end. */
export type EndReason =
  | 'goal-reached'
  | 'said-done'
  | 'ended-by-step'
  | 'time-is-up'
  | 'left-audience'
  | 'left-company'
  | 'stopped'
  | 'campaign-over';

export const END_REASONS: readonly EndReason[] = [
  'goal-reached',
  'said-done',
  'ended-by-step',
  'time-is-up',
  'left-audience',
  'left-company',
  'stopped',
  'campaign-over',
];
