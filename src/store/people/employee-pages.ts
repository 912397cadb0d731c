import { and, asc, desc, eq, gt, lt, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { type StoredEmployee, storedColumns } from './employees.ts';

export interface EmployeePage {
  /** Both never change their order while somebody turns pages, new people aside. */
  readonly sort: 'id' | 'createdAt';
  readonly descending: boolean;
  /** The last of the page before. */
  readonly after: { readonly value: string | number; readonly key: string } | null;
  readonly filter: {
    readonly id?: string | undefined;
    readonly email?: string | undefined;
    readonly country?: string | undefined;
    readonly locale?: string | undefined;
    readonly managerEmail?: string | undefined;
  };
  readonly limit: number;
}

/** Each page is read from an index, from where the one before ended: the last costs no more than the first. */
export async function employeePage(database: Database, page: EmployeePage): Promise<StoredEmployee[]> {
  return await employeePageQuery(database, page);
}

export function employeePageQuery(
  { db, tables: { employees } }: Database,
  { sort, descending, after, filter, limit }: EmployeePage,
) {
  const [beyond, order] = descending ? [lt, desc] : [gt, asc];
  const { id, email, country, locale, managerEmail } = filter;
  return db
    .select(storedColumns(employees))
    .from(employees)
    .where(
      and(
        after === null ? undefined : further(after),
        id === undefined ? undefined : eq(employees.id, id),
        email === undefined ? undefined : eq(employees.email, email),
        country === undefined ? undefined : eq(employees.country, country),
        locale === undefined ? undefined : eq(employees.locale, locale),
        managerEmail === undefined ? undefined : eq(employees.managerEmail, managerEmail),
      ),
    )
    .orderBy(...(sort === 'id' ? [order(employees.id)] : [order(employees.createdAt), order(employees.key)]))
    .limit(limit);

  /** An id is nobody else's; at one instant many are made. Compared as a row, which both databases find by the index. */
  function further({ value, key }: { readonly value: string | number; readonly key: string }): SQL {
    if (sort === 'id') return beyond(employees.id, String(value));
    return sql`(${employees.createdAt}, ${employees.key}) ${sql.raw(descending ? '<' : '>')} (${Number(value)}, ${key})`;
  }
}
