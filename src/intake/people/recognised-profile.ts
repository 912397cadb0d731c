import { columnName } from '../tables/columns.ts';
import type { ImportKind, ImportProfile } from '../tables/import-profile.ts';
import type { Table } from '../tables/read-table.ts';

/**
 * How a file was read, as a profile: what was recognised, with what a profile had said already.
 * @param table read to its end, so that it is known how its text is written.
 */
export function profileOf(
  kind: ImportKind,
  { columns, format }: Table,
  dates: string | null,
  stated: ImportProfile | null,
): ImportProfile {
  const renamed = columns.filter(({ header, name, index }) => index !== null && columnName(header) !== name);
  return {
    shownAs: stated?.shownAs ?? '',
    kind,
    // What is UTF-8 by being valid says so itself.
    encoding: format === null || format.encoding === 'utf-8' ? (stated?.encoding ?? null) : format.encoding,
    delimiter: format?.delimiter ?? stated?.delimiter ?? null,
    dates: dates ?? stated?.dates ?? null,
    columns: Object.fromEntries(renamed.map(({ header, name }) => [header, name])),
    leaveOut: stated?.leaveOut ?? [],
    constants: stated?.constants ?? {},
    values: stated?.values ?? {},
  };
}
