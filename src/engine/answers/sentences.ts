import type { SystemLocale } from '../../domain/reason-texts.ts';

/** The sentence in a language, with its `{places}` filled; a place that nobody fills stays visible. */
export function filledSentence(
  name: SentenceName,
  locale: SystemLocale,
  values: Readonly<Record<string, string>>,
): string {
  return SENTENCES[name][locale].replace(/\{(\w+)\}/g, (place, key: string) => values[key] ?? place);
}

/**
 * What is said about a person's mails (`timeline`, `why`, `plan`), without the capital and the full stop that
 * `sayIn` gives. A reason follows after a colon.
 */
export const SENTENCES = {
  theMail: { en: 'mail {step} of {campaign}', nl: 'mail {step} van {campaign}', fr: 'le message {step} de {campaign}' },
  theMailWithStory: {
    en: 'mail {step} of {campaign}, with the story {story},',
    nl: 'mail {step} van {campaign}, met het verhaal {story},',
    fr: 'le message {step} de {campaign}, avec le témoignage {story},',
  },
  theList: {
    en: 'joint mail {step} of {campaign}',
    nl: 'verzamelmail {step} van {campaign}',
    fr: 'le message groupé {step} de {campaign}',
  },
  aMail: { en: 'a mail of {campaign}', nl: 'een mail van {campaign}', fr: 'un message de {campaign}' },

  sent: { en: '{mail} was sent', nl: '{mail} is verzonden', fr: '{mail} a été envoyé' },
  simulated: {
    en: '{mail} went to the built-in inbox',
    nl: '{mail} ging naar de ingebouwde postbus',
    fr: '{mail} est allé dans la boîte intégrée',
  },
  cameBack: {
    en: '{mail} was sent and came back',
    nl: '{mail} is verzonden en kwam terug',
    fr: '{mail} a été envoyé et est revenu',
  },
  inDoubt: {
    en: '{mail} is in doubt: the mail server did not say whether it took it',
    nl: '{mail} is onzeker: de mailserver zei niet of hij hem aannam',
    fr: '{mail} est incertain : le serveur n’a pas dit s’il l’a accepté',
  },
  inDoubtResend: {
    en: '{mail} is in doubt: the mail server did not say whether it took it; without a sign it may go once more from {when}',
    nl: '{mail} is onzeker: de mailserver zei niet of hij hem aannam; zonder teken kan hij vanaf {when} nog één keer gaan',
    fr: '{mail} est incertain : le serveur n’a pas dit s’il l’a accepté ; sans signe, il peut repartir une fois dès {when}',
  },
  inDoubtTwice: {
    en: '{mail} is in doubt: it went twice, and the mail server did not say whether it took it',
    nl: '{mail} is onzeker: hij ging twee keer, en de mailserver zei niet of hij hem aannam',
    fr: '{mail} est incertain : il est parti deux fois, et le serveur n’a pas dit s’il l’a accepté',
  },
  sentTwice: {
    en: '{mail} was sent; it went a second time, because the first was in doubt',
    nl: '{mail} is verzonden; hij ging een tweede keer, omdat de eerste onzeker was',
    fr: '{mail} a été envoyé ; il est parti une seconde fois, car la première était incertaine',
  },
  held: {
    en: '{mail} is held until somebody releases it',
    nl: '{mail} wordt vastgehouden tot iemand hem vrijgeeft',
    fr: '{mail} est retenu jusqu’à ce que quelqu’un le libère',
  },
  failed: { en: '{mail} failed', nl: '{mail} is mislukt', fr: '{mail} a échoué' },
  passed: { en: '{mail} was not sent', nl: '{mail} is niet verzonden', fr: '{mail} n’a pas été envoyé' },
  managerUnknown: {
    en: '{mail} was not sent: the manager is not known',
    nl: '{mail} is niet verzonden: de leidinggevende is niet bekend',
    fr: '{mail} n’a pas été envoyé : le responsable n’est pas connu',
  },
  buddyUnknown: {
    en: '{mail} was not sent: the buddy is not known',
    nl: '{mail} is niet verzonden: de buddy is niet bekend',
    fr: '{mail} n’a pas été envoyé : le parrain n’est pas connu',
  },
  goesNow: { en: '{mail} goes now', nl: '{mail} gaat nu', fr: '{mail} part maintenant' },
  triedAgain: {
    en: '{mail} is tried again {when}: the mail server asked to wait',
    nl: '{mail} wordt {when} opnieuw geprobeerd: de mailserver vroeg om te wachten',
    fr: '{mail} sera réessayé {when} : le serveur a demandé d’attendre',
  },
  goes: { en: '{mail} goes {when}', nl: '{mail} gaat {when}', fr: '{mail} part {when}' },
  goesLater: {
    en: '{mail} goes {when}, not {due}',
    nl: '{mail} gaat {when}, niet {due}',
    fr: '{mail} part {when}, et non {due}',
  },
  waitsUntil: {
    en: '{mail} waits until {when}',
    nl: '{mail} wacht tot {when}',
    fr: '{mail} attend jusqu’au {when}',
  },
  waits: { en: '{mail} waits', nl: '{mail} wacht', fr: '{mail} attend' },
  wontGo: {
    en: '{mail} will not be sent {when}',
    nl: '{mail} wordt {when} niet verzonden',
    fr: '{mail} ne sera pas envoyé {when}',
  },
  awaitsFact: {
    en: '{mail} waits for what its step names',
    nl: '{mail} wacht op wat de stap noemt',
    fr: '{mail} attend ce que nomme son étape',
  },
  awaitsFactUntil: {
    en: '{mail} waits for what its step names, at the latest until {when}',
    nl: '{mail} wacht op wat de stap noemt, uiterlijk tot {when}',
    fr: '{mail} attend ce que nomme son étape, au plus tard jusqu’au {when}',
  },

  began: {
    en: 'takes part in {campaign} from here',
    nl: 'doet vanaf hier mee aan {campaign}',
    fr: 'participe à {campaign} à partir d’ici',
  },
  beginsLater: {
    en: 'will take part in {campaign} from {when}',
    nl: 'doet vanaf {when} mee aan {campaign}',
    fr: 'participera à {campaign} à partir du {when}',
  },
  suspended: {
    en: 'gets nothing of {campaign} for now, and it ends {when} if that stays so',
    nl: 'krijgt nu niets van {campaign}, en dat eindigt {when} als het zo blijft',
    fr: 'ne reçoit rien de {campaign} pour l’instant, et cela se termine {when} si rien ne change',
  },
  ended: {
    en: 'taking part in {campaign} has ended',
    nl: 'meedoen aan {campaign} is afgelopen',
    fr: 'la participation à {campaign} est terminée',
  },

  nothingYet: {
    en: 'Nothing yet: this person takes part in no campaign',
    nl: 'Nog niets: deze persoon doet aan geen campagne mee',
    fr: 'Rien encore : cette personne ne participe à aucune campagne',
  },
  nothingOf: {
    en: 'Nothing yet: this person has no part in {campaign}. See: druppel why {email} {campaign}',
    nl: 'Nog niets: deze persoon doet niet mee aan {campaign}. Zie: druppel why {email} {campaign}',
    fr: 'Rien encore : cette personne ne participe pas à {campaign}. Voir : druppel why {email} {campaign}',
  },

  takesPart: {
    en: 'takes part in {campaign} since {when}',
    nl: 'doet mee aan {campaign} sinds {when}',
    fr: 'participe à {campaign} depuis le {when}',
  },
  takesPartInPhase: {
    en: 'takes part in {campaign} since {when}, and is in {phase} since {phaseWhen}',
    nl: 'doet mee aan {campaign} sinds {when}, en is in {phase} sinds {phaseWhen}',
    fr: 'participe à {campaign} depuis le {when}, et en est à {phase} depuis le {phaseWhen}',
  },
  hasEnded: {
    en: 'took part in {campaign} from {when}, and that has ended {endWhen}',
    nl: 'deed mee aan {campaign} vanaf {when}, en dat is afgelopen {endWhen}',
    fr: 'a participé à {campaign} à partir du {when}, et cela s’est terminé {endWhen}',
  },
  nextLook: {
    en: 'fits {campaign} and joins it at the next look',
    nl: 'past bij {campaign} en gaat meedoen als er weer gekeken wordt',
    fr: 'correspond à {campaign} et y participera au prochain passage',
  },
  notLaunched: {
    en: 'campaign {campaign} has not been launched yet, so nobody gets anything of it',
    nl: 'campagne {campaign} is nog niet gestart, dus niemand krijgt er iets van',
    fr: 'la campagne {campaign} n’est pas encore lancée, donc personne n’en reçoit rien',
  },
  notInAudience: {
    en: 'gets nothing of {campaign}: not in its audience',
    nl: 'krijgt niets van {campaign}: hoort niet bij de doelgroep',
    fr: 'ne reçoit rien de {campaign} : ne fait pas partie de son public',
  },
  notInPilot: {
    en: 'gets nothing of {campaign} yet: not in its pilot',
    nl: 'krijgt nog niets van {campaign}: hoort niet bij de proef',
    fr: 'ne reçoit encore rien de {campaign} : ne fait pas partie du pilote',
  },
  noNewcomers: {
    en: 'gets nothing of {campaign}: it began without this person and takes no newcomers',
    nl: 'krijgt niets van {campaign}: die begon zonder deze persoon en neemt geen nieuwkomers',
    fr: 'ne reçoit rien de {campaign} : elle a commencé sans cette personne et n’accepte pas de nouveaux venus',
  },
  getsNothing: {
    en: 'gets nothing of {campaign}',
    nl: 'krijgt niets van {campaign}',
    fr: 'ne reçoit rien de {campaign}',
  },
  nobodyFits: {
    en: 'nobody fits its audience today',
    nl: 'niemand hoort vandaag bij de doelgroep',
    fr: 'personne ne fait partie de son public aujourd’hui',
  },
  getsNothingHidden: {
    en: 'gets nothing of {campaign}: it is not needed, or a part of its audience that is not shown does not hold',
    nl: 'krijgt niets van {campaign}: het is niet nodig, of een deel van de doelgroep dat we niet tonen geldt niet',
    fr: 'ne reçoit rien de {campaign} : ce n’est pas nécessaire, ou une partie non affichée de son public ne s’applique pas',
  },
  isSuspended: {
    en: 'takes part in {campaign}, but gets nothing of it since {sinceWhen}',
    nl: 'doet mee aan {campaign}, maar krijgt er sinds {sinceWhen} niets van',
    fr: 'participe à {campaign}, mais n’en reçoit rien depuis le {sinceWhen}',
  },
  version: { en: 'version {number}', nl: 'versie {number}', fr: 'version {number}' },
  audience: { en: 'whom it is for', nl: 'voor wie het is', fr: 'à qui elle s’adresse' },
  past: { en: 'what happened', nl: 'wat er gebeurde', fr: 'ce qui s’est passé' },
  waiting: { en: 'what waits', nl: 'wat wacht', fr: 'ce qui attend' },
  next: {
    en: 'what comes next, if nothing changes',
    nl: 'wat er hierna komt, als er niets verandert',
    fr: 'ce qui vient ensuite, si rien ne change',
  },
  nothingNext: {
    en: 'nothing more is planned in the next {days} days, as things stand',
    nl: 'zoals het er nu voor staat, komt er de komende {days} dagen niets meer',
    fr: 'en l’état, plus rien n’est prévu dans les {days} prochains jours',
  },
  asIfItHeld: {
    en: 'who fits what is not shown is told of nobody before the launch; this is as if it held',
    nl: 'wie past bij wat niet getoond wordt, blijft vóór de start van iedereen ongezegd; dit is alsof het klopt',
    fr: 'qui répond à ce qui n’est pas affiché n’est dit de personne avant le lancement ; ceci suppose que c’est le cas',
  },
  draft: { en: 'draft', nl: 'ontwerp', fr: 'brouillon' },
  published: { en: 'published', nl: 'gepubliceerd', fr: 'publiée' },
  running: { en: 'running', nl: 'loopt', fr: 'en cours' },
  paused: { en: 'paused', nl: 'op pauze', fr: 'en pause' },
  finished: { en: 'finished', nl: 'afgerond', fr: 'terminée' },
  yes: { en: 'yes', nl: 'ja', fr: 'oui' },
  no: { en: 'no', nl: 'nee', fr: 'non' },
  notShown: { en: 'not shown', nl: 'niet getoond', fr: 'non affiché' },
  inform: { en: 'inform', nl: 'informeren', fr: 'informer' },
  activate: { en: 'activate', nl: 'activeren', fr: 'activer' },
  retain: { en: 'retain & inspire', nl: 'vasthouden en inspireren', fr: 'fidéliser et inspirer' },

  filledBy: {
    en: '{words}, {count} of {of} ({mails})',
    nl: '{words}, {count} van {of} ({mails})',
    fr: '{words}, {count} sur {of} ({mails})',
  },
  through: { en: '{words} through {date}', nl: '{words} t/m {date}', fr: '{words} jusqu’au {date} inclus' },
  until: { en: '{words} until {when}', nl: '{words} tot {when}', fr: '{words} jusqu’au {when}' },
  since: { en: '{words} since {when}', nl: '{words} sinds {when}', fr: '{words} depuis le {when}' },
  on: { en: '{words}, on {when}', nl: '{words}, op {when}', fr: '{words}, le {when}' },
  with: { en: '{words} ({detail})', nl: '{words} ({detail})', fr: '{words} ({detail})' },
  alsoBecause: { en: '; also ', nl: '; ook ', fr: ' ; aussi ' },
  then: { en: 'then', nl: 'daarna', fr: 'puis' },
} as const satisfies Readonly<Record<string, Readonly<Record<SystemLocale, string>>>>;

export type SentenceName = keyof typeof SENTENCES;
