import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/domain/time.ts';
import { addApiKey, allApiKeys, apiKeyById, revokeApiKey } from '../../../src/store/access/api-keys.ts';
import {
  forgetAnswersBefore,
  keepAnswer,
  leaveAnswerPlace,
  takeAnswerPlace,
} from '../../../src/store/access/kept-answers.ts';
import { addLearningRecords, learningOf } from '../../../src/store/learning/learning-records.ts';
import { learningTotals } from '../../../src/store/learning/learning-totals.ts';
import {
  countUnmapped,
  forgetUnmapped,
  idsOfRecords,
  removeRecordOfStatement,
  type StoredStatement,
  saveStatements,
  statementsById,
  unmappedStatements,
} from '../../../src/store/learning/statements.ts';
import { employeesByEmailDigest } from '../../../src/store/people/email-digests.ts';
import { type EmployeePage, employeePage } from '../../../src/store/people/employee-pages.ts';
import { upsertEmployees } from '../../../src/store/people/employees.ts';
import {
  countScimUsers,
  findScimUser,
  removeScimUser,
  type ScimUserFilter,
  type StoredScimUser,
  saveScimUser,
  scimUserPage,
  scimUsersUnder,
} from '../../../src/store/people/scim-users.ts';
import type { Store } from '../../../src/store/store.ts';
import { MONDAY, person } from '../world.ts';

