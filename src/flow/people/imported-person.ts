import { type Employee, IMPORTED_FIELDS } from '../../domain/employee.ts';
import type { StoredEmployee } from '../../store/people/employees.ts';

/** Without the bookkeeping that no import touches. */
export function asImported(row: StoredEmployee): Employee {
  const fields = IMPORTED_FIELDS.map((field) => [field, row[field]]);
  return { key: row.key, ...Object.fromEntries(fields) };
}
