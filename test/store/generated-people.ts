import fc from 'fast-check';
import { shiftDate } from '../../src/domain/calendar-span.ts';
import type { Duration } from '../../src/domain/duration.ts';
import type { AttributeValue, Employee } from '../../src/domain/employee.ts';
import { LEARNING_EVENTS, type LearningActivity } from '../../src/domain/learning.ts';
import type { Message } from '../../src/domain/message.ts';
import { NEEDS, type Need } from '../../src/domain/need.ts';
import type { Participation } from '../../src/domain/participation.ts';
import { addDays, DAY_MS, HOUR_MS, type Instant, localDate, startOfDate } from '../../src/domain/time.ts';
import type { StoredEngagement } from '../../src/store/learning/engagement.ts';
import type { NewLearningRecord } from '../../src/store/learning/learning-records.ts';
import { kickOff, participation, person } from './world.ts';

/** People and what is known of them, with a look for edges: cases, accents, ends of days in several zones. */
export interface GeneratedPeople {
  readonly now: Instant;
  readonly people: readonly {
    readonly employee: Employee;
    readonly chosenLocale: string | null;
    readonly chosenNeed: Need | null;
  }[];
  /** Those of the import TAKEN_BACK come and go again. */
  readonly learning: readonly NewLearningRecord[];
  /** Later than now: a question about the past. */
  readonly learningDataAt: Instant | null;
  readonly engagement: readonly StoredEngagement[];
  readonly participations: readonly Participation[];
  readonly messages: readonly Message[];
}

const activity = (id: string, validMonths: number | null, competencies: string[]): LearningActivity => ({
  id,
  title: id,
  kind: 'micro',
  durationMinutes: null,
  url: null,
  competencies,
  cost: null,
  validMonths,
});
export const ACTIVITIES = [activity('safety', 12, ['Data']), activity('aid', 1, []), activity('data', null, ['dATA'])];

export const TAKEN_BACK = 'imp_taken_back';

const NAMES = ['ana', 'bo', 'cas', 'dee', 'eve', 'fay', 'gus', 'hal', 'ida', 'jo', 'kim', 'lea'];
const ZONES = ['Europe/Amsterdam', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Kathmandu', 'Pacific/Niue'];
export const CAMPAIGNS = ['data-literacy', 'welcome'];
/** An ordinary morning; both changes of the clock; a leap day; the last of a month, a day further in Asia. */
const NOWS = ['2027-04-26T07:00', '2027-03-28T00:30', '2027-10-31T01:30', '2028-02-29T11:00', '2027-01-31T23:30'];
export const SPANS: readonly Duration[] = [
  { amount: 0, unit: 'days' },
  { amount: 1, unit: 'days' },
  { amount: 30, unit: 'days' },
  { amount: 1, unit: 'months' },
  { amount: 12, unit: 'months' },
  { amount: 90_000, unit: 'months' },
];
export const WORDS = [
  ...['Sales', ' sales', 'SALES\t', 'Straße', 'STRASSE', 'İstanbul', 'istanbul', 'ISTANBUL', 'ısı', 'ISI'],
  ...[
    'Café',
    'CAFE\u0301',
    'cafe',
    'Ångström',
    'a\u030angstro\u0308m',
    'ΟΔΟΣ',
    'οδοσ',
    'ﬁets',
    'FIETS',
    '😀',
    'x"y\'%_',
  ],
  ...['3', '03', '3.0', ' 3', '-2.5', '1e3', '1000', '0x10', 'Infinity', '50%', '', ' ', 'yes', 'NO', 'True', 'false'],
  ...['\u00a0sales\u2003', 'Ｓａｌｅｓ', 'STRAẞE', 'οδός', 'ΟΔΌΣ', 'ΟΔΟΣΑ', 'ja', 'Nee', 'OUI', 'non', '1_000', '١٢'],
  ...['2027-02-30', ' 2027-04-26', '26-04-2027', '2027-04', '\u0000', '\ud800x', 'null', 'constructor'],
  ...['career', ' Growth', 'SOLVE-NOW'],
];
export const ANSWERS = ['Yes', ' yes', 'ja', 'Café', 'CAFE\u0301', 'STRASSE', 'straße', 'ΟΔΟΣ', 'οδοσ'];
export const COLUMNS = [
  'need',
  'department',
  'level',
  'review_on',
  'odd "name\' %$.[0]',
  '#level',
  'constructor',
  'Größe',
];
export const STRUCTURAL = [
  'email',
  'locale',
  'timezone',
  'country',
  'region',
  'hired_on',
  'left_on',
  'manager_email',
  'buddy_email',
];

const now = fc.constantFrom(...NOWS.map((text) => Date.parse(`${text}Z`)));
const name = fc.constantFrom(...NAMES);
const span = fc.constantFrom(...SPANS);
const word = fc.constantFrom(...WORDS);
const need = fc.constantFrom(...NEEDS);

/** Dates around those that a span can end on. */
export function date(at: Instant): fc.Arbitrary<string> {
  return fc
    .tuple(span, fc.constantFrom<(1 | -1)[]>(1, -1), fc.integer({ min: -3, max: 3 }), fc.constantFrom(...ZONES))
    .map(([long, way, days, zone]) => {
      const edge = shiftDate(localDate(at, zone), long.amount > 1_000 ? { amount: 0, unit: 'days' } : long, way);
      return addDays(edge, days);
    });
}

/** Instants around the beginnings of such dates, and at the present time of day on them. */
function instant(at: Instant): fc.Arbitrary<Instant> {
  const around = fc.constantFrom(-1, 0, 1, 12 * HOUR_MS);
  return fc.oneof(
    fc.tuple(date(at), fc.constantFrom(...ZONES), around).map(([on, zone, ms]) => startOfDate(on, zone) + ms),
    fc.tuple(span, around).map(([{ amount }, ms]) => at - Math.min(amount, 400) * DAY_MS + ms),
    fc.constantFrom(at - HOUR_MS, at, at + 1),
  );
}

export const generatedPeople: fc.Arbitrary<GeneratedPeople> = now.chain((at) =>
  fc.record({
    now: fc.constant(at),
    people: fc
      .tuple(...NAMES.map((one) => fc.tuple(employee(one, at), seldom(fc.constantFrom('nl', 'nl-BE')), seldom(need))))
      .map((list) => list.map(([one, chosenLocale, chosenNeed]) => ({ employee: one, chosenLocale, chosenNeed }))),
    learning: fc
      .uniqueArray(record(at), {
        minLength: 20,
        maxLength: 60,
        selector: (one) => [one.person, one.activity, one.event, one.at].join(),
      })
      .map((list) => list.map((one, index) => ({ ...one, id: `lrn_${index}` }))),
    learningDataAt: seldom(fc.constantFrom(at, at + 1)),
    engagement: fc
      .array(engaged(at), { maxLength: 16 })
      .map((list) => list.map((one, index) => ({ ...one, id: `eng_${index}`, participation: `par_${index}` }))),
    participations: fc
      .array(participating(at), { maxLength: 6 })
      .map((list) => list.map((one, index) => ({ ...one, id: `par_${index}`, round: index + 1 }))),
    messages: fc
      .array(mailed(at), { maxLength: 6 })
      .map((list) => list.map((one, index) => ({ ...one, id: `msg_${index}`, key: `${index}` }))),
  }),
);

function seldom<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
}

