import type { SystemLocale } from '../../domain/reason-texts.ts';
import type { PersonData } from './data-register.ts';

/** In the order of the columns: Dutch, English, French. */
export type Said = readonly [nl: string, en: string, fr: string];

/** Columns of {@link Said}. */
export const COLUMN: Readonly<Record<SystemLocale, 0 | 1 | 2>> = { nl: 0, en: 1, fr: 2 };

interface KindTexts {
  readonly what: Said;
  readonly who: Said;
  readonly howLong: Said;
}

const NOBODY: Said = ['Niemand', 'Nobody', 'Personne'];
const OPERATOR: Said = [
  'Wie het systeem beheert (opdrachtregel)',
  'Whoever operates the system (command line)',
  'Qui exploite le système (ligne de commande)',
];
const UNTIL_ERASED: Said = [
  'Tot het wissen. Wie vertrekt krijgt niets meer, maar verdwijnt niet vanzelf',
  'Until erased. Whoever leaves gets nothing more, but does not go by themselves',
  'Jusqu’à l’effacement. Qui part ne reçoit plus rien, mais ne disparaît pas de soi-même',
];

/** What is kept about people: each kind of data of the register. `{…}` is filled in from the settings. */
export const KIND_TEXTS: Readonly<Record<PersonData, KindTexts>> = {
  identity: {
    what: [
      'Personeelsnummer, mailadres en eerdere adressen',
      'Number, mail address and earlier addresses',
      'Numéro, adresse et anciennes adresses',
    ],
    who: [
      'Wie het systeem beheert; systemen met een sleutel voor medewerkers',
      'Whoever operates the system; systems with a key for employees',
      'Qui exploite le système ; les systèmes munis d’une clé pour le personnel',
    ],
    howLong: UNTIL_ERASED,
  },
  work: {
    what: [
      'Naam, afdeling, plaats, taal, werkdagen, verlof, in en uit dienst, leidinggevende, en wat HR verder levert. Gevoelig, dus nooit getoond: {sensitive}',
      'Name, department, place, language, working days, leave, hired and left, manager, and what else HR sends. Sensitive, so never shown: {sensitive}',
      'Nom, service, lieu, langue, jours de travail, congés, entrée et sortie, responsable, et ce que les RH envoient. Sensible, donc jamais montré : {sensitive}',
    ],
    who: [
      'Wie het systeem beheert; systemen met een sleutel voor medewerkers, zonder verlof en gevoelige kolommen',
      'Whoever operates the system; systems with a key for employees, without leave and sensitive columns',
      'Qui exploite le système ; les systèmes munis d’une clé, sans congés ni colonnes sensibles',
    ],
    howLong: UNTIL_ERASED,
  },
  learning: {
    what: [
      'Toegewezen, gestart, voortgang, afgerond, met datum en score, zoals het leerplatform het meldt',
      'Assigned, started, progress, finished, with date and score, as the learning platform tells it',
      'Attribué, commencé, avancement, terminé, avec date et score, selon la plateforme',
    ],
    who: [
      'Niemand met naam. Alleen bij verplichte training: beheerders en de eigen leidinggevende, nadat een eerdere mail het meldde. Verder aantallen',
      'Nobody by name. Only for required training: operators and the own manager, after an earlier mail said so. Else counts',
      'Personne nommément. Formation obligatoire seulement : exploitants et responsable direct, après l’avoir annoncé par message. Sinon des totaux',
    ],
    howLong: UNTIL_ERASED,
  },
  participation: {
    what: [
      'Aan welke campagnes iemand meedoet, hoe ver, en waarom het eindigde',
      'Which campaigns somebody takes part in, how far, and why it ended',
      'À quelles campagnes quelqu’un participe, où il en est, et pourquoi cela s’est terminé',
    ],
    who: [
      'Wie het systeem beheert; zonder wat iemand aanklikte, antwoordde of leerde',
      'Whoever operates the system; without what somebody clicked, answered or learned',
      'Qui exploite le système ; sans ce qui a été cliqué, répondu ou appris',
    ],
    howLong: UNTIL_ERASED,
  },
  mails: {
    what: [
      'Welke mail wanneer naar welk adres ging, of waarom niet; de ingevulde woorden; dat een adres geen mail aanneemt',
      'Which mail went when to which address, or why not; the words filled in; that an address takes no mail',
      'Quel message est parti quand vers quelle adresse, ou pourquoi pas ; les mots insérés ; qu’une adresse n’accepte pas de messages',
    ],
    who: [
      'Wie het systeem beheert. Een mail die van gedrag, behoefte of een gevoelig kenmerk afhangt heet daar “een mail van de campagne”',
      'Whoever operates the system. A mail that hangs on behaviour, a need or a sensitive attribute is called “a mail of the campaign” there',
      'Qui exploite le système. Un message lié à un comportement, un besoin ou un attribut sensible s’y appelle « un message de la campagne »',
    ],
    howLong: [
      '{messageMonths} maanden na het versturen, en zolang iemand nog meedoet; de ingevulde woorden {mergeValueDays} dagen',
      '{messageMonths} months after it went, and as long as somebody still takes part; the words filled in {mergeValueDays} days',
      '{messageMonths} mois après l’envoi, et tant que la personne participe encore ; les mots insérés {mergeValueDays} jours',
    ],
  },
  stories: {
    what: [
      'Wat iemand zelf vertelde over leren, met de datum van toestemming, en of de naam erbij mag',
      'What somebody told about learning themselves, with the date of their consent, and whether the name may stand by it',
      'Ce que quelqu’un a raconté lui-même sur sa formation, la date de son accord et si son nom peut y figurer',
    ],
    who: [
      'Collega’s die het in een mail krijgen, zoals afgesproken: met voornaam, of zonder; wie het systeem beheert',
      'Colleagues who get it in a mail, as agreed: with the first name, or without; whoever operates the system',
      'Les collègues qui le reçoivent par message, comme convenu : avec le prénom ou sans ; qui exploite le système',
    ],
    howLong: [
      'Tot de toestemming wordt ingetrokken of het verhaal weg is; wie vertrekt of gewist wordt, wordt niet meer aangehaald',
      'Until the consent is taken back or the story is gone; whoever leaves or is erased is quoted no more',
      'Jusqu’au retrait de l’accord ou du récit ; qui part ou est effacé n’est plus cité',
    ],
  },
  behaviour: {
    what: [
      'Wie in welke mail klikte of een vraag beantwoordde, alleen opdat de campagne kan ophouden',
      'Who clicked in which mail or answered a question, only so that the campaign can stop',
      'Qui a cliqué dans quel message ou répondu, uniquement pour que la campagne puisse s’arrêter',
    ],
    who: NOBODY,
    howLong: [
      'Losse klikken {rawEventDays} dagen; dát iemand klikte of antwoordde tot {engagementDays} dagen nadat de campagne voor diegene eindigde',
      'Single clicks {rawEventDays} days; that somebody clicked or answered until {engagementDays} days after the campaign ended for them',
      'Clics isolés {rawEventDays} jours ; le fait d’avoir cliqué ou répondu jusqu’à {engagementDays} jours après la fin de la campagne pour la personne',
    ],
  },
  choices: {
    what: [
      'Wat iemand vroeg: stop, nu even niet, al gedaan, taal, behoefte. Redenen worden alleen geteld',
      'What somebody asked for: stop, not now, already done, language, need. Reasons are only counted',
      'Ce que quelqu’un a demandé : arrêt, pas maintenant, déjà fait, langue, besoin. Les raisons sont seulement comptées',
    ],
    who: [
      'De medewerker zelf; wie het systeem beheert ziet dat mail wacht of stopte',
      'The employee; whoever operates the system sees that mail waits or stopped',
      'La personne elle-même ; qui exploite le système voit que les messages attendent ou se sont arrêtés',
    ],
    howLong: [
      'Tot iemand anders kiest; “nu even niet” {notNowDays} dagen na afloop',
      'Until somebody chooses otherwise; “not now” {notNowDays} days after it is over',
      'Jusqu’à un autre choix ; « pas maintenant » {notNowDays} jours après sa fin',
    ],
  },
  provisioning: {
    what: [
      'Wat de identiteitsdienst over iemand meldt (SCIM)',
      'What the identity provider says of somebody (SCIM)',
      'Ce que le fournisseur d’identité dit de quelqu’un (SCIM)',
    ],
    who: ['De identiteitsdienst zelf', 'The identity provider itself', 'Le fournisseur d’identité lui-même'],
    howLong: [
      'Tot de dienst de gebruiker verwijdert',
      'Until the provider deletes the user',
      'Jusqu’à ce que le fournisseur supprime l’utilisateur',
    ],
  },
  statements: {
    what: [
      'Nummers van meldingen van het leerplatform, om een herhaling te herkennen',
      'Numbers of the learning platform’s statements, to know one that comes again',
      'Numéros des déclarations de la plateforme, pour reconnaître une répétition',
    ],
    who: NOBODY,
    howLong: ['{statementMonths} maanden', '{statementMonths} months', '{statementMonths} mois'],
  },
  imports: {
    what: [
      'Wat een import veranderde, om hem terug te nemen',
      'What an import changed, to take it back',
      'Ce qu’un import a changé, pour l’annuler',
    ],
    who: NOBODY,
    howLong: ['{undoDays} dagen', '{undoDays} days', '{undoDays} jours'],
  },
  answers: {
    what: [
      'Antwoorden aan andere systemen, voor als zij hetzelfde verzoek herhalen',
      'Answers to other systems, in case they repeat a request',
      'Réponses à d’autres systèmes, au cas où ils répètent une demande',
    ],
    who: ['Het systeem dat vroeg', 'The system that asked', 'Le système qui a demandé'],
    howLong: ['{keptAnswerDays} dag', '{keptAnswerDays} day', '{keptAnswerDays} jour'],
  },
  inbox: {
    what: [
      'De mails zelf, alleen met de ingebouwde postbus: om te proberen, er gaat niets naar buiten',
      'The mails themselves, only with the built-in inbox: for trying out, nothing leaves',
      'Les messages eux-mêmes, seulement avec la boîte intégrée : pour essayer, rien ne sort',
    ],
    who: ['Gebruikers van de console', 'Users of the console', 'Les utilisateurs de la console'],
    howLong: ['{inboxMonths} maanden', '{inboxMonths} months', '{inboxMonths} mois'],
  },
  links: {
    what: [
      'Dat iemand zijn gegevens mag ophalen',
      'That somebody may fetch their data',
      'Que quelqu’un peut récupérer ses données',
    ],
    who: NOBODY,
    howLong: [
      'Tot het ophalen, hooguit {exportLinkDays} dagen',
      'Until fetched, at most {exportLinkDays} days',
      'Jusqu’à la récupération, au plus {exportLinkDays} jours',
    ],
  },
  console: {
    what: [
      'Adres en rol van wie de console mag openen, en of die is aangemeld',
      'Address and role of whoever may open the console, and whether they are logged in',
      'Adresse et rôle de qui peut ouvrir la console, et s’il est connecté',
    ],
    who: OPERATOR,
    howLong: [
      'Tot de gebruiker wordt verwijderd; een aanmelding hooguit 7 dagen',
      'Until the user is removed; a login at most 7 days',
      'Jusqu’au retrait de l’utilisateur ; une connexion au plus 7 jours',
    ],
  },
  deeds: {
    what: [
      'Wie een campagne publiceerde, goedkeurde, startte of stopte, of een concept wijzigde',
      'Who published, approved, launched or stopped a campaign, or changed a draft',
      'Qui a publié, approuvé, lancé ou arrêté une campagne, ou modifié un brouillon',
    ],
    who: [
      'Gebruikers van de console, op de pagina van de campagne; wie het systeem beheert',
      'Users of the console, on the campaign’s page; whoever operates the system',
      'Les utilisateurs de la console, sur la page de la campagne ; qui exploite le système',
    ],
    howLong: [
      'Blijvend, als verantwoording; de naam tot het wissen',
      'For good, as a record; the name until erased',
      'Durablement, comme trace ; le nom jusqu’à l’effacement',
    ],
  },
  hashes: {
    what: [
      'Versleutelde afdrukken van gewiste mensen, van adressen die geen mail aannemen, en van mails die al weg zijn',
      'Keyed hashes of erased people, of addresses that take no mail, and of mails that have gone',
      'Empreintes chiffrées des personnes effacées, des adresses qui n’acceptent pas de messages et des messages déjà partis',
    ],
    who: [
      'Niemand: er is geen naam uit te lezen',
      'Nobody: no name can be read from them',
      'Personne : aucun nom ne peut en être lu',
    ],
    howLong: ['Blijvend', 'For good', 'Durablement'],
  },
};
