import type { Said } from './privacy-texts.ts';

/** The page about what is kept, around its table of KIND_TEXTS. `{…}` is filled in from the settings. */
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
      'Wie bij de database, een back-up ervan of de sleutel van het systeem kan, kan lezen wat er staat: ook klikken, tot ze vervallen. Wie een verzegeld bestand maakt, ziet het wachtwoord ervan.',
      'Whoever gets at the database, a backup of it or the system’s key can read what is there: clicks too, until they age out. Whoever makes a sealed file sees its passphrase.',
      'Qui accède à la base, à une sauvegarde ou à la clé du système peut lire ce qui s’y trouve : aussi les clics, jusqu’à leur expiration. Qui crée un fichier scellé en voit la phrase secrète.',
    ],
    [
      'Wie het logboek van de mailserver of een postvak leest, ziet welke mails iemand kreeg. Wie de campagne kent, kan daaruit conclusies trekken: een herinnering die uitblijft, zegt iets. Een plan toont zulke mails ook, vóór de start.',
      'Whoever reads the mail server’s log or a mailbox sees which mails somebody got. Whoever knows the campaign can draw conclusions: a reminder that does not come says something. A plan shows such mails too, before the launch.',
      'Qui lit le journal du serveur ou une boîte voit quels messages quelqu’un a reçus. Qui connaît la campagne peut en conclure : un rappel qui ne vient pas en dit quelque chose. Un plan montre aussi ces messages, avant le lancement.',
    ],
    [
      'Wie op de opdrachtregel cijfers opvraagt, ziet deelnemers, mails en doel precies, en kan voor en na een import vergelijken.',
      'Whoever asks for figures on the command line sees participants, mails and goal exactly, and can compare before and after an import.',
      'Qui demande des chiffres en ligne de commande voit exactement participants, messages et objectif, et peut comparer avant et après un import.',
    ],
    [
      'Wie een campagne start voor mensen met een bepaalde behoefte of een gevoelig kenmerk, ziet daarna wie haar mails krijgt. Vóór de start toont niets het, ook geen plan; wie startte, staat genoteerd.',
      'Whoever launches a campaign for people with a certain need or a sensitive attribute then sees who gets its mails. Before the launch nothing shows it, no plan either; who launched it is written down.',
      'Qui lance une campagne pour des personnes ayant un certain besoin ou un attribut sensible voit ensuite qui en reçoit les messages. Avant le lancement rien ne le montre, pas même un plan ; qui l’a lancée est consigné.',
    ],
    [
      'Wie veel verschillende groepen laat tellen, kan grenzen zoeken. Aantallen zijn daarom afgerond, kleine groepen verborgen, en regels die één mens aanwijzen worden niet geteld.',
      'Whoever has many different groups counted can search for edges. That is why counts are rounded, small groups hidden, and rules that point at one person not counted.',
      'Qui fait compter beaucoup de groupes peut chercher des limites. C’est pourquoi les totaux sont arrondis, les petits groupes masqués, et les règles visant une personne non comptées.',
    ],
    [
      'Back-ups, het leerplatform, en bestanden die werden ingelezen of die een opdracht schreef (fouten, lijsten) hebben hun eigen termijnen; wissen komt er niet bij.',
      'Backups, the learning platform, and files that were imported or that a command wrote (errors, lists) have terms of their own; an erasure does not reach them.',
      'Les sauvegardes, la plateforme et les fichiers importés ou écrits par une commande (erreurs, listes) ont leurs propres durées ; un effacement ne les atteint pas.',
    ],
  ],
  rights: ['Wat iemand kan vragen', 'What somebody can ask for', 'Ce que chacun peut demander'],
  rightsLead: [
    'Inzage: een bestand met alles, alleen voor de medewerker te openen (druppel export). Wissen: alles, in één keer, en geen import brengt iemand terug (druppel erase). “Nu even niet”: onder elke mail; stoppen: onder elke mail die niet verplicht is. Vraag het aan {sender}.',
    'Access: a file with everything, which only the employee can open (druppel export). Erasure: everything, at once, and no import brings anybody back (druppel erase). “Not now”: below every mail; stop: below every mail that is not required. Ask {sender}.',
    'Accès : un fichier complet que seule la personne peut ouvrir (druppel export). Effacement : tout, en une fois, et aucun import ne fait revenir quelqu’un (druppel erase). « Pas maintenant » : sous chaque message ; arrêt : sous chaque message qui n’est pas obligatoire. Demandez à {sender}.',
  ],
} as const satisfies Record<string, Said | readonly Said[]>;
