import { asksAboutLearning, type Condition, type MembershipCondition } from '../../domain/condition.ts';
import { alumniOf, READY_AUDIENCES, readyAudience } from '../../domain/ready-audiences.ts';
import type { Path } from '../finding.ts';
import { show, suggest } from '../wording.ts';
import type { ConditionContext, Reader } from './condition-context.ts';
import { namesIn } from './condition-engagement.ts';

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
  const isKnown = (name: string) => known === null || known.has(name);
  const isReady = (name: string) => membership.thing === 'audience' && !isKnown(name) && readyAudience(name) !== null;
  const unknown = names.find((name) => !isKnown(name) && !isReady(name));
  if (unknown !== undefined) {
    const [where, more] =
      membership.thing === 'audience'
        ? ['Define it in workspace.yaml under "audiences".', Object.keys(READY_AUDIENCES)]
        : ['Name a folder in campaigns/.', []];
    const hint = suggest(unknown, [...(known ?? []), ...more], where);
    problems.error(`unknown-${membership.thing}`, path, `There is no ${membership.thing} "${unknown}".`, hint);
    return null;
  }
  const own = names.filter((name) => !isReady(name));
  const parts = names.filter(isReady).map((name) => readReady(name, path, { context, problems }));
  if (own.length > 0) parts.unshift({ kind: 'membership', fact: membership.fact, names: own });
  const of = parts.filter((part) => part !== null);
  if (of.length < parts.length) return null;
  return of.length === 1 && of[0] ? of[0] : { kind: 'any', of };
}

/** A ready audience stands for its condition; about learning only where a campaign promotes something. */
function readReady(name: string, path: Path, { context, problems }: Reader): Condition | null {
  const campaign = alumniOf(name);
  if (campaign !== null && context.campaigns?.has(campaign) === false) {
    const hint = suggest(campaign, context.campaigns, 'Name a folder in campaigns/.');
    problems.error('unknown-campaign', path, `There is no campaign "${campaign}".`, hint);
    return null;
  }
  const rule = readyAudience(name);
  if (rule === null || !asksAboutLearning(rule) || context.promotes === 'something') return rule;
  const message = `The audience "${name}" means what the campaign promotes, and here is nothing promoted.`;
  problems.error('learning', path, message, 'Name the activity: "not started: safety", "overdue: safety".');
  return null;
}
