import type { WordTable } from '../words.ts';

/** What the commands say that begin, hold and end a campaign. */
export const LIFECYCLE_WORDS = {
  canLaunch: [
    '{id} kan van start: druppel launch {id}',
    '{id} can be launched: druppel launch {id}',
    '{id} peut être lancée : druppel launch {id}',
  ],
  launched: ['{id} is gestart.', '{id} is launched.', '{id} est lancée.'],
  afterLaunch: [
    'Verder: druppel start, of op een virtuele klok: druppel run --until 2027-06-01. Hoe het loopt: druppel stats {id}',
    'Next: druppel start, or on a virtual clock: druppel run --until 2027-06-01. How it goes: druppel stats {id}',
    'Ensuite : druppel start, ou avec une horloge virtuelle : druppel run --until 2027-06-01. Où elle en est : druppel stats {id}',
  ],
  widened: [
    '{id} is nu voor {whom}: {count} {count:persoon komt|mensen komen} erbij.',
    '{id} is for {whom} now: {count} {count:person comes|people come} in.',
    '{id} est maintenant pour {whom} : {count} {count:personne arrive|personnes arrivent}.',
  ],
  wouldWiden: [
    '{id} zou voor {whom} zijn: {count} {count:persoon zou|mensen zouden} erbij komen. Er is niets gewijzigd.',
    '{id} would be for {whom}: {count} {count:person|people} would come in. Nothing was changed.',
    '{id} serait pour {whom} : {count} {count:personne arriverait|personnes arriveraient}. Rien n’a été modifié.',
  ],
  wouldWidenNotTold: [
    '{id} zou voor {whom} zijn. Hoeveel mensen erbij zouden komen, blijft ongezegd: te weinig passen, of te weinig niet. Er is niets gewijzigd.',
    '{id} would be for {whom}. How many people would come in is not told: too few fit, or too few do not. Nothing was changed.',
    '{id} serait pour {whom}. Combien de personnes arriveraient n’est pas dit : trop peu y répondent, ou trop peu n’y répondent pas. Rien n’a été modifié.',
  ],
  whoStays: [
    'Wie meedoet, blijft waar die is. Wie erbij komt, begint met de eerste mail die nog zin heeft.',
    'Who takes part stays where they are. Who comes in begins with the first mail that still makes sense.',
    'Qui participe reste où il en est. Qui arrive commence par le premier message qui a encore un sens.',
  ],
  recalled: [
    'De start van {id} is ingetrokken; niemand heeft een mail gekregen.',
    'The launch of {id} is taken back; nobody has had a mail.',
    'Le lancement de {id} est annulé ; personne n’a reçu de message.',
  ],
  hadBegun: [
    '{participants} {participants:was|waren} begonnen, met {mails} {mails:mail|mails} gepland of beslist.',
    '{participants} had begun, with {mails} mails planned or decided.',
    '{participants} {participants:avait|avaient} commencé, avec {mails} {mails:message prévu ou décidé|messages prévus ou décidés}.',
  ],
  afterRecall: [
    'Verder: verbeter het, druppel publish {id}, druppel launch {id}.',
    'Next: mend it, druppel publish {id}, druppel launch {id}.',
    'Ensuite : corrigez-la, druppel publish {id}, druppel launch {id}.',
  ],
  allMail: ['Alle mail', 'All mail', 'Tous les messages'],
  paused: [
    '{what} staat op pauze. Er gaat niets verloren: wat aan de beurt was, wacht. Weer verder: druppel resume {next}',
    '{what} is paused. Nothing is lost: what was due waits. Go on with: druppel resume {next}',
    '{what} : en pause. Rien n’est perdu : ce qui devait partir attend. Pour reprendre : druppel resume {next}',
  ],
  resumed: [
    '{what} gaat verder. Wat intussen aan de beurt was, gaat bij het volgende verzendmoment, voor zover het nog zin heeft.',
    '{what} goes on. What was due meanwhile goes at the next opening, as far as it still makes sense.',
    '{what} : c’est reparti. Ce qui devait partir entre-temps part au prochain créneau, si cela a encore un sens.',
  ],
  nothingToday: [
    'De komende 24 uur zou er niets gaan.',
    'Nothing would go in the next 24 hours.',
    'Rien ne partirait dans les prochaines 24 heures.',
  ],
  mailsToday: [
    '{count} {count:mail zou|mails zouden} de komende 24 uur gaan:',
    '{count} {count:mail|mails} would go in the next 24 hours:',
    '{count} {count:message partirait|messages partiraient} dans les prochaines 24 heures :',
  ],
  notAnyMore: ['niet meer', 'not any more', 'plus du tout'],
  'too-late': ['te laat', 'too late', 'trop tard'],
  overtaken: ['ingehaald door een latere mail', 'overtaken by a later mail', 'dépassé par un message plus récent'],
  resumeNext: [
    'Er is niets gewijzigd. Weer verder: druppel resume {next}',
    'Nothing was changed. Go on with: druppel resume {next}',
    'Rien n’a été modifié. Pour reprendre : druppel resume {next}',
  ],
  over: ['{id} is voor iedereen voorbij.', '{id} is over for everybody.', '{id} est terminée pour tout le monde.'],
  nobodyNew: [
    '{id} neemt niemand nieuw op; wie onderweg is, gaat door tot het eind.',
    '{id} takes in nobody new; who is on the way goes on to the end.',
    '{id} n’accueille plus personne ; qui est en chemin va jusqu’au bout.',
  ],
} as const satisfies WordTable;
