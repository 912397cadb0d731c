import type { WordTable } from '../words.ts';

export const FINDING_WORDS = {
  noErrors: ['geen fouten', 'no errors', 'aucune erreur'],
  errors: ['{count} {count:fout|fouten}', '{count} {count:error|errors}', '{count} {count:erreur|erreurs}'],
  advice: [
    '{count} {count:advies|adviezen}',
    '{count} {count:piece|pieces} of advice',
    '{count} {count:conseil|conseils}',
  ],
} as const satisfies WordTable;
