import { type SystemLocale, systemLocale } from '../../domain/reason-texts.ts';
import type { Story, StoryText } from '../../domain/story.ts';
import { localeChain } from '../../domain/text.ts';
import type { MergeValues } from '../../render/variables.ts';

/** What a mail says of the story that it tells, in the reader's language as far as it was written. */
export function storyValues(story: Story, locale: string | null, defaultLocale: string): MergeValues {
  const found = textOf(story, locale, defaultLocale);
  if (found === null) return {};
  const { text, tag } = found;
  const { firstName, department } = story;
  const words = WITHOUT_NAME[systemLocale(tag)];
  const named = [firstName, text.role, department].filter((part) => part !== null).join(', ');
  return {
    'story.title': text.title,
    'story.quote': text.quote,
    'story.text': text.text,
    'story.author': firstName === null ? words.author(department) : named,
    'story.firstName': firstName ?? words.firstName,
    'story.department': department,
  };
}

/** A preview without a reader may ask for a language that a story was not told in: any is better than none. */
function textOf(
  { texts }: Story,
  locale: string | null,
  defaultLocale: string,
): { text: StoryText; tag: string } | null {
  const tags = [...localeChain(locale, defaultLocale), ...Object.keys(texts)];
  const tag = tags.find((one) => Object.hasOwn(texts, one));
  const text = tag === undefined ? undefined : texts[tag];
  return tag === undefined || text === undefined ? null : { text, tag };
}

/** Who tells without a name. */
const WITHOUT_NAME: Readonly<
  Record<SystemLocale, { readonly firstName: string; readonly author: (department: string | null) => string }>
> = {
  nl: {
    firstName: 'een collega',
    author: (department) => (department === null ? 'Een collega' : `Een collega van ${department}`),
  },
  en: {
    firstName: 'a colleague',
    author: (department) => (department === null ? 'A colleague' : `A colleague in ${department}`),
  },
  fr: {
    firstName: 'une personne de chez nous',
    author: (department) =>
      department === null ? 'Une personne de chez nous' : `Une personne du service ${department}`,
  },
};
