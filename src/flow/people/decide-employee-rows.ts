import { type AttributeValue, type Employee, IMPORTED_FIELDS } from '../../domain/employee.ts';
import type { NewId } from '../../domain/ids.ts';
import type { RefusedRow } from '../../intake/delimited.ts';
import type { EmployeeRow } from '../../intake/employees.ts';
import type { Database } from '../../store/database.ts';
import { type FoundEmployees, findByIdentities, type StoredEmployee } from '../../store/employees.ts';
import { ERASED, withoutErased } from '../privacy/stay-erased.ts';
import type { ImportMemory } from './import-memory.ts';

/** What one row comes to. */
export type RowDecision =
  | { readonly kind: 'new'; readonly person: Employee }
  | { readonly kind: 'changed'; readonly person: Employee; readonly before: StoredEmployee }
  | { readonly kind: 'unchanged'; readonly person: Employee }
  | { readonly kind: 'refused'; readonly error: RefusedRow };

/**
 * Finds the person of each row and says what the row changes (rules.md R17). A row finds its person by `id`, else by
 * email, current or former; a row with an id adopts a person known by email only; an email of another id is refused,
 * unless that person gives it up here too. Two rows for one person: the later is refused.
 *
 * @param memory what earlier rows of the file decided, so that a dry run, which writes nothing, answers as the import
 * does. These rows are added to it.
 */
export async function decideEmployeeRows(
  database: Database,
  given: readonly EmployeeRow[],
  memory: ImportMemory,
  newId: NewId,
): Promise<RowDecision[]> {
  const { rows, isErased } = await withoutErased(database, given);
  const found = await findByIdentities(
    database,
    rows.map(({ fields }) => ({ id: fields.id ?? null, email: fields.email ?? null })),
  );
  const givenUp = emailsGivenUp(rows, found);
  return rows.map(decideRow);

  function decideRow(row: EmployeeRow): RowDecision {
    const { id = null, email = null } = row.fields;
    if (isErased(row))
      return { kind: 'refused', error: { line: row.line, column: id === null ? 'email' : 'id', message: ERASED } };
    const before = findPerson(row);
    if (before === 'another') return refused(row, 'email', ownedByAnother(email));
    const earlierLine = before === null ? lineOfNewcomer(id, email) : memory.lineOfId(before.id);
    if (earlierLine !== undefined) {
      const message = `Line ${earlierLine} is about the same person. Leave one of the two.`;
      return refused(row, id === null ? 'email' : 'id', message);
    }
    const nextEmail = emailAfter(row, before);
    if (nextEmail !== null && nextEmail !== before?.email && isTaken(nextEmail, before)) {
      return refused(row, 'email', ownedByAnother(nextEmail));
    }
    const identity = { key: before?.key ?? newId('emp'), id: id ?? before?.id ?? row.identity, email: nextEmail };
    const person = merge(row, before, identity);
    memory.remember({ line: row.line, id: identity.id, email: nextEmail, before });
    if (before === null) return { kind: 'new', person };
    return isSame(person, before) ? { kind: 'unchanged', person } : { kind: 'changed', person, before };
  }

  /** Whom the store does not know, earlier rows may have brought. */
  function lineOfNewcomer(id: string | null, email: string | null): number | undefined {
    if (id !== null) return memory.lineOfId(id);
    return (email === null ? null : memory.lineOfEmail(email)) ?? undefined;
  }

  /** `another`: the email is that of a person with another id. */
  function findPerson(row: EmployeeRow): StoredEmployee | null | 'another' {
    const { id = null, email = null } = row.fields;
    const byOwnId = id === null ? undefined : found.byId.get(id);
    if (byOwnId !== undefined) return byOwnId;
    const owner = email === null || memory.lineOfEmail(email) === null ? undefined : found.byEmail.get(email);
    const former = email === null ? undefined : found.byFormerEmail.get(email);
    if (id === null) return owner ?? found.byId.get(email ?? '') ?? former ?? null;
    if (owner !== undefined) return isKnownByEmailOnly(owner) ? owner : 'another';
    return former !== undefined && isKnownByEmailOnly(former) ? former : null;
  }

  function isTaken(email: string, before: StoredEmployee | null): boolean {
    const decided = memory.lineOfEmail(email);
    // An earlier line decided about somebody else: the second row of one person does not get here.
    if (decided !== undefined) return decided !== null;
    const owner = found.byEmail.get(email);
    return owner !== undefined && owner.key !== before?.key && !givenUp.has(email);
  }
}

