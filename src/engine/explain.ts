import type { EndReason, Reason } from '../domain/reasons.ts';
import { formatTimeOfDay, type Instant, localDateTime, WEEKDAYS, weekdayOf, type Zone } from '../domain/time.ts';

/** Languages the system speaks to admins and marketers. */
export type SystemLocale = 'en' | 'nl' | 'fr';

export function systemLocale(locale: string): SystemLocale {
  const language = locale.split('-')[0];
  return language === 'nl' || language === 'fr' ? language : 'en';
}

/**
 * What a reason means, as the end of a sentence: `waits until Mon 18 Jan 09:00: the mail limit` (rules.md R21). One
 * table, so that a new reason without words does not compile.
 */
const REASON_TEXTS: Readonly<Record<Reason, Readonly<Record<SystemLocale, string>>>> = {
  'goal-reached': { en: 'the goal is reached', nl: 'het doel is bereikt', fr: 'l’objectif est atteint' },
  'said-done': {
    en: 'said to have done it already',
    nl: 'zegt het al gedaan te hebben',
    fr: 'a dit l’avoir déjà fait',
  },
  'moved-on': { en: 'already in a later phase', nl: 'al in een latere fase', fr: 'déjà dans une phase suivante' },
  'ended-by-step': { en: 'the campaign ends here', nl: 'de campagne eindigt hier', fr: 'la campagne se termine ici' },
  'too-late': { en: 'too late to make sense', nl: 'te laat om nog zin te hebben', fr: 'trop tard pour avoir un sens' },
  overtaken: {
    en: 'a later mail fits better',
    nl: 'een latere mail past beter',
    fr: 'un message plus récent convient mieux',
  },
  'no-due-date': { en: 'no due date is known', nl: 'er is geen einddatum bekend', fr: 'aucune échéance n’est connue' },
  'mail-limit': { en: 'the mail limit', nl: 'het maximum aantal mails', fr: 'la limite de messages' },
  'one-a-day': { en: 'one mail a day', nl: 'één mail per dag', fr: 'un message par jour' },
  window: { en: 'outside sending hours', nl: 'buiten de verzendtijden', fr: 'hors des heures d’envoi' },
  'day-off': { en: 'not a working day', nl: 'geen werkdag', fr: 'jour non travaillé' },
  holiday: { en: 'a public holiday', nl: 'een feestdag', fr: 'un jour férié' },
  leave: { en: 'on leave', nl: 'met verlof', fr: 'en congé' },
  'not-now': { en: 'asked for “not now”', nl: 'vroeg om “niet nu”', fr: 'a demandé « pas maintenant »' },
  blackout: { en: 'a period without mail', nl: 'een periode zonder mail', fr: 'une période sans messages' },
  paused: { en: 'the campaign is paused', nl: 'de campagne staat op pauze', fr: 'la campagne est en pause' },
  'old-learning-data': {
    en: 'learning data is too old',
    nl: 'de leergegevens zijn te oud',
    fr: 'les données de formation sont trop anciennes',
  },
  'when-false': {
    en: 'its condition does not hold',
    nl: 'de voorwaarde geldt niet',
    fr: 'sa condition n’est pas remplie',
  },
  'until-true': { en: 'no longer needed', nl: 'niet meer nodig', fr: 'n’est plus nécessaire' },
  'left-audience': {
    en: 'no longer in the audience',
    nl: 'hoort niet meer bij de doelgroep',
    fr: 'ne fait plus partie du public',
  },
  'left-company': {
    en: 'left the organisation',
    nl: 'werkt niet meer bij de organisatie',
    fr: 'a quitté l’organisation',
  },
  stopped: { en: 'stopped these mails', nl: 'heeft deze mails gestopt', fr: 'a arrêté ces messages' },
  'time-is-up': {
    en: 'the time for this campaign is over',
    nl: 'de tijd voor deze campagne is om',
    fr: 'le temps prévu est écoulé',
  },
  'campaign-over': { en: 'the campaign is over', nl: 'de campagne is afgelopen', fr: 'la campagne est terminée' },
  bounced: { en: 'the mail came back', nl: 'de mail kwam terug', fr: 'le message est revenu' },
  suppressed: {
    en: 'the address does not take mail',
    nl: 'het adres neemt geen mail aan',
    fr: 'l’adresse n’accepte pas de messages',
  },
  'no-mailbox': {
    en: 'no mail address is known',
    nl: 'er is geen mailadres bekend',
    fr: 'aucune adresse n’est connue',
  },
  'start-later': { en: 'begins later', nl: 'begint later', fr: 'commence plus tard' },
  'render-failed': {
    en: 'the mail could not be written',
    nl: 'de mail kon niet worden opgemaakt',
    fr: 'le message n’a pas pu être rédigé',
  },
};

export function reasonText(reason: Reason | EndReason, locale: SystemLocale): string {
  return REASON_TEXTS[reason][locale];
}

/** `Mon 18 Jan 09:00`, in the zone of the person. */
export function shortTime(instant: Instant, zone: Zone, locale: SystemLocale): string {
  const { date, time } = localDateTime(instant, zone);
  const words = WORDS[locale];
  const weekday = words.days[WEEKDAYS.indexOf(weekdayOf(date))];
  return `${weekday} ${Number(date.slice(8))} ${words.months[Number(date.slice(5, 7)) - 1]} ${formatTimeOfDay(time)}`;
}

const WORDS: Readonly<Record<SystemLocale, { readonly days: readonly string[]; readonly months: readonly string[] }>> =
  {
    en: {
      days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
      months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
    },
    nl: {
      days: ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo'],
      months: ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'],
    },
    fr: {
      days: ['lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.', 'dim.'],
      months: ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'],
    },
  };
