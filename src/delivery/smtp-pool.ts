import type { Gate, OutgoingMail } from './smtp-attempt.ts';
import type { ConnectionOptions, OpeningFailure } from './smtp-connection.ts';
import type { Outcome } from './smtp-reply.ts';
import { openSession, SmtpSession } from './smtp-session.ts';

export interface SessionPoolOptions extends ConnectionOptions {
  readonly connections: number;
  readonly mailsPerConnection: number;
  readonly idleMs: number;
}

export interface SessionPool {
  deliver(mail: OutgoingMail, gate: Gate): Promise<Outcome>;
  verify(): Promise<OpeningFailure | null>;
  close(graceMs?: number): Promise<void>;
}

/** At most `connections` sessions; who finds none free waits in line. */
export function createSessionPool(options: SessionPoolOptions): SessionPool {
  const resting = new Map<SmtpSession, NodeJS.Timeout>();
  const busy = new Set<SmtpSession>();
  const waiting: ((lease: Lease) => void)[] = [];
  let opening = 0;
  /** Falls to what the server takes when it refuses one more; recovers when all are closed. */
  let ceiling = options.connections;
  let closing: Promise<void> | null = null;
  let onQuiet = (): void => {};

  async function deliver(mail: OutgoingMail, gate: Gate): Promise<Outcome> {
    for (let attempt = 0; ; attempt += 1) {
      const session = await lease();
      if (!(session instanceof SmtpSession)) return session;
      if (mail.isOff?.()) {
        handOn(session);
        return { kind: 'not-begun', why: 'It was taken back before its turn.' };
      }
      // A used connection may have died of old age. That is no news about the server: try another.
      const mayBeStale = session.attempts > 0 && attempt < options.connections;
      try {
        const outcome = await session.deliver(mail, gate);
        if (outcome.kind !== 'unreachable' || !mayBeStale || session.hasTimedOut) return outcome;
      } finally {
        void release(session);
      }
    }
  }

  async function verify(): Promise<OpeningFailure | null> {
    const session = await openSession(options);
    if (!(session instanceof SmtpSession)) return session;
    await session.quit();
    return null;
  }

  function close(graceMs?: number): Promise<void> {
    closing ??= drain(graceMs);
    return closing;
  }

  async function lease(): Promise<Lease> {
    if (closing !== null) return CLOSED;
    for (const [session, timer] of resting) {
      clearTimeout(timer);
      resting.delete(session);
      if (session.isUsable) return use(session);
    }
    return size() < ceiling ? grow() : new Promise((resolve) => waiting.push(resolve));
  }

  function use(session: SmtpSession): SmtpSession {
    busy.add(session);
    return session;
  }

  function size(): number {
    return resting.size + busy.size + opening;
  }

  async function grow(): Promise<Lease> {
    if (size() === 0) ceiling = options.connections;
    opening += 1;
    const opened = await openSession(options);
    if (opened instanceof SmtpSession && closing !== null) await opened.quit();
    opening -= 1;
    if (closing !== null) {
      reportQuiet();
      return CLOSED;
    }
    if (opened instanceof SmtpSession) {
      opened.onEnd(() => {
        clearTimeout(resting.get(opened));
        resting.delete(opened);
      });
      return use(opened);
    }
    if (size() > 0 && opened.kind === 'unreachable') {
      // No further connection is taken, but some were: share those.
      ceiling = size();
      return lease();
    }
    // Nobody is left to serve those who wait, and one by one they would only meet the same answer.
    if (size() === 0) for (const resolve of waiting.splice(0)) resolve(opened);
    return opened;
  }

  async function release(session: SmtpSession): Promise<void> {
    const isWorn = session.attempts >= options.mailsPerConnection;
    if (isWorn || !(await session.recover()) || closing !== null) return retire(session);
    handOn(session);
  }

  /** To whoever waits longest; else it rests. */
  function handOn(session: SmtpSession): void {
    const next = waiting.shift();
    if (next !== undefined) next(session);
    else {
      busy.delete(session);
      rest(session);
    }
  }

  /** Counted as busy until it is gone: a relay that allows three must not see a fourth. */
  async function retire(session: SmtpSession): Promise<void> {
    await session.quit();
    busy.delete(session);
    const next = waiting.shift();
    if (next !== undefined) next(await grow());
    reportQuiet();
  }

  function rest(session: SmtpSession): void {
    const timer = setTimeout(() => {
      resting.delete(session);
      void retire(use(session));
    }, options.idleMs);
    resting.set(session, timer);
  }

  async function drain(graceMs: number | undefined): Promise<void> {
    for (const resolve of waiting.splice(0)) resolve(CLOSED);
    const quitting = [...resting].map(([session, timer]) => {
      clearTimeout(timer);
      return session.quit();
    });
    resting.clear();
    const cut = (): void => {
      for (const session of busy) session.cut('The time to finish was over; the connection was cut.');
    };
    const timer = graceMs === undefined ? undefined : setTimeout(cut, graceMs);
    await new Promise<void>((resolve) => {
      onQuiet = resolve;
      reportQuiet();
    });
    clearTimeout(timer);
    await Promise.all(quitting);
  }

  function reportQuiet(): void {
    if (busy.size + opening === 0) onQuiet();
  }

  return { deliver, verify, close };
}

type Lease = SmtpSession | OpeningFailure;

const CLOSED: OpeningFailure = { kind: 'unreachable', why: 'The transport is closing; this mail was not begun.' };
