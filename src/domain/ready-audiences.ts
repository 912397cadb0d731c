import type { Condition } from './condition.ts';

const PROMOTED = { of: 'promoted' } as const;

/**
 * Audiences that `in:` knows without a definition; one of the same name in workspace.yaml goes before. Those about
 * learning mean what the campaign promotes.
 */
export const READY_AUDIENCES: Readonly<Record<string, Condition>> = {
  'new-joiners': {
    kind: 'attribute',
    name: 'hired_on',
    test: { is: 'within', span: { amount: 90, unit: 'days' } },
  },
  'most-active': { kind: 'engagement', fact: 'active', about: null, within: { amount: 30, unit: 'days' } },
  'not-yet-started': { kind: 'not', of: { kind: 'learning', fact: 'started', about: PROMOTED } },
  overdue: { kind: 'learning', fact: 'overdue', about: PROMOTED },
  'learning-budget-not-used': {
    kind: 'all',
    of: [
      { kind: 'attribute', name: 'learning_budget', test: { is: 'over', value: 0 } },
      { kind: 'not', of: { kind: 'attribute', name: 'learning_budget_used', test: { is: 'over', value: 0 } } },
    ],
  },
  managers: { kind: 'membership', fact: 'leads-people', names: [] },
};

const ALUMNI = /^alumni-of-(.+)$/;

/** The audience of that name; `alumni-of-CAMPAIGN` are those who reached its goal. Null when it is none of the ready ones. */
export function readyAudience(name: string): Condition | null {
  const campaign = alumniOf(name);
  if (campaign !== null) return { kind: 'membership', fact: 'finished-campaign', names: [campaign] };
  return Object.hasOwn(READY_AUDIENCES, name) ? (READY_AUDIENCES[name] ?? null) : null;
}

/** The campaign in `alumni-of-CAMPAIGN`. */
export function alumniOf(name: string): string | null {
  return ALUMNI.exec(name)?.[1] ?? null;
}
