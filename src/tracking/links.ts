import type { Tokens } from './tokens.ts';

/**
 * The number of the link that no reader sees or can reach by keyboard: who follows it is a machine. It leads nowhere.
 */
export const HONEYPOT_LINK = 65_535;

/** The answers that a mail's links and buttons open a page for; none of them does anything by itself. */
export const ANSWERS = ['later', 'done', 'known', 'stop'] as const;
export type Answer = (typeof ANSWERS)[number];

/** The addresses that stand in mails, by the mail's id. */
export interface MailUrls {
  /** `/t/c/TOKEN` */
  readonly click: (messageId: string, link: number) => string;
  /** `/t/o/MARK.gif`, with a placeholder that delivery replaces by a mark as a mail passes the gate. */
  readonly openMark: string;
  /** `/i/NAME`: an image of a mail, the same for everybody. */
  readonly image: (name: string) => string;
  /** `/a/TOKEN?choice=…` */
  readonly ask: (messageId: string, answer: Answer) => string;
  /** `/u/TOKEN`, for the footer and for `List-Unsubscribe` (RFC 2369, RFC 8058). */
  readonly stop: (messageId: string) => string;
  /** `/me/TOKEN` */
  readonly preferences: (messageId: string) => string;
  /** `/me/TOKEN/why` */
  readonly why: (messageId: string) => string;
}

/** @param publicUrl without a slash at the end */
export function mailUrls(publicUrl: string, tokens: Tokens, markPlaceholder: string): MailUrls {
  return {
    click: (messageId, link) => `${publicUrl}/t/c/${tokens.sign('click', messageId, link)}`,
    openMark: `${publicUrl}/t/o/${markPlaceholder}.gif`,
    image: (name) => `${publicUrl}/i/${name}`,
    ask: (messageId, answer) => `${publicUrl}/a/${tokens.sign('answer', messageId)}?choice=${answer}`,
    stop: (messageId) => `${publicUrl}/u/${tokens.sign('person', messageId)}`,
    preferences: (messageId) => `${publicUrl}/me/${tokens.sign('person', messageId)}`,
    why: (messageId) => `${publicUrl}/me/${tokens.sign('person', messageId)}/why`,
  };
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
