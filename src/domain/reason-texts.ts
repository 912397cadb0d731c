import type { ShownReason } from './reasons.ts';

/** Languages the product speaks to those who work with it. */
export const SYSTEM_LOCALES = ['nl', 'en', 'fr'] as const;
export type SystemLocale = (typeof SYSTEM_LOCALES)[number];

/** `nl-BE` is Dutch; a language the product does not speak is English. */
export function systemLocale(locale: string): SystemLocale {
  const language = locale.split('-')[0]?.toLowerCase();
  return SYSTEM_LOCALES.find((known) => known === language) ?? 'en';
}

/**
 * What a reason means, as the end of a sentence: `waits until Mon 18 Jan 09:00: mail limit` (rules.md R21), or beside a
 * number: `3 mail limit`. The one table of these words; a new reason without them does not compile.
 */
export function reasonText(reason: ShownReason, locale: SystemLocale): string {
  return REASON_TEXTS[reason][locale];
}

const REASON_TEXTS: Readonly<Record<ShownReason, Readonly<Record<SystemLocale, string>>>> = {
  'goal-reached': { en: 'goal reached', nl: 'doel bereikt', fr: 'objectif atteint' },
  'said-done': { en: 'said it was done already', nl: 'zei het al gedaan te hebben', fr: 'a dit l’avoir déjà fait' },
  'moved-on': { en: 'a later phase has begun', nl: 'een latere fase is begonnen', fr: 'une phase suivante a commencé' },
  'ended-by-step': {
    en: 'the last step was reached',
    nl: 'de laatste stap is bereikt',
    fr: 'la dernière étape est atteinte',
  },
  'too-late': { en: 'too late to make sense', nl: 'te laat om nog zin te hebben', fr: 'trop tard pour avoir un sens' },
  overtaken: {
    en: 'overtaken by a later mail',
    nl: 'ingehaald door een latere mail',
    fr: 'dépassé par un message plus récent',
  },
  'no-due-date': { en: 'no date is known for it', nl: 'er is geen datum voor bekend', fr: 'aucune date n’est connue' },
  'mail-limit': { en: 'mail limit', nl: 'maillimiet', fr: 'limite de messages' },
  'one-a-day': { en: 'one mail a day', nl: 'één mail per dag', fr: 'un message par jour' },
  window: { en: 'outside sending hours', nl: 'buiten de verzendtijden', fr: 'hors des heures d’envoi' },
  'day-off': { en: 'not a working day', nl: 'geen werkdag', fr: 'jour non travaillé' },
  holiday: { en: 'public holiday', nl: 'feestdag', fr: 'jour férié' },
  leave: { en: 'on leave', nl: 'met verlof', fr: 'en congé' },
  'not-now': { en: 'asked for “not now”', nl: 'vroeg om “niet nu”', fr: 'a demandé « pas maintenant »' },
  blackout: { en: 'period without mail', nl: 'periode zonder mail', fr: 'période sans messages' },
  paused: { en: 'campaign paused', nl: 'campagne op pauze', fr: 'campagne en pause' },
  'old-learning-data': {
    en: 'learning data too old',
    nl: 'leergegevens te oud',
    fr: 'données de formation trop anciennes',
  },
  'when-false': {
    en: 'its condition does not hold',
    nl: 'de voorwaarde geldt niet',
    fr: 'sa condition n’est pas remplie',
  },
  'until-true': { en: 'what it asked for has happened', nl: 'wat gevraagd werd, is gebeurd', fr: 'c’est déjà fait' },
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
  'time-is-up': { en: 'the time for it was up', nl: 'de tijd ervoor was om', fr: 'le temps prévu est écoulé' },
  'campaign-over': { en: 'the campaign is over', nl: 'de campagne is afgelopen', fr: 'la campagne est terminée' },
  bounced: {
    en: 'the address did not take it',
    nl: 'het adres nam hem niet aan',
    fr: 'l’adresse ne l’a pas accepté',
  },
  suppressed: {
    en: 'the address takes no mail',
    nl: 'het adres neemt geen mail aan',
    fr: 'l’adresse n’accepte pas de messages',
  },
  'no-mailbox': {
    en: 'no mail address is known',
    nl: 'er is geen mailadres bekend',
    fr: 'aucune adresse n’est connue',
  },
  'start-later': {
    en: 'in the group that begins later',
    nl: 'in de groep die later begint',
    fr: 'dans le groupe qui commence plus tard',
  },
  'render-failed': {
    en: 'the mail could not be written',
    nl: 'de mail kon niet worden opgemaakt',
    fr: 'le message n’a pas pu être rédigé',
  },
  'no-story': {
    en: 'no story suits this reader',
    nl: 'er past geen verhaal bij deze lezer',
    fr: 'aucun témoignage ne convient à cette personne',
  },
  'not-needed-any-more': { en: 'not needed any more', nl: 'niet meer nodig', fr: 'n’est plus nécessaire' },
};
