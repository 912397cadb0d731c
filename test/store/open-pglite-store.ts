import { openPglite } from '../../src/store/postgres/open-pglite.ts';
import { type Store, storeOver } from '../../src/store/store.ts';

/** An empty store on Postgres inside this process. */
export async function openPgliteStore(): Promise<Store> {
  return storeOver(await openPglite(), 'the database in memory', false);
}
