import { UserError } from '../domain/errors.ts';
import type { SystemLocale } from '../domain/reason-texts.ts';
import { formatInstant, type Zone } from '../domain/time.ts';
import { shortTime } from '../domain/time-words.ts';
import type { FileChange } from '../flow/publishing/drafts/compare-sides.ts';
import type { DraftConflict } from '../flow/publishing/drafts/conflict.ts';
import type { Carried } from '../flow/publishing/drafts/push-drafts.ts';
import type { Terminal } from './terminal.ts';
import { DRAFT_WORDS } from './words/draft-words.ts';
import { type Words, wordsIn } from './words.ts';

/** Files told one by one; the rest is a number. */
const MOST_LINES = 20;

export interface Telling {
  readonly command: 'push' | 'pull';
  readonly dryRun: boolean;
  readonly locale: SystemLocale;
  readonly zone: Zone;
}

/** What a push or a pull carried, as `--json` tells it beside what is its own. */
export function carriedJson({ waiting, conflicts, alike, leftOut }: Carried) {
  return {
    waiting,
    conflicts: conflicts.map(({ theirs, ...conflict }) => ({
      ...conflict,
      theirs: { ...theirs, at: theirs.at === null ? null : formatInstant(theirs.at) },
    })),
    unchanged: alike,
    leftOut,
  };
}

/** @throws {UserError} when both sides changed the same files: each is told first. */
export function tellCarried(terminal: Terminal, carried: Carried, telling: Telling): void {
  const words = wordsIn(DRAFT_WORDS, telling.locale);
  for (const { path, why } of carried.leftOut) terminal.note(words('leftOut', { path, why }));
  if (carried.conflicts.length > 0) refuse(terminal, carried.conflicts, telling, words);
  const { command, dryRun } = telling;
  const count = carried.carried.length;
  if (count === 0) terminal.say(words('nothing', { count: carried.alike }));
  else {
    const sentence = ({ push: ['pushed', 'wouldPush'], pull: ['pulled', 'wouldPull'] } as const)[command][
      dryRun ? 1 : 0
    ];
    const mark = dryRun ? '' : `${terminal.colour.green('✓')} `;
    terminal.say(`${mark}${words(sentence, { count, how: summary(carried.carried, words) })}`);
    for (const { path, change } of carried.carried.slice(0, MOST_LINES)) terminal.say(`  ${path} (${words(change)})`);
    if (count > MOST_LINES) terminal.say(`  ${words('more', { count: count - MOST_LINES })}`);
  }
  const newer = carried.waiting.length;
  if (newer > 0) terminal.say(words(command === 'push' ? 'newerThere' : 'newerHere', { count: newer }));
  if (dryRun) terminal.say(words('unchanged'));
}

function summary(changes: readonly FileChange[], words: Words<typeof DRAFT_WORDS>): string {
  const counts = [
    ['countAdded', changes.filter(({ change }) => change === 'added').length],
    ['countChanged', changes.filter(({ change }) => change === 'changed').length],
    ['countRemoved', changes.filter(({ change }) => change === 'removed').length],
  ] as const;
  return counts
    .filter(([, count]) => count > 0)
    .map(([sentence, count]) => words(sentence, { count }))
    .join(', ');
}

function refuse(
  { note }: Terminal,
  conflicts: readonly DraftConflict[],
  { command, locale, zone }: Telling,
  words: Words<typeof DRAFT_WORDS>,
): never {
  for (const { path, mine, theirs, differs } of conflicts) {
    const by = theirs.by ?? words('somebody');
    const at = theirs.at === null ? '–' : shortTime(theirs.at, zone, locale);
    note(words('conflict', { path, mine: words(mine), theirs: words(theirs.change), by, at }));
    if (differs !== null) {
      const { line } = differs;
      note(`  ${words('differs', { line, mine: quoted(differs.mine), theirs: quoted(differs.theirs) })}`);
    }
  }
  throw new UserError(words('refused', { count: conflicts.length }), {
    hint: words('choose', { command, path: conflicts[0]?.path ?? '' }),
  });
}

/** A line as it stands there, not too long for a terminal, and without what a terminal would obey. */
function quoted(line: string): string {
  return JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}…` : line);
}
