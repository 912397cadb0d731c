import { inArray, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { numberOf, truthOf } from '../../domain/compared-value.ts';
import type { AttributeCondition } from '../../domain/condition.ts';
import { fold } from '../../domain/text.ts';
import type { Database } from '../database.ts';
import { foldedKey, STRUCTURAL_COLUMNS, storable } from '../people/folded-values.ts';
import { type AskedOfAll, dateFits } from './asked-of-all.ts';
import { NEVER } from './truth.ts';

/** `department: Sales, Finance`, `level: over 3`, `hired: within 90 days`; null where the value is not known. */
export function attributeSql({ name, test }: AttributeCondition, database: Database, asked: AskedOfAll): SQL {
  const { dialect, tables } = database;
  const { folded } = tables.employees;
  switch (test.is) {
    case 'known':
      return sql`${textOf(name, database)} is not null`;
    case 'unknown':
      return sql`${textOf(name, database)} is null`;
    case 'one-of':
      return oneOf(name, test.values, database);
    case 'has':
      return dialect.hasText(textOf(name, database), storable(fold(test.text)));
    case 'over':
    case 'under': {
      const typed = dialect.lookUpNumber(folded, foldedKey(name, 'number'));
      const read = dialect.lookUpNumber(folded, foldedKey(name, 'number-in-text'));
      return sql`${unlessChosen(name, sql`coalesce(${typed}, ${read})`, database)} ${test.is === 'over' ? sql`>` : sql`<`} ${test.value}`;
    }
    case 'within':
    case 'in':
    case 'over-ago':
    case 'before':
      return dateFits(dateOf(name, database), test, database, asked);
  }
}

/** The value as it is compared: as text, folded. A structural column stands for itself where folding changes nothing. */
export function textOf(name: string, { dialect, tables: { employees } }: Database): SQL {
  const folded = dialect.lookUp(employees.folded, foldedKey(name, 'text'));
  const column = structural(name);
  // Needs that can be chosen are folded as they stand.
  if (column === null) return name === 'need' ? sql`coalesce(${employees.chosenNeed}, ${folded})` : folded;
  const asImported = sql`coalesce(${folded}, ${employees[column]})`;
  // Chosen languages are language tags, so ASCII, as lower() needs it on SQLite.
  return column === 'locale' ? sql`coalesce(lower(${employees.chosenLocale}), ${asImported})` : asImported;
}

/** What else an imported value reads as: nothing where a need was chosen, which is a word and neither number nor date. */
export function unlessChosen(name: string, imported: SQL, { tables: { employees } }: Database): SQL {
  return name === 'need' ? sql`(case when ${employees.chosenNeed} is null then ${imported} end)` : imported;
}

function oneOf(name: string, values: readonly string[], database: Database): SQL {
  if (values.length === 0) return NEVER;
  const { dialect, tables } = database;
  const { folded } = tables.employees;
  const texts = values.map((value) => storable(fold(value)));
  // A list of thousands, pasted from a sheet, would take more parameters than SQLite has.
  const isLong = values.length > MOST_PARAMETERS;
  const text = textOf(name, database);
  const ways = [isLong ? dialect.isAnyOf(text, texts) : inArray(text, texts)];
  if (structural(name) === null) {
    const numbers = values.map(numberOf).filter((value) => value !== null);
    const number = unlessChosen(name, dialect.lookUpNumber(folded, foldedKey(name, 'number')), database);
    if (numbers.length > 0) ways.push(isLong ? dialect.isAnyNumberOf(number, numbers) : inArray(number, numbers));
    const truths = new Set(values.map(truthOf).flatMap((value) => (value === null ? [] : [value ? 'yes' : 'no'])));
    const truth = unlessChosen(name, dialect.lookUp(folded, foldedKey(name, 'truth')), database);
    if (truths.size > 0) ways.push(inArray(truth, [...truths]));
  }
  return or(...ways) ?? NEVER;
}

const MOST_PARAMETERS = 50;

function dateOf(name: string, database: Database): SQLWrapper {
  const { dialect, tables } = database;
  const { employees } = tables;
  const column = structural(name);
  return column === 'hiredOn' || column === 'leftOn'
    ? employees[column]
    : unlessChosen(name, dialect.lookUp(employees.folded, foldedKey(name, 'date')), database);
}

function structural(name: string): (typeof STRUCTURAL_COLUMNS)[keyof typeof STRUCTURAL_COLUMNS] | null {
  return Object.hasOwn(STRUCTURAL_COLUMNS, name) ? STRUCTURAL_COLUMNS[name as keyof typeof STRUCTURAL_COLUMNS] : null;
}
