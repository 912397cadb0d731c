import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import {
  commandOf,
  connectionLost,
  hasUnsent,
  isUsable,
  responseOf,
  type SmtpTimeouts,
  silence,
} from './smtp-connection.ts';
import { type Outcome, outcomeOf, type SmtpPhase } from './smtp-reply.ts';

/** One mail to one person. */
export interface OutgoingMail {
  /** `from` is the return path; the null path (`''`) is for mail that must not bounce. */
  readonly envelope: { readonly from: string; readonly to: string };
  /** The finished MIME message. Called once, after the gate passed: a mail that is never begun costs nothing. */
  readonly body: () => Buffer | Promise<Buffer>;
  /** Asked when its turn has come: true, and nothing is tried. It spares a connection, which a refused gate costs. */
  readonly isOff?: () => boolean;
}

/** Asked after the server's 354 and before the first byte of the body. True: this delivery owns the message. */
export type Gate = () => Promise<boolean>;

/** How it ended, as far as the wire shows. */
type Ending = { readonly reply: string } | { readonly error: Error };
type GateAnswer = 'passed' | 'refused' | 'threw';

/**
 * One mail over one open connection. The gate runs inside the body stream, which nodemailer pulls only once the server
 * has answered DATA. What the wire reports meanwhile is judged only after the gate has settled: before the gate
 * anything may be tried again, from the first byte on only a numeric reply tells what happened.
 */
export class SmtpAttempt {
  readonly #connection: SMTPConnection;
  readonly #mail: OutgoingMail;
  readonly #gate: Gate;
  readonly #timeouts: SmtpTimeouts;
  #gateAnswer: Promise<GateAnswer> | null = null;
  /** What the gate or the body threw. */
  #thrown: unknown = null;
  #isBegun = false;
  #isOver = false;
  #timer: NodeJS.Timeout | undefined;
  #resolve: (ending: Ending) => void = () => {};
  /** The envelope was refused and its transaction stands open: RSET before the next one. */
  needsReset = false;
  hasTimedOut = false;

  constructor(connection: SMTPConnection, mail: OutgoingMail, gate: Gate, timeouts: SmtpTimeouts) {
    this.#connection = connection;
    this.#mail = mail;
    this.#gate = gate;
    this.#timeouts = timeouts;
  }

  /** @throws whatever the gate or the body throws. No byte of the body was sent then. */
  async run(): Promise<Outcome> {
    const { from, to } = this.#mail.envelope;
    const ending = await new Promise<Ending>((resolve) => {
      this.#resolve = resolve;
      this.#limit(this.#timeouts.envelopeMs);
      const stream = Readable.from(this.#body(), { objectMode: false });
      this.#connection.send({ from, to: [to] }, stream, (error, info) =>
        this.#end(error ? { error } : { reply: String(info?.response) }),
      );
    });
    if (this.#gateAnswer === null) return this.#beforeTheGate(ending);
    const answer = await this.#gateAnswer;
    if (!this.#isBegun) this.#connection.close();
    if (this.#thrown !== null) throw this.#thrown;
    if (answer === 'refused') return { kind: 'gate-refused' };
    return this.#isBegun
      ? this.#afterTheFirstByte(ending)
      : { kind: 'not-begun', why: `No byte was sent: ${describe(ending)}` };
  }

  /** Gives up and closes. Never QUIT or RSET instead: a server waiting for a body would take it for one. */
  abandon(error: Error): void {
    this.#end({ error });
    this.#connection.close();
  }

  async *#body(): AsyncGenerator<Buffer> {
    if (this.#isOver) return;
    // nodemailer takes any 2xx or 3xx for the go-ahead.
    const go = String(this.#connection.lastServerResponse);
    if (!/^354(?:[ -]|$)/.test(go)) return this.abandon(unexpected(go));
    clearTimeout(this.#timer);
    this.#gateAnswer = this.#ask();
    if ((await this.#gateAnswer) !== 'passed') return this.abandon(new Error('The gate did not let the mail pass.'));
    const body = this.#isLive() ? await this.#make() : null;
    if (body === null || !this.#isLive()) return this.abandon(connectionLost());
    this.#isBegun = true;
    this.#limit(this.#timeouts.bodyMs);
    yield body;
  }

  async #ask(): Promise<GateAnswer> {
    try {
      return (await this.#gate()) ? 'passed' : 'refused';
    } catch (error) {
      this.#thrown = error;
      return 'threw';
    }
  }

  async #make(): Promise<Buffer | null> {
    try {
      return await this.#mail.body();
    } catch (error) {
      this.#thrown = error;
      return null;
    }
  }

  #isLive(): boolean {
    return !this.#isOver && isUsable(this.#connection);
  }

  #limit(waitMs: number): void {
    this.#timer = setTimeout(() => {
      this.hasTimedOut = true;
      this.abandon(silence(waitMs));
    }, waitMs);
  }

  #end(ending: Ending): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#resolve(ending);
  }

  #beforeTheGate(ending: Ending): Outcome {
    const error = 'error' in ending ? ending.error : unexpected(ending.reply);
    const phase = phaseOf(error);
    const outcome = outcomeOf(phase, responseOf(error) ?? error);
    this.needsReset = phase !== 'connect' && outcome.kind !== 'unreachable';
    // Anything else leaves a conversation that we no longer follow.
    if (!this.needsReset) this.#connection.close();
    return outcome;
  }

  #afterTheFirstByte(ending: Ending): Outcome {
    const outcome = outcomeOf('body', 'reply' in ending ? ending.reply : (responseOf(ending.error) ?? ending.error));
    // Answered while part of the body still waits here: the next mail would get the answers of this one.
    if (outcome.kind === 'in-doubt' || hasUnsent(this.#connection)) this.#connection.close();
    return outcome;
  }
}

/** nodemailer names the command that an error belongs to. */
function phaseOf(error: Error): SmtpPhase {
  switch (commandOf(error)) {
    case 'MAIL FROM':
      return 'mail';
    case 'RCPT TO':
      return 'rcpt';
    case 'DATA':
      return 'data';
    default:
      return 'connect';
  }
}

function unexpected(response: string): Error {
  return Object.assign(new Error(response), { command: 'DATA', response });
}

function describe(ending: Ending): string {
  return 'error' in ending ? ending.error.message : ending.reply;
}
