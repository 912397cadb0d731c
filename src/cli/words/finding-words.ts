import type { WordTable } from '../words.ts';

export const FINDING_WORDS = {
  noErrors: ['geen fouten', 'no errors', 'aucune erreur'],
  errors: ['{count} {count:fout|fouten}', '{count} {count:error|errors}', '{count} {count:erreur|erreurs}'],
  advice: [
    '{count} {count:advies|adviezen}',
    '{count} {count:piece|pieces} of advice',
    '{count} {count:conseil|conseils}',
  ],
  mend: [
    'Fouten houden publish tegen. Verbeter ze en controleer opnieuw.',
    'Errors stop publish. Mend them and check again.',
    'Les erreurs arrêtent publish. Corrigez-les et vérifiez à nouveau.',
  ],
  strict: [
    'Zonder --strict komt een campagne met adviezen erdoor.',
    'Without --strict a campaign passes with advice.',
    'Sans --strict, une campagne passe avec des conseils.',
  ],
  sound: ['{about}: {words}.', '{about}: {words}.', '{about} : {words}.'],
  campaigns: ['{count} campagnes', '{count} campaigns', '{count} campagnes'],
  campaign: ['CAMPAGNE', 'CAMPAIGN', 'CAMPAGNE'],
  next: [
    'Verder: druppel plan {campaign} laat zien wie wat krijgt; druppel publish {campaign} legt het vast.',
    'Next: druppel plan {campaign} shows who gets what; druppel publish {campaign} keeps it.',
    'Ensuite : druppel plan {campaign} montre qui reçoit quoi ; druppel publish {campaign} la fixe.',
  ],
} as const satisfies WordTable;
