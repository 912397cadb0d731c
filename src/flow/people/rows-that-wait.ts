import type { EmployeeRow } from '../../intake/people/employees.ts';

/** A row that asks for an address which is somebody else's until their own row, further on in the file, gives it up. */
export interface WaitingRow {
  readonly row: EmployeeRow;
  /** The id by which the store knows the person; null: it does not. */
  readonly knownId: string | null;
}

/**
 * Rows that are decided when all others are: two people who swap addresses may stand anywhere in a file. They are taken
 * in one transaction, so that nobody is seen without an address; hence, and for what they hold, there is a limit.
 */
export interface RowsThatWait {
  readonly rows: readonly EmployeeRow[];
  /** No further row may wait. */
  readonly areTooMany: boolean;
  /** Whether a row of this id, or one that names this address, has to wait too, behind one that waits. */
  concerns(id: string | null, email: string | null): boolean;
  add(waiting: readonly WaitingRow[]): void;
}

export const MAX_WAITING_ROWS = 50_000;

export function rowsThatWait(): RowsThatWait {
  const rows: EmployeeRow[] = [];
  const ids = new Set<string>();
  const emails = new Set<string>();
  return {
    rows,
    get areTooMany() {
      return rows.length >= MAX_WAITING_ROWS;
    },
    concerns: (id, email) => (id !== null && ids.has(id)) || (email !== null && emails.has(email)),
    add(waiting) {
      for (const { row, knownId } of waiting) {
        rows.push(row);
        for (const id of [row.fields.id ?? row.identity, knownId]) if (id !== null) ids.add(id);
        if (row.fields.email) emails.add(row.fields.email);
      }
    },
  };
}
