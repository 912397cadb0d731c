import type { WordTable } from '../words.ts';

/** The header of the file of refused rows. */
export const ERROR_FILE_WORDS = {
  line: ['regel', 'line', 'ligne'],
  column: ['kolom', 'column', 'colonne'],
  value: ['waarde', 'value', 'valeur'],
  reason: ['reden', 'reason', 'raison'],
} as const satisfies WordTable;
