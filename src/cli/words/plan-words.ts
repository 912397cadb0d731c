import type { WordTable } from '../words.ts';

/** What `plan` says. */
export const PLAN_WORDS = {
  filesDiffer: [
    '{id}: de bestanden wijken af van de gepubliceerde versie {number}; het plan gaat uit van de bestanden (--published voor de andere).',
    '{id}: the files differ from the published version {number}; the plan goes by the files (--published for the other).',
    '{id} : les fichiers diffèrent de la version publiée {number} ; le plan suit les fichiers (--published pour l’autre).',
  ],
  workbook: ['Het communicatieplan: {file}', 'The communication plan: {file}', 'Le plan de communication : {file}'],
  getsNothing: ['{who} krijgt niets.', '{who} gets nothing.', '{who} ne reçoit rien.'],
  nothingOf: ['Niets van {id}: {why}.', 'Nothing of {id}: {why}.', 'Rien de {id} : {why}.'],
  summary: [
    '{id}: {mails} {mails:mail|mails} aan {people} {people:persoon|mensen}, {nothing} {nothing:krijgt|krijgen} er niets van.',
    '{id}: {mails} mails to {people} people, {nothing} get nothing of it.',
    '{id} : {mails} {mails:message|messages} à {people} {people:personne|personnes}, {nothing} n’en {nothing:reçoit|reçoivent} rien.',
  ],
  perPerson: ['Mails per persoon: {counts}.', 'Mails per person: {counts}.', 'Messages par personne : {counts}.'],
  mailsFor: ['{mails} voor {count}', '{mails} for {count}', '{mails} pour {count}'],
  nothing: ['Niets: {reasons}.', 'Nothing: {reasons}.', 'Rien : {reasons}.'],
  around: ['Eromheen', 'Around', 'Autour'],
  never: ['niet', 'not', 'non'],
  done: ['gedaan', 'done', 'fait'],
  onePerson: [
    'De mails van één persoon: druppel plan {id} --as E-MAIL',
    "One person's mails: druppel plan {id} --as EMAIL",
    'Les messages d’une personne : druppel plan {id} --as ADRESSE',
  ],
  assumed: [
    'Vóór de start staat van niemand vast wie past bij: {parts}. Het plan doet alsof het voor iedereen klopt.',
    'Before the launch nobody is shown to fit, or not to fit: {parts}. The plan takes it as true of everybody.',
    'Avant le lancement, on ne montre de personne si cela s’applique : {parts}. Le plan le tient pour vrai de tous.',
  ],
  nameless: [
    'Wie meedoet, zou zeggen wat diegene leerde; vóór de start noemt het plan daarom niemand.',
    'To be in it would say what somebody learned, so the plan names nobody before the launch.',
    'En faire partie dirait ce que quelqu’un a appris ; avant le lancement, le plan ne nomme donc personne.',
  ],
  notTold: [
    'Wie meedoet, zou zeggen wat diegene leerde. Te weinig mensen passen bij de doelgroep, of te weinig niet: het plan noemt vóór de start ook geen aantallen.',
    'To be in it would say what somebody learned. Too few people fit its audience, or too few do not: before the launch the plan gives no figures either.',
    'En faire partie dirait ce que quelqu’un a appris. Trop peu de personnes répondent au public, ou trop peu n’y répondent pas : avant le lancement, le plan ne donne pas de chiffres non plus.',
  ],
  aMailOf: ['een mail van {campaign}', 'a mail of {campaign}', 'un message de {campaign}'],
  story: ['verhaal {story}', 'story {story}', 'récit {story}'],
} as const satisfies WordTable;
