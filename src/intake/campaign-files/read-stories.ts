import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STORY_MONTHS, type Story, type StoryText } from '../../domain/story.ts';
import { addMonths } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { collectProblems, type Finding, hasErrors, inFileOrder, type Problems } from '../finding.ts';
import { parseLocale } from '../people/places.ts';
import { show, suggest } from '../wording.ts';
import { readYaml } from '../yaml-source.ts';
import { checkShape } from './check-shape.ts';
import { type StoryFile, storyShape } from './story-shape.ts';
import { readLocalDate } from './translate-values.ts';

/** What a story may refer to. */
export interface StoryContext {
  readonly workspace: Pick<Workspace, 'locales' | 'topics'>;
  /** Ids. */
  readonly activities: ReadonlySet<string>;
}

const STORIES = 'campaigns/stories';

/** The stories of a workspace folder, by name; without the folder none. What is wrong in them is a finding. */
export async function readStories(
  folder: string,
  context: StoryContext,
): Promise<{ stories: readonly Story[]; findings: readonly Finding[] }> {
  const own = join(folder, STORIES);
  const names = (await readdir(own).catch(() => []))
    .filter((name) => !name.startsWith('.') && !['campaign.yaml', 'readme.md'].includes(name.toLowerCase()))
    .sort();
  const stories: Story[] = [];
  const findings: Finding[] = [];
  for (const name of names) {
    const id = /^([a-z0-9][a-z0-9_-]*)\.ya?ml$/i.exec(name)?.[1];
    if (id === undefined) {
      findings.push(notAStory(`${STORIES}/${name}`));
      continue;
    }
    const read = readStoryText(await readFile(join(own, name), 'utf8'), `${STORIES}/${name}`, id, context);
    findings.push(...read.findings);
    if (read.story !== null) stories.push(read.story);
  }
  return { stories, findings };
}

function notAStory(file: string): Finding {
  return {
    severity: 'advice',
    code: 'story-file-name',
    place: { file, line: 1, column: 1 },
    crumbs: [],
    message: 'This is not a story, and nothing reads it.',
    hint: 'Name it like "month-end.yaml", with letters, digits, - and _; or move it elsewhere.',
  };
}

/** One file. Never throws for what is written. */
export function readStoryText(
  text: string,
  file: string,
  id: string,
  context: StoryContext,
): { story: Story | null; findings: readonly Finding[] } {
  const source = readYaml(file, text);
  if (source.findings.length > 0) return { story: null, findings: source.findings };
  const problems = collectProblems();
  const shaped = checkShape(storyShape, source.value, problems, 'author: e1042');
  const story = shaped && translate(id, shaped, context, problems);
  const findings = inFileOrder(problems.list.map(source.findingOf));
  return { story: hasErrors(findings) ? null : story, findings };
}

function translate(
  id: string,
  file: Partial<StoryFile>,
  { workspace, activities }: StoryContext,
  problems: Problems,
): Story | null {
  const date = (key: 'consent' | 'expires' | 'withdrawn') => {
    const written = file[key];
    return written === undefined ? null : readLocalDate(written, [key], problems);
  };
  const consentOn = date('consent');
  const expiresOn = date('expires') ?? (consentOn === null ? null : addMonths(consentOn, STORY_MONTHS));
  const withdrawnOn = date('withdrawn');
  if (consentOn !== null && expiresOn !== null && expiresOn < consentOn) {
    const message = `${show(file.expires)} lies before the consent of ${consentOn}.`;
    problems.error('expires', ['expires'], message, 'Write the last day on which it may be told, or remove the line.');
  }
  const isNamed = file.show !== 'anonymous';
  if (isNamed && file.name === undefined) {
    const hint = 'Add "name: Mara", the first name; or "show: anonymous", as the author agreed.';
    problems.error('name-missing', [], 'Nothing says how the author is shown.', hint);
  }
  const about = file.about === undefined ? [] : [file.about].flat();
  const known = [...activities, ...Object.keys(workspace.topics)];
  about.forEach((one, index) => {
    if (known.includes(one)) return;
    const path = typeof file.about === 'string' ? ['about'] : ['about', index];
    const hint = suggest(one, known, 'Add the activity to activities.csv, or the topic to workspace.yaml.');
    problems.error('about', path, `${show(one)} is neither an activity nor a topic.`, hint);
  });
  const texts = readTexts(file.texts, workspace.locales, isNamed, problems);
  if (file.author === undefined || consentOn === null || expiresOn === null) return null;
  return {
    id,
    author: asIdentity(file.author),
    firstName: isNamed ? (file.name ?? null) : null,
    department: file.department ?? null,
    about,
    consentOn,
    expiresOn,
    withdrawnOn,
    texts,
  };
}

/** Addresses are compared in small letters, ids as they are. */
function asIdentity(text: string): string {
  return text.includes('@') ? text.trim().toLowerCase() : text.trim();
}

function readTexts(
  written: StoryFile['texts'] | undefined,
  locales: readonly string[],
  isNamed: boolean,
  problems: Problems,
): Readonly<Record<string, StoryText>> {
  const texts = Object.entries(written ?? {});
  if (written !== undefined && texts.length === 0)
    problems.error(
      'texts',
      ['texts'],
      'There is no text.',
      `Write it under "${locales[0]}:", with "title" and "text".`,
    );
  for (const [locale] of texts) {
    if (parseLocale(locale) !== null) continue;
    const message = `${show(locale)} is not a locale.`;
    problems.error('locale', ['texts', locale], message, `Write it like one of: ${locales.join(', ')}.`);
  }
  for (const locale of locales) {
    if (written === undefined || texts.some(([tag]) => tag === locale || tag === locale.split('-')[0])) continue;
    const instead = texts.some(([tag]) => tag === locales[0]) ? `get it in ${locales[0]}` : 'do not get it';
    const message = `The story has no text in ${locale}; those readers ${instead}.`;
    problems.advise('story-locale', ['texts'], message, `Write it under "${locale}:".`);
  }
  return Object.fromEntries(
    texts.map(([locale, { title, quote, role, text }]) => [
      locale,
      {
        title: title.trim(),
        quote: quote?.trim() ?? null,
        role: isNamed ? (role?.trim() ?? null) : null,
        text: text.trim(),
      },
    ]),
  );
}
