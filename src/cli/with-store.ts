import { newId } from '../domain/ids.ts';
import type { FlowContext } from '../flow/context.ts';
import { type Call, instantOption } from './command.ts';

/** What commands about files and data need: no calendar, no mail. */
export type DataContext = Pick<FlowContext, 'store' | 'clock' | 'newId'>;

/**
 * Opens the database alone, at the time that rules.md R19 gives the command, and closes it whatever happens. Lighter
 * than a whole house: an import answers at once.
 */
export async function withStore<T>(
  call: Call,
  kind: 'reading' | 'writing',
  work: (context: DataContext) => Promise<T>,
): Promise<T> {
  const { openStore } = await import('../store/open-store.ts');
  const { zoneInForce } = await import('../flow/publishing/workspace-files.ts');
  const { clockFor } = await import('../flow/store-clock.ts');
  const { databaseUrl, secretKey } = call.config;
  const store = await openStore(databaseUrl, { secretKey });
  try {
    const zone = call.options.now === undefined ? 'UTC' : await zoneInForce(call.config.workspace, store.read);
    const { clock, settle } = await clockFor(store, { now: instantOption(call, 'now', zone), kind });
    const result = await work({ store, clock, newId });
    await settle();
    return result;
  } finally {
    await store.close();
  }
}

/**
 * For commands that look at files and would like to know what the database knows: where there is none yet, none is
 * made, and an empty one in memory serves.
 */
export async function withStoreIfThere<T>(call: Call, work: (context: DataContext) => Promise<T>): Promise<T> {
  const { existsSync } = await import('node:fs');
  const { databaseUrl } = call.config;
  const isThere = !databaseUrl.startsWith('file:') || existsSync(databaseUrl.slice('file:'.length));
  return withStore(isThere ? call : { ...call, config: { ...call.config, databaseUrl: 'memory:' } }, 'reading', work);
}
