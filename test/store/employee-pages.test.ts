import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { type EmployeePage, employeePageQuery } from '../../src/store/people/employee-pages.ts';
import { inFolder } from './stores.ts';

const MIDDLE = { id: { value: 'p50', key: 'emp_50' }, createdAt: { value: 50, key: 'emp_50' } } as const;

/** How SQLite would read a page, in its own words. */
async function planOf(page: Pick<EmployeePage, 'sort' | 'descending'>): Promise<string> {
  let plan = '';
  await inFolder(async (folder) => {
    const file = join(folder, 'pages.db');
    const store = await openStore(`file:${file}`);
    const query = employeePageQuery(store.read, { ...page, after: MIDDLE[page.sort], filter: {}, limit: 51 }).toSQL();
    await store.close();
    const database = new Database(file, { readonly: true });
    const steps = database.prepare<unknown[], { detail: string }>(`explain query plan ${query.sql}`);
    plan = steps
      .all(...query.params)
      .map(({ detail }) => detail)
      .join('; ');
    database.close();
  });
  return plan;
}

it.each<[sort: EmployeePage['sort'], descending: boolean, index: string]>([
  ['id', false, 'employees_id (id>?)'],
  ['id', true, 'employees_id (id<?)'],
  ['createdAt', false, 'employees_created ((created_at,key)>(?,?))'],
  ['createdAt', true, 'employees_created ((created_at,key)<(?,?))'],
])(
  'a page by %s, backwards %s, begins in the index where the page before ended, and is not sorted',
  async (sort, descending, index) => {
    expect(await planOf({ sort, descending })).toBe(`SEARCH employees USING INDEX ${index}`);
  },
);
