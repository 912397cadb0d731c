import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SystemLocale } from '../../src/domain/reason-texts.ts';
import { REASONS, type ShownReason } from '../../src/domain/reasons.ts';
import { type TimelineEntry, timeline } from '../../src/flow/deciding/timeline.ts';
import { type ReasonWorld, reasonWorld } from '../support/reason-world.ts';
import { storyTime } from '../support/story-world.ts';

/** One reason, told as a story: who it happens to bears its name, and takes part in a campaign of that name. */
interface Story {
  readonly reason: ShownReason;
  /** When several stories end in one reason. */
  readonly name?: string;
  /** Required training: there it may be said what somebody learned. */
  readonly campaign: string;
  readonly launched?: string;
  /** Columns of the import, where they are not the usual ones. */
  readonly person?: Partial<Record<(typeof COLUMNS)[number], string>>;
  /** What happens on the way. */
  readonly then?: readonly (readonly [when: string, what: (world: ReasonWorld, name: string) => Promise<void>])[];
  /** When somebody asks, and for which step; null: about taking part. */
  readonly asked: string;
  readonly step: string | null;
  readonly says: Readonly<Record<SystemLocale, string>>;
}

const COLUMNS = ['email', 'story', 'department', 'leave', 'left_on', 'working_days'] as const;
const REQUIRED = 'promotes: basics\nrequired-by: law\nbecause: { en: The law asks it. }\n';
/** Monday. Thursday 6 May is Ascension Day, Monday 17 May Whit Monday. */
const BEGINS = '2027-05-03 08:00';
const LAUNCH = '2027-05-10 08:00';

