import type { Condition, MembershipCondition } from '../../domain/condition.ts';
import { attributeOf } from '../../domain/employee.ts';
import { type Asking, today } from './asking.ts';
import { attributeHolds } from './attribute-holds.ts';
import { engagementHolds } from './engagement-holds.ts';
import { learningHolds } from './learning-holds.ts';

/** Whether a condition holds for a person at an instant. Unknown compares false, `not` of it is true (rules.md R3). */
export function holds(condition: Condition, asking: Asking): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.of.every((part) => holds(part, asking));
    case 'any':
      return condition.of.some((part) => holds(part, asking));
    case 'not':
      return !holds(condition.of, asking);
    default: {
      const fixed = asking.fixed?.[partKey(condition)];
      if (fixed !== undefined) return fixed;
      if (condition.kind === 'attribute')
        return attributeHolds(attributeOf(asking.situation.employee, condition.name), condition.test, today(asking));
      if (condition.kind === 'learning') return learningHolds(condition, asking);
      if (condition.kind === 'engagement') return engagementHolds(condition, asking);
      return membershipHolds(condition, asking);
    }
  }
}

function membershipHolds(condition: MembershipCondition, asking: Asking): boolean {
  switch (condition.fact) {
    case 'in-audience':
      return condition.names.some((name) => {
        const rule = asking.audiences[name];
        return (
          rule !== undefined && holds(rule, { ...asking, campaign: null, promotes: [], fallbackDue: null, round: null })
        );
      });
    case 'takes-part-in':
      return asking.situation.participations.some(
        (one) => condition.names.includes(one.campaign) && one.beganAt <= asking.now && one.ended === null,
      );
    case 'finished-campaign':
      return asking.situation.participations.some(
        (one) => condition.names.includes(one.campaign) && one.goalReachedAt !== null,
      );
    case 'leads-people':
      return asking.situation.leadsPeople === true;
  }
}

/** The name under which the truth of a part is fixed: its JSON. Conditions never change, so each is written once. */
export function partKey(part: Condition): string {
  let key = partKeys.get(part);
  if (key === undefined) {
    key = JSON.stringify(part);
    partKeys.set(part, key);
  }
  return key;
}

const partKeys = new WeakMap<Condition, string>();

/**
 * Parts of `for` that keep the truth they had at the beginning (rules.md R1): learning, engagement, membership, and
 * comparisons with today. Attributes compared with fixed values are read again.
 */
export function isReadAgain(part: Condition): boolean {
  return part.kind === 'attribute' && part.test.is !== 'within' && part.test.is !== 'in' && part.test.is !== 'over-ago';
}
