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
const WHILE_KNOWN: Said = [
  'Zolang de organisatie de medewerker noemt; tot het wissen',
  'As long as the organisation names the employee; until erased',
  'Tant que l’organisation cite la personne ; jusqu’à l’effacement',
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
    howLong: WHILE_KNOWN,
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
    howLong: WHILE_KNOWN,
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
    howLong: WHILE_KNOWN,
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
    howLong: WHILE_KNOWN,
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
      '{messageMonths} maanden na het versturen; de ingevulde woorden {mergeValueDays} dagen',
      '{messageMonths} months after it went; the words filled in {mergeValueDays} days',
      '{messageMonths} mois après l’envoi ; les mots insérés {mergeValueDays} jours',
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
      'Losse klikken {rawEventDays} dagen; dát iemand klikte of antwoordde tot {engagementDays} dagen na de campagne',
      'Single clicks {rawEventDays} days; that somebody clicked or answered until {engagementDays} days after the campaign',
      'Clics isolés {rawEventDays} jours ; le fait d’avoir cliqué ou répondu jusqu’à {engagementDays} jours après la campagne',
    ],
  },
  choices: {
    what: [
      'Wat iemand vroeg: stop, nu even niet, al gedaan, taal. Redenen worden alleen geteld',
      'What somebody asked for: stop, not now, already done, language. Reasons are only counted',
      'Ce que quelqu’un a demandé : arrêt, pas maintenant, déjà fait, langue. Les raisons sont seulement comptées',
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
    who: OPERATOR,
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

/** The rest of the page. */
export const PAGE_TEXTS = {
  title: [
    'Wat Druppel over mensen bewaart',
    'What Druppel keeps about people',
    'Ce que Druppel conserve sur les personnes',
  ],
  lead: [
    'Voor de ondernemingsraad, de functionaris gegevensbescherming en iedereen die mail krijgt van {organisation}. Gemaakt uit de instellingen zoals ze nu zijn.',
    'For the works council, the privacy officer and everybody who gets mail from {organisation}. Made from the settings as they are now.',
    'Pour les représentants du personnel, le délégué à la protection des données et toute personne recevant des messages de {organisation}. Établi d’après les réglages actuels.',
  ],
  settings: ['De instellingen', 'The settings', 'Les réglages'],
  trackingOff: [
    'Klikken en openen worden niet gevolgd: links blijven zoals ze zijn, mails hebben geen merk. Wat van eerder is, vervalt op tijd.',
    'Clicks and opens are not tracked: links are left as they are, mails carry no mark. What is there from before goes in time.',
    'Ni clics ni ouvertures ne sont suivis : les liens restent tels quels, les messages n’ont pas de marque. Ce qui date d’avant expire à temps.',
  ],
  trackingJourney: [
    'Klikken worden per persoon bewaard, alleen opdat de campagne kan ophouden; niemand ziet ze. Openen wordt geteld met een willekeurig merk dat bij niemand hoort.',
    'Clicks are kept per person, only so that the campaign can stop; nobody sees them. Opens are counted by a random mark that belongs to nobody.',
    'Les clics sont conservés par personne, uniquement pour que la campagne s’arrête ; personne ne les voit. Les ouvertures sont comptées par une marque aléatoire qui n’est à personne.',
  ],
  minimumGroup: [
    'Cijfers over gedrag worden getoond vanaf {minimumGroup} mensen die iets wel en {minimumGroup} die het niet deden. Ze veranderen alleen ’s nachts, en per {minimumGroup} tegelijk.',
    'Figures about behaviour are shown from {minimumGroup} people who did something and {minimumGroup} who did not. They change at night only, and by {minimumGroup} at a time.',
    'Les chiffres de comportement ne sont montrés qu’à partir de {minimumGroup} personnes qui ont fait et {minimumGroup} qui n’ont pas fait. Ils ne changent que la nuit, et par {minimumGroup} à la fois.',
  ],
  kept: ['Wat er bewaard wordt', 'What is kept', 'Ce qui est conservé'],
  what: ['Wat', 'What', 'Quoi'],
  who: ['Wie het ziet', 'Who sees it', 'Qui le voit'],
  howLong: ['Hoe lang', 'For how long', 'Combien de temps'],
  marks: [
    'Het merk van een geopende mail hoort bij een campagne, bericht, taal en dag, en bij geen mail of mens; het verdwijnt na {rawEventDays} dagen. Aantallen blijven.',
    'The mark of an opened mail belongs to a campaign, message, language and day, and to no mail or person; it goes after {rawEventDays} days. Totals stay.',
    'La marque d’un message ouvert appartient à une campagne, un message, une langue et un jour, et à aucun message ni personne ; elle disparaît après {rawEventDays} jours. Les totaux restent.',
  ],
  cannot: ['Wat dit systeem niet kan', 'What this system cannot do', 'Ce que ce système ne peut pas faire'],
  cannots: [
    [
      'Niemand kan opzoeken wie wat opende, aanklikte of antwoordde. Daar is geen pagina, geen opdracht, geen sleutel en geen instelling voor.',
      'Nobody can look up who opened, clicked or answered what. There is no page, no command, no key and no setting for it.',
      'Personne ne peut consulter qui a ouvert, cliqué ou répondu quoi. Il n’y a ni page, ni commande, ni clé, ni réglage pour cela.',
    ],
    [
      'Van wie een mail opende, is niet na te gaan, ook niet in de database.',
      'Who opened a mail cannot be told, not even from the database.',
      'Qui a ouvert un message ne peut être établi, pas même dans la base de données.',
    ],
    [
      'Plaats, IP-adres, apparaat en mailprogramma worden niet bewaard.',
      'Place, IP address, device and mail program are not kept.',
      'Lieu, adresse IP, appareil et logiciel ne sont pas conservés.',
    ],
    [
      'Het beoordeelt en rangschikt niemand. Het beslist alleen welke mail iemand krijgt, en wanneer.',
      'It rates and ranks nobody. It only decides which mail somebody gets, and when.',
      'Il ne note ni ne classe personne. Il décide seulement quel message quelqu’un reçoit, et quand.',
    ],
    [
      'Redenen van “nu even niet” horen bij niemand.',
      'Reasons of a “not now” belong to nobody.',
      'Les raisons d’un « pas maintenant » n’appartiennent à personne.',
    ],
    [
      'Namen van wie iets geleerd heeft staan nergens bij elkaar, verplichte training uitgezonderd.',
      'Names of whoever learned something stand nowhere together, required training excepted.',
      'Les noms de qui a appris quelque chose ne figurent nulle part, sauf formation obligatoire.',
    ],
    [
      'Pagina’s en mails laden niets van elders, en zetten geen cookies bij wie mail krijgt.',
      'Pages and mails load nothing from elsewhere, and set no cookies for whoever gets mail.',
      'Les pages et messages ne chargent rien d’ailleurs et ne posent aucun cookie chez qui reçoit des messages.',
    ],
  ],
  canStill: ['Wat het niet kan beletten', 'What it cannot prevent', 'Ce qu’il ne peut empêcher'],
  canStills: [
    [
      'Wie bij de database, een back-up ervan of de sleutel van het systeem kan, kan lezen wat er staat: ook klikken, tot ze vervallen.',
      'Whoever gets at the database, a backup of it or the system’s key can read what is there: clicks too, until they age out.',
      'Qui accède à la base, à une sauvegarde ou à la clé du système peut lire ce qui s’y trouve : aussi les clics, jusqu’à leur expiration.',
    ],
    [
      'Wie het logboek van de mailserver of een postvak leest, ziet welke mails iemand kreeg. Wie de campagne kent, kan daaruit conclusies trekken: een herinnering die uitblijft, zegt iets.',
      'Whoever reads the mail server’s log or a mailbox sees which mails somebody got. Whoever knows the campaign can draw conclusions: a reminder that does not come says something.',
      'Qui lit le journal du serveur ou une boîte voit quels messages quelqu’un a reçus. Qui connaît la campagne peut en conclure : un rappel qui ne vient pas en dit quelque chose.',
    ],
    [
      'Wie op de opdrachtregel cijfers opvraagt, ziet deelnemers, mails en doel precies, en kan voor en na een import vergelijken.',
      'Whoever asks for figures on the command line sees participants, mails and goal exactly, and can compare before and after an import.',
      'Qui demande des chiffres en ligne de commande voit exactement participants, messages et objectif, et peut comparer avant et après un import.',
    ],
    [
      'Wie veel verschillende groepen laat tellen, kan grenzen zoeken. Aantallen zijn daarom afgerond, kleine groepen verborgen, en regels die één mens aanwijzen worden niet geteld.',
      'Whoever has many different groups counted can search for edges. That is why counts are rounded, small groups hidden, and rules that point at one person not counted.',
      'Qui fait compter beaucoup de groupes peut chercher des limites. C’est pourquoi les totaux sont arrondis, les petits groupes masqués, et les règles visant une personne non comptées.',
    ],
    [
      'Back-ups en het leerplatform hebben hun eigen termijnen.',
      'Backups and the learning platform have terms of their own.',
      'Les sauvegardes et la plateforme ont leurs propres durées.',
    ],
  ],
  rights: ['Wat iemand kan vragen', 'What somebody can ask for', 'Ce que chacun peut demander'],
  rightsLead: [
    'Inzage: een bestand met alles, alleen voor de medewerker te openen (druppel export). Wissen: alles, in één keer, en geen import brengt iemand terug (druppel erase). Stoppen en “nu even niet”: onder elke mail. Vraag het aan {sender}.',
    'Access: a file with everything, which only the employee can open (druppel export). Erasure: everything, at once, and no import brings anybody back (druppel erase). Stop and “not now”: below every mail. Ask {sender}.',
    'Accès : un fichier complet que seule la personne peut ouvrir (druppel export). Effacement : tout, en une fois, et aucun import ne fait revenir quelqu’un (druppel erase). Arrêt et « pas maintenant » : sous chaque message. Demandez à {sender}.',
  ],
} as const satisfies Record<string, Said | readonly Said[]>;
