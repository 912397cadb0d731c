import SCIMMY from 'scimmy';
import { fold } from '../../domain/text.ts';
import type { ScimUserFilter } from '../../store/scim-users.ts';

const { Types } = SCIMMY;
const CORE = /^urn:ietf:params:scim:schemas:core:2\.0:user:/i;
const EMPLOYEE_NUMBER = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:user:employeenumber';

/**
 * What identity providers ask before they make somebody: `eq` of names that are unique, with `and` and `or`.
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
  switch (name.replace(CORE, '').toLowerCase()) {
    case 'id':
      return { id: equal(test) };
    case 'username':
      return { userName: fold(equal(test)) };
    case 'externalid':
      return { externalId: equal(test) };
    case 'emails':
      return { email: equal(Array.isArray(test) ? test : workEmail(test)).toLowerCase() };
    case EMPLOYEE_NUMBER:
      return { employeeNumber: equal(test) };
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

function unknownFilter() {
  return new Types.Error(
    400,
    'invalidFilter',
    'A filter here compares userName, externalId, id, emails.value or employeeNumber by eq; with and, and or.',
  );
}
