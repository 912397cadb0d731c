import type {
  AttributeTest,
  Condition,
  LearningCondition,
  LearningTest,
  MembershipCondition,
} from '../../domain/condition.ts';
import type { Duration, DurationUnit } from '../../domain/duration.ts';
import { SYSTEM_LOCALES, type SystemLocale } from '../../domain/reason-texts.ts';
import { describeCondition } from './describe-condition.ts';

export type RulePart = Exclude<Condition, { kind: 'all' | 'any' | 'not' }>;

/**
 * One part of a rule as a sentence says it: `department is Sales or Finance`, `safety is not finished`.
 * @param denied whether it stands under a "not".
 */
export function partWords(part: RulePart, denied: boolean, locale: SystemLocale): string {
  const say = speaker(locale, denied);
  if (part.kind === 'attribute') return testWords(attributeName(part.name, locale), part.test, say);
  if (part.kind === 'learning') return learningWords(part, say);
  if (part.kind === 'membership') return membershipWords(part, say);
  // What came back from mails is never told of a person; the rule itself may be repeated.
  return denied ? `not ${describeCondition(part)}` : describeCondition(part);
}

/** Every part joined: the words of a list that all must hold, or one of them. */
export function joinedWords(words: readonly string[], how: 'all' | 'any', locale: SystemLocale): string {
  const type = how === 'all' ? 'conjunction' : 'disjunction';
  return how === 'all' && words.some((one) => one.includes(','))
    ? words.join('; ')
    : new Intl.ListFormat(locale, { type }).format(words);
}

/** How a person stands to a rule, and what a part is for them. */
export function standingWords(
  name: 'fits' | 'does-not-fit' | 'one-of' | 'everyone' | 'is',
  locale: SystemLocale,
): string {
  return STANDINGS[name][SYSTEM_LOCALES.indexOf(locale)] ?? '';
}

type Texts = readonly [nl: string, en: string, fr: string];

const STANDINGS: Readonly<Record<'fits' | 'does-not-fit' | 'one-of' | 'everyone' | 'is', Texts>> = {
  fits: ['past', 'fits', 'correspond'],
  'does-not-fit': ['past niet', 'does not fit', 'ne correspond pas'],
  'one-of': ['een hiervan:', 'one of these:', 'l’un de ceux-ci :'],
  everyone: ['iedereen', 'everyone', 'tout le monde'],
  is: ['is {value}', 'is {value}', 'est {value}'],
};

/** What the attributes that every personnel file has are called; those of a workspace have the name of their column. */
const ATTRIBUTES: Readonly<Record<string, Texts>> = {
  hired_on: ['eerste werkdag', 'first working day', 'premier jour de travail'],
  left_on: ['laatste werkdag', 'last working day', 'dernier jour de travail'],
  manager_email: ['leidinggevende', 'manager', 'responsable'],
  buddy_email: ['buddy', 'buddy', 'parrain ou marraine'],
  department: ['afdeling', 'department', 'service'],
  team: ['team', 'team', 'équipe'],
  role: ['functie', 'role', 'fonction'],
  level: ['niveau', 'level', 'niveau'],
  location: ['locatie', 'location', 'site'],
  country: ['land', 'country', 'pays'],
  region: ['regio', 'region', 'région'],
};

function attributeName(name: string, locale: SystemLocale): string {
  return ATTRIBUTES[name]?.[SYSTEM_LOCALES.indexOf(locale)] ?? name.replaceAll('_', ' ');
}

