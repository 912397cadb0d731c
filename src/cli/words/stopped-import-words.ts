import type { WordTable } from '../words.ts';

/** Why an import did nothing at all. */
export const STOPPED_IMPORT_WORDS = {
  tooManyOut: [
    'Door deze import zouden {people} van de {present} mensen ({percent}%) wegvallen: {left} als vertrokken gemarkeerd, {suspended} niet meer in een campagne.{instead} Er is niets gewijzigd.',
    'This import would take {people} of {present} people ({percent}%) out: {left} marked as left, {suspended} suspended in a campaign.{instead} Nothing was changed.',
    'Cette importation ferait sortir {people} personnes sur {present} ({percent} %) : {left} marquées comme parties, {suspended} suspendues dans une campagne.{instead} Rien n’a été modifié.',
  ],
  instead: [' Bij --yes staat {confirmed}.', ' --yes says {confirmed}.', ' --yes indique {confirmed}.'],
  repeat: [
    'Kijk het bestand na: is het volledig? Klopt het, herhaal dan het aantal: --yes {people}.',
    'Look at the file: is it complete? If it is right, repeat the number: --yes {people}.',
    'Vérifiez le fichier : est-il complet ? S’il est juste, répétez le nombre : --yes {people}.',
  ],
  unsound: [
    '{refused} {refused:rij klopt|rijen kloppen} niet, en met --strict wordt dan niets geïmporteerd. Regel {line}{column}: {reason}',
    '{refused} {refused:row is|rows are} wrong, and with --strict nothing is imported. Line {line}{column}: {reason}',
    '{refused} {refused:ligne est incorrecte|lignes sont incorrectes}, et avec --strict rien n’est importé. Ligne {line}{column} : {reason}',
  ],
  mendOrLeave: [
    'Verbeter het bestand, of laat --strict weg: dan gaan de andere rijen er wel in.',
    'Mend the file, or leave out --strict: the other rows then go in.',
    'Corrigez le fichier, ou omettez --strict : les autres lignes entreront alors.',
  ],
} as const satisfies WordTable;
