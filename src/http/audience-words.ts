import type { AttributeTest, Condition } from '../domain/condition.ts';
import type { Workspace } from '../domain/workspace.ts';
import type { PageLocale, PageTexts } from './texts.ts';

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
    readonly texts: PageTexts;
  },
): AudienceWords {
  const { texts, audiences, workspace, locale } = context;
  if (condition.kind === 'all' && condition.of.length === 0) return 'everyone';
  const said = say(condition, 0);
  return said === null ? 'unsaid' : { words: said };

  function say(part: Condition, depth: number): string | null {
    if (depth > MAX_DEPTH) return null;
    switch (part.kind) {
      case 'all':
        return joined(
          part.of.map((one) => say(one, depth + 1)).filter((one) => one !== null),
          texts.and,
        );
      case 'any': {
        const said = part.of.map((one) => say(one, depth + 1));
        // Half of an "or" would be a lie.
        return said.includes(null)
          ? null
          : joined(
              said.filter((one) => one !== null),
              texts.or,
            );
      }
      case 'not': {
        const said = part.of.kind === 'attribute' ? say(part.of, depth + 1) : null;
        return said === null ? null : `${texts.not} ${said}`;
      }
      case 'attribute': {
        const isHidden = part.name === 'need' || workspace.attributes[part.name]?.sensitive === true;
        return isHidden ? null : `${nameOf(part.name)} ${testWords(part.test)}`;
      }
      case 'membership': {
        if (part.fact !== 'in-audience') return null;
        const named = part.names.map((name) => audiences[name]);
        const said = named.map((one) => (one === undefined ? null : say(one, depth + 1)));
        return said.includes(null)
          ? null
          : joined(
              said.filter((one) => one !== null),
              texts.or,
            );
      }
      case 'learning':
      case 'engagement':
        return null;
    }
  }

  function nameOf(name: string): string {
    return Object.hasOwn(texts, name) ? texts[name as keyof PageTexts] : name.replaceAll('_', ' ');
  }

  function testWords(test: AttributeTest): string {
    switch (test.is) {
      case 'one-of':
        return new Intl.ListFormat(locale, { type: 'disjunction' }).format(test.values);
      case 'over':
      case 'under':
        return `${texts[test.is]} ${new Intl.NumberFormat(locale).format(test.value)}`;
      case 'has':
        return `${texts.contains} “${test.text}”`;
      case 'known':
      case 'unknown':
        return texts[test.is];
      case 'within':
        return texts.recently;
      case 'in':
        return texts.soon;
      case 'over-ago':
        return texts.longAgo;
      case 'before':
        return `${texts.before} ${test.date}`;
    }
  }
}

const MAX_DEPTH = 20;

function joined(parts: readonly string[], word: string): string | null {
  if (parts.length === 0) return null;
  return parts.join(` ${word} `);
}
