import type { SystemLocale } from './reason-texts.ts';

/** RFC 5321 4.5.3.1: a path is at most 256 octets with its brackets; the local part 64; RFC 1035: a label 63. */
export const MAX_ADDRESS = 254;
export const MAX_LOCAL_PART = 64;
export const MAX_LABEL = 63;

/** Why a text is not one plain address, or cannot stand in a header. */
export type MailFault = keyof typeof FAULTS;

/** The same as the end of a sentence: `has no @`. A fault without words in a language does not compile. */
export function mailFaultText(fault: MailFault, locale: SystemLocale): string {
  return FAULTS[fault][locale];
}

const FAULTS = {
  empty: { en: 'is empty', nl: 'is leeg', fr: 'est vide' },
  'control-character': {
    en: 'has a line break or another control character in it',
    nl: 'bevat een regeleinde of een ander stuurteken',
    fr: 'contient un saut de ligne ou un autre caractère de contrôle',
  },
  space: { en: 'has a space in it', nl: 'bevat een spatie', fr: 'contient une espace' },
  list: {
    en: 'is a list or a group, not one address',
    nl: 'is een lijst of een groep, niet één adres',
    fr: 'est une liste ou un groupe, pas une seule adresse',
  },
  comment: { en: 'has a comment in it', nl: 'bevat een toevoeging tussen haakjes', fr: 'contient un commentaire' },
  brackets: {
    en: 'has angle brackets; write the address alone',
    nl: 'staat tussen punthaken; schrijf alleen het adres',
    fr: 'contient des chevrons ; écrivez seulement l’adresse',
  },
  'quoted-local-part': {
    en: 'has a quoted local part',
    nl: 'bevat aanhalingstekens of een backslash',
    fr: 'contient des guillemets ou une barre oblique inverse',
  },
  'no-at': { en: 'has no @', nl: 'bevat geen @', fr: 'ne contient pas de @' },
  'many-at': { en: 'has more than one @', nl: 'bevat meer dan één @', fr: 'contient plus d’un @' },
  'nothing-before-at': { en: 'has nothing before the @', nl: 'heeft niets vóór de @', fr: 'n’a rien avant le @' },
  'letters-before-at': {
    en: 'has letters before the @ that most mail servers do not take (SMTPUTF8)',
    nl: 'heeft vóór de @ letters die de meeste mailservers niet aannemen (SMTPUTF8)',
    fr: 'a avant le @ des lettres que la plupart des serveurs n’acceptent pas (SMTPUTF8)',
  },
  'long-before-at': {
    en: `has more than ${MAX_LOCAL_PART} characters before the @`,
    nl: `heeft meer dan ${MAX_LOCAL_PART} tekens vóór de @`,
    fr: `a plus de ${MAX_LOCAL_PART} caractères avant le @`,
  },
  'character-before-at': {
    en: 'has a character before the @ that is not allowed there',
    nl: 'heeft vóór de @ een teken dat daar niet mag staan',
    fr: 'a avant le @ un caractère qui n’y est pas permis',
  },
  'dot-before-at': {
    en: 'has a dot in the wrong place before the @',
    nl: 'heeft vóór de @ een punt op de verkeerde plaats',
    fr: 'a avant le @ un point mal placé',
  },
  'nothing-after-at': { en: 'has nothing after the @', nl: 'heeft niets achter de @', fr: 'n’a rien après le @' },
  'server-by-number': {
    en: 'names a server by number; a domain name was expected',
    nl: 'noemt een server met zijn nummer; er hoort een domeinnaam te staan',
    fr: 'désigne un serveur par son numéro ; un nom de domaine est attendu',
  },
  'dot-after-at': {
    en: 'has a dot in the wrong place after the @',
    nl: 'heeft achter de @ een punt op de verkeerde plaats',
    fr: 'a après le @ un point mal placé',
  },
  'no-dot-after-at': {
    en: 'has no dot after the @',
    nl: 'heeft geen punt achter de @',
    fr: 'n’a pas de point après le @',
  },
  'character-after-at': {
    en: 'has a character after the @ that is not allowed there',
    nl: 'heeft achter de @ een teken dat daar niet mag staan',
    fr: 'a après le @ un caractère qui n’y est pas permis',
  },
  'no-domain-name': {
    en: 'has a domain that cannot be written as a domain name',
    nl: 'heeft een domein dat niet als domeinnaam te schrijven is',
    fr: 'a un domaine qui ne peut pas s’écrire comme nom de domaine',
  },
  'long-label': {
    en: `has a part of more than ${MAX_LABEL} characters after the @`,
    nl: `heeft achter de @ een deel van meer dan ${MAX_LABEL} tekens`,
    fr: `a après le @ une partie de plus de ${MAX_LABEL} caractères`,
  },
  'long-address': {
    en: `is longer than ${MAX_ADDRESS} characters`,
    nl: `is langer dan ${MAX_ADDRESS} tekens`,
    fr: `dépasse ${MAX_ADDRESS} caractères`,
  },
  'line-break': { en: 'has a line break in it', nl: 'bevat een regeleinde', fr: 'contient un saut de ligne' },
  'header-control': {
    en: 'has a control character in it',
    nl: 'bevat een stuurteken',
    fr: 'contient un caractère de contrôle',
  },
  direction: {
    en: 'has a hidden character that changes the direction of writing',
    nl: 'bevat een verborgen teken dat de schrijfrichting omkeert',
    fr: 'contient un caractère caché qui change le sens de l’écriture',
  },
  surrogate: {
    en: 'has half a character in it (a lone surrogate)',
    nl: 'bevat een half teken (een los surrogaat)',
    fr: 'contient un demi-caractère (un substitut isolé)',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<SystemLocale, string>>>>;
