import SCIMMY from 'scimmy';
import { fold } from '../../domain/text.ts';
import { parseInstant } from '../../domain/time.ts';
import type { Comparison, ScimUserFilter } from '../../store/people/scim-users.ts';

const { Types } = SCIMMY;
const CORE = /^urn:ietf:params:scim:schemas:core:2\.0:user:/i;
const ENTERPRISE = /^urn:ietf:params:scim:schemas:extension:enterprise:2\.0:user:/i;

/**
 * What identity providers ask: before they make somebody, `eq` of names that are unique; before they name a manager,
 * whether it is named already; and who is active, or changed since they last asked. With `and` and `or`.
 * @param filter as scimmy has read it: a list of alternatives, each with tests by attribute.
 * @throws scimmy's `invalidFilter` for everything else.
 */
export function userFilters(filter: unknown): ScimUserFilter[] {
  if (filter === undefined) return [{}];
  const alternatives = Array.isArray(filter) ? (filter as unknown[]) : [];
  if (alternatives.length === 0) throw unknownFilter();
  return alternatives.map((tests) =>
    Object.assign({}, ...Object.entries(tests as object).map(([name, test]) => userFilter(name, test))),
  );
}

function userFilter(name: string, test: unknown): ScimUserFilter {
  switch (name.replace(CORE, '').replace(ENTERPRISE, '').toLowerCase()) {
    case 'id':
      return { id: equal(test) };
    case 'username':
      return { userName: fold(equal(test)) };
    case 'externalid':
      return { externalId: equal(test) };
    case 'emails':
      return { email: equal(Array.isArray(test) ? test : workEmail(test)).toLowerCase() };
    case 'employeenumber':
      return { employeeNumber: equal(test) };
    case 'active':
      return { active: flag(test) };
    case 'manager':
      return { manager: equal(Array.isArray(test) ? test : onlyPart(test, 'value')) };
    case 'meta':
      return { changed: comparisons(onlyPart(test, 'lastmodified')) };
    default:
      throw unknownFilter();
  }
}

/** `emails.value eq`, `emails[type eq "work"].value eq`: of several addresses the one for work is kept. */
function workEmail(test: unknown): unknown {
  const { value, type, ...others } = test as { value?: unknown; type?: unknown };
  const isWork = type === undefined || equal(type).toLowerCase() === 'work';
  if (!isWork || Object.keys(others).length > 0) throw unknownFilter();
  return value;
}

function equal(test: unknown): string {
  if (Array.isArray(test) && test.length === 2 && test[0] === 'eq' && typeof test[1] === 'string') return test[1];
  throw unknownFilter();
}

function onlyPart(test: unknown, part: string): unknown {
  const [[name, value] = ['', null], ...others] = Object.entries(test as object);
  if (name.toLowerCase() !== part || others.length > 0) throw unknownFilter();
  return value;
}

/** Entra ID writes booleans as words. */
function flag(test: unknown): boolean {
  if (Array.isArray(test) && test[0] === 'eq' && typeof test[1] === 'boolean') return test[1];
  const word = equal(test).toLowerCase();
  if (word !== 'true' && word !== 'false') throw unknownFilter();
  return word === 'true';
}

/** One comparison, or a list of them: `lastModified gt "…" and lastModified lt "…"`. */
function comparisons(test: unknown): Comparison[] {
  if (!Array.isArray(test)) throw unknownFilter();
  return (test.every(Array.isArray) ? test : [test]).map(([is, value]) => {
    const at = parseInstant(String(value), 'UTC');
    if (!isOrder(is) || at === null) throw unknownFilter();
    return { is, at };
  });
}

function isOrder(word: unknown): word is Comparison['is'] {
  return ['gt', 'ge', 'lt', 'le'].includes(String(word));
}

export function unknownFilter() {
  return new Types.Error(
    400,
    'invalidFilter',
    'A filter here compares userName, externalId, id, emails.value, employeeNumber, manager or active by eq, meta.lastModified by gt, ge, lt or le; with and, and or.',
  );
}
