import { type Clock, type Instant, MINUTE_MS } from '../domain/time.ts';

/** What the queue needs of a log; pino's logger is one. */
export interface QueueLog {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * A warning with the error behind it, each kind at most once a minute: a queue that is down fails many times a second in
 * the same way.
 */
export function sparingWarnings(log: QueueLog, clock: Clock): (message: string, error: unknown) => void {
  const warnedAt = new Map<string, Instant>();
  return (message, error) => {
    const reason = reasonOf(error);
    const now = clock();
    if (now - (warnedAt.get(message) ?? -MINUTE_MS) < MINUTE_MS) return;
    warnedAt.set(message, now);
    log.warn({ reason }, message);
  };
}

/** One line for people; drivers put the useful part in the code or in the errors within. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ');
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return [code, error.message].filter((part) => part !== '').join(': ') || error.name;
}
