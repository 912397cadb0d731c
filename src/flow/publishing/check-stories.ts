import type { LibraryStory, Story } from '../../domain/story.ts';
import { addDays, type Instant, type LocalDate, localDate } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { Finding } from '../../intake/finding.ts';
import { guiltPhrases } from '../../render/guilt-words.ts';
import { readingEase, wordsOf } from '../../render/reading-ease.ts';
import type { Database } from '../../store/database.ts';
import { countEmployees } from '../../store/people/employees.ts';
import { withAuthors } from '../deciding/load-stories.ts';
import { erasedAuthors } from './save-stories.ts';

/** A story is read in a mail: the budgets of one (T9). */
const BUDGET = { titleCharacters: 52, words: 120, readingEase: 50 } as const;
const SOON_DAYS = 30;

/** What keeps stories of the library from being told, now or soon, and how they read. All of it is advice. */
export async function checkStories(
  database: Database,
  stories: readonly Story[],
  workspace: Workspace,
  now: Instant,
): Promise<Finding[]> {
  const today = localDate(now, workspace.timezone);
  const library = await libraryToCheck(database, stories);
  const isErased = await erasedAuthors(database, stories);
  return library.flatMap((story) => [
    ...authorAdvice(story, today, isErased(story)),
    ...spanAdvice(story, today),
    ...Object.entries(story.texts).flatMap(([locale, text]) => [...textAdvice(story, locale, text)]),
  ]);
}

/** The library of the files. Before anybody was imported nobody knows the authors, and that is no news. */
export async function libraryToCheck(database: Database, stories: readonly Story[]): Promise<LibraryStory[]> {
  if ((await countEmployees(database)) > 0) return withAuthors(database, stories);
  return stories.map((story) => ({ ...story, authorNow: { key: '', leftOn: null, missingSince: null } }));
}

function* authorAdvice(story: LibraryStory, today: LocalDate, isErased: boolean): Generator<Finding> {
  const { author, authorNow } = story;
  if (isErased) {
    const message = 'The author was erased and stays erased, so the story is not published, and told to nobody.';
    yield advice('story-author', story, ['author'], message, 'Remove the file: it still names them.');
  } else if (authorNow === null) {
    const message = `Nobody among the employees is "${author}", so the story is told to nobody.`;
    yield advice(
      'story-author',
      story,
      ['author'],
      message,
      'Write the id or address as imports have it, or remove the file.',
    );
  } else if (authorNow.missingSince !== null || (authorNow.leftOn !== null && authorNow.leftOn < today)) {
    const message = 'The author does not work here any more, so the story is told to nobody.';
    yield advice('story-author', story, ['author'], message, 'Remove the file.');
  }
}

function* spanAdvice(story: LibraryStory, today: LocalDate): Generator<Finding> {
  const { expiresOn, withdrawnOn } = story;
  if (withdrawnOn !== null) {
    const message = `The consent is taken back from ${withdrawnOn} on.`;
    yield advice('story-withdrawn', story, ['withdrawn'], message, 'Once published, remove the file.');
  } else if (expiresOn < today) {
    const message = `It could be told until ${expiresOn}, and is told to nobody.`;
    yield advice(
      'story-expired',
      story,
      ['expires'],
      message,
      'Ask the author again and write the new "consent", or remove the file.',
    );
  } else if (expiresOn <= addDays(today, SOON_DAYS)) {
    const message = `It is told until ${expiresOn}, and then to nobody.`;
    yield advice('story-expires', story, ['expires'], message, 'Ask the author whether it may stay, or for a new one.');
  }
}

function* textAdvice(story: Story, locale: string, { title, quote, text }: Story['texts'][string]): Generator<Finding> {
  const at = ['texts', locale];
  if (title.length > BUDGET.titleCharacters)
    yield advice(
      'long-title',
      story,
      [...at, 'title'],
      `The title has ${title.length} characters; as a subject phones show ${BUDGET.titleCharacters}.`,
      'Say the one thing, drop the rest.',
    );
  const words = wordsOf(text).length;
  if (words > BUDGET.words)
    yield advice(
      'long-story',
      story,
      [...at, 'text'],
      `The story has ${words} words; busy people read ${BUDGET.words}.`,
      'Keep the moment that changed something.',
    );
  const ease = readingEase(text, locale);
  if (ease !== null && ease < BUDGET.readingEase)
    yield advice(
      'hard-to-read',
      story,
      [...at, 'text'],
      `The text has a reading ease of ${Math.round(ease)}; ${BUDGET.readingEase} or more reads easily at every level of education.`,
      'Use shorter sentences and everyday words, as people speak.',
    );
  const all = [title, quote ?? '', text].join('\n');
  for (const { pattern, instead } of guiltPhrases(locale)) {
    const found = pattern.exec(all);
    if (found !== null) yield advice('guilt', story, at, `"${found[0]}" presses or blames.`, `Instead, ${instead}`);
  }
  const mark = /\*\*|\]\(|\{\{|^#+ /m.exec(all);
  if (mark !== null)
    yield advice(
      'story-markdown',
      story,
      at,
      `"${mark[0]}" is shown as it stands: a story is plain text.`,
      'Links and buttons belong to the message that tells it.',
    );
}

function advice(code: string, { id }: Story, crumbs: readonly string[], message: string, hint: string): Finding {
  const place = { file: `campaigns/stories/${id}.yaml`, line: 1, column: 1 };
  return { severity: 'advice', code, place, crumbs, message, hint };
}
