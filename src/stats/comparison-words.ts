import type { SystemLocale } from '../domain/reason-texts.ts';
import type { Comparison } from './comparison.ts';
import { detectableDifference } from './difference.ts';

/**
 * What the campaign added, in a sentence: "about 25 points (probably between 14 and 35)", or that nobody can tell. The
 * words claim no more than the interval does.
 */
export function comparisonText(comparison: Comparison, locale: SystemLocale): string {
  const words = WORDS[locale];
  if (comparison.verdict === 'too-few') return words.tooFew(comparison.minimumGroup);
  if (comparison.verdict === 'hidden') return words.hidden(comparison.minimumGroup);
  const { verdict, now, later, added, addedPeople, days, isOver } = comparison;
  const facts = words.facts(
    { rate: percent(now.rate, locale), people: now.people },
    { rate: percent(later.rate, locale), people: later.people },
    days === null ? null : words.span(days),
    isOver,
  );
  const [low, high] = [points(added.low), points(added.high)];
  if (verdict === 'cannot-tell') return `${facts} ${words.cannotTell(signed(low), signed(high))}`;
  const size = Math.abs(points(added.difference));
  const [near, far] = [Math.abs(low), Math.abs(high)].sort((a, b) => a - b);
  const judged = words[verdict](size, near ?? 0, far ?? 0);
  return [facts, judged, ...(addedPeople === null ? [] : [words.people(addedPeople)])].join(' ');
}

/** What a comparison of so many people could show, said before the launch; and whether the groups are large enough. */
export function powerText(
  groups: { readonly now: number; readonly later: number },
  minimumGroup: number,
  locale: SystemLocale,
): string {
  const words = WORDS[locale];
  const people = groups.now + groups.later;
  if (Math.min(groups.now, groups.later) < Math.max(1, minimumGroup))
    return words.willBeTooFew(people, groups.later, minimumGroup);
  return words.power(people, groups.later, Math.ceil(100 * detectableDifference(groups.now, groups.later)));
}

interface Share {
  readonly rate: string;
  readonly people: number;
}

interface Words {
  span(days: number): string;
  facts(now: Share, later: Share, span: string | null, isOver: boolean): string;
  more(size: number, near: number, far: number): string;
  less(size: number, near: number, far: number): string;
  cannotTell(low: string, high: string): string;
  people(count: number): string;
  tooFew(minimum: number): string;
  hidden(minimum: number): string;
  power(people: number, later: number, points: number): string;
  willBeTooFew(people: number, later: number, minimum: number): string;
}

