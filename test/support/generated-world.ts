import fc from 'fast-check';
import type { Campaign, MailStep, RemindStep, Step, Timing } from '../../src/domain/campaign.ts';
import type { Condition } from '../../src/domain/condition.ts';
import type { Employee } from '../../src/domain/employee.ts';
import type { LearningRecord } from '../../src/domain/learning.ts';
import { type LibraryStory, STORY_CHOICES, type StoryChoice } from '../../src/domain/story.ts';
import { addDays, HOUR_MS, type Instant, MINUTE_MS, WEEKDAYS, type Weekday } from '../../src/domain/time.ts';
import type { Choice, LiveCampaign, Setting, Situation } from '../../src/engine/situation.ts';
import {
  at,
  campaign,
  department,
  FINISHED,
  learned,
  live,
  mail,
  on,
  remind,
  STARTED,
  setting,
  situation,
  story,
  wait,
  workspace,
} from './engine-world.ts';

/** A world made up by fast-check: campaigns, people and what happens to them, from 20 April 2027. */
export interface GeneratedWorld {
  readonly setting: Setting;
  readonly people: readonly Situation[];
}

export const WORLD_BEGINS: Instant = at('2027-04-20T08:00:00Z');
export const WORLD_ENDS: Instant = at('2027-07-10');
const DAYS = 80;

const condition: fc.Arbitrary<Condition> = fc.constantFrom<Condition[]>(
  STARTED,
  FINISHED,
  { kind: 'not', of: STARTED },
  { kind: 'attribute', name: 'level', test: { is: 'over', value: 3 } },
  { kind: 'engagement', fact: 'clicked', about: null },
  {
    kind: 'learning',
    fact: 'no-progress',
    about: { of: 'promoted' },
    test: { is: 'for', span: { amount: 5, unit: 'days' } },
  },
);
const span = fc.constantFrom('4 hours', '1 day', '3 days', '1 week', '2 working days', '5 working days');
const timing: fc.Arbitrary<Timing> = fc.oneof(
  fc.constant<Timing>({ kind: 'next-slot' }),
  span.map(wait),
  fc
    .tuple(fc.constantFrom('start' as const, 'due' as const), fc.integer({ min: -6, max: 6 }), fc.boolean())
    .map(([anchor, days, working]) => on(anchor, days, working)),
  fc.integer({ min: 0, max: 60 }).map((days) => on({ kind: 'date', on: addDays('2027-04-22', days) })),
  fc
    .tuple(fc.constantFrom<Weekday>('mon', 'wed', 'sun'), fc.constantFrom(8 * HOUR_MS, 11 * HOUR_MS))
    .map(([weekday, time]): Timing => ({ kind: 'next-time', weekday, time })),
  condition.map(
    (until): Timing => ({ kind: 'wait-until', condition: until, noLongerThan: { amount: 6, unit: 'days' } }),
  ),
);
const skipIfLate = fc.constantFrom<MailStep['skipIfLate']>(
  { amount: 7, unit: 'days' },
  { amount: 1, unit: 'days' },
  'never',
);

const telling = fc.constantFrom<StoryChoice>(...STORY_CHOICES);

/** Null so many times as often as something. */
function seldom<T>(arbitrary: fc.Arbitrary<T>, times: number): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: times, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
}

/** Steps with the ids that the campaign still has to give: `prefix` and a number. */
function steps(prefix: string): fc.Arbitrary<Step[]> {
  const one = fc.oneof(
    { weight: 5, arbitrary: fc.tuple(timing, seldom(condition, 4), skipIfLate, fc.boolean(), seldom(telling, 1)) },
    { weight: 3, arbitrary: fc.tuple(span, fc.constantFrom(1, 2, 3), seldom(condition, 2)) },
  );
  return fc.array(fc.tuple(one, seldom(condition, 6)), { minLength: 1, maxLength: 5 }).map((list) =>
    list.map(([drawn, branch], index): Step => {
      const id = `${prefix}-${index}`;
      const step = drawn.length === 5 ? mailOf(id, drawn) : remindOf(id, drawn);
      return branch === null ? step : { kind: 'if', condition: branch, then: [step], else: [] };
    }),
  );
}

