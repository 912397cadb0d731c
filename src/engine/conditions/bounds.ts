import type { Condition } from '../../domain/condition.ts';

export const EVERYBODY: Condition = { kind: 'all', of: [] };
export const NOBODY: Condition = { kind: 'not', of: EVERYBODY };

/** Whom a rule fits whatever the hidden parts come to. */
export function certainly(rule: Condition, isHidden: (part: Condition) => boolean): Condition {
  return bounded(rule, isHidden, NOBODY, EVERYBODY);
}

/** Whom a rule fits if the hidden parts come to the right thing. */
export function possibly(rule: Condition, isHidden: (part: Condition) => boolean): Condition {
  return bounded(rule, isHidden, EVERYBODY, NOBODY);
}

function bounded(
  rule: Condition,
  isHidden: (part: Condition) => boolean,
  instead: Condition,
  opposite: Condition,
): Condition {
  switch (rule.kind) {
    case 'all':
    case 'any':
      return { ...rule, of: rule.of.map((part) => bounded(part, isHidden, instead, opposite)) };
    case 'not':
      return { ...rule, of: bounded(rule.of, isHidden, opposite, instead) };
    default:
      return isHidden(rule) ? instead : rule;
  }
}

/** The rule with each part that `change` has something else for. */
export function withParts(rule: Condition, change: (part: Condition) => Condition | null): Condition {
  switch (rule.kind) {
    case 'all':
    case 'any':
      return { ...rule, of: rule.of.map((part) => withParts(part, change)) };
    case 'not':
      return { ...rule, of: withParts(rule.of, change) };
    default:
      return change(rule) ?? rule;
  }
}
