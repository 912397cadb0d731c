import { UserError } from '../../domain/errors.ts';
import { didYouMean } from '../../domain/text.ts';
import { show } from '../wording.ts';
import { columnName } from './columns.ts';
import { emptyFile } from './delimited.ts';
import type { ImportProfile } from './import-profile.ts';
import { seenText } from './seen-text.ts';

export interface Column {
  readonly name: string;
  /** As the file writes it. */
  readonly header: string;
  /** Its place in a row; null: not in the file, the profile gives every row the same. */
  readonly index: number | null;
}

const MAX_COLUMNS = 1_000;
/** Control characters, and what stands where a letter was that could not be read. */
const UNREADABLE = /[\p{Cc}\ufffd]/u;
const FORBIDDEN: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/**
 * What the columns of a file mean: by the profile of its source, by known words in other languages, else by themselves.
 * @throws {UserError} for a header that cannot be used, or does not fit the profile.
 */
export function readHeader(
  headers: readonly string[],
  aliases: Readonly<Record<string, string>>,
  profile: ImportProfile | null,
): Column[] {
  if (headers.length > MAX_COLUMNS) {
    throw new UserError(`The header has ${headers.length} columns.`, {
      hint: `At most ${MAX_COLUMNS} are read; leave out those that nobody needs.`,
    });
  }
  const columns: Column[] = [];
  const written = headers.map(columnName);
  for (const [index, raw] of headers.entries()) {
    const header = seenText(raw);
    const own = columnName(header);
    if (profile?.leaveOut.includes(own)) continue;
    const mapped = profile !== null && Object.hasOwn(profile.columns, own) ? profile.columns[own] : undefined;
    const meant = Object.hasOwn(aliases, own) ? aliases[own] : undefined;
    // Where the file has the column itself, the other word stays what it says.
    const name = mapped ?? (meant !== undefined && !written.includes(meant) ? meant : own);
    if (name === '') continue;
    if (FORBIDDEN.includes(name) || UNREADABLE.test(name)) {
      const hint = UNREADABLE.test(name)
        ? 'It has signs that cannot be read: is the file really CSV or XLSX? Save it as CSV (UTF-8) again.'
        : 'Rename the column.';
      throw new UserError(`Line 1: ${show(header)} cannot be the name of a column.`, { hint });
    }
    const twin = columns.find((column) => column.name === name);
    if (twin) {
      const message =
        twin.header === header
          ? `Line 1: the columns ${(twin.index ?? 0) + 1} and ${index + 1} are both called ${show(header)}.`
          : `Line 1: the columns ${show(twin.header)} and ${show(header)} are both "${name}".`;
      throw new UserError(message, { hint: 'Rename or remove one of them.' });
    }
    columns.push({ name, header, index });
  }
  if (columns.length === 0) throw emptyFile();
  return profile === null ? columns : [...columns, ...constantsOf(profile, columns, headers)];
}

/** A profile that does not fit is a source that changed: going on would leave out in silence what it maps. */
function constantsOf(profile: ImportProfile, columns: readonly Column[], headers: readonly string[]): Column[] {
  const written = headers.map(columnName);
  for (const own of [...Object.keys(profile.columns), ...profile.leaveOut]) {
    if (written.includes(own)) continue;
    const meant = didYouMean(own, written);
    const hint = meant === null ? `Its columns: ${headers.map(show).join(', ')}.` : `Did you mean "${meant}"?`;
    throw new UserError(`Line 1: ${profile.shownAs} names a column "${own}", which the file does not have.`, { hint });
  }
  const known = columns.map(({ name }) => name);
  const names = Object.keys(profile.constants);
  const twice = names.find((name) => known.includes(name));
  if (twice !== undefined) {
    const message = `Line 1: the file has a column "${twice}", and ${profile.shownAs} gives everybody "${profile.constants[twice]}".`;
    throw new UserError(message, { hint: 'Take the constant out, or leave the column out (leave-out).' });
  }
  const unread = Object.keys(profile.values).find((name) => !known.includes(name));
  if (unread !== undefined) {
    const meant = didYouMean(unread, known);
    const hint = meant === null ? `Columns as they are read: ${known.join(', ')}.` : `Did you mean "${meant}"?`;
    throw new UserError(
      `Line 1: ${profile.shownAs} has values for "${unread}", a column that the file does not have.`,
      {
        hint,
      },
    );
  }
  return names.map((name) => ({ name, header: name, index: null }));
}