/** Each as it is said, and denied. */
const PHRASES = {
  'one-of': [
    ['{x} is {value}', '{x} is {value}', '{x} est {value}'],
    ['{x} is niet {value}', '{x} is not {value}', '{x} n’est pas {value}'],
  ],
  over: [
    ['{x} is meer dan {value}', '{x} is over {value}', '{x} dépasse {value}'],
    ['{x} is niet meer dan {value}', '{x} is not over {value}', '{x} ne dépasse pas {value}'],
  ],
  under: [
    ['{x} is minder dan {value}', '{x} is under {value}', '{x} est inférieur à {value}'],
    ['{x} is niet minder dan {value}', '{x} is not under {value}', '{x} n’est pas inférieur à {value}'],
  ],
  has: [
    ['{x} bevat “{value}”', '{x} contains “{value}”', '{x} contient « {value} »'],
    ['{x} bevat niet “{value}”', '{x} does not contain “{value}”', '{x} ne contient pas « {value} »'],
  ],
  known: [
    ['{x} is bekend', '{x} is known', '{x} est connu'],
    ['{x} is onbekend', '{x} is unknown', '{x} est inconnu'],
  ],
  within: [
    ['{x} ligt in de laatste {value}', '{x} is within the last {value}', '{x} remonte à {value} au plus'],
    [
      '{x} ligt niet in de laatste {value}',
      '{x} is not within the last {value}',
      '{x} ne remonte pas à {value} au plus',
    ],
  ],
  in: [
    ['{x} komt binnen {value}', '{x} comes within {value}', '{x} arrive d’ici {value}'],
    ['{x} komt niet binnen {value}', '{x} does not come within {value}', '{x} n’arrive pas d’ici {value}'],
  ],
  'over-ago': [
    ['{x} is meer dan {value} geleden', '{x} is over {value} ago', '{x} remonte à plus de {value}'],
    ['{x} is niet meer dan {value} geleden', '{x} is not over {value} ago', '{x} ne remonte pas à plus de {value}'],
  ],
  before: [
    ['{x} ligt voor {value}', '{x} is before {value}', '{x} est avant le {value}'],
    ['{x} ligt niet voor {value}', '{x} is not before {value}', '{x} n’est pas avant le {value}'],
  ],
  assigned: [
    ['{x} is toegewezen', '{x} is assigned', '{x} est attribué'],
    ['{x} is niet toegewezen', '{x} is not assigned', '{x} n’est pas attribué'],
  ],
  started: [
    ['{x} is begonnen', '{x} is started', '{x} est commencé'],
    ['{x} is niet begonnen', '{x} is not started', '{x} n’est pas commencé'],
  ],
  finished: [
    ['{x} is afgerond', '{x} is finished', '{x} est terminé'],
    ['{x} is niet afgerond', '{x} is not finished', '{x} n’est pas terminé'],
  ],
  failed: [
    ['{x} is niet gehaald', '{x} was failed', '{x} n’est pas réussi'],
    ['voor {x} is niemand gezakt', '{x} was not failed', 'pas d’échec à {x}'],
  ],
  overdue: [
    ['{x} is over tijd', '{x} is overdue', '{x} est en retard'],
    ['{x} is niet over tijd', '{x} is not overdue', '{x} n’est pas en retard'],
  ],
  'no-progress': [
    ['{x} staat al {value} stil', 'no progress on {x} for {value}', 'aucun progrès sur {x} depuis {value}'],
    ['{x} staat niet al {value} stil', '{x} has not stood still for {value}', '{x} n’est pas à l’arrêt depuis {value}'],
  ],
  'takes-part-in': [
    ['doet mee aan {x}', 'takes part in {x}', 'participe à {x}'],
    ['doet niet mee aan {x}', 'does not take part in {x}', 'ne participe pas à {x}'],
  ],
  'finished-campaign': [
    ['heeft het doel van {x} bereikt', 'reached the goal of {x}', 'a atteint l’objectif de {x}'],
    ['heeft het doel van {x} niet bereikt', 'did not reach the goal of {x}', 'n’a pas atteint l’objectif de {x}'],
  ],
  'in-audience': [
    ['hoort bij {x}', 'belongs to {x}', 'fait partie de {x}'],
    ['hoort niet bij {x}', 'does not belong to {x}', 'ne fait pas partie de {x}'],
  ],
  'leads-people': [
    ['geeft leiding', 'leads people', 'encadre une équipe'],
    ['geeft geen leiding', 'leads nobody', 'n’encadre personne'],
  ],
} as const satisfies Readonly<Record<string, readonly [said: Texts, denied: Texts]>>;