/** What other systems send and are let in by. */
export function accessContract(store: () => Store): void {
  describe('API keys', () => {
    it('are kept with their scopes, and revoked once', async () => {
      const key = { id: 'key_1', name: 'HR', hash: 'ab', scopes: ['scim'], createdAt: MONDAY, revokedAt: null };
      await store().write((tx) => addApiKey(tx, key));
      expect(await apiKeyById(store().read, 'key_1')).toEqual(key);
      expect(await store().write((tx) => revokeApiKey(tx, 'key_1', MONDAY + 1))).toBe(true);
      expect(await store().write((tx) => revokeApiKey(tx, 'key_1', MONDAY + 2))).toBe(false);
      expect(await allApiKeys(store().read)).toMatchObject([{ id: 'key_1', revokedAt: MONDAY + 1 }]);
    });
  });

  describe('kept answers', () => {
    const place = { apiKey: 'key_1', idempotencyKey: 'once', request: 'r', at: MONDAY };

    it('have one place for a key, until it is left or forgotten', async () => {
      expect(await store().write((tx) => takeAnswerPlace(tx, place))).toBe('taken');
      expect(await store().write((tx) => takeAnswerPlace(tx, place))).toMatchObject({ request: 'r', status: null });
      await store().write((tx) => keepAnswer(tx, place, { status: 200, body: '{}' }));
      expect(await store().write((tx) => takeAnswerPlace(tx, place))).toMatchObject({ status: 200, body: '{}' });
      await store().write((tx) => forgetAnswersBefore(tx, MONDAY));
      expect(await store().write((tx) => takeAnswerPlace(tx, place))).toMatchObject({ status: 200 });
      await store().write((tx) => forgetAnswersBefore(tx, MONDAY + 1));
      expect(await store().write((tx) => takeAnswerPlace(tx, place))).toBe('taken');
      await store().write((tx) => leaveAnswerPlace(tx, place));
      expect(await store().write((tx) => takeAnswerPlace(tx, place))).toBe('taken');
    });
  });

  describe('pages of employees', () => {
    it('follow each other in either direction, also among people made at one instant', async () => {
      const people = ['ana', 'bo', 'cas', 'Dee', 'émile'].map((id, index) =>
        person(id, { email: id === 'bo' ? 'bo@waterlijn.example' : `p${index}@waterlijn.example`, country: 'NL' }),
      );
      await store().write((tx) => upsertEmployees(tx, people, MONDAY));
      for (const sort of ['id', 'createdAt'] as const) {
        const forwards = await walk({ sort, descending: false, filter: { country: 'NL' } });
        expect(forwards.toSorted()).toEqual(people.map(({ id }) => id).toSorted());
        expect(await walk({ sort, descending: true, filter: {} })).toEqual(forwards.toReversed());
      }
      expect(await walk({ sort: 'id', descending: false, filter: { email: 'bo@waterlijn.example' } })).toEqual(['bo']);
    });

    async function walk(page: Pick<EmployeePage, 'sort' | 'descending' | 'filter'>): Promise<string[]> {
      const seen: string[] = [];
      for (let after: EmployeePage['after'] = null; ; ) {
        const [next] = await employeePage(store().read, { ...page, after, limit: 1 });
        if (next === undefined) return seen;
        seen.push(next.id);
        after = { value: next[page.sort], key: next.key };
      }
    }
  });

  describe('sums of addresses', () => {
    it('find people by their current address alone', async () => {
      const sum = (email: string) => createHash('sha1').update(`mailto:${email}`).digest('hex');
      const [old, fresh] = [sum('ana@waterlijn.example'), sum('ana.two@waterlijn.example')];
      const found = async () => [
        ...(await store().write((tx) => employeesByEmailDigest(tx, [old, fresh, sum('who@x.example')]))).keys(),
      ];
      await store().write((tx) => upsertEmployees(tx, [person('ana'), person('bo', { email: null })], MONDAY));
      expect(await found()).toEqual([old]);
      const moved = person('ana', { email: 'ana.two@waterlijn.example' });
      await store().write((tx) => upsertEmployees(tx, [moved], MONDAY));
      expect(await found()).toEqual([fresh]);
    });
  });

  describe('statements', () => {
    const record = {
      id: 'rec_1',
      person: 'emp_ana',
      activity: 'data-101',
      event: 'completed',
      at: MONDAY,
      holdsFrom: MONDAY,
      due: null,
      score: null,
      progress: null,
      importId: null,
    } as const;
    const statement = (id: string): StoredStatement => ({
      id,
      fingerprint: 'f',
      outcome: 'recorded',
      recordId: 'rec_1',
      storedAt: MONDAY,
    });

    it('keep their record until none of them stands', async () => {
      await store().write(async (tx) => {
        await addLearningRecords(tx, [record]);
        await saveStatements(tx, [statement('one'), statement('two')]);
      });
      expect(await idsOfRecords(store().read, [{ ...record }, { ...record, at: MONDAY + 1 }])).toEqual(['rec_1', null]);
      expect(await store().write((tx) => removeRecordOfStatement(tx, statement('one')))).toBeNull();
      await store().write((tx) => saveStatements(tx, [{ ...statement('one'), outcome: 'voided', recordId: null }]));
      expect((await statementsById(store().read, ['one', 'three'])).get('one')).toMatchObject({ outcome: 'voided' });
      expect(await store().write((tx) => removeRecordOfStatement(tx, statement('two')))).toBe('emp_ana');
      expect((await learningOf(store().read, ['emp_ana'])).size).toBe(0);
    });

    it('that could not be mapped are counted, and forgotten when they can', async () => {
      const about = 'https://learn.waterlijn.example/x';
      await store().write((tx) => countUnmapped(tx, { kind: 'activity', about, count: 2 }, MONDAY));
      await store().write((tx) => countUnmapped(tx, { kind: 'activity', about, count: 3 }, MONDAY + DAY_MS));
      expect(await unmappedStatements(store().read, 'activity')).toEqual([
        { kind: 'activity', about, count: 5, lastAt: MONDAY + DAY_MS },
      ]);
      await store().write((tx) => forgetUnmapped(tx, [about]));
      expect(await unmappedStatements(store().read, 'activity')).toEqual([]);
    });

    it('and imports are totalled by people, each once', async () => {
      const again = { ...record, id: 'rec_2', at: MONDAY + 1, holdsFrom: MONDAY + 1 };
      await store().write((tx) =>
        addLearningRecords(tx, [record, again, { ...record, id: 'rec_3', person: 'emp_bo' }]),
      );
      expect(await learningTotals(store().read)).toEqual([{ activity: 'data-101', event: 'completed', people: 2 }]);
    });
  });

  describe('SCIM users', () => {
    const user = (name: string, fields: Partial<StoredScimUser> = {}): StoredScimUser => ({
      id: `usr_${name}`,
      person: `emp_${name}`,
      userName: name,
      externalId: `x-${name}`,
      manager: null,
      active: true,
      resource: { userName: name, name: { givenName: name } },
      createdAt: MONDAY,
      changedAt: MONDAY,
      ...fields,
    });

    it('are found by whether they are active, who leads them, and when they were changed', async () => {
      const changes = { ana: { active: false }, bo: { manager: 'usr_ana', changedAt: MONDAY + 5 }, cas: {} };
      await store().write(async (tx) => {
        for (const [name, fields] of Object.entries(changes)) await saveScimUser(tx, user(name, fields));
      });
      const found = async (...filters: ScimUserFilter[]) =>
        (await scimUserPage(store().read, filters, { offset: 0, limit: 9 })).map(({ userName }) => userName);
      expect(await found({ active: false })).toEqual(['ana']);
      expect(await found({ active: true, manager: 'usr_ana' }, { userName: 'cas' })).toEqual(['bo', 'cas']);
      expect(await found({ changed: [{ is: 'gt', at: MONDAY }] })).toEqual(['bo']);
      expect(await found({ changed: [{ is: 'ge', at: MONDAY }] })).toEqual(['ana', 'bo', 'cas']);
      expect(await found({ changed: [{ is: 'lt', at: MONDAY + 5 }] })).toEqual(['ana', 'cas']);
      expect(
        await found({
          changed: [
            { is: 'le', at: MONDAY + 5 },
            { is: 'gt', at: MONDAY + 4 },
          ],
        }),
      ).toEqual(['bo']);
    });

    it('are found by name, external id, person and manager, changed and removed', async () => {
      await store().write(async (tx) => {
        for (const each of [user('ana', { manager: 'usr_bo' }), user('bo'), user('cas')]) await saveScimUser(tx, each);
        await saveScimUser(tx, user('cas', { userName: 'cas.two' }));
      });
      expect(await findScimUser(store().read, { userName: 'cas.two' })).toEqual(user('cas', { userName: 'cas.two' }));
      expect(await findScimUser(store().read, { userName: 'cas' })).toBeNull();
      expect(await findScimUser(store().read, { externalId: 'x-bo' })).toMatchObject({ person: 'emp_bo' });
      expect(await scimUsersUnder(store().read, ['usr_bo', 'bo'])).toMatchObject([{ id: 'usr_ana' }]);
      expect(await scimUserPage(store().read, [{}], { offset: 1, limit: 1 })).toMatchObject([{ id: 'usr_bo' }]);
      await store().write((tx) => removeScimUser(tx, 'usr_bo'));
      expect(await countScimUsers(store().read, [{}])).toBe(2);
    });
  });
}
