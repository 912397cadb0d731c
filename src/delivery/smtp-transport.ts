import { addressProblem, wireAddress } from '../domain/mail-address.ts';
import { createDkimSigner, type DkimKey } from './dkim.ts';
import type { Gate, OutgoingMail } from './smtp-attempt.ts';
import type { OpeningFailure, SmtpTimeouts } from './smtp-connection.ts';
import { createSessionPool } from './smtp-pool.ts';
import type { Outcome } from './smtp-reply.ts';
import type { SmtpSettings } from './smtp-settings.ts';

export interface SmtpTransport {
  /**
   * Waits for a free connection, then delivers (see {@link Gate}). A connection that went stale since its last mail is
   * replaced silently: nothing has left yet.
   *
   * @throws only what `gate` or `mail.body` throws; no byte of the body was sent then.
   */
  deliver(mail: OutgoingMail, gate: Gate): Promise<Outcome>;
  /** Opens a connection, logs in, says goodbye. Null when all went well. */
  verify(): Promise<OpeningFailure | null>;
  /** No more deliveries begin. Those under way have `graceMs` (default: no end) before their connections are cut. */
  close(graceMs?: number): Promise<void>;
}

export interface SmtpTransportOptions {
  readonly settings: SmtpSettings;
  /** How many connections at most, 1 or more. */
  readonly connections: number;
  /** What we call ourselves in EHLO; the name of the machine when absent. */
  readonly name?: string;
  readonly dkim?: DkimKey;
  /** After so many mails a connection is replaced; 100 when absent. */
  readonly mailsPerConnection?: number;
  /** A connection unused for so long is ended; ten seconds when absent. */
  readonly idleMs?: number;
  readonly timeouts?: Partial<SmtpTimeouts>;
}

export function createSmtpTransport(options: SmtpTransportOptions): SmtpTransport {
  const pool = createSessionPool({
    settings: options.settings,
    connections: options.connections,
    name: options.name,
    mailsPerConnection: options.mailsPerConnection ?? 100,
    idleMs: options.idleMs ?? 10_000,
    timeouts: { ...TIMEOUTS, ...options.timeouts },
  });
  const sign = options.dkim === undefined ? null : createDkimSigner(options.dkim);
  return {
    deliver: async (mail, gate) => {
      const { envelope, body } = mail;
      const why = envelopeProblem(envelope);
      if (why !== null) return { kind: 'failed', reply: null, address: 'untouched', why };
      const onWire = { from: wireAddress(envelope.from), to: wireAddress(envelope.to) };
      const signed = sign === null ? body : async () => sign(await body());
      return pool.deliver({ ...mail, envelope: onWire, body: signed }, gate);
    },
    verify: () => pool.verify(),
    close: (graceMs) => pool.close(graceMs),
  };
}

const TIMEOUTS: SmtpTimeouts = { openMs: 60_000, envelopeMs: 300_000, bodyMs: 600_000, courtesyMs: 2_000 };

/** Checked at send as at import: `a@x.example, b@y.example` must never reach the mail library. */
function envelopeProblem({ from, to }: OutgoingMail['envelope']): string | null {
  const toProblem = addressProblem(to);
  if (toProblem !== null) return `The address of the recipient ${toProblem}.`;
  const fromProblem = from === '' ? null : addressProblem(from);
  return fromProblem === null ? null : `The return path ${fromProblem}.`;
}
