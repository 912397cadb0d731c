import { HOUR_MS, MINUTE_MS } from '../domain/time.ts';

/** Where in the conversation something happened (RFC 5321). `body` is everything after the server's 354. */
export type SmtpPhase = 'connect' | 'greeting' | 'ehlo' | 'tls' | 'auth' | 'mail' | 'rcpt' | 'data' | 'body';

/** A numeric answer of a server. */
export interface SmtpReply {
  /** 200 to 599. */
  readonly code: number;
  /** RFC 3463, `5.1.1`; null when the server gave none. */
  readonly enhanced: string | null;
  /** One line, at most 500 characters, without control characters. It may name the recipient: not for logs. */
  readonly text: string;
}

/** What became of one attempt to deliver. `why` is a sentence for people. */
export type Outcome =
  | { readonly kind: 'sent'; readonly reply: SmtpReply }
  /** The gate said no: not one byte of the body left. */
  | { readonly kind: 'gate-refused' }
  /** The gate said yes, but the connection was gone before the first byte: data → ready. */
  | { readonly kind: 'not-begun'; readonly why: string }
  | { readonly kind: 'deferred'; readonly reply: SmtpReply; readonly why: string }
  | {
      readonly kind: 'failed';
      readonly reply: SmtpReply | null;
      readonly address: 'noted' | 'untouched';
      readonly why: string;
    }
  | { readonly kind: 'unreachable'; readonly why: string }
  | { readonly kind: 'transport-paused'; readonly reply: SmtpReply | null; readonly why: string }
  /** The body was on its way and no numeric answer came: it may or may not have arrived. */
  | { readonly kind: 'in-doubt'; readonly why: string };

export interface Consequence {
  /** The state the message row goes to; null: the gate has already settled it. */
  readonly row: 'sent' | 'ready' | 'failed' | 'in doubt' | null;
  /** Whether this was one of the attempts that {@link backOffMs} counts. */
  readonly countsAsAttempt: boolean;
  /** What the circuit breaker hears: all is well, a failure of the connection, or stop and call someone. */
  readonly transport: 'fine' | 'suspect' | 'paused';
}

/** The one table of consequences. */
export const CONSEQUENCES: { readonly [K in Outcome['kind']]: Consequence } = {
  sent: { row: 'sent', countsAsAttempt: true, transport: 'fine' },
  'gate-refused': { row: null, countsAsAttempt: false, transport: 'fine' },
  'not-begun': { row: 'ready', countsAsAttempt: false, transport: 'suspect' },
  deferred: { row: 'ready', countsAsAttempt: true, transport: 'fine' },
  failed: { row: 'failed', countsAsAttempt: true, transport: 'fine' },
  unreachable: { row: 'ready', countsAsAttempt: false, transport: 'suspect' },
  'transport-paused': { row: 'ready', countsAsAttempt: false, transport: 'paused' },
  'in-doubt': { row: 'in doubt', countsAsAttempt: true, transport: 'suspect' },
};

/**
 * Classes an answer, or the lack of one, by the table in guarantees.md §1. First match wins; where there is an
 * enhanced code, its class (4 or 5) wins over the basic code.
 *
 * @param answer The server's text, or the error that came instead of one.
 */
export function outcomeOf(phase: SmtpPhase, answer: string | Error): Outcome {
  const reply = typeof answer === 'string' ? parseReply(answer) : null;
  if (reply === null) return withoutReply(phase, answer);
  const why = `${SAID[phase]}: ${reply.text}`;
  if (phase === 'body' && isPositive(reply)) return { kind: 'sent', reply };
  if (reply.code === 421 && phase !== 'body') return { kind: 'unreachable', why };
  const severity = severityOf(reply);
  if (severity === null) return withoutReply(phase, `${reply.text} (not an answer that fits here)`);
  if (NOT_LOGGED_IN.has(reply.code)) return { kind: 'transport-paused', reply, why };
  if (reply.enhanced !== null && SENDER_REFUSED.has(reply.enhanced)) return { kind: 'transport-paused', reply, why };
  if (isOpening(phase)) {
    const paused = phase === 'auth' && severity === 'permanent';
    return paused ? { kind: 'transport-paused', reply, why } : { kind: 'unreachable', why };
  }
  if (severity === 'transient') return { kind: 'deferred', reply, why };
  if (phase === 'mail') return { kind: 'transport-paused', reply, why };
  const isNoted = phase === 'rcpt' && reply.enhanced !== null && NO_SUCH_ADDRESS.has(reply.enhanced);
  return { kind: 'failed', reply, address: isNoted ? 'noted' : 'untouched', why };
}