const STORIES: readonly Story[] = [
  {
    reason: 'goal-reached',
    campaign: `${REQUIRED}inform:\n  - mail: one\n  - mail: two\n    after: 7 days`,
    then: [['2027-05-12 12:00', (world, name) => world.learns(`${name} completed 2027-05-12T10:00`)]],
    asked: '2027-05-13 10:00',
    step: 'two',
    says: {
      nl: 'wo 12 mei 12:00 · Mail two van goal-reached is niet verzonden: doel bereikt.',
      en: 'Wed 12 May 12:00 · Mail two of goal-reached was not sent: goal reached.',
      fr: 'mer. 12 mai 12:00 · Le message two de goal-reached n’a pas été envoyé : objectif atteint.',
    },
  },
  {
    reason: 'not-needed-any-more',
    campaign: 'promotes: basics\ninform:\n  - mail: one\n  - mail: two\n    after: 7 days',
    then: [['2027-05-12 12:00', (world, name) => world.learns(`${name} completed 2027-05-12T10:00`)]],
    asked: '2027-05-13 10:00',
    step: 'two',
    says: {
      nl: 'wo 12 mei 12:00 · Mail two van not-needed-any-more is niet verzonden: niet meer nodig.',
      en: 'Wed 12 May 12:00 · Mail two of not-needed-any-more was not sent: not needed any more.',
      fr: 'mer. 12 mai 12:00 · Le message two de not-needed-any-more n’a pas été envoyé : n’est plus nécessaire.',
    },
  },
  {
    reason: 'said-done',
    campaign: `${REQUIRED}inform:\n  - mail: one\n  - mail: two\n    after: 1 day`,
    then: [['2027-05-10 10:00', (world, name) => world.chooses(name, { kind: 'said-done', campaign: name })]],
    asked: '2027-05-12 10:00',
    step: 'two',
    says: {
      nl: 'Mail two van said-done wacht tot ma 24 mei 10:00: zei het al gedaan te hebben, op ma 10 mei 10:00.',
      en: 'Mail two of said-done waits until Mon 24 May 10:00: said it was done already, on Mon 10 May 10:00.',
      fr: 'Le message two de said-done attend jusqu’au lun. 24 mai 10:00 : a dit l’avoir déjà fait, le lun. 10 mai 10:00.',
    },
  },
  {
    reason: 'moved-on',
    campaign: `${REQUIRED}inform:\n  - mail: one\n  - mail: two\n    after: 7 days\nactivate:\n  - sooner-if: started\n  - mail: three\n    after: 7 days`,
    then: [['2027-05-12 12:00', (world, name) => world.learns(`${name} started 2027-05-12T10:00`)]],
    asked: '2027-05-13 10:00',
    step: 'two',
    says: {
      nl: 'wo 12 mei 12:00 · Mail two van moved-on is niet verzonden: een latere fase is begonnen.',
      en: 'Wed 12 May 12:00 · Mail two of moved-on was not sent: a later phase has begun.',
      fr: 'mer. 12 mai 12:00 · Le message two de moved-on n’a pas été envoyé : une phase suivante a commencé.',
    },
  },
  {
    reason: 'ended-by-step',
    campaign: `${REQUIRED}inform:\n  - mail: one\n  - if: { department: Sales }\n    then:\n      - end: enough for sellers\n    else:\n      - mail: two`,
    asked: '2027-05-11 10:00',
    step: null,
    says: {
      nl: 'ma 10 mei 09:00 · Meedoen aan ended-by-step is afgelopen: de laatste stap is bereikt.',
      en: 'Mon 10 May 09:00 · Taking part in ended-by-step has ended: the last step was reached.',
      fr: 'lun. 10 mai 09:00 · La participation à ended-by-step est terminée : la dernière étape est atteinte.',
    },
  },
  {
    reason: 'too-late',
    campaign:
      'inform:\n  - mail: one\n  - mail: two\n    after: 1 day\n  - mail: three\n    after: 1 day\n    skip-if-late: 1 day',
    asked: '2027-05-12 10:00',
    step: 'three',
    says: {
      nl: 'di 11 mei 09:00 · Mail three van too-late is niet verzonden: te laat om nog zin te hebben.',
      en: 'Tue 11 May 09:00 · Mail three of too-late was not sent: too late to make sense.',
      fr: 'mar. 11 mai 09:00 · Le message three de too-late n’a pas été envoyé : trop tard pour avoir un sens.',
    },
  },
  {
    reason: 'overtaken',
    campaign:
      'promotes: basics\ndue: 2 days after joining\ninform:\n  - remind: [one, two]\n    at: [14 days before due, 3 days before due]\n    until: finished',
    asked: '2027-05-10 10:00',
    step: 'one',
    says: {
      nl: 'ma 10 mei 08:00 · Mail one van overtaken is niet verzonden: ingehaald door een latere mail.',
      en: 'Mon 10 May 08:00 · Mail one of overtaken was not sent: overtaken by a later mail.',
      fr: 'lun. 10 mai 08:00 · Le message one de overtaken n’a pas été envoyé : dépassé par un message plus récent.',
    },
  },
  {
    reason: 'no-due-date',
    campaign: 'promotes: basics\ninform:\n  - remind: [one]\n    at: [on due]\n    until: finished',
    asked: '2027-05-10 10:00',
    step: 'one',
    says: {
      nl: 'ma 10 mei 08:00 · Mail one van no-due-date is niet verzonden: er is geen datum voor bekend.',
      en: 'Mon 10 May 08:00 · Mail one of no-due-date was not sent: no date is known for it.',
      fr: 'lun. 10 mai 08:00 · Le message one de no-due-date n’a pas été envoyé : aucune date n’est connue.',
    },
  },
  {
    reason: 'no-due-date',
    name: 'waits-for-a-date',
    campaign: 'promotes: basics\ninform:\n  - mail: one\n    at: 3 days before due',
    asked: '2027-05-10 10:00',
    step: 'one',
    says: {
      nl: 'Mail one van waits-for-a-date wacht: er is geen datum voor bekend.',
      en: 'Mail one of waits-for-a-date waits: no date is known for it.',
      fr: 'Le message one de waits-for-a-date attend : aucune date n’est connue.',
    },
  },
  {
    reason: 'mail-limit',
    campaign: 'inform:\n  - mail: one\n  - mail: two\n    after: 1 day\n  - mail: three\n    after: 1 day',
    asked: '2027-05-12 10:00',
    step: 'three',
    says: {
      nl: 'Mail three van mail-limit wacht tot di 18 mei 09:00: maillimiet, 2 van 2 (one, two), daarna feestdag (Tweede pinksterdag).',
      en: 'Mail three of mail-limit waits until Tue 18 May 09:00: mail limit, 2 of 2 (one, two), then public holiday (Whit Monday).',
      fr: 'Le message three de mail-limit attend jusqu’au mar. 18 mai 09:00 : limite de messages, 2 sur 2 (one, two), puis jour férié (Lundi de Pentecôte).',
    },
  },
  {
    reason: 'one-a-day',
    campaign: 'inform:\n  - mail: one\n  - mail: two',
    asked: '2027-05-10 10:00',
    step: 'two',
    says: {
      nl: 'Mail two van one-a-day wacht tot di 11 mei 09:00: één mail per dag (one).',
      en: 'Mail two of one-a-day waits until Tue 11 May 09:00: one mail a day (one).',
      fr: 'Le message two de one-a-day attend jusqu’au mar. 11 mai 09:00 : un message par jour (one).',
    },
  },
  {
    reason: 'window',
    campaign: 'starts: on launch\ninform:\n  - mail: one',
    launched: '2027-05-10 17:00',
    asked: '2027-05-10 17:00',
    step: 'one',
    says: {
      nl: 'Mail one van window wacht tot di 11 mei 09:00: buiten de verzendtijden.',
      en: 'Mail one of window waits until Tue 11 May 09:00: outside sending hours.',
      fr: 'Le message one de window attend jusqu’au mar. 11 mai 09:00 : hors des heures d’envoi.',
    },
  },
  {
    reason: 'day-off',
    campaign: 'starts: on launch\ninform:\n  - mail: one',
    launched: '2027-05-15 10:00',
    asked: '2027-05-15 10:00',
    step: 'one',
    says: {
      nl: 'Mail one van day-off wacht tot di 18 mei 09:00: geen werkdag, daarna feestdag (Tweede pinksterdag).',
      en: 'Mail one of day-off waits until Tue 18 May 09:00: not a working day, then public holiday (Whit Monday).',
      fr: 'Le message one de day-off attend jusqu’au mar. 18 mai 09:00 : jour non travaillé, puis jour férié (Lundi de Pentecôte).',
    },
  },
  {
    reason: 'holiday',
    campaign: 'starts: on launch\ninform:\n  - mail: one',
    launched: '2027-05-15 10:00',
    asked: '2027-05-17 10:00',
    step: 'one',
    says: {
      nl: 'Mail one van holiday wacht tot di 18 mei 09:00: feestdag (Tweede pinksterdag).',
      en: 'Mail one of holiday waits until Tue 18 May 09:00: public holiday (Whit Monday).',
      fr: 'Le message one de holiday attend jusqu’au mar. 18 mai 09:00 : jour férié (Lundi de Pentecôte).',
    },
  },
  {
    reason: 'leave',
    campaign: 'inform:\n  - mail: one',
    person: { leave: '2027-05-10..2027-05-14' },
    asked: '2027-05-10 10:00',
    step: 'one',
    says: {
      nl: 'Mail one van leave wacht tot di 18 mei 09:00: met verlof t/m vr 14 mei, daarna geen werkdag, daarna feestdag (Tweede pinksterdag).',
      en: 'Mail one of leave waits until Tue 18 May 09:00: on leave through Fri 14 May, then not a working day, then public holiday (Whit Monday).',
      fr: 'Le message one de leave attend jusqu’au mar. 18 mai 09:00 : en congé jusqu’au ven. 14 mai inclus, puis jour non travaillé, puis jour férié (Lundi de Pentecôte).',
    },
  },
  {
    reason: 'not-now',
    campaign: 'inform:\n  - mail: one\n  - mail: two\n    after: 1 day',
    then: [
      [
        '2027-05-10 10:00',
        (world, name) => world.chooses(name, { kind: 'not-now', campaign: name, span: 'week', reason: null }),
      ],
    ],
    asked: '2027-05-12 10:00',
    step: 'two',
    says: {
      nl: 'Mail two van not-now wacht tot di 18 mei 09:00: vroeg om “niet nu” tot ma 17 mei 00:00, daarna feestdag (Tweede pinksterdag).',
      en: 'Mail two of not-now waits until Tue 18 May 09:00: asked for “not now” until Mon 17 May 00:00, then public holiday (Whit Monday).',
      fr: 'Le message two de not-now attend jusqu’au mar. 18 mai 09:00 : a demandé « pas maintenant » jusqu’au lun. 17 mai 00:00, puis jour férié (Lundi de Pentecôte).',
    },
  },
  {
    reason: 'blackout',
    campaign: 'starts: on launch\ninform:\n  - mail: one',
    launched: '2027-06-10 10:00',
    asked: '2027-06-10 10:00',
    step: 'one',
    says: {
      nl: 'Mail one van blackout wacht tot ma 14 jun 09:00: periode zonder mail t/m vr 11 jun, daarna geen werkdag.',
      en: 'Mail one of blackout waits until Mon 14 Jun 09:00: period without mail through Fri 11 Jun, then not a working day.',
      fr: 'Le message one de blackout attend jusqu’au lun. 14 juin 09:00 : période sans messages jusqu’au ven. 11 juin inclus, puis jour non travaillé.',
    },
  },
  {
    reason: 'paused',
    campaign: 'inform:\n  - mail: one\n  - mail: two\n    after: 1 day',
    then: [['2027-05-10 12:00', (world, name) => world.pause(name)]],
    asked: '2027-05-12 10:00',
    step: 'two',
    says: {
      nl: 'Mail two van paused wacht: campagne op pauze sinds ma 10 mei 12:00.',
      en: 'Mail two of paused waits: campaign paused since Mon 10 May 12:00.',
      fr: 'Le message two de paused attend : campagne en pause depuis le lun. 10 mai 12:00.',
    },
  },
  {
    reason: 'old-learning-data',
    campaign:
      'promotes: basics\nstarts: on launch\ninform:\n  - mail: one\nactivate:\n  - remind: [two]\n    after: 1 day\n    until: started',
    launched: '2027-05-24 10:00',
    asked: '2027-05-26 10:00',
    step: 'two',
    says: {
      nl: 'Mail two van old-learning-data wacht: leergegevens te oud sinds ma 17 mei 12:00.',
      en: 'Mail two of old-learning-data waits: learning data too old since Mon 17 May 12:00.',
      fr: 'Le message two de old-learning-data attend : données de formation trop anciennes depuis le lun. 17 mai 12:00.',
    },
  },
  {
    reason: 'when-false',
    campaign: `${REQUIRED}inform:\n  - mail: one\n  - mail: two\n    after: 1 day\n    when: { department: Finance }`,
    asked: '2027-05-11 10:00',
    step: 'two',
    says: {
      nl: 'di 11 mei 09:00 · Mail two van when-false is niet verzonden: de voorwaarde geldt niet.',
      en: 'Tue 11 May 09:00 · Mail two of when-false was not sent: its condition does not hold.',
      fr: 'mar. 11 mai 09:00 · Le message two de when-false n’a pas été envoyé : sa condition n’est pas remplie.',
    },
  },
  {
    reason: 'until-true',
    campaign: `${REQUIRED}inform:\n  - mail: one\nactivate:\n  - remind: [two]\n    after: 4 days\n    until: started`,
    then: [['2027-05-12 12:00', (world, name) => world.learns(`${name} started 2027-05-12T10:00`)]],
    asked: '2027-05-13 10:00',
    step: 'two',
    says: {
      nl: 'wo 12 mei 12:00 · Mail two van until-true is niet verzonden: wat gevraagd werd, is gebeurd.',
      en: 'Wed 12 May 12:00 · Mail two of until-true was not sent: what it asked for has happened.',
      fr: 'mer. 12 mai 12:00 · Le message two de until-true n’a pas été envoyé : c’est déjà fait.',
    },
  },
  {
    reason: 'left-audience',
    name: 'away-from-the-audience',
    campaign:
      'for:\n  - story: away-from-the-audience\n  - department: Sales\ninform:\n  - mail: one\n  - mail: two\n    after: 7 days',
    then: [['2027-05-12 12:00', (world, name) => world.employees('id,department', `${name},IT`)]],
    asked: '2027-05-13 10:00',
    step: null,
    says: {
      nl: 'wo 12 mei 12:00 · Krijgt nu niets van away-from-the-audience, en dat eindigt wo 26 mei 12:00 als het zo blijft: hoort niet meer bij de doelgroep.',
      en: 'Wed 12 May 12:00 · Gets nothing of away-from-the-audience for now, and it ends Wed 26 May 12:00 if that stays so: no longer in the audience.',
      fr: 'mer. 12 mai 12:00 · Ne reçoit rien de away-from-the-audience pour l’instant, et cela se termine mer. 26 mai 12:00 si rien ne change : ne fait plus partie du public.',
    },
  },
  {
    reason: 'left-audience',
    campaign:
      'for:\n  - story: left-audience\n  - department: Sales\ninform:\n  - mail: one\n  - mail: two\n    after: 7 days',
    then: [['2027-05-12 12:00', (world, name) => world.employees('id,department', `${name},IT`)]],
    asked: '2027-05-27 10:00',
    step: null,
    says: {
      nl: 'wo 26 mei 12:00 · Meedoen aan left-audience is afgelopen: hoort niet meer bij de doelgroep.',
      en: 'Wed 26 May 12:00 · Taking part in left-audience has ended: no longer in the audience.',
      fr: 'mer. 26 mai 12:00 · La participation à left-audience est terminée : ne fait plus partie du public.',
    },
  },
  {
    reason: 'left-company',
    campaign: 'inform:\n  - mail: one\n  - mail: two\n    after: 7 days',
    person: { left_on: '2027-05-12' },
    asked: '2027-05-13 10:00',
    step: null,
    says: {
      nl: 'do 13 mei 00:00 · Meedoen aan left-company is afgelopen: werkt niet meer bij de organisatie.',
      en: 'Thu 13 May 00:00 · Taking part in left-company has ended: left the organisation.',
      fr: 'jeu. 13 mai 00:00 · La participation à left-company est terminée : a quitté l’organisation.',
    },
  },
  {
    reason: 'stopped',
    campaign: 'inform:\n  - mail: one\n  - mail: two\n    after: 7 days',
    then: [['2027-05-12 12:00', (world, name) => world.chooses(name, { kind: 'stop', topic: 'skills' })]],
    asked: '2027-05-13 10:00',
    step: null,
    says: {
      nl: 'wo 12 mei 12:00 · Meedoen aan stopped is afgelopen: heeft deze mails gestopt.',
      en: 'Wed 12 May 12:00 · Taking part in stopped has ended: stopped these mails.',
      fr: 'mer. 12 mai 12:00 · La participation à stopped est terminée : a arrêté ces messages.',
    },
  },
  {
    reason: 'time-is-up',
    campaign: 'promotes: basics\nper-person: 10 days\ninform:\n  - mail: one',
    asked: '2027-05-21 10:00',
    step: null,
    says: {
      nl: 'do 20 mei 00:00 · Meedoen aan time-is-up is afgelopen: de tijd ervoor was om.',
      en: 'Thu 20 May 00:00 · Taking part in time-is-up has ended: the time for it was up.',
      fr: 'jeu. 20 mai 00:00 · La participation à time-is-up est terminée : le temps prévu est écoulé.',
    },
  },
  {
    reason: 'campaign-over',
    campaign: 'promotes: basics\nends: 2027-05-14\ninform:\n  - mail: one',
    asked: '2027-05-21 10:00',
    step: null,
    says: {
      nl: 'za 15 mei 00:00 · Meedoen aan campaign-over is afgelopen: de campagne is afgelopen.',
      en: 'Sat 15 May 00:00 · Taking part in campaign-over has ended: the campaign is over.',
      fr: 'sam. 15 mai 00:00 · La participation à campaign-over est terminée : la campagne est terminée.',
    },
  },
  {
    reason: 'bounced',
    campaign: 'inform:\n  - mail: one',
    asked: '2027-05-10 10:00',
    step: 'one',
    says: {
      nl: 'ma 10 mei 09:00 · Mail one van bounced is mislukt: het adres nam hem niet aan (550 5.1.1 No such mailbox).',
      en: 'Mon 10 May 09:00 · Mail one of bounced failed: the address did not take it (550 5.1.1 No such mailbox).',
      fr: 'lun. 10 mai 09:00 · Le message one de bounced a échoué : l’adresse ne l’a pas accepté (550 5.1.1 No such mailbox).',
    },
  },
  {
    reason: 'suppressed',
    campaign: 'inform:\n  - mail: one\n  - mail: two\n    after: 1 day\n  - mail: three\n    after: 1 day',
    asked: '2027-05-13 10:00',
    step: 'three',
    says: {
      nl: 'wo 12 mei 09:00 · Mail three van suppressed is niet verzonden: het adres neemt geen mail aan.',
      en: 'Wed 12 May 09:00 · Mail three of suppressed was not sent: the address takes no mail.',
      fr: 'mer. 12 mai 09:00 · Le message three de suppressed n’a pas été envoyé : l’adresse n’accepte pas de messages.',
    },
  },
  {
    reason: 'no-mailbox',
    campaign: 'inform:\n  - mail: one',
    person: { email: '' },
    asked: '2027-05-10 10:00',
    step: 'one',
    says: {
      nl: 'ma 10 mei 08:00 · Mail one van no-mailbox is niet verzonden: er is geen mailadres bekend.',
      en: 'Mon 10 May 08:00 · Mail one of no-mailbox was not sent: no mail address is known.',
      fr: 'lun. 10 mai 08:00 · Le message one de no-mailbox n’a pas été envoyé : aucune adresse n’est connue.',
    },
  },
  {
    reason: 'start-later',
    campaign: 'promotes: basics\nstart-later: 99% by 4 weeks\ninform:\n  - mail: one',
    asked: '2027-05-10 10:00',
    step: null,
    says: {
      nl: 'Doet vanaf ma 7 jun 08:00 mee aan start-later: in de groep die later begint.',
      en: 'Will take part in start-later from Mon 7 Jun 08:00: in the group that begins later.',
      fr: 'Participera à start-later à partir du lun. 7 juin 08:00 : dans le groupe qui commence plus tard.',
    },
  },
  {
    reason: 'no-story',
    campaign: 'inform:\n  - mail: one\n  - mail: two\n    after: 1 day\n    story: other department',
    asked: '2027-05-12 10:00',
    step: 'two',
    says: {
      nl: 'di 11 mei 09:00 · Mail two van no-story is niet verzonden: er past geen verhaal bij deze lezer.',
      en: 'Tue 11 May 09:00 · Mail two of no-story was not sent: no story suits this reader.',
      fr: 'mar. 11 mai 09:00 · Le message two de no-story n’a pas été envoyé : aucun témoignage ne convient à cette personne.',
    },
  },
  {
    reason: 'render-failed',
    campaign: 'starts: 2027-05-11\ninform:\n  - mail: one',
    then: [['2027-05-10 07:00', (world, name) => world.poison(name)]],
    asked: '2027-05-11 10:00',
    step: 'one',
    says: {
      nl: 'di 11 mei 09:00 · Mail one van render-failed is mislukt: de mail kon niet worden opgemaakt (There is no variable "nothingLikeThis").',
      en: 'Tue 11 May 09:00 · Mail one of render-failed failed: the mail could not be written (There is no variable "nothingLikeThis").',
      fr: 'mar. 11 mai 09:00 · Le message one de render-failed a échoué : le message n’a pas pu être rédigé (There is no variable "nothingLikeThis").',
    },
  },
];

