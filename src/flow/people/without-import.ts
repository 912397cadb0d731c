import { isDeepStrictEqual } from 'node:util';
import { type AttributeValue, type Employee, IMPORTED_FIELDS } from '../../domain/employee.ts';

/** One person since an import that is taken back, the last or one that ran at the same time as others. */
export interface Since {
  /** Null: it brought them. */
  readonly before: Employee | null;
  /** Before each import that changed them later, oldest first. */
  readonly later: readonly (Employee | null)[];
  readonly now: Employee;
}

/** The same without that import. */
export interface Without {
  /** `none`: that import did no more than miss somebody who was not there. */
  readonly later: readonly (Employee | null | 'none')[];
  /** Null: nobody brought them. */
  readonly now: Employee | null;
}

/**
 * What a person is when an import is taken back (rules.md R17): as before it, but for what later imports said since,
 * whose word stays; and they in turn are taken back to what was before that import, not to what it said. So people are
 * as before all of them when all are taken back, in whatever order.
 */
export function withoutImport({ before, later, now }: Since): Without {
  const [after, ...rest] = [...later, now];
  if (before === null || after === undefined || after === null) return withoutBringer(later, now);
  const states: Employee[] = [before];
  let [was, is] = [after, before];
  for (const state of rest) {
    // It was gone and came anew: nothing of what was before is in it.
    if (state === null) return { later: [...states, ...later.slice(states.length)], now };
    is = withChanges(was, state, is);
    was = state;
    states.push(is);
  }
  return { later: states.slice(0, -1), now: is };
}

/** The next import that says anything about a person brings them; who was only missed by others was never there. */
function withoutBringer(later: Since['later'], now: Employee): Without {
  const states = [...later, now];
  const next = later.findIndex((state, index) => {
    const then = states[index + 1];
    return state === null || (then !== null && then !== undefined && !isOnlyMissed(state, then));
  });
  if (next === -1) return { later: later.map(() => 'none'), now: null };
  return { later: later.map((state, index) => (index < next ? 'none' : index === next ? null : state)), now };
}

function isOnlyMissed(before: Employee, after: Employee): boolean {
  return after.missingSince !== null && isDeepStrictEqual({ ...before, missingSince: after.missingSince }, after);
}

/** What is different in `to` than in `from`, said of `base`. */
function withChanges(from: Employee, to: Employee, base: Employee): Employee {
  const fields = IMPORTED_FIELDS.map((field) => {
    if (field === 'attributes') return [field, attributesWithChanges(from, to, base)];
    return [field, isDeepStrictEqual(from[field], to[field]) ? base[field] : to[field]];
  });
  return { ...base, ...Object.fromEntries(fields) };
}

function attributesWithChanges(from: Employee, to: Employee, base: Employee): Employee['attributes'] {
  const names = new Set([from, to, base].flatMap(({ attributes }) => Object.keys(attributes)));
  const kept = [...names].sort().flatMap((name) => {
    const source = attribute(from, name) === attribute(to, name) ? base : to;
    const value = attribute(source, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(kept);
}

function attribute({ attributes }: Employee, name: string): AttributeValue | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}
