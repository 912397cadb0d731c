import { once } from 'node:events';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type Gate, type OutgoingMail, SmtpAttempt } from './smtp-attempt.ts';
import {
  type ConnectionOptions,
  isUsable,
  type OpeningFailure,
  openConnection,
  type SmtpTimeouts,
} from './smtp-connection.ts';
import type { Outcome } from './smtp-reply.ts';

export async function openSession(options: ConnectionOptions): Promise<SmtpSession | OpeningFailure> {
  const opened = await openConnection(options);
  return 'kind' in opened ? opened : new SmtpSession(opened, options.timeouts);
}

/** One open connection, delivering one mail after the other. */
export class SmtpSession {
  readonly #connection: SMTPConnection;
  readonly #timeouts: SmtpTimeouts;
  #attempt: SmtpAttempt | null = null;
  /** How many mails were tried here. */
  attempts = 0;

  constructor(connection: SMTPConnection, timeouts: SmtpTimeouts) {
    this.#connection = connection;
    this.#timeouts = timeouts;
  }

  get isUsable(): boolean {
    return isUsable(this.#connection);
  }

  /** Whether the last mail got no answer in time: then a second connection would only wait as long again. */
  get hasTimedOut(): boolean {
    return this.#attempt?.hasTimedOut ?? false;
  }

  /** Calls back once the connection is gone, whoever ended it. */
  onEnd(listener: () => void): void {
    this.#connection.once('end', listener);
  }

  /** @throws whatever the gate or the body throws. No byte of the body was sent then. */
  deliver(mail: OutgoingMail, gate: Gate): Promise<Outcome> {
    this.attempts += 1;
    this.#attempt = new SmtpAttempt(this.#connection, mail, gate, this.#timeouts);
    return this.#attempt.run();
  }

  /** Makes the session fit for the next mail. False: it is not, drop it. */
  async recover(): Promise<boolean> {
    if (this.isUsable && this.#attempt?.needsReset) await this.#reset();
    return this.isUsable;
  }

  /** Says QUIT and waits a moment for the answer. */
  async quit(): Promise<void> {
    if (!this.isUsable) return this.#connection.close();
    const ended = once(this.#connection, 'end').catch(() => {});
    const timer = setTimeout(() => this.#connection.close(), this.#timeouts.courtesyMs);
    this.#connection.quit();
    await ended;
    clearTimeout(timer);
  }

  /** Ends the connection now. A mail under way gets its outcome: unreachable, or in doubt. */
  cut(why: string): void {
    if (this.#attempt === null) this.#connection.close();
    else this.#attempt.abandon(new Error(why));
  }

  /** RSET; a server that does not agree in time loses the connection. */
  async #reset(): Promise<void> {
    await new Promise<void>((resolve) => {
      const settle = (isAgreed: boolean): void => {
        clearTimeout(timer);
        this.#connection.off('end', resolve);
        if (!isAgreed) this.#connection.close();
        resolve();
      };
      const timer = setTimeout(() => settle(false), this.#timeouts.courtesyMs);
      this.#connection.once('end', resolve);
      this.#connection.reset((error) => settle(!error));
    });
  }
}