function nameOf({ reason, name }: Story): string {
  return name ?? reason;
}

/** All stories at once, in one company, by time; what was said of each when somebody asked. */
async function tellAll(world: ReasonWorld): Promise<Map<Story, Record<SystemLocale, TimelineEntry | undefined>>> {
  const said = new Map<Story, Record<SystemLocale, TimelineEntry | undefined>>();
  const rows = STORIES.map((story) => {
    const name = nameOf(story);
    const usual = { email: `${name}@waterlijn.example`, story: name, department: 'Sales' };
    const columns: Partial<Record<string, string>> = { ...usual, ...story.person };
    return [name, ...COLUMNS.map((column) => columns[column] ?? '')].join(',');
  });
  for (const story of STORIES) await world.write(nameOf(story), story.campaign);
  for (const story of STORIES) await world.publish(nameOf(story));
  await world.employees(['id', ...COLUMNS].join(','), ...rows);
  await world.learns();
  const happenings = STORIES.flatMap((story) => {
    const name = nameOf(story);
    return [
      [story.launched ?? LAUNCH, 0, () => world.launch(name)] as const,
      ...(story.then ?? []).map(([when, what]) => [when, 1, () => what(world, name)] as const),
      [story.asked, 2, () => ask(story)] as const,
    ];
  });
  happenings.sort(([a, first], [b, second]) => storyTime(a) - storyTime(b) || first - second);
  for (const [when, , happen] of happenings) {
    await world.until(when);
    await happen();
  }
  return said;

  async function ask(story: Story): Promise<void> {
    await world.until(story.asked);
    const told = await world.inEveryLanguage(async () => {
      const entries = await timeline(world.context, nameOf(story), nameOf(story));
      return entries.findLast(({ step, reason }) => step === story.step && reason !== null);
    });
    said.set(story, told);
  }
}

