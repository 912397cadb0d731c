import { rowReasonsText } from '../../src/domain/row-reason-texts.ts';
import type { RefusedRow } from '../../src/intake/tables/delimited.ts';

/** Why a row was refused, in English; empty where there is none. */
export function reasonOf(row: RefusedRow | undefined): string {
  return rowReasonsText(row?.reasons ?? [], 'en');
}