function mailOf(
  id: string,
  [when, only, late, toManager, story]: readonly [
    Timing,
    Condition | null,
    MailStep['skipIfLate'],
    boolean,
    StoryChoice | null,
  ],
): MailStep {
  const isForManager = toManager && id.endsWith('1');
  return mail(id, when, {
    ...(story === null || isForManager ? {} : { story }),
    when: only,
    skipIfLate: late,
    to: isForManager ? 'managers' : 'participant',
  });
}

function remindOf(id: string, [first, count, until]: readonly [string, number, Condition | null]): RemindStep {
  const mails = Array.from({ length: count }, (_, index) => `${id}-${index + 1}`);
  return { ...remind(mails, first, { every: { amount: 4, unit: 'days' }, until }), id };
}

function campaignOf(id: string): fc.Arbitrary<LiveCampaign> {
  return fc
    .record({
      inform: steps(`${id}-inform`),
      activate: steps(`${id}-activate`),
      retain: steps(`${id}-retain`),
      sooner: seldom(condition, 3),
      goal: fc.constantFrom<Condition | null>(FINISHED, FINISHED, null),
      starts: fc.constantFrom<Campaign['starts']>('launch', '2027-04-26', '2027-05-06', '2027-04-10'),
      perPersonDays: fc.constantFrom(10, 30, 60),
      ends: fc.constantFrom(null, null, '2027-06-01'),
      isRequired: fc.boolean(),
      newcomers: fc.constantFrom<Campaign['newcomers']>('join', 'not'),
      due: fc.constantFrom<Campaign['due']>(null, { daysAfterJoining: 21 }),
      again: fc.constantFrom<Campaign['again']>(null, null, { amount: 5, unit: 'days' }, { amount: 1, unit: 'months' }),
      counts: fc.constantFrom<Campaign['counts']>('all', 'only-new'),
      startLater: seldom(fc.record({ share: fc.constantFrom(0.3, 0.6), days: fc.constantFrom(7, 21) }), 1),
      pauseFrom: seldom(instant, 4),
    })
    .map(({ inform, activate, retain, sooner, isRequired, pauseFrom, startLater: compares, ...changes }) => {
      const startLater = isRequired || changes.due !== null ? null : compares;
      const plain = campaign({ inform, activate, retain }, { ...changes, startLater, id });
      const phases = { ...plain.phases, activate: { ...plain.phases.activate, soonerIf: sooner } };
      const required = isRequired ? { by: 'law' as const, because: null } : null;
      const pauses = pauseFrom === null ? [] : [{ from: pauseFrom, to: pauseFrom + 50 * HOUR_MS }];
      return live({ ...plain, audience: department('Sales'), phases, required }, '2027-04-20T08:00:00Z', { pauses });
    });
}

/** Any minute of the time that is played, wall-clock hours preferred: that is where things meet. */
const instant: fc.Arbitrary<Instant> = fc
  .tuple(fc.integer({ min: 0, max: DAYS * 24 }), fc.constantFrom(0, 0, 0, 17, 59))
  .map(([hours, minutes]) => at('2027-04-20') + hours * HOUR_MS + minutes * MINUTE_MS);

const record: fc.Arbitrary<LearningRecord> = fc
  .tuple(
    instant,
    fc.constantFrom('assigned', 'started', 'progressed', 'completed', 'failed'),
    fc.integer({ min: 0, max: 72 }),
    fc.option(fc.integer({ min: 0, max: 60 }), { freq: 2 }),
  )
  .map(([when, event, lateHours, dueDays]) => ({
    ...learned(event as LearningRecord['event'], '2027-04-20'),
    at: when,
    holdsFrom: when + lateHours * HOUR_MS,
    due: event === 'assigned' && dueDays !== null ? addDays('2027-04-26', dueDays) : null,
  }));

const choice: fc.Arbitrary<Choice> = fc.oneof(
  fc.record({ kind: fc.constant('stop' as const), topic: fc.constant('digital-skills'), at: instant }),
  fc
    .tuple(instant, fc.integer({ min: 1, max: 300 }))
    .map(([when, hours]): Choice => ({ kind: 'not-now', campaign: null, at: when, until: when + hours * HOUR_MS })),
  fc.record({ kind: fc.constant('said-done' as const), campaign: fc.constantFrom('a', 'b'), at: instant }),
);

