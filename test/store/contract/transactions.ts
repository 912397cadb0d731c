import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/database.ts';
import type { Store } from '../../../src/store/store.ts';

export function transactionContract(store: () => Store): void {
  describe('a transaction', () => {
    it('is exact when 200 at once read a number and write the next', async () => {
      await store().write((tx) => save(tx, 0));
      const next = () => store().write(async (tx) => save(tx, (await read(tx)) + 1));
      await Promise.all(Array.from({ length: 200 }, next));
      expect(await read(store().read)).toBe(200);
    });

    it('leaves nothing when its work throws, and the next one goes on', async () => {
      const failing = store().write(async (tx) => {
        await save(tx, 1);
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      await store().write((tx) => save(tx, 2));
      expect(await read(store().read)).toBe(2);
    });

    it('inside a transaction throws, and so does a read beside it', async () => {
      const nested = store().write(() => store().write((tx) => save(tx, 1)));
      await expect(nested).rejects.toThrow('a transaction inside a transaction');
      const beside = store().write(() => read(store().read));
      await expect(beside).rejects.toThrow('a read beside the transaction');
    });

    it('shows its writes to itself at once and to others when it is over', async () => {
      await store().write((tx) => save(tx, 1));
      let entered: () => void = () => undefined;
      const underWay = new Promise<void>((resolve) => {
        entered = resolve;
      });
      const write = store().write(async (tx) => {
        await save(tx, 2);
        entered();
        expect(await read(tx)).toBe(2);
        throw new Error('back');
      });
      await underWay;
      const others = read(store().read);
      await expect(write).rejects.toThrow('back');
      expect(await others).toBe(1);
    });

    it('fails without repeating what was to be written, for it may be an address', async () => {
      const bad = store().write(async ({ db, tables }) => {
        await db
          .insert(tables.boots)
          .values({ id: 'ana@waterlijn.example', host: 'h', pid: 1, startedAt: 0, heartbeatAt: 0 });
        await db
          .insert(tables.boots)
          .values({ id: 'ana@waterlijn.example', host: 'h', pid: 1, startedAt: 0, heartbeatAt: 0 });
      });
      const error: unknown = await bad.catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(Error);
      expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('ana@');
    });
  });
}

async function read({ db, tables: { meta } }: Database): Promise<number> {
  const [row] = await db.select().from(meta).where(eq(meta.key, 'number'));
  return Number(row?.value);
}

async function save({ db, tables: { meta } }: Database, number: number): Promise<void> {
  const value = String(number);
  await db.insert(meta).values({ key: 'number', value }).onConflictDoUpdate({ target: meta.key, set: { value } });
}
