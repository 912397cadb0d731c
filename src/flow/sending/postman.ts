import type { Gate, OutgoingMail } from '../../delivery/smtp-attempt.ts';
import type { Outcome } from '../../delivery/smtp-reply.ts';
import type { MailUrls } from '../../tracking/links.ts';

/** How mail leaves this installation, and what stands in it that depends on where it runs. */
export interface Postman {
  readonly deliver: (mail: OutgoingMail, gate: Gate) => Promise<Outcome>;
  /** Into the built-in inbox: never counted as sent. */
  readonly simulated: boolean;
  /** Everything goes to this one address, marked with whom it was for. */
  readonly redirect: string | null;
  /** Only these domains, lower-cased; null: all. */
  readonly allow: readonly string[] | null;
  /** Mails a minute over all workers; null: as many as the mail server takes. */
  readonly ratePerMinute: number | null;
  /** The installation's secret, for the return path. */
  readonly secret: string;
  /** Where the links of a mail lead: signed for the message, so that no login is needed. */
  readonly urls: MailUrls;
}
