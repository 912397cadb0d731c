import { SYSTEM_LOCALES, type SystemLocale } from '../../domain/reason-texts.ts';

/** What an import has to say about its file, each sentence in the order of SYSTEM_LOCALES: Dutch, English, French. */
const REMARKS = {
  oneSheet: [
    'Van het werkboek is alleen het blad "{name}" gelezen, niet {others}.',
    'Of the workbook only the sheet "{name}" was read, not {others}.',
    'Du classeur, seule la feuille « {name} » a été lue, pas {others}.',
  ],
  understood: [
    'De kolom "{header}" is gelezen als {column}.',
    'The column "{header}" was read as {column}.',
    'La colonne « {header} » a été lue comme {column}.',
  ],
  unread: [
    'Kolom {column} heeft geen kop en is dus niet gelezen. Geef ze een naam of haal ze weg.',
    'Column {column} has no header, so it was not read. Name it, or take it out.',
    'La colonne {column} n’a pas d’en-tête et n’a donc pas été lue. Nommez-la ou enlevez-la.',
  ],
  interrupted: [
    'Deze import is eerder onderbroken ({at}, na rij {rows}): {new} nieuw en {changed} gewijzigd stonden er al in en tellen hier als ongewijzigd. --undo neemt beide delen terug.',
    'This import was interrupted before ({at}, after row {rows}): {new} new and {changed} changed were in already, and count as unchanged here. --undo takes back both parts.',
    'Cette importation avait été interrompue ({at}, après la ligne {rows}) : {new} nouveaux et {changed} modifiés étaient déjà entrés et comptent ici comme inchangés. --undo annule les deux parties.',
  ],
  keptOne: [
    'Eén kolom wordt als kenmerk bewaard; zo zien haar waarden eruit: {names}.',
    'One column is kept as attributes, with what their values look like: {names}.',
    'Une colonne est gardée comme attribut ; voici à quoi ressemblent ses valeurs : {names}.',
  ],
  kept: [
    '{count} kolommen worden als kenmerk bewaard; zo zien hun waarden eruit: {names}.',
    '{count} columns are kept as attributes, with what their values look like: {names}.',
    '{count} colonnes sont gardées comme attributs ; voici à quoi ressemblent leurs valeurs : {names}.',
  ],
  meant: [
    'Is "{header}" bedoeld als "{meant}"? Hernoem dan de kolom, of wijs ze toe: --map BESTAND.',
    'Is "{header}" meant to be "{meant}"? Then rename the column, or map it: --map FILE.',
    '« {header} » veut-il dire « {meant} » ? Renommez alors la colonne, ou associez-la : --map FICHIER.',
  ],
  text: ['tekst', 'text', 'texte'],
  number: ['getal', 'number', 'nombre'],
  date: ['datum', 'date', 'date'],
  'yes or no': ['ja of nee', 'yes or no', 'oui ou non'],
  empty: ['leeg', 'empty', 'vide'],
  withoutEmailOne: [
    'Eén persoon heeft geen mailadres: wel geteld, niet per mail bereikbaar.',
    'One person has no email address: counted, and not reachable by mail.',
    'Une personne n’a pas d’adresse : comptée, mais pas joignable par message.',
  ],
  withoutEmail: [
    '{count} mensen hebben geen mailadres: wel geteld, niet per mail bereikbaar.',
    '{count} people have no email address: they are counted, and not reachable by mail.',
    '{count} personnes n’ont pas d’adresse : comptées, mais pas joignables par message.',
  ],
  unknownManagerOne: [
    'Eén leidinggevende is niet bekend, van {people}: {examples}.',
    'One manager is not known, of {people}: {examples}.',
    'Un responsable n’est pas connu, de {people} : {examples}.',
  ],
  unknownManagers: [
    '{count} leidinggevenden zijn niet bekend, van {people}: {examples}.',
    '{count} managers are not known, of {people}: {examples}.',
    '{count} responsables ne sont pas connus, de {people} : {examples}.',
  ],
  person: ['{count} persoon', '{count} person', '{count} personne'],
  people: ['{count} mensen', '{count} people', '{count} personnes'],
  line: ['regel {line}', 'line {line}', 'ligne {line}'],
  lines: ['regels {lines}', 'lines {lines}', 'lignes {lines}'],
  ring: [
    'Eén groep mensen heeft elkaar in een kring als leidinggevende: {examples}.',
    'One group of people leads itself in a ring: {examples}.',
    'Un groupe de personnes se dirige en cercle : {examples}.',
  ],
  rings: [
    '{count} groepen mensen hebben elkaar in een kring als leidinggevende: {examples}.',
    '{count} groups of people lead themselves in a ring: {examples}.',
    '{count} groupes de personnes se dirigent en cercle : {examples}.',
  ],
  ownManagerOne: [
    'Eén persoon staat als eigen leidinggevende genoemd: {examples}.',
    'One person is named as their own manager: {examples}.',
    'Une personne est indiquée comme son propre responsable : {examples}.',
  ],
  ownManagers: [
    '{count} mensen staan als eigen leidinggevende genoemd: {examples}.',
    '{count} people are named as their own manager: {examples}.',
    '{count} personnes sont indiquées comme leur propre responsable : {examples}.',
  ],
  andMore: ['{examples} en nog {count}', '{examples} and {count} more', '{examples} et {count} de plus'],
  noHolidays: [
    'Voor {country} zijn geen feestdagen bekend: mail gaat daar op elke werkdag.',
    'No public holidays are known for {country}: mail goes there on every working day.',
    'Aucun jour férié n’est connu pour {country} : les messages y partent chaque jour ouvré.',
  ],
  nothingLearned: [
    'Vóór dit bestand was er niets over leren bekend; {newest}.',
    'Before this file nothing was known about learning; {newest}.',
    'Avant ce fichier, rien n’était connu des formations ; {newest}.',
  ],
  learnedBefore: [
    'Vóór dit bestand waren de leergegevens {span} oud ({at}); {newest}.',
    'Before this file, what is known about learning was {span} old ({at}); {newest}.',
    'Avant ce fichier, les données de formation avaient {span} ({at}) ; {newest}.',
  ],
  noRecord: ['het bestand heeft geen record', 'the file has no record', 'le fichier n’a aucune trace'],
  newestRecord: [
    'het nieuwste record erin is {span} oud ({at})',
    'its newest record is {span} old ({at})',
    'sa trace la plus récente a {span} ({at})',
  ],
} as const satisfies Readonly<Record<string, readonly [nl: string, en: string, fr: string]>>;

export type Remark = (sentence: keyof typeof REMARKS, values?: Readonly<Record<string, string | number>>) => string;

/** Sentences in one language; `{name}` takes the value of that name, a number as the language writes it. */
export function remarksIn(locale: SystemLocale): Remark {
  const column = SYSTEM_LOCALES.indexOf(locale);
  return (sentence, values = {}) =>
    (REMARKS[sentence][column] ?? '').replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? '';
      return typeof value === 'number' ? value.toLocaleString(locale) : value;
    });
}
