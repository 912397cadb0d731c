import { describe, expect, it } from 'vitest';
import type { Need } from '../../../src/domain/need.ts';
import { DAY_MS } from '../../../src/domain/time.ts';
import { groupFitting } from '../../../src/store/audiences/fitting-groups.ts';
import type { RuleForAll } from '../../../src/store/audiences/fitting-people.ts';
import { allActivities, saveActivities } from '../../../src/store/learning/activities.ts';
import { addLearningRecords, countLearningRecords, learningOf } from '../../../src/store/learning/learning-records.ts';
import { choicesOf, choose, withdrawChoice } from '../../../src/store/people/choices.ts';
import {
  changeEmployee,
  chooseLocale,
  chooseNeed,
  countEmployees,
  employeeByEmail,
  employeesAfter,
  employeesByKey,
  findByIdentities,
  upsertEmployees,
} from '../../../src/store/people/employees.ts';
import {
  lastImport,
  removeEmployees,
  removeImport,
  removeLearningOfImport,
} from '../../../src/store/people/import-undo.ts';
import { addImport, latestImport } from '../../../src/store/people/imports.ts';
import { leadersAmong, teamOf } from '../../../src/store/people/managers.ts';
import { suppress, suppressedAmong, unsuppress } from '../../../src/store/people/suppressions.ts';
import type { Store } from '../../../src/store/store.ts';
import { MONDAY, person } from '../world.ts';

const SELLERS: RuleForAll = {
  condition: { kind: 'attribute', name: 'department', test: { is: 'one-of', values: ['Sales'] } },
  asked: {
    now: MONDAY,
    campaign: null,
    promotes: [],
    fallbackDue: null,
    audiences: {},
    activities: new Map(),
    timezone: 'Europe/Amsterdam',
  },
};

