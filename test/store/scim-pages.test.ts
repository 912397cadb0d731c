import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { type ScimUserFilter, scimUserQuery } from '../../src/store/people/scim-users.ts';
import { inFolder } from './stores.ts';

/** How SQLite would find users, in its own words, each step a line. */
async function planOf(filters: readonly ScimUserFilter[]): Promise<string[]> {
  const plan: string[] = [];
  await inFolder(async (folder) => {
    const file = join(folder, 'users.db');
    const store = await openStore(`file:${file}`);
    const query = scimUserQuery(store.read, filters, { offset: 99_800, limit: 200 }).toSQL();
    await store.close();
    const database = new Database(file, { readonly: true });
    const steps = database.prepare<unknown[], { detail: string }>(`explain query plan ${query.sql}`);
    plan.push(...steps.all(...query.params).map(({ detail }) => detail));
    database.close();
  });
  return plan;
}

it('a late page of everybody is read along the index of ids, and nothing is sorted', async () => {
  expect(await planOf([{}])).toEqual(['SCAN scim_users USING INDEX sqlite_autoindex_scim_users_1']);
});

it.each<[filter: ScimUserFilter, index: string]>([
  [{ id: 'usr_1' }, 'SEARCH scim_users USING INDEX sqlite_autoindex_scim_users_1 (id=?)'],
  [{ userName: 'ana@waterlijn.example' }, 'SEARCH scim_users USING INDEX scim_users_user_name (user_name=?)'],
  [{ externalId: 'a-1' }, 'SEARCH scim_users USING INDEX scim_users_external_id (external_id=?)'],
  [{ manager: 'usr_1' }, 'SEARCH scim_users USING INDEX scim_users_manager (manager=?)'],
  [{ email: 'ana@waterlijn.example' }, 'SEARCH scim_users USING INDEX scim_users_person (person=?)'],
  [{ employeeNumber: '1042' }, 'SEARCH scim_users USING INDEX scim_users_person (person=?)'],
])('whom an identity provider asks for by %o is found in an index', async (filter, index) => {
  const plan = await planOf([filter]);
  expect(plan).toContain(index);
  expect(plan.filter((step) => /^SCAN (?:scim_users|employees)/.test(step))).toEqual([]);
});
