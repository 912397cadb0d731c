import { type Localized, localized } from '../domain/text.ts';

/** What every mail says around the message. `{campaign}` stands for the campaign's title. */
export interface SystemTexts {
  readonly whyParticipant: string;
  readonly whyBundle: string;
  readonly why: string;
  readonly notNow: string;
  readonly preferences: string;
  readonly stop: string;
  readonly doneQuestion: string;
  readonly done: string;
}

/** In the reader's language, else in English. */
export function systemTexts(locale: string): SystemTexts {
  const entries = Object.entries(TEXTS).map(([name, texts]) => [name, localized(texts, locale, 'en') ?? '']);
  return Object.fromEntries(entries) as unknown as SystemTexts;
}

/** Scripts that run from right to left, by language (CLDR). */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return /^(?:ar|he|fa|ur|yi|ps|sd|ug|dv)\b/.test(locale) ? 'rtl' : 'ltr';
}

const TEXTS: Readonly<Record<keyof SystemTexts, Localized>> = {
  whyParticipant: {
    nl: 'Je krijgt deze mail omdat “{campaign}” ook voor jou is.',
    en: 'You get this mail because “{campaign}” is for you too.',
    fr: 'Vous recevez ce message parce que « {campaign} » s’adresse aussi à vous.',
    de: 'Sie erhalten diese Mail, weil „{campaign}“ auch für Sie gedacht ist.',
  },
  whyBundle: {
    nl: 'Je krijgt deze mail omdat “{campaign}” gaat over collega’s die op jou rekenen.',
    en: 'You get this mail because “{campaign}” is about colleagues who count on you.',
    fr: 'Vous recevez ce message parce que « {campaign} » concerne des collègues qui comptent sur vous.',
    de: 'Sie erhalten diese Mail, weil es bei „{campaign}“ um Kolleginnen und Kollegen geht, die auf Sie zählen.',
  },
  why: { nl: 'Waarom ik?', en: 'Why me?', fr: 'Pourquoi moi ?', de: 'Warum ich?' },
  notNow: { nl: 'Nu even niet', en: 'Not now', fr: 'Pas maintenant', de: 'Jetzt nicht' },
  preferences: { nl: 'Voorkeuren', en: 'Preferences', fr: 'Préférences', de: 'Einstellungen' },
  stop: { nl: 'Stoppen', en: 'Stop', fr: 'Arrêter', de: 'Abbestellen' },
  doneQuestion: { nl: 'Al gedaan?', en: 'Already done?', fr: 'Déjà fait ?', de: 'Schon erledigt?' },
  done: { nl: 'Laat het ons weten', en: 'Let us know', fr: 'Dites-le-nous', de: 'Sagen Sie es uns' },
};