/** What a date or a number of an activity is called. */
const SUBJECTS: Readonly<Record<string, Texts>> = {
  assigned: ['toewijzing van {x}', 'assignment of {x}', 'attribution de {x}'],
  started: ['begin van {x}', 'start of {x}', 'début de {x}'],
  finished: ['afronding van {x}', 'finish of {x}', 'fin de {x}'],
  failed: ['onvoldoende voor {x}', 'failure of {x}', 'échec à {x}'],
  due: ['uiterste datum van {x}', 'due date of {x}', 'échéance de {x}'],
  lapses: ['verlopen van {x}', 'lapse of {x}', 'expiration de {x}'],
  progress: ['voortgang in % van {x}', 'progress in % on {x}', 'avancement en % de {x}'],
  promoted: ['wat de campagne aanprijst', 'what the campaign promotes', 'ce que la campagne promeut'],
  competency: ['iets over {x}', 'something about {x}', 'quelque chose sur {x}'],
};

interface Speaker {
  readonly locale: SystemLocale;
  phrase(name: keyof typeof PHRASES, x: string, value?: string): string;
  subject(name: string, x: string): string;
  /** Turns the sense around, for `unknown`, which is `known` denied. */
  opposite(): Speaker;
}

function speaker(locale: SystemLocale, denied: boolean): Speaker {
  const column = SYSTEM_LOCALES.indexOf(locale);
  const fill = (text: string, x: string, value = '') => text.replace('{x}', () => x).replace('{value}', () => value);
  return {
    locale,
    phrase: (name, x, value) => fill(PHRASES[name][denied ? 1 : 0][column] ?? '', x, value),
    subject: (name, x) => fill(SUBJECTS[name]?.[column] ?? '{x}', x),
    opposite: () => speaker(locale, !denied),
  };
}

function testWords(x: string, test: AttributeTest | LearningTest, say: Speaker): string {
  switch (test.is) {
    case 'one-of':
      return say.phrase('one-of', x, joinedWords(test.values, 'any', say.locale));
    case 'over':
    case 'under':
      return say.phrase(test.is, x, new Intl.NumberFormat(say.locale).format(test.value));
    case 'has':
      return say.phrase('has', x, test.text);
    case 'known':
      return say.phrase('known', x);
    case 'unknown':
      return say.opposite().phrase('known', x);
    case 'within':
    case 'in':
    case 'over-ago':
      return say.phrase(test.is, x, spanWords(test.span, say.locale));
    case 'before':
      return say.phrase('before', x, test.date);
    case 'for':
      return say.phrase('no-progress', x, spanWords(test.span, say.locale));
  }
}

function learningWords({ fact, about, test }: LearningCondition, say: Speaker): string {
  const x =
    about.of === 'promoted'
      ? say.subject('promoted', '')
      : about.of === 'competency'
        ? say.subject('competency', about.name)
        : joinedWords(about.ids, 'any', say.locale);
  if (test === undefined) return say.phrase(fact as keyof typeof PHRASES, x);
  return testWords(test.is === 'for' ? x : say.subject(fact, x), test, say);
}

function membershipWords({ fact, names }: MembershipCondition, say: Speaker): string {
  return say.phrase(fact, joinedWords(names, 'any', say.locale));
}

const UNITS: Readonly<Record<Exclude<DurationUnit, 'working days'>, string>> = {
  minutes: 'minute',
  hours: 'hour',
  days: 'day',
  months: 'month',
};
const WORKING_DAYS: Texts = ['werkdagen', 'working days', 'jours ouvrés'];

function spanWords({ amount, unit }: Duration, locale: SystemLocale): string {
  if (unit === 'working days') return `${amount} ${WORKING_DAYS[SYSTEM_LOCALES.indexOf(locale)]}`;
  const isYears = unit === 'months' && amount % 12 === 0 && amount > 0;
  const options = { style: 'unit', unit: isYears ? 'year' : UNITS[unit], unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(locale, options).format(isYears ? amount / 12 : amount);
}
