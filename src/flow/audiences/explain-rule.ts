import type { Condition } from '../../domain/condition.ts';
import { type AttributeValue, attributeOf } from '../../domain/employee.ts';
import type { SystemLocale } from '../../domain/reason-texts.ts';
import type { Asking } from '../../engine/conditions/asking.ts';
import { holds } from '../../engine/conditions/evaluate.ts';
import { joinedWords, partWords, type RulePart, standingWords } from './rule-words.ts';

/** A rule as it stands to one person: "not" is said in the parts, named audiences are told by what they mean. */
export type Explained =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Explained[]; readonly holds: boolean }
  | {
      readonly kind: 'part';
      readonly part: RulePart;
      /** As it is said, "not" included, and whether that is so. */
      readonly words: string;
      readonly holds: boolean;
      /** What the person has, where it is a column. */
      readonly value: AttributeValue | null;
    };

/** Audiences within audiences; the check refuses circles. */
const MAX_DEPTH = 20;

/** Only for rules that may be explained: see {@link mayBeExplained}. */
export function explainRule(rule: Condition, asking: Asking, locale: SystemLocale): Explained {
  return explain(rule, asking, false, 0);

  function explain(condition: Condition, from: Asking, denied: boolean, depth: number): Explained {
    switch (condition.kind) {
      case 'all':
      case 'any':
        return group(
          // Not all of them: at least one of them not.
          (condition.kind === 'all') === denied ? 'any' : 'all',
          condition.of.map((part) => explain(part, from, denied, depth)),
        );
      case 'not':
        return explain(condition.of, from, !denied, depth);
      case 'membership': {
        const named = condition.fact === 'in-audience' ? condition.names.map((name) => from.audiences[name]) : [];
        const rules = named.filter((one) => one !== undefined);
        if (rules.length === 0 || rules.length < named.length || depth > MAX_DEPTH)
          return leaf(condition, from, denied);
        const outside = { ...from, campaign: null, promotes: [], fallbackDue: null };
        const [only] = rules;
        if (rules.length === 1 && only !== undefined) return explain(only, outside, denied, depth + 1);
        return explain({ kind: 'any', of: rules }, outside, denied, depth + 1);
      }
      default:
        return leaf(condition, from, denied);
    }
  }

  function leaf(part: RulePart, from: Asking, denied: boolean): Explained {
    const value = part.kind === 'attribute' ? attributeOf(from.situation.employee, part.name) : null;
    return {
      kind: 'part',
      part,
      words: partWords(part, denied, locale),
      holds: holds(part, from) !== denied,
      value,
    };
  }
}

function group(kind: 'all' | 'any', of: readonly Explained[]): Explained {
  return { kind, of, holds: kind === 'all' ? of.every((one) => one.holds) : of.some((one) => one.holds) };
}

/** The whole on one line: `department is Sales; safety is not finished`. */
export function explainedWords(explained: Explained, locale: SystemLocale): string {
  if (explained.kind === 'part') return explained.words;
  if (explained.of.length === 0) return standingWords('everyone', locale);
  const parts = explained.of.map((one) =>
    one.kind !== 'part' && one.of.length > 1 && one.kind !== explained.kind
      ? `(${explainedWords(one, locale)})`
      : explainedWords(one, locale),
  );
  return explained.kind === 'all' ? parts.join('; ') : joinedWords(parts, 'any', locale);
}
