import type { WordTable } from '../words.ts';

/** What `bounce` says. */
export const BOUNCE_WORDS = {
  bounced: [
    'Een mail van {campaign} kwam terug en telt zo.',
    'A mail of {campaign} came back and counts so.',
    'Un message de {campaign} est revenu et compte comme tel.',
  ],
  suppressed: [
    'Het postvak bestaat niet: naar dit adres gaat niets meer. Is het hersteld: druppel unsuppress E-MAIL',
    'There is no such mailbox: nothing goes to this address any more. Once it is mended: druppel unsuppress EMAIL',
    'Cette boîte n’existe pas : plus rien ne part vers cette adresse. Une fois réparée : druppel unsuppress E-MAIL',
  ],
  known: [
    'Dat was al bekend, of deze mail ging nooit uit. Niets gewijzigd.',
    'That was known, or this mail never went. Nothing changed.',
    'C’était connu, ou ce message n’est jamais parti. Rien n’a changé.',
  ],
  'not-final': [
    'De andere mailserver probeert het nog, of meldt dat het goed ging. Niets gewijzigd.',
    'The other mail server goes on trying, or says that all went well. Nothing changed.',
    'L’autre serveur essaie encore, ou dit que tout va bien. Rien n’a changé.',
  ],
  'not-ours': [
    'Dit bericht kwam niet op een retouradres van ons binnen, dus het telt niet. Geef het door zoals het binnenkwam, met de regels To of Delivered-To.',
    'This report did not come to a return path of ours, so it does not count. Hand it over as it arrived, with its To or Delivered-To.',
    'Ce rapport n’est pas arrivé à une adresse de retour à nous : il ne compte pas. Transmettez-le tel quel, avec To ou Delivered-To.',
  ],
  'no-report': [
    'Dit is geen bezorgbericht van een mailserver (RFC 3464). Niets gewijzigd.',
    'This is no delivery report of a mail server (RFC 3464). Nothing changed.',
    'Ce n’est pas un rapport de remise d’un serveur (RFC 3464). Rien n’a changé.',
  ],
} as const satisfies WordTable;