export function peopleContract(store: () => Store): void {
  describe('employees', () => {
    it('come back as they were written, and are woken by an import', async () => {
      const ana = person('ana', {
        workingDays: ['mon', 'tue'],
        leave: [{ from: '2027-05-01', to: '2027-05-09' }],
        hiredOn: '2020-02-29',
        attributes: { last_name: 'Ömer', first_name: 'Ana', level: 3.5, ambassador: true },
      });
      await store().write((tx) => upsertEmployees(tx, [ana], MONDAY));
      expect(await employeeByEmail(store().read, 'ana@waterlijn.example')).toEqual({
        ...ana,
        chosenLocale: null,
        chosenNeed: null,
        revision: 1,
        wakeAt: MONDAY,
        lookedAt: null,
        suppressedAt: null,
        notedAt: null,
        createdAt: MONDAY,
        emailDigest: null,
      });
    });

    it('keep their own choice of language through imports', async () => {
      await store().write((tx) => upsertEmployees(tx, [person('ana')], MONDAY));
      await store().write((tx) => chooseLocale(tx, 'emp_ana', 'fr'));
      await store().write((tx) => upsertEmployees(tx, [person('ana', { locale: 'en' })], MONDAY + DAY_MS));
      const [ana] = await employeesByKey(store().read, ['emp_ana']);
      expect(ana).toMatchObject({ locale: 'en', chosenLocale: 'fr', revision: 3, wakeAt: MONDAY, createdAt: MONDAY });
    });

    it('keep their own need through imports, which bring another or clear theirs, until they take it back', async () => {
      const wanting = (attributes: Readonly<Record<string, string>>) => person('ana', { attributes });
      await store().write((tx) => upsertEmployees(tx, [wanting({ need: 'growth' })], MONDAY));
      await store().write((tx) => chooseNeed(tx, 'emp_ana', 'career'));
      for (const imported of [wanting({ need: 'employable' }), wanting({}), wanting({ need: 'growth' })]) {
        await store().write((tx) => upsertEmployees(tx, [imported], MONDAY + DAY_MS));
        const [ana] = await employeesByKey(store().read, ['emp_ana']);
        expect(ana).toMatchObject({ chosenNeed: 'career', attributes: imported.attributes });
      }
      await store().write((tx) => chooseNeed(tx, 'emp_ana', null));
      const [ana] = await employeesByKey(store().read, ['emp_ana']);
      expect(ana).toMatchObject({ chosenNeed: null, attributes: { need: 'growth' } });
    });

    it('choose only needs that there are words for', async () => {
      await store().write((tx) => upsertEmployees(tx, [person('ana')], MONDAY));
      const free = store().write((tx) => chooseNeed(tx, 'emp_ana', 'my own words' as Need));
      await expect(free).rejects.toThrow();
    });

    it('raise their revision when their address is noted or suppressed', async () => {
      await store().write((tx) => upsertEmployees(tx, [person('ana')], MONDAY));
      await store().write((tx) => changeEmployee(tx, 'emp_ana', { notedAt: MONDAY }));
      expect((await employeesByKey(store().read, ['emp_ana']))[0]).toMatchObject({ notedAt: MONDAY, revision: 2 });
    });

    it('are found by id, by email, and by an email they had before', async () => {
      await store().write((tx) => upsertEmployees(tx, [person('ana'), person('bo')], MONDAY));
      await store().write((tx) => upsertEmployees(tx, [person('ana', { email: 'ana.new@waterlijn.example' })], MONDAY));
      const found = await findByIdentities(store().read, [
        { id: 'bo', email: null },
        { id: null, email: 'ana@waterlijn.example' },
        { id: 'cas', email: 'ana.new@waterlijn.example' },
      ]);
      expect(found.byId.get('bo')?.key).toBe('emp_bo');
      expect(found.byEmail.get('ana.new@waterlijn.example')?.key).toBe('emp_ana');
      expect(found.byEmail.has('ana@waterlijn.example')).toBe(false);
      expect(found.byFormerEmail.get('ana@waterlijn.example')?.key).toBe('emp_ana');
      expect(found.byId.has('cas')).toBe(false);
    });

    it('may swap their emails in one import, but not take that of somebody else', async () => {
      await store().write((tx) => upsertEmployees(tx, [person('ana'), person('bo'), person('cas')], MONDAY));
      const swapped = [
        person('ana', { email: 'bo@waterlijn.example' }),
        person('bo', { email: 'ana@waterlijn.example' }),
      ];
      await store().write((tx) => upsertEmployees(tx, swapped, MONDAY));
      expect((await employeeByEmail(store().read, 'bo@waterlijn.example'))?.key).toBe('emp_ana');
      const taken = person('ana', { email: 'cas@waterlijn.example' });
      await expect(store().write((tx) => upsertEmployees(tx, [taken], MONDAY))).rejects.toThrow(/unique/i);
    });

    it('come in pages by key, more than one statement can take', async () => {
      const people = Array.from({ length: 1_203 }, (_, i) => person(String(i).padStart(4, '0')));
      await store().write((tx) => upsertEmployees(tx, people, MONDAY));
      expect(await countEmployees(store().read)).toBe(1_203);
      const seen: string[] = [];
      for (let after: string | null = null; ; ) {
        const page = await employeesAfter(store().read, after, 500);
        if (page.length === 0) break;
        seen.push(...page.map(({ id }) => id));
        after = page.at(-1)?.key ?? null;
      }
      expect(seen).toEqual(people.map(({ id }) => id));
    });

    it('are a team by the email of their manager', async () => {
      const managerEmail = 'cas@waterlijn.example';
      const team = [person('bo', { managerEmail }), person('ana', { managerEmail }), person('cas')];
      await store().write((tx) => upsertEmployees(tx, team, MONDAY));
      expect((await teamOf(store().read, managerEmail)).map(({ id }) => id)).toEqual(['ana', 'bo']);
    });

    it('lead when somebody who is still here names them as manager, however many do', async () => {
      const [cas, dee, eli] = ['cas', 'dee', 'eli'].map((name) => `${name}@waterlijn.example`) as [
        string,
        string,
        string,
      ];
      const people = [
        person('ana', { managerEmail: cas }),
        person('bo', { managerEmail: cas }),
        person('fay', { managerEmail: dee, leftOn: '2026-01-31' }),
      ];
      await store().write((tx) => upsertEmployees(tx, people, MONDAY));
      expect(await leadersAmong(store().read, [cas, dee, eli])).toEqual(new Set([cas]));
      expect(await leadersAmong(store().read, [])).toEqual(new Set());
    });
  });

  describe('employees who fit a rule', () => {
    it('come in groups by language and need, the chosen ones first, and by the value of a column', async () => {
      const value = (attributes: Readonly<Record<string, string | boolean>>) => ({ attributes });
      const people = [
        person('ana', { locale: 'nl', ...value({ department: 'Sales', need: 'Career' }) }),
        person('bo', { locale: 'nl', ...value({ department: 'Sales', need: ' career ' }) }),
        person('cas', { locale: 'en', ...value({ department: 'Sales', ambassador: true }) }),
        person('dee', { locale: 'nl', email: null, ...value({ department: 'Sales', need: 'career' }) }),
        person('eli', { locale: 'nl', ...value({ department: 'IT', need: 'career' }) }),
      ];
      await store().write((tx) => upsertEmployees(tx, people, MONDAY));
      await store().write((tx) => chooseLocale(tx, 'emp_bo', 'fr'));
      await store().write((tx) => chooseNeed(tx, 'emp_cas', 'solve-now'));
      const groups = (attribute: string | null) => groupFitting(store().read, SELLERS, attribute);
      expect(await groups('need')).toEqual(
        expect.arrayContaining([
          { locale: 'nl', value: 'career', people: 1 },
          { locale: 'fr', value: 'career', people: 1 },
          { locale: 'en', value: 'solve-now', people: 1 },
        ]),
      );
      expect(await groups('ambassador')).toContainEqual({ locale: 'en', value: 'yes', people: 1 });
      expect(await groups('locale')).toContainEqual({ locale: 'en', value: 'en', people: 1 });
      expect((await groups(null)).map(({ locale }) => locale).sort()).toEqual(['en', 'fr', 'nl']);
    });
  });

  describe('learning', () => {
    const record = (id: string, at: number) => ({
      id,
      person: 'emp_ana',
      activity: 'charts',
      event: 'completed' as const,
      at,
      holdsFrom: at,
      due: null,
      score: 87.5,
      progress: null,
      importId: 'imp_1',
    });

    it('is kept once, however often it is told', async () => {
      const first = await store().write((tx) =>
        addLearningRecords(tx, [record('r1', MONDAY), record('r2', MONDAY + 1)]),
      );
      const again = await store().write((tx) => addLearningRecords(tx, [record('r3', MONDAY)]));
      expect([...first.new]).toEqual(['r1', 'r2']);
      expect([...again.new]).toEqual([]);
      expect(await countLearningRecords(store().read)).toBe(2);
    });

    it('is told per person, oldest first', async () => {
      await store().write((tx) => addLearningRecords(tx, [record('r2', MONDAY + 1), record('r1', MONDAY)]));
      const learning = await learningOf(store().read, ['emp_ana', 'emp_bo']);
      const { id: _, person: __, importId: ___, ...told } = record('r1', MONDAY);
      expect(learning.get('emp_ana')).toEqual([told, { ...told, at: MONDAY + 1, holdsFrom: MONDAY + 1 }]);
      expect(learning.has('emp_bo')).toBe(false);
      expect((await learningOf(store().read, ['emp_ana'], ['other'])).size).toBe(0);
    });

    it('is about activities, which an import can change', async () => {
      const charts = {
        id: 'charts',
        title: 'Charts',
        kind: 'micro' as const,
        durationMinutes: 15,
        url: null,
        competencies: ['data'],
        cost: 12.5,
        validMonths: null,
      };
      await store().write((tx) => saveActivities(tx, [charts]));
      await store().write((tx) => saveActivities(tx, [{ ...charts, title: 'Better charts' }]));
      expect(await allActivities(store().read)).toEqual([{ ...charts, title: 'Better charts' }]);
    });

    it('knows its latest import', async () => {
      const entry = { fileName: 'a.csv', counts: { read: 3 }, undo: null, fileHash: null, rowsDone: null, turn: 1 };
      await store().write(async (tx) => {
        await addImport(tx, { ...entry, id: 'imp_1', kind: 'learning', at: MONDAY });
        await addImport(tx, { ...entry, id: 'imp_2', kind: 'employees', at: MONDAY + 1 });
      });
      expect((await latestImport(store().read, 'learning'))?.id).toBe('imp_1');
      expect(await latestImport(store().read, 'activities')).toBeNull();
    });
  });

  describe('an import that is taken back', () => {
    it('is the latest of any kind, and leaves no learning and nobody behind', async () => {
      const entry = { fileName: 'a.csv', counts: {}, undo: [{ was: null }], fileHash: null, rowsDone: null, turn: 1 };
      const learned = { id: 'r1', person: 'emp_ana', activity: 'charts', event: 'started' as const, at: MONDAY };
      const rest = { holdsFrom: MONDAY, due: null, score: null, progress: null, importId: 'imp_2' };
      await store().write(async (tx) => {
        await upsertEmployees(tx, [person('ana'), person('bo')], MONDAY);
        await addImport(tx, { ...entry, id: 'imp_1', kind: 'employees', at: MONDAY });
        await addImport(tx, { ...entry, id: 'imp_2', kind: 'learning', at: MONDAY });
        await addLearningRecords(tx, [{ ...learned, ...rest }]);
      });
      expect(await lastImport(store().read)).toMatchObject({ id: 'imp_2', undo: [{ was: null }] });
      const removed = await store().write(async (tx) => {
        await removeImport(tx, 'imp_2');
        await removeEmployees(tx, ['emp_bo'], MONDAY);
        return removeLearningOfImport(tx, 'imp_2', 100);
      });
      expect(removed).toEqual({ people: ['emp_ana'], records: 1 });
      expect((await lastImport(store().read))?.id).toBe('imp_1');
      expect(await countEmployees(store().read)).toBe(1);
    });
  });

  describe('choices', () => {
    it('hold in their latest form, until they are withdrawn', async () => {
      const later = { kind: 'not-now', campaign: null, at: MONDAY, until: MONDAY + DAY_MS } as const;
      const stop = { kind: 'stop', topic: 'safety', at: MONDAY } as const;
      await store().write(async (tx) => {
        await choose(tx, 'emp_ana', later);
        await choose(tx, 'emp_ana', { ...later, until: MONDAY + 2 * DAY_MS });
        await choose(tx, 'emp_ana', stop);
      });
      const choices = await choicesOf(store().read, ['emp_ana']);
      expect(choices.get('emp_ana')).toEqual([{ ...later, until: MONDAY + 2 * DAY_MS }, stop]);
      await store().write((tx) => withdrawChoice(tx, 'emp_ana', stop));
      expect((await choicesOf(store().read, ['emp_ana'])).get('emp_ana')).toHaveLength(1);
    });

    it('suppress an address by its hash', async () => {
      await store().write((tx) => suppress(tx, { addressHmac: 'h1', since: MONDAY, why: 'bounced' }));
      await store().write((tx) => suppress(tx, { addressHmac: 'h1', since: MONDAY + 1, why: 'bounced' }));
      expect([...(await suppressedAmong(store().read, ['h1', 'h2']))]).toEqual(['h1']);
      await store().write((tx) => unsuppress(tx, 'h1'));
      expect((await suppressedAmong(store().read, ['h1'])).size).toBe(0);
    });
  });
}