let world: ReasonWorld;
let said: Awaited<ReturnType<typeof tellAll>>;
beforeAll(async () => {
  world = await reasonWorld(BEGINS);
  said = await tellAll(world);
});
afterAll(() => world.close());

describe('every reason has a story, and says it in three languages (R21)', () => {
  it.each(STORIES.map((story) => [nameOf(story), story] as const))('%s', (_name, story) => {
    const told = said.get(story);
    expect({ reason: told?.en?.reason, ...sentences(told) }).toEqual({ reason: story.reason, ...story.says });
  });

  it('none is missing', () => {
    const told = STORIES.map(({ reason }) => reason);
    expect([...new Set(told)].sort()).toEqual([...REASONS, 'not-needed-any-more'].sort());
  });

  it('each reads well: nothing left to fill in, a capital, a full stop, single spaces', () => {
    for (const told of said.values())
      for (const sentence of Object.values(sentences(told))) {
        expect(sentence.replace(/^.* · /, '')).toMatch(/^\p{Lu}.*[^.\s]\.$/u);
        expect(sentence).not.toMatch(/[{}]|\s\s|undefined|null|NaN/);
      }
  });
});

function sentences(told: Record<SystemLocale, TimelineEntry | undefined> | undefined): Record<SystemLocale, string> {
  return { nl: told?.nl?.sentence ?? '', en: told?.en?.sentence ?? '', fr: told?.fr?.sentence ?? '' };
}
