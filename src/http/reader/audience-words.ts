import type { Condition } from '../../domain/condition.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { joinedWords, partWords } from '../../flow/audiences/rule-words.ts';
import type { PageLocale } from '../pages/texts.ts';

/** What a rule says to somebody it fits: its words, or that it holds for everyone, or that it is better left unsaid. */
export type AudienceWords = { readonly words: string } | 'everyone' | 'unsaid';

/**
 * An audience in words, for the page that answers "why me". Only what stands in the person's own records is told:
 * parts about learning, clicks, answers, needs and sensitive attributes are left out (guarantees.md §3).
 */
export function audienceWords(
  condition: Condition,
  context: {
    readonly audiences: Readonly<Record<string, Condition>>;
    readonly workspace: Workspace;
    readonly locale: PageLocale;
  },
): AudienceWords {
  const { audiences, workspace, locale } = context;
  if (condition.kind === 'all' && condition.of.length === 0) return 'everyone';
  const said = say(condition, 0);
  return said === null ? 'unsaid' : { words: said };

  function say(part: Condition, depth: number): string | null {
    if (depth > MAX_DEPTH) return null;
    switch (part.kind) {
      case 'all': {
        const said = part.of.map((one) => say(one, depth + 1)).filter((one) => one !== null);
        return said.length === 0 ? null : joinedWords(said, 'all', locale);
      }
      case 'any':
        return oneOf(part.of, depth);
      case 'not':
        return part.of.kind === 'attribute' && isTold(part.of.name) ? partWords(part.of, true, locale) : null;
      case 'attribute':
        return isTold(part.name) ? partWords(part, false, locale) : null;
      case 'membership':
        return part.fact === 'in-audience'
          ? oneOf(
              part.names.map((name) => audiences[name]),
              depth,
            )
          : null;
      case 'learning':
      case 'engagement':
        return null;
    }
  }

  /** Half of an "or" would be a lie. */
  function oneOf(parts: readonly (Condition | undefined)[], depth: number): string | null {
    const said = parts.map((one) => (one === undefined ? null : say(one, depth + 1)));
    return said.length === 0 || said.includes(null)
      ? null
      : joinedWords(
          said.filter((one) => one !== null),
          'any',
          locale,
        );
  }

  function isTold(attribute: string): boolean {
    return attribute !== 'need' && workspace.attributes[attribute]?.sensitive !== true;
  }
}

const MAX_DEPTH = 20;
