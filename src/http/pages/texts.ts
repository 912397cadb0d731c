/** The languages of the employees' pages. */
export const PAGE_LOCALES = ['nl', 'en', 'fr'] as const;
export type PageLocale = (typeof PAGE_LOCALES)[number];

export type PageTexts = Readonly<Record<keyof typeof TEXTS, string>>;

/** What the employees' pages say. `{topic}`, `{campaign}`, `{day}` … are filled in by {@link fill}. */
export function pageTexts(locale: PageLocale): PageTexts {
  const column = PAGE_LOCALES.indexOf(locale);
  return Object.fromEntries(Object.entries(TEXTS).map(([name, texts]) => [name, texts[column] ?? ''])) as PageTexts;
}

export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** In the order of PAGE_LOCALES: Dutch, English, French. */
const TEXTS = {
  skip: ['Naar de inhoud', 'Skip to content', 'Aller au contenu'],
  why: ['Waarom krijg ik dit?', 'Why do I get this?', 'Pourquoi est-ce que je reçois cela ?'],
  allPreferences: ['Al je voorkeuren', 'All your preferences', 'Toutes vos préférences'],
  undo: ['Toch niet? Maak het ongedaan', 'Changed your mind? Undo', 'Vous avez changé d’avis ? Annuler'],
  closePage: ['Je kunt deze pagina sluiten.', 'You can close this page.', 'Vous pouvez fermer cette page.'],

  stopTitle: [
    'Geen mails meer over {topic}?',
    'Stop mails about {topic}?',
    'Ne plus recevoir de messages sur {topic} ?',
  ],
  stopLead: [
    'Dat kan, en je hoeft niet te zeggen waarom. De trainingen zelf blijven gewoon voor je open.',
    'That is fine, and you need not say why. The trainings themselves stay open to you.',
    'C’est possible, sans avoir à dire pourquoi. Les formations elles-mêmes vous restent ouvertes.',
  ],
  stopButton: ['Stop mails over {topic}', 'Stop mails about {topic}', 'Arrêter les messages sur {topic}'],
  stopAllOffer: ['Liever helemaal geen mails?', 'Rather no mails at all?', 'Plutôt aucun message du tout ?'],
  stopAllLead: [
    'Dan sturen we alleen nog wat verplicht is.',
    'Then we only send what is required.',
    'Nous n’enverrons alors plus que ce qui est obligatoire.',
  ],
  stopAllButton: ['Stop alle vrijwillige mails', 'Stop all voluntary mails', 'Arrêter tous les messages facultatifs'],
  stoppedTitle: [
    'Je krijgt geen mails meer over {topic}',
    'You get no more mails about {topic}',
    'Vous ne recevrez plus de messages sur {topic}',
  ],
  stoppedAllTitle: [
    'Je krijgt geen vrijwillige mails meer',
    'You get no more voluntary mails',
    'Vous ne recevrez plus de messages facultatifs',
  ],
  stoppedLead: [
    'Dat gaat nu in. Alleen over verplichte trainingen schrijven we je nog.',
    'As of now. We will only write about required training.',
    'Dès maintenant. Nous n’écrirons plus que pour les formations obligatoires.',
  ],
  requiredTitle: [
    'Deze mails kunnen we niet stoppen',
    'These mails cannot be stopped',
    'Ces messages ne peuvent pas être arrêtés',
  ],
  requiredLead: [
    '“{campaign}” is verplicht. Daarom laten we je weten wat er van je gevraagd wordt, met zo weinig mails als kan. Heb je de training afgerond, dan zijn we stil.',
    '“{campaign}” is required. That is why we let you know what is asked of you, in as few mails as we can. Once you have finished it, we are quiet.',
    '« {campaign} » est obligatoire. C’est pourquoi nous vous disons ce qui est attendu de vous, avec le moins de messages possible. Une fois la formation terminée, nous nous taisons.',
  ],
  requiredOffer: [
    'Komt het nu niet uit? Dan kun je wel zeggen: nu even niet.',
    'Does it not suit you now? You can say: not now.',
    'Ce n’est pas le bon moment ? Vous pouvez dire : pas maintenant.',
  ],

  answerTitle: ['Wat zullen we doen?', 'What shall we do?', 'Que faisons-nous ?'],
  answerAbout: ['Over “{campaign}”', 'About “{campaign}”', 'À propos de « {campaign} »'],
  otherAnswer: ['Of toch iets anders', 'Or something else', 'Ou autre chose'],
  laterTitle: ['Nu even niet', 'Not now', 'Pas maintenant'],
  laterLead: [
    'We zijn stil tot het jou beter past.',
    'We are quiet until it suits you better.',
    'Nous nous taisons jusqu’à un meilleur moment pour vous.',
  ],
  laterRequired: [
    'Nadert de uiterste datum, dan herinneren we je nog één keer.',
    'If the due date comes near, we will remind you once more.',
    'Si l’échéance approche, nous vous le rappellerons encore une fois.',
  ],
  laterHowLong: ['Hoe lang?', 'For how long?', 'Combien de temps ?'],
  week: ['Een week', 'A week', 'Une semaine'],
  'two-weeks': ['Twee weken', 'Two weeks', 'Deux semaines'],
  month: ['Een maand', 'A month', 'Un mois'],
  reason: ['Waarom? (hoeft niet)', 'Why? (optional)', 'Pourquoi ? (facultatif)'],
  reasonNote: [
    'We tellen redenen alleen. Ze worden niet bij jou bewaard.',
    'Reasons are only counted. They are not kept with you.',
    'Les raisons sont seulement comptées. Elles ne sont pas conservées avec votre nom.',
  ],
  noReason: ['Zeg ik liever niet', 'I would rather not say', 'Je préfère ne pas le dire'],
  'no-time': ['Geen tijd', 'No time', 'Pas le temps'],
  'other-priority': ['Iets anders gaat voor', 'Something else comes first', 'Autre chose passe avant'],
  'does-not-fit': ['Past niet bij mijn werk', 'Does not fit my work', 'Ne correspond pas à mon travail'],
  'does-not-work': ['Het werkt niet bij mij', 'It does not work for me technically', 'Cela ne fonctionne pas chez moi'],
  away: ['Ik ben er niet', 'I am away', 'Je suis absent(e)'],
  laterButton: ['Later graag', 'Later, please', 'Plus tard, s’il vous plaît'],
  laterDone: ['Goed. We zijn stil tot {day}', 'Fine. We are quiet until {day}', 'D’accord. Silence jusqu’au {day}'],
  laterDoneLead: [
    'Dit geldt voor “{campaign}”. Wil je eerder beginnen? Dat kan altijd.',
    'This is about “{campaign}”. Want to start sooner? You always can.',
    'Cela concerne « {campaign} ». Envie de commencer plus tôt ? C’est toujours possible.',
  ],
  doneTitle: ['Al gedaan', 'Already done', 'Déjà fait'],
  doneLead: [
    'Heb je dit al gedaan, of kun je het al? Dan hoef je er niets meer over te horen.',
    'Have you done this already, or can you do it? Then you need not hear about it again.',
    'Vous l’avez déjà fait, ou vous savez déjà le faire ? Alors inutile de vous en reparler.',
  ],
  doneRequired: [
    'We wachten dan twee weken op het bericht van het leerplatform.',
    'We then wait two weeks for word from the learning platform.',
    'Nous attendrons alors deux semaines la confirmation de la plateforme.',
  ],
  doneButton: ['Ja, al gedaan', 'Yes, already done', 'Oui, déjà fait'],
  doneDone: ['Fijn dat je het zegt', 'Thank you for telling us', 'Merci de nous l’avoir dit'],
  doneDoneLead: [
    'Over “{campaign}” sturen we je geen herinneringen meer.',
    'We send you no more reminders about “{campaign}”.',
    'Nous ne vous enverrons plus de rappels sur « {campaign} ».',
  ],
  doneDoneRequired: [
    'We herinneren je twee weken niet aan “{campaign}”. Staat het dan nog open, dan vragen we het je opnieuw.',
    'No reminders about “{campaign}” for two weeks. If it is still open then, we will ask again.',
    'Pas de rappel sur « {campaign} » pendant deux semaines. Si c’est encore ouvert, nous vous le redemanderons.',
  ],
  notForMeTitle: ['Niet voor mij', 'Not for me', 'Pas pour moi'],
  backDone: ['Goed, we gaan gewoon verder', 'Fine, we carry on as before', 'D’accord, nous continuons comme avant'],

  meTitle: ['Jouw mails, jouw keuze', 'Your mails, your choice', 'Vos messages, votre choix'],
  meLead: [
    'Wat je hier kiest, gaat meteen in. Niemand ziet waarom.',
    'What you choose here holds at once. Nobody sees why.',
    'Vos choix prennent effet aussitôt. Personne ne voit pourquoi.',
  ],
  save: ['Bewaar', 'Save', 'Enregistrer'],
  saved: ['Bewaard: {what}.', 'Saved: {what}.', 'Enregistré : {what}.'],
  savedNothing: ['Er is niets veranderd.', 'Nothing was changed.', 'Rien n’a été modifié.'],
  notSaved: [
    'Er is nog niets bewaard. Kijk hier even naar:',
    'Nothing has been saved yet. Please look at this:',
    'Rien n’est encore enregistré. Voyez ceci :',
  ],
  need: ['Wat mij het meest helpt', 'What helps me most', 'Ce qui m’aide le plus'],
  needLead: [
    'Waar wil je leren voor gebruiken? Onze mails sluiten erbij aan. Niemand kan opzoeken wat je kiest.',
    'What do you want to use learning for? Our mails follow it. Nobody can look up what you choose.',
    'À quoi voulez-vous que la formation vous serve ? Nos messages en tiennent compte. Personne ne peut consulter votre choix.',
  ],
  noNeed: ['Geen voorkeur', 'No preference', 'Pas de préférence'],
  wrongNeed: [
    'Die keuze is er niet meer. Kies een andere.',
    'That choice is no longer there. Choose another one.',
    'Ce choix n’existe plus. Choisissez-en un autre.',
  ],
  language: ['Taal', 'Language', 'Langue'],
  languageLead: [
    'In welke taal lees je het liefst?',
    'Which language do you like to read?',
    'Dans quelle langue préférez-vous lire ?',
  ],
  wrongLanguage: [
    'In die taal schrijven we niet. Kies een andere.',
    'We do not write that language. Choose another one.',
    'Nous n’écrivons pas dans cette langue. Choisissez-en une autre.',
  ],
  topics: ['Onderwerpen', 'Topics', 'Thèmes'],
  topicsLead: [
    'Waarover mogen we je schrijven?',
    'What may we write to you about?',
    'Sur quoi pouvons-nous vous écrire ?',
  ],
  topicsRequired: [
    'Verplichte trainingen horen daar niet bij: daarover schrijven we altijd.',
    'Required training is not among them: about that we always write.',
    'Les formations obligatoires n’en font pas partie : nous écrivons toujours à leur sujet.',
  ],
  topicsStopped: [
    'Je krijgt geen vrijwillige mails. Kies een onderwerp om er weer over te horen.',
    'You get no voluntary mails. Choose a topic to hear about it again.',
    'Vous ne recevez aucun message facultatif. Choisissez un thème pour en recevoir de nouveau.',
  ],
  pause: ['Even rust', 'A pause', 'Une pause'],
  pauseLead: [
    'Even geen mails, over geen enkel onderwerp.',
    'No mails for a while, about any topic.',
    'Aucun message pendant un moment, sur aucun thème.',
  ],
  pausedUntil: ['Rust tot {day}', 'A pause until {day}', 'En pause jusqu’au {day}'],
  endPause: ['Weer gewoon mails', 'Mails again as usual', 'De nouveau des messages'],
  noPause: ['Geen pauze', 'No pause', 'Pas de pause'],
  exportTitle: ['Alles wat we over je bewaren', 'Everything we keep about you', 'Tout ce que nous conservons sur vous'],
  exportLead: [
    'Je krijgt één bestand, om te lezen en mee te nemen. Daarna werkt deze link niet meer.',
    'You get one file, to read and to take along. After that this link no longer works.',
    'Vous recevez un fichier, à lire et à emporter. Ensuite ce lien ne fonctionne plus.',
  ],
  exportButton: ['Haal mijn gegevens op', 'Fetch my data', 'Récupérer mes données'],
  privacy: ['Wat we over je bewaren', 'What we keep about you', 'Ce que nous conservons sur vous'],

  whyTitle: ['Waarom krijg ik dit?', 'Why do I get this?', 'Pourquoi est-ce que je reçois cela ?'],
  whyRule: [
    '“{campaign}” is er voor wie hieraan voldoet: {audience}. Volgens de gegevens van {organisation} ben jij dat.',
    '“{campaign}” is for whoever fits this: {audience}. According to the records of {organisation}, that is you.',
    '« {campaign} » s’adresse aux personnes suivantes : {audience}. D’après les données de {organisation}, vous en faites partie.',
  ],
  whyEveryone: [
    '“{campaign}” is er voor iedereen bij {organisation}.',
    '“{campaign}” is for everyone at {organisation}.',
    '« {campaign} » s’adresse à tout le monde chez {organisation}.',
  ],
  whySome: [
    '“{campaign}” is er voor een deel van de collega’s bij {organisation}, en jij hoort daarbij.',
    '“{campaign}” is for some of the colleagues at {organisation}, and you are one of them.',
    '« {campaign} » s’adresse à une partie des collègues de {organisation}, dont vous.',
  ],
  whyBundle: [
    '“{campaign}” gaat over collega’s die op jou rekenen. Daarom schrijven we je.',
    '“{campaign}” is about colleagues who count on you. That is why we write to you.',
    '« {campaign} » concerne des collègues qui comptent sur vous. C’est pourquoi nous vous écrivons.',
  ],
  whyRequired: ['Deze training is verplicht.', 'This training is required.', 'Cette formation est obligatoire.'],
  whySender: ['De mails komen van {sender}.', 'The mails come from {sender}.', 'Les messages viennent de {sender}.'],
  whyBehaviour: [
    'Wie wat opende of aanklikte, kan niemand opzoeken.',
    'Nobody can look up who opened or clicked what.',
    'Personne ne peut consulter qui a ouvert ou cliqué quoi.',
  ],

  errorTitle: ['Er ging iets mis bij ons', 'Something went wrong on our side', 'Un problème est survenu chez nous'],
  errorLead: [
    'Je keuze is misschien niet bewaard. Probeer het over een paar minuten nog eens.',
    'Your choice may not have been saved. Please try again in a few minutes.',
    'Votre choix n’a peut-être pas été enregistré. Réessayez dans quelques minutes.',
  ],
  testNote: [
    'Dit hoort bij een testmail: wat je hier kiest, verandert niets.',
    'This belongs to a test mail: what you choose here changes nothing.',
    'Ceci vient d’un message de test : vos choix ne changent rien.',
  ],
  goneTitle: ['Deze pagina is er niet', 'This page is not here', 'Cette page n’existe pas'],
  goneLead: [
    'Misschien is de link niet heel overgekomen. Open hem nog eens uit de mail, of antwoord gewoon op die mail: dan lezen wij mee.',
    'The link may not have come across whole. Open it from the mail again, or simply reply to that mail: we read it.',
    'Le lien est peut-être incomplet. Ouvrez-le de nouveau depuis le message, ou répondez-y simplement : nous lisons les réponses.',
  ],
  busyTitle: ['Even geduld', 'One moment', 'Un instant'],
  busyLead: [
    'Er kwamen te veel verzoeken tegelijk. Probeer het over een minuut nog eens.',
    'Too many requests came at once. Please try again in a minute.',
    'Trop de demandes sont arrivées en même temps. Réessayez dans une minute.',
  ],
  wrongTitle: ['Dat begrepen we niet', 'We did not understand that', 'Nous n’avons pas compris'],
  wrongLead: [
    'Ga terug naar de vorige pagina en probeer het nog eens.',
    'Go back to the page before and try again.',
    'Revenez à la page précédente et réessayez.',
  ],
} as const satisfies Record<string, readonly [nl: string, en: string, fr: string]>;
