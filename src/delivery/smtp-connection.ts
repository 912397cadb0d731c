import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import { type Outcome, outcomeOf, type SmtpPhase } from './smtp-reply.ts';
import type { SmtpSettings } from './smtp-settings.ts';

/** In milliseconds, each from the beginning of the step to its end, whatever trickles in between. */
export interface SmtpTimeouts {
  /** From the DNS question to being logged in. */
  readonly openMs: number;
  /** From MAIL FROM to the answer to DATA. */
  readonly envelopeMs: number;
  /** From the first byte of the body to the answer to its final dot: RFC 5321 4.5.3.2.6 asks for ten minutes. */
  readonly bodyMs: number;
  /** For small courtesies: RSET, QUIT. */
  readonly courtesyMs: number;
}

export interface ConnectionOptions {
  readonly settings: SmtpSettings;
  readonly timeouts: SmtpTimeouts;
  /** What we call ourselves in EHLO; the name of the machine when absent. */
  readonly name: string | undefined;
}

/** Why a connection could not be opened. */
export type OpeningFailure = Extract<Outcome, { kind: 'unreachable' | 'transport-paused' }>;

/** Connects, secures, logs in. Failures are values. */
export async function openConnection(options: ConnectionOptions): Promise<SMTPConnection | OpeningFailure> {
  const { login } = options.settings;
  const { openMs } = options.timeouts;
  const connection = new SMTPConnection(nodemailerOptions(options));
  let isLoggingIn = false;
  const failure = await new Promise<Error | null>((resolve) => {
    const timer = setTimeout(() => resolve(silence(openMs)), openMs);
    const settle = (error?: Error | null): void => {
      clearTimeout(timer);
      resolve(error ?? null);
    };
    // Stays for the life of the connection: an 'error' nobody listens to would end the process.
    connection.on('error', settle);
    connection.connect((error) => {
      if (error || login === null) return settle(error);
      if (!connection.allowsAuth) return settle(noLoginOffered());
      isLoggingIn = true;
      connection.login({ user: login.user, pass: login.password }, settle);
    });
  });
  if (failure === null) return connection;
  connection.close();
  return openingFailure(failure, isLoggingIn);
}

/** Whether a command may still be written. Not writable means the server closed its side and the news is on its way. */
export function isUsable(connection: SMTPConnection): boolean {
  const socket = connection._socket;
  return !connection.destroyed && !!socket && !socket.destroyed && socket.writable;
}

/** Whether bytes that were written still wait on this side. */
export function hasUnsent(connection: SMTPConnection): boolean {
  const socket = connection._socket;
  return !!socket && socket.writableLength > 0;
}

/** The SMTP command an error of nodemailer belongs to; `CONN` and `API` stand for none. */
export function commandOf(error: Error): string {
  return 'command' in error && typeof error.command === 'string' ? error.command : 'CONN';
}

/** What the server said, when an error of nodemailer comes from an answer. */
export function responseOf(error: Error): string | null {
  return 'response' in error && typeof error.response === 'string' && error.response !== '' ? error.response : null;
}

export function silence(waitMs: number): Error {
  return new Error(`The mail server gave no answer within ${waitMs / 1000} s.`);
}

export function connectionLost(): Error {
  return new Error('The connection to the mail server was lost.');
}

function nodemailerOptions({ settings, timeouts, name }: ConnectionOptions): SMTPConnectionOptions {
  return {
    host: settings.host,
    port: settings.port,
    secure: settings.tls === 'implicit',
    requireTLS: settings.tls === 'required',
    ignoreTLS: settings.tls === 'never',
    connectionTimeout: timeouts.openMs,
    greetingTimeout: timeouts.openMs,
    dnsTimeout: timeouts.openMs,
    // Only a net under ours: it counts from the last byte, so a server that trickles would outlive it.
    socketTimeout: 2 * Math.max(timeouts.envelopeMs, timeouts.bodyMs),
    socketCloseTimeout: timeouts.courtesyMs,
    ...(name === undefined ? {} : { name }),
  };
}

function noLoginOffered(): Error {
  return Object.assign(new Error('SMTP_URL has a user and a password, but the mail server offers no login.'), {
    code: 'EAUTH',
  });
}

function openingFailure(error: Error, isLoggingIn: boolean): OpeningFailure {
  const response = responseOf(error);
  const outcome = outcomeOf(openingPhase(error, isLoggingIn), response ?? error);
  if (outcome.kind === 'transport-paused' || outcome.kind === 'unreachable') return outcome;
  return { kind: 'unreachable', why: error.message };
}

function openingPhase(error: Error, isLoggingIn: boolean): SmtpPhase {
  const command = commandOf(error);
  if (isLoggingIn && command !== 'CONN') return 'auth';
  if (command === 'STARTTLS') return 'tls';
  if (command === 'EHLO' || command === 'HELO') return 'ehlo';
  return responseOf(error) === null ? 'connect' : 'greeting';
}
