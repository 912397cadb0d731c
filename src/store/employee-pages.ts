import { and, asc, desc, eq, gt, lt, or } from 'drizzle-orm';
import type { Database } from './database.ts';
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

export async function employeePage(
  { db, tables: { employees } }: Database,
  { sort, descending, after, filter, limit }: EmployeePage,
): Promise<StoredEmployee[]> {
  const [beyond, order] = descending ? [lt, desc] : [gt, asc];
  const column = employees[sort];
  const further =
    after === null
      ? undefined
      : or(beyond(column, after.value), and(eq(column, after.value), beyond(employees.key, after.key)));
  const { id, email, country, locale, managerEmail } = filter;
  return await db
    .select(storedColumns(employees))
    .from(employees)
    .where(
      and(
        further,
        id === undefined ? undefined : eq(employees.id, id),
        email === undefined ? undefined : eq(employees.email, email),
        country === undefined ? undefined : eq(employees.country, country),
        locale === undefined ? undefined : eq(employees.locale, locale),
        managerEmail === undefined ? undefined : eq(employees.managerEmail, managerEmail),
      ),
    )
    .orderBy(order(column), order(employees.key))
    .limit(limit);
}
