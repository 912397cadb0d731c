import type { Condition, MembershipCondition } from '../domain/condition.ts';
import type { ConditionContext, Reader } from './condition-context.ts';
import { namesIn } from './condition-engagement.ts';
import type { Path } from './finding.ts';
import { show, suggest } from './wording.ts';

interface Membership {
  readonly fact: MembershipCondition['fact'];
  readonly thing: 'audience' | 'campaign';
  readonly known: (context: ConditionContext) => ReadonlySet<string> | null;
}

const MEMBERSHIPS: Readonly<Record<string, Membership>> = {
  in: { fact: 'in-audience', thing: 'audience', known: (context) => context.audiences },
  'takes part in': { fact: 'takes-part-in', thing: 'campaign', known: (context) => context.campaigns },
  'finished campaign': { fact: 'finished-campaign', thing: 'campaign', known: (context) => context.campaigns },
};

export const MEMBERSHIP_WORDS: readonly string[] = Object.keys(MEMBERSHIPS);

/** `in: new-joiners`, `takes part in: data-literacy`, `finished campaign: data-literacy, safety`. */
export function readMembership(
  word: string,
  value: unknown,
  path: Path,
  { context, problems }: Reader,
): Condition | null {
  const membership = MEMBERSHIPS[word];
  const names = namesIn(value);
  if (!membership || names === null) {
    problems.error(
      'membership',
      path,
      `${show(value)} is not a name.`,
      `Write it like "${word}: ${word === 'in' ? 'new-joiners' : 'data-literacy'}".`,
    );
    return null;
  }
  const known = membership.known(context);
  const unknown = known && names.find((name) => !known.has(name));
  if (typeof unknown === 'string') {
    const where =
      membership.thing === 'audience'
        ? 'Define it in workspace.yaml under "audiences".'
        : 'Name a folder in campaigns/.';
    const hint = suggest(unknown, known ?? [], where);
    problems.error(`unknown-${membership.thing}`, path, `There is no ${membership.thing} "${unknown}".`, hint);
    return null;
  }
  return { kind: 'membership', fact: membership.fact, names };
}
