import fc from 'fast-check';
import type { Campaign } from '../../src/domain/campaign.ts';
import type { Condition } from '../../src/domain/condition.ts';
import type { Employee } from '../../src/domain/employee.ts';
import type { LearningRecord } from '../../src/domain/learning.ts';
import type { LibraryStory } from '../../src/domain/story.ts';
import {
  addDays,
  HOUR_MS,
  type Instant,
  type LocalDate,
  MINUTE_MS,
  WEEKDAYS,
  type Weekday,
} from '../../src/domain/time.ts';
import type { Choice, LiveCampaign, Setting, Situation } from '../../src/engine/facts/situation.ts';
import { type Simulation, simulate } from '../../src/engine/plan/simulate.ts';
import {
  at,
  campaign,
  department,
  FINISHED,
  learned,
  live,
  setting,
  situation,
  story,
  workspace,
} from './engine-world.ts';
import { condition, seldom, steps } from './generated-steps.ts';

/** A world made up by fast-check: campaigns, people and what happens to them, from 20 April 2027. */
export interface GeneratedWorld {
  readonly setting: Setting;
  readonly people: readonly Situation[];
}

export const WORLD_BEGINS: Instant = at('2027-04-20T08:00:00Z');
export const WORLD_ENDS: Instant = at('2027-07-10');
const DAYS = 80;

/** From its beginning to its end. */
export function play({ people, setting }: GeneratedWorld): Simulation {
  return simulate(people, setting, WORLD_BEGINS, WORLD_ENDS);
}

/** What managers get once a week about a campaign, where it has a team update. */
export function teamNoteOf(campaign: string): string {
  return `${campaign}-team`;
}

const LEVEL_OVER_3: Condition = { kind: 'attribute', name: 'level', test: { is: 'over', value: 3 } };

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
      due: fc.constantFrom<Campaign['due']>(null, { daysAfterJoining: 21 }, { on: '2027-05-17' }),
      priority: fc.constantFrom<Campaign['priority']>('low', 'normal', 'high'),
      sending: fc.constantFrom<Campaign['sending']>(
        ...Array.from({ length: 3 }, () => ({ days: null, from: null, to: null })),
        { days: ['tue', 'thu'], from: null, to: null },
        { days: null, from: 10 * HOUR_MS, to: 12 * HOUR_MS },
      ),
      weekly: seldom(fc.constantFrom<Weekday>('mon', 'fri'), 3),
      pilot: seldom(fc.constantFrom({ share: 0.5 }, { rule: LEVEL_OVER_3 }), 4),
      again: fc.constantFrom<Campaign['again']>(null, null, { amount: 5, unit: 'days' }, { amount: 1, unit: 'months' }),
      counts: fc.constantFrom<Campaign['counts']>('all', 'only-new'),
      startLater: seldom(fc.record({ share: fc.constantFrom(0.3, 0.6), days: fc.constantFrom(7, 21) }), 1),
      pauseFrom: seldom(instant, 4),
    })
    .map(
      ({
        inform,
        activate,
        retain,
        sooner,
        isRequired,
        pauseFrom,
        startLater: compares,
        weekly,
        pilot,
        ...changes
      }) => {
        const startLater = isRequired || changes.due !== null ? null : compares;
        const teamUpdate = weekly === null ? null : { message: teamNoteOf(id), weekday: weekly };
        const plain = campaign({ inform, activate, retain }, { ...changes, startLater, teamUpdate, id });
        const phases = { ...plain.phases, activate: { ...plain.phases.activate, soonerIf: sooner } };
        const required = isRequired ? { by: 'law' as const, because: null } : null;
        const pauses = pauseFrom === null ? [] : [{ from: pauseFrom, to: pauseFrom + 50 * HOUR_MS }];
        return live({ ...plain, audience: department('Sales'), phases, required }, '2027-04-20T08:00:00Z', {
          pauses,
          pilot,
        });
      },
    );
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
      // Its clocks go forward on 30 April 2027, at 00:00: that day has no midnight.
      ['EG', 'Africa/Cairo'],
    ),
    workingDays: fc.option(fc.subarray([...WEEKDAYS.slice(0, 5)], { minLength: 1 }), { freq: 3 }),
    leaveFrom: fc.option(fc.integer({ min: 0, max: DAYS }), { freq: 2 }),
    leaveDays: fc.integer({ min: 0, max: 20 }),
    leftAfter: fc.option(fc.integer({ min: 0, max: DAYS }), { freq: 8 }),
    level: fc.integer({ min: 1, max: 6 }),
    hiredAfter: fc.option(fc.integer({ min: -40, max: 20 }), { freq: 3 }),
    reviewAfter: fc.option(fc.integer({ min: 0, max: DAYS }), { freq: 2 }),
    hasMailbox: seldom(fc.constant(false), 12),
    dept: fc.constantFrom('Sales', 'Sales', 'Sales', 'IT'),
  })
  .map(({ place: [country, timezone], workingDays, leaveFrom, leaveDays, leftAfter, level, dept, ...drawn }) => ({
    country: country ?? null,
    timezone: timezone ?? null,
    workingDays,
    leave:
      leaveFrom === null
        ? []
        : [{ from: addDays('2027-04-20', leaveFrom), to: addDays('2027-04-20', leaveFrom + leaveDays) }],
    leftOn: leftAfter === null ? null : addDays('2027-04-20', leftAfter),
    hiredOn: drawn.hiredAfter === null ? null : addDays('2027-04-20', drawn.hiredAfter),
    ...(drawn.hasMailbox === false ? { email: null } : {}),
    attributes: {
      ...{ level, department: dept },
      ...(drawn.reviewAfter === null ? {} : { review_on: addDays('2027-04-20', drawn.reviewAfter) }),
    },
  }));

const somebody = (name: string) =>
  fc
    .record({
      person,
      learning: fc.array(record, { maxLength: 4 }),
      choices: fc.array(choice, { maxLength: 1 }),
      clicks: fc.array(instant, { maxLength: 2 }),
      suppressed: fc.constantFrom(...Array.from({ length: 12 }, () => false), true),
    })
    .map(({ person: changes, learning, choices, clicks, suppressed }) =>
      situation(name, changes, {
        learning,
        choices,
        manager: name === 'mia' ? null : 'emp_mia',
        buddy: name === 'ana' ? 'emp_ben' : null,
        suppressed,
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
    daysOff: fc.constantFrom<LocalDate[]>([], ['2027-05-07']),
    staleFrom: seldom(instant, 3),
    stories,
  })
  .map(({ campaigns, people, limit, staleFrom, stories, ...sending }) => ({
    people,
    setting: setting([...campaigns], {
      workspace: workspace({ mailLimit: limit, ...sending }, { learningDataMaxDays: staleFrom === null ? null : 3 }),
      learningFeed: {
        lastAt: null,
        gaps: staleFrom === null ? [] : [{ from: staleFrom, to: staleFrom + 100 * HOUR_MS }],
      },
      stories,
    }),
  }));