/** Reads a reply of one or more lines (`\n` between them); null when it does not begin like a reply. */
export function parseReply(answer: string): SmtpReply | null {
  const lines = answer.split(/\r?\n/);
  const code = /^([2-5]\d\d)(?:[ -]|$)/.exec(lines[0] ?? '')?.[1];
  if (code === undefined) return null;
  const enhanced = lines.map((line) => ENHANCED.exec(line)?.[1]).find((found) => found !== undefined) ?? null;
  return { code: Number(code), enhanced, text: oneLine(answer) };
}

/** How long to wait before attempt `attempt + 1`, where `attempt` counts from 1: 5 min, 15 min, 1 h, 3 h, then every 6 h. */
export function backOffMs(attempt: number, random01: number): number {
  const waitMs = BACK_OFF_MS[Math.min(Math.max(attempt, 1), BACK_OFF_MS.length) - 1] ?? 0;
  return Math.round(waitMs * (1 + JITTER * (2 * random01 - 1)));
}

const BACK_OFF_MS = [5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS];
/** At most this share earlier or later, so that what was deferred together does not come back together. */
const JITTER = 0.15;

/** RFC 4954: authentication required; credentials invalid. */
const NOT_LOGGED_IN = new Set([530, 535]);
/** RFC 3463: bad sender's mailbox address syntax; bad sender's system address. */
const SENDER_REFUSED = new Set(['5.1.7', '5.1.8']);
/** RFC 3463 and 7505: the mailbox or its domain does not exist, has moved, is closed, takes no mail. */
const NO_SUCH_ADDRESS = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1', '5.4.1']);

/** Whether an enhanced code says that nobody gets mail at this address. @param status as RFC 3463 has it, `5.1.1`. */
export function isNoSuchAddress(status: string): boolean {
  return NO_SUCH_ADDRESS.has(status);
}

/** The lookahead keeps addresses of machines (`550 5.9.20.30 is listed`) out; some servers write `#5.1.0`. */
const ENHANCED = /^\d{3}[ -]#?([245]\.\d{1,3}\.\d{1,3})(?![\d.])/;

const SAID: { readonly [K in SmtpPhase]: string } = {
  connect: 'Unasked, the mail server said',
  greeting: 'Instead of a greeting, the mail server said',
  ehlo: 'To EHLO, the mail server said',
  tls: 'To STARTTLS, the mail server said',
  auth: 'To the login, the mail server said',
  mail: 'To our sender address, the mail server said',
  rcpt: 'To the recipient, the mail server said',
  data: 'To DATA, the mail server said',
  body: 'To the mail, the mail server said',
};

function isPositive(reply: SmtpReply): boolean {
  return reply.code < 300;
}

function isOpening(phase: SmtpPhase): boolean {
  return phase === 'connect' || phase === 'greeting' || phase === 'ehlo' || phase === 'tls' || phase === 'auth';
}

function severityOf(reply: SmtpReply): 'transient' | 'permanent' | null {
  if (reply.code < 400) return null;
  const digit = reply.enhanced !== null && !reply.enhanced.startsWith('2') ? reply.enhanced[0] : String(reply.code)[0];
  return digit === '4' ? 'transient' : 'permanent';
}

function withoutReply(phase: SmtpPhase, answer: string | Error): Outcome {
  const what = oneLine(typeof answer === 'string' ? `${SAID[phase]}: ${answer}` : answer.message);
  if (phase === 'body') return { kind: 'in-doubt', why: what };
  // nodemailer's code for "no login is possible here": no method in common, or no password.
  if (answer instanceof Error && 'code' in answer && answer.code === 'EAUTH')
    return { kind: 'transport-paused', reply: null, why: what };
  return { kind: 'unreachable', why: what };
}

function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\s]+/gu, ' ')
    .trim()
    .slice(0, 500);
}