function employee(one: string, at: Instant): fc.Arbitrary<Employee> {
  return fc
    .record({
      email: fc.constantFrom(null, `${one}@waterlijn.example`, `${one}.straße@waterlijn.example`),
      locale: seldom(fc.constantFrom('nl', 'en', 'nl-BE')),
      timezone: seldom(fc.constantFrom(...ZONES)),
      country: seldom(fc.constantFrom('NL', 'BE')),
      region: seldom(fc.constantFrom('BE', '75')),
      hiredOn: seldom(date(at)),
      leftOn: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: date(at) }),
      missingSince: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant(at) }),
      managerEmail: seldom(fc.constantFrom('ana@waterlijn.example', 'ANA@waterlijn.example')),
      buddyEmail: seldom(fc.constantFrom('bo@waterlijn.example', 'bo.straße@waterlijn.example')),
      attributes: fc.dictionary(fc.constantFrom(...COLUMNS, 'country'), value(at), {
        maxKeys: 6,
        noNullPrototype: true,
      }),
    })
    .map((fields) => person(one, fields));
}

function value(at: Instant): fc.Arbitrary<AttributeValue> {
  return fc.oneof(word, date(at), fc.constantFrom(3, -2.5, 0, -0, 0.1, 1e21, 1000), fc.boolean());
}

function record(at: Instant): fc.Arbitrary<Omit<NewLearningRecord, 'id'>> {
  return fc
    .record({
      person: name.map((one) => `emp_${one}`),
      activity: fc.constantFrom(...ACTIVITIES.map(({ id }) => id)),
      event: fc.constantFrom(...LEARNING_EVENTS),
      at: instant(at),
      lateMs: fc.constantFrom(0, 0, 1, 3 * DAY_MS),
      due: seldom(date(at)),
      progress: seldom(fc.constantFrom(0, 33.3, 50, 100)),
      importId: fc.constantFrom(null, null, null, TAKEN_BACK),
    })
    .map(({ lateMs, ...one }) => ({ ...one, holdsFrom: one.at + lateMs, score: null }));
}

function engaged(at: Instant): fc.Arbitrary<Omit<StoredEngagement, 'id' | 'participation'>> {
  return fc
    .record({
      person: name.map((one) => `emp_${one}`),
      campaign: fc.constantFrom(...CAMPAIGNS),
      kind: fc.constantFrom<('clicked' | 'answered')[]>('clicked', 'answered'),
      about: fc.constantFrom('kick-off', 'used-it'),
      answers: fc.array(fc.constantFrom(...ANSWERS), { maxLength: 2 }),
      at: instant(at),
      lateMs: fc.constantFrom(0, 10 * 60_000),
    })
    .map(({ lateMs, ...one }) => ({ ...one, step: 'kick-off', holdsFrom: one.at + lateMs, day: '2027-04-26' }));
}

function participating(at: Instant): fc.Arbitrary<Participation> {
  return fc
    .record({
      of: name,
      campaign: fc.constantFrom(...CAMPAIGNS),
      beganAt: instant(at),
      ended: fc.boolean(),
      reached: fc.boolean(),
    })
    .map(({ of, campaign, beganAt, ended, reached }) =>
      participation(of, {
        campaign,
        beganAt,
        ended: ended ? { at, because: 'campaign-over' } : null,
        goalReachedAt: reached ? at : null,
      }),
    );
}

function mailed(at: Instant): fc.Arbitrary<Message> {
  return fc
    .record({
      to: name,
      campaign: fc.constantFrom(...CAMPAIGNS),
      step: fc.constantFrom('kick-off', 'teaser'),
      state: fc.constantFrom<Message['state'][]>('sent', 'bounced', 'in-doubt', 'failed', 'withdrawn', 'planned'),
      kind: fc.constantFrom<Message['kind'][]>('step', 'bundle', 'test'),
    })
    .map(({ to, ...fields }) => kickOff(to, { ...fields, settledAt: at - 400 * DAY_MS, participation: null }));
}
