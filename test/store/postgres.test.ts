import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import { describeWith } from '../support/services.ts';
import { storeContract } from './contract.ts';
import { openPgliteStore, openServerStore, schemaUrl } from './stores.ts';
import { claimAndLook, kickOffsReady } from './world.ts';

storeContract('Postgres inside the process', openPgliteStore);

describeWith('postgres', 'a Postgres server', (url) => {
  storeContract('keeps the contract', () => openServerStore(url, 'store_contract'));

  it('serves two programs that read a number and write the next, exactly', async () => {
    const first = await openServerStore(url, 'store_programs');
    const second = await openStore(schemaUrl(url, 'store_programs'));
    const programs = [first, second];
    await first.write((tx) => save(tx, 0));
    const next = (i: number) => programs[i % 2]?.write(async (tx) => save(tx, (await read(tx)) + 1));
    await Promise.all(Array.from({ length: 100 }, (_, i) => next(i)));
    expect(await read(second.read)).toBe(100);
    await Promise.all(programs.map((program) => program.close()));
  });

  it('gives five programs each their own messages', async () => {
    const first = await openServerStore(url, 'store_claimers');
    const others = await Promise.all([1, 2, 3, 4].map(() => openStore(schemaUrl(url, 'store_claimers'))));
    const programs = [first, ...others];
    await kickOffsReady(
      first,
      Array.from({ length: 500 }, (_, i) => `p${i}`),
    );
    const taken = await Promise.all(
      Array.from({ length: 20 }, (_, i) => claimAndLook(programs[i % 5] ?? first, `boot_${i % 5}`, 50)),
    );
    const rest = await claimAndLook(first, 'boot_0', 500);
    const ids = [...taken.flat(), ...rest].map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([500, 500]);
    await Promise.all(programs.map((program) => program.close()));
  });
});

async function read({ db, tables: { meta } }: Database): Promise<number> {
  const [row] = await db.select().from(meta).where(eq(meta.key, 'number'));
  return Number(row?.value);
}

async function save({ db, tables: { meta } }: Database, number: number): Promise<void> {
  const value = String(number);
  await db.insert(meta).values({ key: 'number', value }).onConflictDoUpdate({ target: meta.key, set: { value } });
}