const WORDS: Readonly<Record<SystemLocale, Words>> = {
  en: {
    span: (days) => (days % 7 === 0 ? counted(days / 7, 'week', 'weeks') : counted(days, 'day', 'days')),
    facts: (now, later, span, isOver) =>
      `Of the ${now.people} who could begin at once ${now.rate} reached the goal${within(span, isOver, 'within', 'so far, in at most')}; of the ${later.people} who begin later, ${later.rate}.`,
    more: (size, near, far) =>
      `So the campaign added about ${counted(size, 'point', 'points')} (probably between ${near} and ${far}).`,
    less: (size, near, far) =>
      `So with the campaign it was about ${counted(size, 'point', 'points')} less (probably between ${near} and ${far}).`,
    cannotTell: (low, high) =>
      `Whether the campaign added anything cannot be told: the difference lies probably between ${low} and ${high} points.`,
    people: (count) => `That is about ${counted(count, 'person', 'people')}.`,
    tooFew: (minimum) =>
      `What the campaign added is not shown: a group of the comparison has fewer than ${minimum} people.`,
    hidden: (minimum) =>
      `What the campaign added is not shown yet: in one of the groups fewer than ${minimum} people reached the goal, or all but so few.`,
    power: (people, later, points) =>
      `With ${people} people, ${later} of whom begin later, only a difference of ${points} points or more would show.`,
    willBeTooFew: (people, later, minimum) =>
      `With ${people} people, ${later} of whom begin later, nothing will be compared: each group needs at least ${minimum}.`,
  },
  nl: {
    span: (days) => (days % 7 === 0 ? counted(days / 7, 'week', 'weken') : counted(days, 'dag', 'dagen')),
    facts: (now, later, span, isOver) =>
      `Van de ${now.people} die meteen konden beginnen haalde ${now.rate} het doel${within(span, isOver, 'binnen', 'tot nu toe, in hooguit')}; van de ${later.people} die later beginnen ${later.rate}.`,
    more: (size, near, far) =>
      `De campagne voegde dus ongeveer ${counted(size, 'punt', 'punten')} toe (waarschijnlijk tussen ${near} en ${far}).`,
    less: (size, near, far) =>
      `Met de campagne was het dus ongeveer ${counted(size, 'punt', 'punten')} minder (waarschijnlijk tussen ${near} en ${far}).`,
    cannotTell: (low, high) =>
      `Of de campagne iets toevoegde, valt niet te zeggen: het verschil ligt waarschijnlijk tussen ${low} en ${high} punten.`,
    people: (count) => `Dat zijn zo’n ${counted(count, 'persoon', 'mensen')}.`,
    tooFew: (minimum) =>
      `Wat de campagne toevoegde, wordt niet getoond: een groep van de vergelijking telt minder dan ${minimum} mensen.`,
    hidden: (minimum) =>
      `Wat de campagne toevoegde, wordt nog niet getoond: in een van de groepen haalden minder dan ${minimum} mensen het doel, of op zo weinigen na allemaal.`,
    power: (people, later, points) =>
      `Met ${people} mensen, van wie er ${later} later beginnen, valt pas een verschil van ${points} punten of meer op.`,
    willBeTooFew: (people, later, minimum) =>
      `Met ${people} mensen, van wie er ${later} later beginnen, wordt niets vergeleken: elke groep moet er minstens ${minimum} tellen.`,
  },
  fr: {
    span: (days) => (days % 7 === 0 ? counted(days / 7, 'semaine', 'semaines') : counted(days, 'jour', 'jours')),
    facts: (now, later, span, isOver) =>
      `Sur les ${now.people} personnes qui pouvaient commencer tout de suite, ${now.rate} ont atteint l’objectif${within(span, isOver, 'en', 'jusqu’ici, en au plus')} ; sur les ${later.people} qui commencent plus tard, ${later.rate}.`,
    more: (size, near, far) =>
      `La campagne a donc apporté environ ${counted(size, 'point', 'points')} (probablement entre ${near} et ${far}).`,
    less: (size, near, far) =>
      `Avec la campagne, c’était donc environ ${counted(size, 'point', 'points')} de moins (probablement entre ${near} et ${far}).`,
    cannotTell: (low, high) =>
      `On ne peut pas dire si la campagne a apporté quelque chose : la différence se situe probablement entre ${low} et ${high} points.`,
    people: (count) => `Cela fait environ ${counted(count, 'personne', 'personnes')}.`,
    tooFew: (minimum) =>
      `L’apport de la campagne n’est pas affiché : un groupe de la comparaison compte moins de ${minimum} personnes.`,
    hidden: (minimum) =>
      `L’apport de la campagne n’est pas encore affiché : dans un des groupes, moins de ${minimum} personnes ont atteint l’objectif, ou presque toutes.`,
    power: (people, later, points) =>
      `Avec ${people} personnes, dont ${later} commencent plus tard, seule une différence d’au moins ${points} points se verrait.`,
    willBeTooFew: (people, later, minimum) =>
      `Avec ${people} personnes, dont ${later} commencent plus tard, rien ne sera comparé : chaque groupe doit en compter au moins ${minimum}.`,
  },
};

function within(span: string | null, isOver: boolean, over: string, running: string): string {
  return span === null ? '' : ` ${isOver ? over : running} ${span}`;
}

function counted(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}

function percent(rate: number, locale: SystemLocale): string {
  return `${Math.round(rate * 100)}${locale === 'en' ? '%' : '\u00a0%'}`;
}

function points(share: number): number {
  return Math.round(share * 100);
}

/** With a true minus sign, and none before zero. */
function signed(value: number): string {
  return value < 0 ? `−${Math.abs(value)}` : String(Math.abs(value));
}
