import { NEED_TEXTS } from '../../domain/need-texts.ts';
import type { SystemLocale } from '../../domain/reason-texts.ts';
import type { PersonData } from '../../flow/privacy/collect-person-data.ts';
import { COLUMN, type Said } from '../../flow/privacy/privacy-texts.ts';
import type { ActionVerb } from '../../store/tables/lifecycle-tables.ts';

/** The language of one document. */
export function sayExport(locale: SystemLocale): (said: Said) => string {
  return (said) => said[COLUMN[locale]];
}

/** What a field is called; a column of the organisation's own keeps its name. */
export function fieldWords(name: string, locale: SystemLocale): string {
  const known = FIELDS[name];
  if (known !== undefined) return known[COLUMN[locale]];
  const plain = name.replaceAll('_', ' ');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** What a code says in a field, where it is not a word already; null: it is. */
export function codeWords(field: string, code: string, locale: SystemLocale): string | null {
  return CODES[field]?.[code]?.[COLUMN[locale]] ?? null;
}

export const WORDS = {
  title: [
    'Wat {organisation} over je bewaart',
    'What {organisation} keeps about you',
    'Ce que {organisation} conserve sur vous',
  ],
  lead: [
    'Alles wat er over jou staat, zoals het was op {made}. Alleen jij krijgt het zo te zien.',
    'Everything there is about you, as it was on {made}. Only you get to see it like this.',
    'Tout ce qui vous concerne, tel que c’était le {made}. Vous seul le voyez ainsi.',
  ],
  unknown: ['Niet bekend: {fields}.', 'Not known: {fields}.', 'Non renseigné : {fields}.'],
  nothing: ['Niets van: {lists}.', 'There is nothing of: {lists}.', 'Il n’y a rien sous : {lists}.'],
  machines: [
    'Voor machines staat hetzelfde als JSON in dit bestand, in het element met id “data”.',
    'For machines the same stands in this file as JSON, in the element with the id “data”.',
    'Pour les machines, les mêmes données figurent dans ce fichier en JSON, dans l’élément d’id « data ».',
  ],
  opens: [
    'Of je mails opende staat hier niet: dat is van niemand bekend. Klikken dienen alleen om te weten wanneer een campagne kan ophouden; niemand kan ze inzien.',
    'Whether you opened mails does not stand here: it is known of nobody. Clicks only serve to know when a campaign can stop; nobody can look at them.',
    'L’ouverture des messages ne figure pas ici : on ne la connaît de personne. Les clics servent uniquement à savoir quand une campagne peut s’arrêter ; personne ne peut les voir.',
  ],
  yes: ['ja', 'yes', 'oui'],
  no: ['nee', 'no', 'non'],
} as const satisfies Record<string, Said>;

export const TITLES = {
  person: ['Jij', 'You', 'Vous'],
  addresses: ['Adressen', 'Addresses', 'Adresses'],
  learning: ['Leren', 'Learning', 'Formation'],
  statements: [
    'Meldingen van het leerplatform',
    'Statements of the learning platform',
    'Déclarations de la plateforme de formation',
  ],
  campaigns: ['Campagnes', 'Campaigns', 'Campagnes'],
  mails: ['Mails', 'Mails', 'Messages'],
  mailsAboutYou: [
    'Mails over jou aan je leidinggevende of buddy',
    'Mails about you to your manager or buddy',
    'Messages à votre sujet, à votre responsable ou parrain',
  ],
  stories: ['Verhalen van jou', 'Your stories', 'Vos témoignages'],
  clicks: ['Klikken', 'Clicks', 'Clics'],
  steered: ['Wat campagnes stuurde', 'What steered campaigns', 'Ce qui a guidé les campagnes'],
  choices: ['Wat je vroeg', 'What you asked for', 'Ce que vous avez demandé'],
  identityProvider: ['Van de identiteitsdienst', 'From the identity provider', 'Du fournisseur d’identité'],
  console: ['Toegang tot de console', 'Access to the console', 'Accès à la console'],
  deeds: ['Wat je met campagnes deed', 'What you did to campaigns', 'Ce que vous avez fait avec les campagnes'],
  imports: ['Imports die je noemen', 'Imports that name you', 'Imports qui vous citent'],
} as const satisfies Record<Exclude<keyof PersonData, 'made'>, Said>;

const FIELDS: Readonly<Record<string, Said>> = {
  key: ['Nummer in Druppel', 'Number in Druppel', 'Numéro dans Druppel'],
  id: ['Personeelsnummer', 'Personnel number', 'Matricule'],
  email: ['Mailadres', 'Mail address', 'Adresse électronique'],
  first_name: ['Voornaam', 'First name', 'Prénom'],
  last_name: ['Achternaam', 'Last name', 'Nom'],
  department: ['Afdeling', 'Department', 'Service'],
  team: ['Team', 'Team', 'Équipe'],
  role: ['Functie of rol', 'Role', 'Fonction ou rôle'],
  level: ['Niveau', 'Level', 'Niveau'],
  location: ['Locatie', 'Location', 'Site'],
  locale: ['Taal', 'Language', 'Langue'],
  chosenLocale: ['Taal die je koos', 'Language you chose', 'Langue choisie'],
  chosenNeed: ['Wat je helpt, naar eigen keuze', 'What helps you, as you chose', 'Ce qui vous aide, selon votre choix'],
  timezone: ['Tijdzone', 'Time zone', 'Fuseau horaire'],
  country: ['Land', 'Country', 'Pays'],
  region: ['Regio', 'Region', 'Région'],
  workingDays: ['Werkdagen', 'Working days', 'Jours de travail'],
  leave: ['Verlof', 'Leave', 'Congés'],
  hiredOn: ['Eerste werkdag', 'First working day', 'Premier jour de travail'],
  leftOn: ['Laatste werkdag', 'Last working day', 'Dernier jour de travail'],
  missingSince: ['Ontbreekt in imports sinds', 'Missing in imports since', 'Absent des imports depuis'],
  managerEmail: ['Leidinggevende', 'Manager', 'Responsable'],
  buddyEmail: ['Buddy', 'Buddy', 'Parrain ou marraine'],
  suppressedAt: ['Geen mail meer sinds', 'No more mail since', 'Plus de messages depuis'],
  notedAt: ['Postvak niet gevonden op', 'Mailbox not found on', 'Boîte introuvable le'],
  createdAt: ['Bekend sinds', 'Known since', 'Connu depuis'],
  mayBeMailed: ['Dit adres neemt mail aan', 'This address takes mail', 'Cette adresse accepte les messages'],
  current: ['In gebruik', 'In use', 'Utilisée'],
  activity: ['Training', 'Training', 'Formation'],
  event: ['Wat', 'What', 'Quoi'],
  at: ['Wanneer', 'When', 'Quand'],
  holdsFrom: ['Telt vanaf', 'Counts from', 'Compte à partir de'],
  due: ['Uiterlijk', 'Due', 'Échéance'],
  score: ['Score', 'Score', 'Score'],
  progress: ['Voortgang', 'Progress', 'Avancement'],
  campaign: ['Campagne', 'Campaign', 'Campagne'],
  round: ['Ronde', 'Round', 'Tour'],
  version: ['Versie', 'Version', 'Version'],
  phase: ['Fase', 'Phase', 'Phase'],
  began: ['Begonnen', 'Began', 'Début'],
  goalReached: ['Doel bereikt', 'Goal reached', 'Objectif atteint'],
  saidDone: ['Als gedaan gemeld', 'Said to be done', 'Signalé comme fait'],
  suspended: ['Onderbroken', 'Suspended', 'Suspendu'],
  ended: ['Geëindigd', 'Ended', 'Fin'],
  because: ['Waarom', 'Why', 'Pourquoi'],
  step: ['Mail', 'Mail', 'Message'],
  state: ['Wat ervan werd', 'What became of it', 'Ce qu’il est devenu'],
  reason: ['Reden', 'Reason', 'Raison'],
  to: ['Aan', 'To', 'À'],
  variant: ['Uitvoering', 'Variant', 'Variante'],
  story: ['Verhaal', 'Story', 'Récit'],
  firstName: ['Voornaam', 'First name', 'Prénom'],
  consentOn: ['Toestemming op', 'Consent on', 'Accord du'],
  expiresOn: ['Verteld tot en met', 'Told until', 'Diffusé jusqu’au'],
  withdrawnOn: ['Ingetrokken op', 'Taken back on', 'Retiré le'],
  texts: ['Tekst', 'Text', 'Texte'],
  title: ['Titel', 'Title', 'Titre'],
  quote: ['Citaat', 'Quote', 'Citation'],
  text: ['Verhaal', 'Story', 'Récit'],
  words: ['Ingevulde woorden', 'Words filled in', 'Mots insérés'],
  $links: ['links', 'links', 'liens'],
  answer: ['Antwoord van de mailserver', 'Answer of the mail server', 'Réponse du serveur'],
  link: ['Link', 'Link', 'Lien'],
  by: ['Door', 'By', 'Par'],
  why: ['Waarom zo ingedeeld', 'Why it counts so', 'Pourquoi ce classement'],
  kind: ['Soort', 'Kind', 'Type'],
  about: ['Waarover', 'About', 'À propos de'],
  answers: ['Antwoorden', 'Answers', 'Réponses'],
  topic: ['Onderwerp', 'Topic', 'Sujet'],
  until: ['Tot', 'Until', 'Jusqu’au'],
  loggedIn: ['Aangemeld, laatst gezien', 'Logged in, last seen', 'Connexion, vue en dernier'],
  verb: ['Wat', 'What', 'Quoi'],
  note: ['Toelichting', 'Note', 'Précision'],
  since: ['Sinds', 'Since', 'Depuis'],
  fileName: ['Bestand', 'File', 'Fichier'],
};

const LEARNED: Readonly<Record<string, Said>> = {
  assigned: ['toegewezen', 'assigned', 'attribué'],
  started: ['begonnen', 'started', 'commencé'],
  progressed: ['verder gekomen', 'went on', 'avancé'],
  completed: ['afgerond', 'finished', 'terminé'],
  passed: ['gehaald', 'passed', 'réussi'],
  failed: ['niet gehaald', 'failed', 'échoué'],
};

const SENT: Readonly<Record<string, Said>> = {
  planned: ['gepland', 'planned', 'prévu'],
  ready: ['klaar om te gaan', 'ready to go', 'prêt à partir'],
  claimed: ['gaat nu', 'on its way out', 'en cours d’envoi'],
  data: ['gaat nu', 'on its way out', 'en cours d’envoi'],
  sent: ['verstuurd', 'sent', 'envoyé'],
  'in-doubt': ['onzeker of het aankwam', 'in doubt whether it arrived', 'arrivée incertaine'],
  held: ['vastgehouden', 'held back', 'retenu'],
  failed: ['mislukt', 'failed', 'échoué'],
  bounced: ['teruggekomen', 'came back', 'revenu'],
  passed: ['niet verstuurd', 'not sent', 'non envoyé'],
  withdrawn: ['teruggenomen', 'taken back', 'retiré'],
};

const DONE: Readonly<Record<ActionVerb | 'draft', Said>> = {
  publish: ['gepubliceerd', 'published', 'publié'],
  approve: ['goedgekeurd', 'approved', 'approuvé'],
  launch: ['gestart', 'launched', 'lancé'],
  widen: ['verbreed', 'widened', 'élargi'],
  pause: ['gepauzeerd', 'paused', 'mis en pause'],
  resume: ['hervat', 'resumed', 'repris'],
  finish: ['beëindigd', 'finished', 'terminé'],
  recall: ['teruggehaald', 'recalled', 'rappelé'],
  link: ['link hersteld', 'link mended', 'lien corrigé'],
  release: ['vrijgegeven', 'released', 'libéré'],
  draft: ['concept gewijzigd', 'draft changed', 'brouillon modifié'],
};

const CODES: Readonly<Record<string, Readonly<Record<string, Said>>>> = {
  event: LEARNED,
  state: SENT,
  verb: DONE,
  chosenNeed: NEED_TEXTS,
  by: {
    human: ['een mens', 'a person', 'une personne'],
    automatic: ['een programma', 'a program', 'un programme'],
  },
  kind: {
    stop: ['stop', 'stop', 'arrêt'],
    'not-now': ['nu even niet', 'not now', 'pas maintenant'],
    'said-done': ['al gedaan', 'already done', 'déjà fait'],
    clicked: ['geklikt', 'clicked', 'clic'],
    answered: ['geantwoord', 'answered', 'réponse'],
    employees: ['medewerkers', 'employees', 'personnel'],
    learning: ['leren', 'learning', 'formation'],
  },
};