const person: fc.Arbitrary<Partial<Employee>> = fc
  .record({
    place: fc.constantFrom(
      ['NL', 'Europe/Amsterdam'],
      ['BE', 'Europe/Brussels'],
      ['NP', 'Asia/Kathmandu'],
      ['US', 'America/New_York'],
    ),
    workingDays: fc.option(fc.subarray([...WEEKDAYS.slice(0, 5)], { minLength: 1 }), { freq: 3 }),
    leaveFrom: fc.option(fc.integer({ min: 0, max: DAYS }), { freq: 2 }),
    leaveDays: fc.integer({ min: 0, max: 20 }),
    leftAfter: fc.option(fc.integer({ min: 0, max: DAYS }), { freq: 8 }),
    level: fc.integer({ min: 1, max: 6 }),
    dept: fc.constantFrom('Sales', 'Sales', 'Sales', 'IT'),
  })
  .map(({ place: [country, timezone], workingDays, leaveFrom, leaveDays, leftAfter, level, dept }) => ({
    country: country ?? null,
    timezone: timezone ?? null,
    workingDays,
    leave:
      leaveFrom === null
        ? []
        : [{ from: addDays('2027-04-20', leaveFrom), to: addDays('2027-04-20', leaveFrom + leaveDays) }],
    leftOn: leftAfter === null ? null : addDays('2027-04-20', leftAfter),
    attributes: { level, department: dept },
  }));

const somebody = (name: string) =>
  fc
    .record({
      person,
      learning: fc.array(record, { maxLength: 4 }),
      choices: fc.array(choice, { maxLength: 1 }),
      clicks: fc.array(instant, { maxLength: 2 }),
    })
    .map(({ person: changes, learning, choices, clicks }) =>
      situation(name, changes, {
        learning,
        choices,
        manager: name === 'mia' ? null : 'emp_mia',
        engagement: clicks.map((when) => ({
          ...{ kind: 'clicked' as const, campaign: 'a', about: 'a-inform-0', answers: [] },
          ...{ at: when, holdsFrom: when + 10 * MINUTE_MS },
        })),
      }),
    );

/** Some begin or end, are taken back, or lose their author while the world is played. */
const stories: fc.Arbitrary<LibraryStory[]> = fc
  .array(
    fc.record({
      by: fc.constantFrom('ana', 'ben', 'mia', 'zoe'),
      department: fc.constantFrom('Sales', 'IT', null),
      about: fc.constantFrom<readonly string[]>([], ['data-101'], ['digital-skills'], ['safety']),
      consent: fc.constantFrom(-30, 0, 12),
      expires: fc.constantFrom(20, 40, 200),
      withdrawn: fc.option(fc.integer({ min: 0, max: DAYS }), { freq: 3 }),
      left: fc.option(fc.integer({ min: 0, max: DAYS }), { freq: 3 }),
    }),
    { maxLength: 6 },
  )
  .map((list) =>
    list.map(({ by, department, about, consent, expires, withdrawn, left }, index) => {
      const day = (days: number | null) => (days === null ? null : addDays('2027-04-20', days));
      return story(`story-${index}`, {
        ...{ by, department, about },
        authorNow: { key: `emp_${by}`, leftOn: day(left), missingSince: null },
        ...{ consentOn: day(consent) ?? '', expiresOn: day(expires) ?? '', withdrawnOn: day(withdrawn) },
      });
    }),
  );

export const generatedWorld: fc.Arbitrary<GeneratedWorld> = fc
  .record({
    campaigns: fc.tuple(campaignOf('a'), campaignOf('b')),
    people: fc.tuple(somebody('ana'), somebody('ben'), somebody('mia')),
    limit: fc.constantFrom(null, { mails: 1, days: 3 }, { mails: 2, days: 7 }),
    spreadMs: fc.constantFrom(0, 20 * MINUTE_MS),
    blackout: fc.constantFrom([], [{ from: '2027-05-12', to: '2027-05-14' }]),
    stories,
  })
  .map(({ campaigns, people, limit, spreadMs, blackout, stories }) => ({
    people,
    setting: setting([...campaigns], { workspace: workspace({ mailLimit: limit, spreadMs, blackout }), stories }),
  }));
