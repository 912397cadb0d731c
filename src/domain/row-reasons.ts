import type { MailFault } from './mail-faults.ts';

/** What a cell was read as: the word for it is the language's. */
export type DateKind = 'date' | 'date-or-time';

interface WithValue {
  /** As the cell has it. */
  readonly value: string;
}

interface WithDate extends WithValue {
  readonly what: DateKind;
}

/**
 * Why a row of a file, or an entry of a request, is not taken: its code, stable for scripts, and what its sentence
 * needs. The sentences are in row-reason-texts.ts. Values are as written; counts are counts.
 */
export interface RowReasonData {
  // A line that is no row
  'line-too-long': object;
  'quote-open': object;
  'quote-stray': object;
  'cell-too-long': { readonly cell: number; readonly limit: number };
  'cell-count': { readonly cells: number; readonly columns: number };
  // A cell of a workbook
  'cells-merged': { readonly cells: string };
  'formula-broken': { readonly place: string; readonly value: string };
  'formula-without-result': { readonly place: string };
  'digits-lost': { readonly place: string; readonly limit: number };
  // A name that cannot be a column's
  'column-forbidden': { readonly header: string };
  'column-twice': { readonly first: string; readonly second: string; readonly name: string };
  // A cell that does not mean what its column says
  'not-an-address': WithValue & { readonly fault: MailFault };
  'text-not-allowed': WithValue & { readonly fault: MailFault };
  'letter-lost': WithValue;
  'too-long': WithValue & { readonly limit: number };
  'not-a-number': WithValue;
  'thousands-or-decimals': WithValue & { readonly whole: string };
  'below-zero': WithValue;
  'not-whole-minutes': WithValue;
  'not-months': WithValue;
  'not-a-percentage': WithValue;
  'not-yes-or-no': WithValue;
  'date-does-not-exist': WithDate;
  'date-is-day-number': WithDate;
  'date-with-short-year': WithDate;
  'date-in-another-form': WithDate & { readonly form: string; readonly looksLike: string };
  'date-not-in-form': WithDate & { readonly form: string };
  'date-in-no-stated-form': WithDate & { readonly looksLike: string };
  'date-with-time': WithValue;
  'not-a-language': WithValue;
  'not-a-time-zone': WithValue;
  'not-a-country': WithValue;
  'not-a-region': WithValue;
  'not-weekdays': WithValue;
  'weekdays-ambiguous': WithValue;
  'not-a-span': WithValue;
  'manager-not-an-address': WithValue;
  'not-a-kind': WithValue & { readonly known: readonly string[] };
  'kind-misspelt': WithValue & { readonly meant: string };
  'not-an-event': WithValue & { readonly known: readonly string[] };
  'event-misspelt': WithValue & { readonly meant: string };
  'not-a-web-address': WithValue;
  'time-ahead': object;
  'left-before-hired': { readonly left: string; readonly hired: string };
  // A cell that is missing
  'nobody-named': object;
  'id-missing': object;
  'title-empty': object;
  'cell-empty': { readonly name: string };
  // What others say, in the file or in the store
  'person-twice': { readonly earlier: number };
  'activity-twice': { readonly earlier: number; readonly value: string };
  'address-taken': WithValue;
  'address-taken-in-large-swap': WithValue & { readonly limit: number };
  'person-erased': object;
  'address-unknown': WithValue;
  'id-unknown': WithValue;
  'activity-unknown': WithValue;
}

export type RowReasonCode = keyof RowReasonData;

export type RowReason = { [Code in RowReasonCode]: { readonly code: Code } & RowReasonData[Code] }[RowReasonCode];

/** A reason, and which cell of the row it is about; null: the row. */
export type ColumnReason = RowReason & { readonly column: string | null };