/** In a row without an id the email says who is meant; an address of before does not come back by that. */
function emailAfter({ fields }: EmployeeRow, before: StoredEmployee | null): string | null {
  if (fields.email === undefined) return before?.email ?? null;
  return fields.id ? fields.email : (before?.email ?? fields.email);
}

/** Emails that their owners change by their own rows of this part: others may take them, even in a swap. */
function emailsGivenUp(rows: readonly EmployeeRow[], { byId }: FoundEmployees): Set<string> {
  const givenUp = new Set<string>();
  for (const { fields } of rows) {
    const owner = fields.id ? byId.get(fields.id) : undefined;
    if (owner?.email && fields.email !== undefined && fields.email !== owner.email) givenUp.add(owner.email);
  }
  return givenUp;
}

/** Before any file had a column `id`, the email served as one. */
function isKnownByEmailOnly(person: StoredEmployee): boolean {
  return person.id.includes('@');
}

/** A missing column leaves the field, an empty cell clears it. */
function merge(
  { fields, attributes }: EmployeeRow,
  before: StoredEmployee | null,
  identity: Pick<Employee, 'key' | 'id' | 'email'>,
): Employee {
  const next = <T>(said: T | undefined, known: T | undefined, otherwise: T): T =>
    said === undefined ? (known ?? otherwise) : said;
  return {
    key: identity.key,
    id: identity.id,
    email: identity.email,
    locale: next(fields.locale, before?.locale, null),
    timezone: next(fields.timezone, before?.timezone, null),
    country: next(fields.country, before?.country, null),
    region: next(fields.region, before?.region, null),
    workingDays: next(fields.workingDays, before?.workingDays, null),
    leave: next(fields.leave, before?.leave, []),
    hiredOn: next(fields.hiredOn, before?.hiredOn, null),
    leftOn: next(fields.leftOn, before?.leftOn, null),
    missingSince: null,
    managerEmail: next(fields.managerEmail, before?.managerEmail, null),
    buddyEmail: next(fields.buddyEmail, before?.buddyEmail, null),
    attributes: mergeAttributes(before?.attributes ?? {}, attributes),
  };
}

/** @returns `known` itself when it says the same already. */
function mergeAttributes(known: Employee['attributes'], said: EmployeeRow['attributes']): Employee['attributes'] {
  const names = Object.keys(said);
  const isKnown = (name: string) =>
    said[name] === null ? !Object.hasOwn(known, name) : Object.hasOwn(known, name) && known[name] === said[name];
  if (names.every(isKnown)) return known;
  const merged: Record<string, AttributeValue> = {};
  for (const name of new Set([...Object.keys(known), ...names].sort())) {
    const value = Object.hasOwn(said, name) ? (said[name] ?? null) : (known[name] ?? null);
    if (value !== null) merged[name] = value;
  }
  return merged;
}

function isSame(person: Employee, before: StoredEmployee): boolean {
  return IMPORTED_FIELDS.every((field) => {
    const [now, then] = [person[field], before[field]];
    if (now === then) return true;
    const areLists = typeof now === 'object' && typeof then === 'object' && now !== null && then !== null;
    return areLists && JSON.stringify(inOrder(now)) === JSON.stringify(inOrder(then));
  });
}

/** The order of attributes says nothing. */
function inOrder(value: object): object {
  return Array.isArray(value) ? value : Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

function refused(row: EmployeeRow, column: string, message: string): RowDecision {
  const { id, email } = row.fields;
  const value = (column === 'id' ? id : email) ?? undefined;
  return { kind: 'refused', error: { line: row.line, column, message, value, names: [id ?? '', email ?? ''] } };
}

function ownedByAnother(email: string | null): string {
  return `"${email}" is the address of somebody with another id. Give each their own, or correct the id.`;
}
