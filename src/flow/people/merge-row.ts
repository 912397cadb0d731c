import { type AttributeValue, type Employee, IMPORTED_FIELDS } from '../../domain/employee.ts';
import type { EmployeeRow } from '../../intake/people/employees.ts';
import type { StoredEmployee } from '../../store/people/employees.ts';

/** A missing column leaves the field, an empty cell clears it. */
export function mergeRow(
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
    leave: next(fields.leave, before?.leave, NO_LEAVE),
    hiredOn: next(fields.hiredOn, before?.hiredOn, null),
    leftOn: next(fields.leftOn, before?.leftOn, null),
    missingSince: null,
    managerEmail: next(fields.managerEmail, before?.managerEmail, null),
    buddyEmail: next(fields.buddyEmail, before?.buddyEmail, null),
    attributes: mergeAttributes(before?.attributes ?? {}, attributes),
  };
}

const NO_LEAVE: Employee['leave'] = [];

/** @param said in order of name, as a row has them. @returns `known` itself when it says the same already. */
function mergeAttributes(known: Employee['attributes'], said: EmployeeRow['attributes']): Employee['attributes'] {
  const names = Object.keys(said);
  const knownNames = Object.keys(known);
  const isKnown = (name: string) =>
    said[name] === null ? !Object.hasOwn(known, name) : Object.hasOwn(known, name) && known[name] === said[name];
  if (names.every(isKnown)) return known;
  const merged: Record<string, AttributeValue> = {};
  for (const name of knownNames.length === 0 ? names : new Set([...knownNames, ...names].sort())) {
    const value = Object.hasOwn(said, name) ? (said[name] ?? null) : (known[name] ?? null);
    if (value !== null) merged[name] = value;
  }
  return merged;
}

export function isSamePerson(person: Employee, before: StoredEmployee): boolean {
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
