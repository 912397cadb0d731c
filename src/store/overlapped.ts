import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Begins each piece of a transaction's work a turn of the event loop after the one before: the server writes what it was
 * sent while the next is put together. They must not hang on each other's outcome.
 *
 * Returns when all have ended: what still ran while its transaction is rolled back would write outside of it.
 * @throws what failed first; what comes after it in a broken transaction only fails because of it.
 */
export async function overlapped(...pieces: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = [];
  const running: Promise<unknown>[] = [];
  for (const begin of pieces) {
    if (running.length > 0) await nextTurn();
    if (failures.length > 0) break;
    running.push(begin().catch((error: unknown) => failures.push(error)));
  }
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
}
