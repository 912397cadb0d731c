import { hasLeft } from '../../domain/employee.ts';
import { type Instant, localDate } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { Database } from '../../store/database.ts';
import { employeesByKey, presentAfter, type StoredEmployee } from '../../store/people/employees.ts';

/** Who is in a full file. */
export interface Presence {
  /** Whether good rows are about the person of an id. */
  readonly isSeen: (id: string) => boolean;
  /** Whether an id or email stands in a refused row, in any case. */
  readonly isNamed: (name: string) => boolean;
}

const PAGE = 2_000;

/** A page of the people who were there and are not in the file; who left long ago is not missed. */
export async function missingAfter(
  database: Database,
  after: string | null,
  { isSeen, isNamed }: Presence,
  { timezone }: Workspace,
  now: Instant,
): Promise<{ missing: StoredEmployee[]; last: string | null }> {
  const page = await presentAfter(database, after, PAGE);
  const missing = page.filter(
    (person) =>
      !isSeen(person.id) &&
      !isNamed(person.id.toLowerCase()) &&
      !(person.email !== null && isNamed(person.email)) &&
      !hasLeft(person, localDate(now, person.timezone ?? timezone)),
  );
  const keys = missing.map(({ key }) => key);
  return {
    missing: await employeesByKey(database, keys),
    last: page.length < PAGE ? null : (page.at(-1)?.key ?? null),
  };
}
