import type { Tokens } from './tokens.ts';

/**
 * The number of the link that no reader sees or can reach by keyboard: who follows it is a machine. It leads nowhere.
 */
export const HONEYPOT_LINK = 65_535;

/** The answers a mail's links and buttons can open a page for; none of them does anything by itself. */
export const ANSWERS = ['later', 'done', 'known', 'stop'] as const;
export type Answer = (typeof ANSWERS)[number];

/** The addresses that stand in one mail, all under PUBLIC_URL. */
export interface MailUrls {
  /** `/t/c/TOKEN` */
  click(link: number): string;
  /** `/a/TOKEN?choice=…` */
  answer(answer: Answer): string;
  /** `/u/TOKEN`, for the footer and for `List-Unsubscribe` (RFC 2369, RFC 8058). */
  readonly stop: string;
  /** `/me/TOKEN` */
  readonly preferences: string;
  /** `/me/TOKEN/why` */
  readonly why: string;
}

/** @param publicUrl without a slash at the end */
export function mailUrls(publicUrl: string, tokens: Tokens, messageId: string): MailUrls {
  const person = tokens.sign('person', messageId);
  const answer = tokens.sign('answer', messageId);
  return {
    click: (link) => `${publicUrl}/t/c/${tokens.sign('click', messageId, link)}`,
    answer: (choice) => `${publicUrl}/a/${answer}?choice=${choice}`,
    stop: `${publicUrl}/u/${person}`,
    preferences: `${publicUrl}/me/${person}`,
    why: `${publicUrl}/me/${person}/why`,
  };
}

/** `/t/o/MARK.gif`. The mark may be the placeholder that delivery replaces as a mail passes the gate. */
export function openMarkUrl(publicUrl: string, mark: string): string {
  return `${publicUrl}/t/o/${mark}.gif`;
}

/** The only targets that are tracked and redirected to: whole web addresses, without a name and password in them. */
export function isWebAddress(target: string): boolean {
  if (!/^https?:\/\/[^\s/]/i.test(target)) return false;
  try {
    const url = new URL(target);
    return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  } catch {
    return false;
  }
}
