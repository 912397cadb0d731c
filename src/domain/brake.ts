/** What the mail server said of a mail in the end: taken, or refused for good (5xx). */
export type MailFate = 'taken' | 'refused';

/** How many of the last mails are looked at; with fewer, only a row of refusals counts. */
export const BRAKE_LOOKS_AT = 50;
const IN_A_ROW = 5;
const REFUSED_SHARE = 0.02;

/**
 * Why a campaign brakes by itself (guarantees.md §1): over 2 % of its last 50 mails, or 5 in a row, were refused.
 * @param fates the newest first, since a person last let it go on
 * @returns null: it goes on.
 */
export function brakeReason(fates: readonly MailFate[]): string | null {
  if (fates.length >= IN_A_ROW && fates.slice(0, IN_A_ROW).every((fate) => fate === 'refused'))
    return `paused by itself: the mail server refused ${IN_A_ROW} mails in a row`;
  const last = fates.slice(0, BRAKE_LOOKS_AT);
  const refused = last.filter((fate) => fate === 'refused').length;
  return last.length === BRAKE_LOOKS_AT && refused > last.length * REFUSED_SHARE
    ? `paused by itself: the mail server refused ${refused} of the last ${last.length} mails`
    : null;
}
