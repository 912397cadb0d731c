/** How long what is kept, in one place: the nightly work does it, and the privacy page says it. */
export const RETENTION = {
  /** Raw clicks and open marks, from the day the mail went. */
  rawEventDays: 30,
  /** What steered a campaign (clicked, answered), from the end of the participation. */
  engagementDays: 90,
  /** Who got which mail, from the day it went, once the participation is over. */
  messageMonths: 13,
  /** The words that were put into a mail (name, department …), from the day it went; where its links lead stays. */
  mergeValueDays: 30,
  /** Mails of the built-in inbox. */
  inboxMonths: 6,
  /** Ids of xAPI statements, by which one that comes again is known. */
  statementMonths: 13,
  /** Answers to requests with an `Idempotency-Key`. */
  keptAnswerDays: 1,
  /** What an import changed, by which it can be taken back. */
  undoDays: 30,
  /** A "not now" that is over. */
  notNowDays: 30,
  /** The link by which somebody fetches what is kept about them. */
  exportLinkDays: 7,
} as const;
