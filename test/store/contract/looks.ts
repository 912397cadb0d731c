import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/domain/time.ts';
import { wakeEverybody } from '../../../src/flow/deciding/wake-everybody.ts';
import { heldSettingRevision, settingRevision, wakeAllAt } from '../../../src/store/meta.ts';
import {
  duePeople,
  type Look,
  lookAgain,
  nextWakeAt,
  saveLooks,
  wake,
} from '../../../src/store/people/employee-wakes.ts';
import { employeesByKey, type StoredEmployee, upsertEmployees } from '../../../src/store/people/employees.ts';
import { allAreWoken, wakeAll, wakeNext } from '../../../src/store/people/wake-all.ts';
import type { Store } from '../../../src/store/store.ts';
import { MONDAY, person } from '../world.ts';

export function lookContract(store: () => Store): void {
  const ana = async () => (await employeesByKey(store().read, ['emp_ana']))[0] as StoredEmployee;
  const lookAt = (read: StoredEmployee, fields: Partial<Look> = {}) => ({
    key: read.key,
    read,
    lookedAt: MONDAY,
    wakeAt: MONDAY + DAY_MS,
    raiseRevision: false,
    ...fields,
  });

  describe('people who are due', () => {
    it('come by time, then key, as many as are asked for', async () => {
      await store().write(async (tx) => {
        await upsertEmployees(tx, [person('bo'), person('ana'), person('cas')], MONDAY);
        await upsertEmployees(tx, [person('dee')], MONDAY - 1);
        await upsertEmployees(tx, [person('eve')], MONDAY + 1);
      });
      expect(await nextWakeAt(store().read)).toBe(MONDAY - 1);
      const due = async (limit: number) => (await duePeople(store().read, MONDAY, limit)).map(({ id }) => id);
      expect(await due(2)).toEqual(['dee', 'ana']);
      expect(await due(9)).toEqual(['dee', 'ana', 'bo', 'cas']);
    });

    it('are not due any more after a look, and never when nothing lies ahead', async () => {
      await store().write((tx) => upsertEmployees(tx, [person('ana')], MONDAY));
      const read = await ana();
      const saved = await store().write((tx) => saveLooks(tx, [lookAt(read, { wakeAt: null })]));
      expect([...saved]).toEqual(['emp_ana']);
      expect(await ana()).toMatchObject({ lookedAt: MONDAY, wakeAt: null, revision: 1 });
      expect(await nextWakeAt(store().read)).toBeNull();
    });

    it('are woken at the earlier of two instants, and their revision rises', async () => {
      await store().write((tx) => upsertEmployees(tx, [person('ana')], MONDAY));
      await store().write((tx) => wake(tx, ['emp_ana'], MONDAY + DAY_MS));
      expect(await ana()).toMatchObject({ wakeAt: MONDAY, revision: 2 });
      await store().write((tx) => wake(tx, ['emp_ana'], MONDAY - DAY_MS));
      expect(await ana()).toMatchObject({ wakeAt: MONDAY - DAY_MS, revision: 3 });
    });

    it('are looked at again after a mail of theirs, and what is claimed stays good', async () => {
      await store().write((tx) => upsertEmployees(tx, [person('ana')], MONDAY));
      await store().write((tx) => lookAgain(tx, ['emp_ana'], MONDAY - 1));
      expect(await ana()).toMatchObject({ wakeAt: MONDAY - 1, revision: 1 });
    });

    it('are all woken by what concerns everybody', async () => {
      await store().write((tx) => upsertEmployees(tx, [person('ana'), person('bo')], MONDAY));
      const read = await ana();
      await store().write((tx) => saveLooks(tx, [lookAt(read, { wakeAt: null })]));
      await store().write((tx) => wakeAll(tx, MONDAY + 5));
      await store().write((tx) => wakeAll(tx, MONDAY + 7));
      await wakeEverybody(store());
      await wakeEverybody(store());
      expect((await duePeople(store().read, MONDAY + 5, 9)).map(({ id, wakeAt }) => [id, wakeAt])).toEqual([
        ['bo', MONDAY],
        ['ana', MONDAY + 5],
      ]);
    });
  });

  describe('what concerns everybody', () => {
    it('makes somebody due before it is done, if there is anybody', async () => {
      await store().write((tx) => wakeAll(tx, MONDAY));
      expect(await nextWakeAt(store().read)).toBeNull();
      await store().write((tx) => upsertEmployees(tx, [person('ana')], MONDAY + 5));
      expect(await nextWakeAt(store().read)).toBe(MONDAY);
      await wakeEverybody(store());
      expect(await nextWakeAt(store().read)).toBe(MONDAY);
      const read = await ana();
      await store().write((tx) => saveLooks(tx, [lookAt(read, { wakeAt: null })]));
      expect(await nextWakeAt(store().read)).toBeNull();
      await store().write((tx) => wakeAll(tx, MONDAY + 9));
      expect(await nextWakeAt(store().read)).toBe(MONDAY + 9);
    });

    it('is done once more when it is asked for again on the way', async () => {
      await store().write((tx) => upsertEmployees(tx, [person('ana')], MONDAY));
      await store().write((tx) => wakeAll(tx, MONDAY));
      const begun = await settingRevision(store().read);
      expect(await store().write((tx) => wakeNext(tx, '', MONDAY))).toBe('emp_ana');
      expect(await store().write((tx) => wakeNext(tx, 'emp_ana', MONDAY))).toBeNull();
      await store().write((tx) => wakeAll(tx, MONDAY));
      await store().write((tx) => allAreWoken(tx, begun));
      expect(await wakeAllAt(store().read)).toBe(MONDAY);
      expect(await wakeEverybody(store())).toBe(begun + 1);
      expect(await wakeAllAt(store().read)).toBeNull();
    });

    it('raises the revision of the setting each time, and a transaction can hold it', async () => {
      expect(await settingRevision(store().read)).toBe(0);
      await store().write((tx) => wakeAll(tx, MONDAY));
      await store().write((tx) => wakeAll(tx, MONDAY));
      expect(await settingRevision(store().read)).toBe(2);
      expect(await store().write(heldSettingRevision)).toBe(2);
    });
  });

  describe('a look', () => {
    it('counts once when two tick at the same time', async () => {
      await store().write((tx) => upsertEmployees(tx, [person('ana')], MONDAY));
      const read = await ana();
      const tick = () => store().write((tx) => saveLooks(tx, [lookAt(read, { raiseRevision: true })]));
      const [one, other] = await Promise.all([tick(), tick()]);
      expect([one?.size, other?.size].sort()).toEqual([0, 1]);
      expect((await ana()).revision).toBe(2);
    });

    it('does not count when the person changed after it was read', async () => {
      await store().write((tx) => upsertEmployees(tx, [person('ana'), person('bo')], MONDAY));
      const [anaRead, boRead] = await employeesByKey(store().read, ['emp_ana', 'emp_bo']);
      await store().write((tx) => wake(tx, ['emp_ana'], MONDAY - 1));
      const looks = [anaRead, boRead].map((read) => lookAt(read as StoredEmployee));
      expect([...(await store().write((tx) => saveLooks(tx, looks)))]).toEqual(['emp_bo']);
      expect(await ana()).toMatchObject({ wakeAt: MONDAY - 1, lookedAt: null });
    });

    it('does not count when somebody else moved the next wake', async () => {
      await store().write((tx) => upsertEmployees(tx, [person('ana')], MONDAY));
      const read = await ana();
      await store().write((tx) => wakeAll(tx, MONDAY - 1));
      await wakeEverybody(store());
      expect((await store().write((tx) => saveLooks(tx, [lookAt(read)]))).size).toBe(0);
    });

    it('does not count when a mail was settled meanwhile, though they were due already', async () => {
      await store().write((tx) => upsertEmployees(tx, [person('ana')], MONDAY));
      const read = await ana();
      await store().write((tx) => lookAgain(tx, ['emp_ana'], MONDAY));
      expect((await store().write((tx) => saveLooks(tx, [lookAt(read)]))).size).toBe(0);
      expect(await ana()).toMatchObject({ wakeAt: MONDAY - 1, revision: 1 });
    });
  });
}
