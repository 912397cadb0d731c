import { dateOf, numberOf, truthOf } from '../../domain/compared-value.ts';
import { didYouMean } from '../../domain/text.ts';
import { EMPLOYEE_COLUMNS } from '../tables/columns.ts';
import type { Column } from '../tables/read-header.ts';
import type { TableRow } from '../tables/table-row.ts';
import { columnMeant, EMPLOYEE_HEADER_ALIASES } from './employee-headers.ts';

/** A column of an employees file that neither we nor the workspace know: its cells become an attribute. */
export interface UnknownColumn {
  readonly header: string;
  readonly name: string;
  /** By the values seen; conditions can compare it as that. */
  readonly type: 'text' | 'number' | 'date' | 'yes or no' | 'empty';
  /** The column that a writing mistake away is known; null: none. */
  readonly meant: string | null;
}

/** So many values say what the others are. */
const VALUES_SEEN = 1_000;

export function unknownColumns(columns: readonly Column[]): {
  see(row: TableRow): void;
  columns(): readonly UnknownColumn[];
} {
  const seen = columns.map(({ name }) => ({ name, values: 0, number: 0, date: 0, yesNo: 0 }));
  let open = seen;
  return {
    see(row) {
      if (open.length === 0) return;
      for (const one of open) {
        const text = row.cell(one.name) ?? '';
        if (text === '') continue;
        one.values += 1;
        if (numberOf(text) !== null) one.number += 1;
        if (dateOf(text) !== null) one.date += 1;
        if (truthOf(text) !== null) one.yesNo += 1;
      }
      open = open.filter(({ values }) => values < VALUES_SEEN);
    },
    columns: () =>
      columns.map(({ header, name }, index) => {
        const { values = 0, number = 0, date = 0, yesNo = 0 } = seen[index] ?? {};
        const type =
          values === 0
            ? 'empty'
            : number === values
              ? 'number'
              : date === values
                ? 'date'
                : yesNo === values
                  ? 'yes or no'
                  : 'text';
        return { header, name, type, meant: meantBy(name) };
      }),
  };
}

function meantBy(name: string): string | null {
  // Short names are near to everything.
  if (name.length < 4) return null;
  const known = [...Object.keys(EMPLOYEE_COLUMNS), ...Object.keys(EMPLOYEE_HEADER_ALIASES)];
  // Houses have words of their own: only a slip of the pen is worth a question.
  return columnMeant(didYouMean(name, known, Math.max(1, Math.floor(name.length / 6))));
}
