import { asc } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEARNING_EVENTS, learningState } from '../../../src/domain/learning.ts';
import { toldTogether } from '../../../src/flow/people/told-learning.ts';
import {
  correctLearningRecords,
  keepCorrections,
  takeBackCorrections,
} from '../../../src/store/learning/learning-corrections.ts';
import {
  addLearningRecords,
  learningOf,
  type NewLearningRecord,
} from '../../../src/store/learning/learning-records.ts';
import { inferredAttributes } from '../../../src/store/people/attribute-uses.ts';
import { upsertEmployees } from '../../../src/store/people/employees.ts';
import { removeLearningOfImport } from '../../../src/store/people/import-undo.ts';
import type { Store } from '../../../src/store/store.ts';
import { MONDAY, person } from '../world.ts';

const record: fc.Arbitrary<Omit<NewLearningRecord, 'id'>> = fc
  .record({
    person: fc.constantFrom('emp_ana', 'emp_bo'),
    activity: fc.constantFrom('charts', 'safety'),
    event: fc.constantFrom(...LEARNING_EVENTS),
    // Few instants, so that the same event is told again.
    at: fc.integer({ min: MONDAY - 3, max: MONDAY }),
    lateMs: fc.constantFrom(0, 2),
    due: fc.constantFrom(undefined, null, '2027-05-01', '2027-04-01'),
    progress: fc.constantFrom(undefined, null, 0, 40, 100),
    importId: fc.constantFrom('imp_1', 'imp_2', null),
  })
  .map(({ lateMs, ...one }) => ({ ...one, holdsFrom: one.at + lateMs, score: null }));

export function learningStatesContract(store: () => Store): void {
  describe('what the learning of a person on an activity comes to', () => {
    it('is what its records say, however they came, were told again otherwise, and went', async () => {
      const told = fc.array(fc.array(record, { maxLength: 8 }), { minLength: 1, maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(told, fc.boolean(), fc.boolean(), async (parts, takenBack, isCorrectedBack) => {
          await store().write(async (tx) => {
            await tx.db.delete(tx.tables.learningRecords);
            await tx.db.delete(tx.tables.learningCorrections);
            for (const [number, part] of parts.entries()) {
              const rows = part.map((one, index) => ({ ...one, id: `rec_${number}_${index}` }));
              const { new: added } = await addLearningRecords(tx, rows);
              const again = rows.filter(({ id }) => !added.has(id));
              const corrections = await correctLearningRecords(tx, [...toldTogether(again).values()]);
              await keepCorrections(tx, 'imp_3', corrections);
            }
            if (isCorrectedBack) while ((await takeBackCorrections(tx, 'imp_3', 2)).length > 0);
            if (takenBack) await removeLearningOfImport(tx, 'imp_1', 10_000);
            expect(await statesOf(tx)).toEqual(await fromRecords(tx));
          });
        }),
        { numRuns: 40 },
      );
      await store().write(async ({ db, tables }) => {
        await db.delete(tables.learningRecords);
        expect(await db.select().from(tables.learningStates)).toEqual([]);
      });
    });
  });

  describe('the type of an attribute that nobody declared', () => {
    it('is read from all the values it had; of several types it is text', async () => {
      await store().write((tx) =>
        upsertEmployees(
          tx,
          [
            person('ana', { attributes: { level: '3', review: '2027-05-01', car: 'yes', desk: '7', city: 'Gent' } }),
            person('bo', { attributes: { level: 4, car: false, desk: 'none' } }),
          ],
          MONDAY,
        ),
      );
      const found = { car: 'yes-no', city: 'text', desk: 'text', level: 'number', review: 'date' };
      expect(Object.fromEntries(await inferredAttributes(store().read))).toEqual(found);
    });
  });
}

type Database = Store['read'];

async function statesOf({ db, tables: { learningStates } }: Database) {
  const rows = await db.select().from(learningStates).orderBy(asc(learningStates.person), asc(learningStates.activity));
  return rows.map(({ dueSetAt: _, ...row }) => row);
}

/** By the one function that the engine has for it, at an instant at which all of them hold. */
async function fromRecords(tx: Database) {
  const rows: unknown[] = [];
  for (const who of ['emp_ana', 'emp_bo']) {
    for (const activity of ['charts', 'safety']) {
      const all = ((await learningOf(tx, [who])).get(who) ?? []).filter((one) => one.activity === activity);
      if (all.length === 0) continue;
      const state = learningState(all, activity, Number.MAX_SAFE_INTEGER);
      rows.push({
        activity,
        person: who,
        firstAt: Math.min(...all.map(({ at }) => at)),
        firstSignAt: state.startedAt,
        lastSignAt: state.lastRecordAt,
        finishedAt: state.lastFinishedAt,
        failedAt: state.failedAt,
        due: state.due,
        progress: all.reduce<number | null>(
          (most, { progress }) => (progress === null ? most : Math.max(most ?? 0, progress)),
          null,
        ),
        wholeFrom: Math.max(...all.map(({ holdsFrom }) => holdsFrom)),
      });
    }
  }
  return rows;
}
