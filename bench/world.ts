import type { Campaign } from '../src/domain/campaign.ts';
import {
  DEFAULT_SKIP_IF_LATE,
  FOR_EVERYBODY_ALIKE,
  type MailStep,
  type Step,
  type Timing,
} from '../src/domain/campaign.ts';
import type { Condition } from '../src/domain/condition.ts';
import type { Employee } from '../src/domain/employee.ts';
import { stableShare } from '../src/domain/hash.ts';
import type { LearningActivity, LearningEvent, LearningRecord } from '../src/domain/learning.ts';
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, WEEKDAYS } from '../src/domain/time.ts';
import type { Workspace } from '../src/domain/workspace.ts';

/** A Monday, 10:00 in Amsterdam: the window of everybody here is open. */
export const LAUNCH: Instant = Date.UTC(2027, 3, 12, 8);

export const WORKSPACE: Workspace = {
  name: 'Waterlijn',
  academy: { name: 'Academie Waterlijn', url: 'https://learn.waterlijn.example' },
  from: 'Noor <learning@waterlijn.example>',
  replyTo: null,
  locales: ['en'],
  timezone: 'Europe/Amsterdam',
  country: 'NL',
  region: null,
  brand: { logo: null, colour: '#0b7a75', address: 'Kade 1, Havenstad' },
  sending: {
    days: WEEKDAYS.slice(0, 5),
    from: 9 * HOUR_MS,
    to: 16 * HOUR_MS + 30 * MINUTE_MS,
    spreadMs: 20 * MINUTE_MS,
    holidays: true,
    daysOff: [],
    blackout: [],
    mailLimit: { mails: 3, days: 7 },
  },
  learningDataMaxDays: null,
  topics: { 'digital-skills': { en: 'Digital skills' } },
  tracking: 'journey',
  minimumGroup: 10,
  approval: 'none',
  posts: {},
  attributes: {},
  audiences: {},
};

export const ACTIVITY: LearningActivity = {
  id: 'data-101',
  title: 'Data literacy',
  kind: 'course',
  durationMinutes: 90,
  url: 'https://learn.waterlijn.example/data-101',
  competencies: ['data'],
  cost: null,
  validMonths: null,
};

const STARTED: Condition = { kind: 'learning', fact: 'started', about: { of: 'promoted' } };
const FINISHED: Condition = { kind: 'learning', fact: 'finished', about: { of: 'promoted' } };

/** Twelve mails in three phases: dates, waits, reminders until somebody starts, a choice, and aftercare. */
export function twelveSteps(starts: Campaign['starts'] = '2027-04-19'): Campaign {
  const anchored = (days: number): Timing => ({
    kind: 'dated',
    moments: [{ anchor: { kind: 'start' }, days, workingDays: true }],
  });
  return campaignOf({
    starts,
    inform: [mail('teaser', anchored(-3)), mail('kick-off', anchored(0)), mail('whats-in-it', wait(2))],
    activate: [
      mail('first-part', wait(3)),
      {
        kind: 'remind',
        id: 'start-small',
        mails: ['start-small', 'together', 'still-there', 'last-one'].map((id) => ({ id, message: id })),
        every: { amount: 4, unit: 'working days' },
        until: STARTED,
        ...FOR_EVERYBODY_ALIKE,
        timing: wait(3),
        when: null,
        skipIfLate: DEFAULT_SKIP_IF_LATE,
      },
      { kind: 'if', condition: STARTED, then: [mail('finish', wait(5))], else: [mail('or-leave-it', wait(5))] },
    ],
    retain: [mail('well-done', { kind: 'next-slot' }), mail('use-it', wait(10)), mail('pass-it-on', wait(20))],
  });
}

export function oneMail(): Campaign {
  return campaignOf({ starts: 'launch', inform: [mail('kick-off', { kind: 'next-slot' })], activate: [], retain: [] });
}

/**
 * A made-up employee; the same number is always the same person. Three countries and zones, one in five part-time, one
 * in twenty on leave for a week.
 */
export function employeeOf(number: number): Employee {
  const key = `emp_${String(number).padStart(8, '0')}`;
  const chance = (what: string) => stableShare('bench', what, key);
  const place = PLACES[Math.floor(chance('place') * PLACES.length)] ?? PLACES[0];
  return {
    key,
    id: `p${number}@waterlijn.example`,
    email: `p${number}@waterlijn.example`,
    locale: 'en',
    ...place,
    region: null,
    workingDays: chance('part-time') < 0.2 ? ['mon', 'tue', 'thu', 'fri'] : null,
    leave: chance('leave') < 0.05 ? [{ from: '2027-05-10', to: '2027-05-14' }] : [],
    hiredOn: null,
    leftOn: null,
    missingSince: null,
    managerEmail: null,
    buddyEmail: null,
    attributes: { first_name: `Robin${number % 97}`, last_name: `Doe${number % 89}`, department: 'Sales' },
  };
}

/** Three in ten never start, three start and stall, four finish: at instants of their own in the six weeks. */
export function learningOf(employee: Employee): LearningRecord[] {
  const chance = (what: string) => stableShare('bench', what, employee.key);
  const fate = chance('fate');
  if (fate < 0.3) return [];
  const startedAt = LAUNCH + 7 * DAY_MS + Math.floor(chance('start') * 28 * DAY_MS);
  const records = [recordOf('started', startedAt), recordOf('progressed', startedAt + DAY_MS)];
  if (fate >= 0.6) records.push(recordOf('completed', startedAt + Math.floor(chance('finish') * 14 * DAY_MS)));
  return records;
}

const PLACES = [
  { country: 'NL', timezone: 'Europe/Amsterdam' },
  { country: 'BE', timezone: 'Europe/Brussels' },
  { country: 'GB', timezone: 'Europe/London' },
] as const;

function recordOf(event: LearningEvent, at: Instant): LearningRecord {
  return { activity: ACTIVITY.id, event, at, holdsFrom: at, due: null, score: null, progress: null };
}

function mail(id: string, timing: Timing): MailStep {
  return {
    kind: 'mail',
    id,
    message: id,
    to: 'participant',
    asks: null,
    ...FOR_EVERYBODY_ALIKE,
    timing,
    when: null,
    skipIfLate: DEFAULT_SKIP_IF_LATE,
  };
}

function wait(workingDays: number): Timing {
  return { kind: 'after', wait: { amount: workingDays, unit: 'working days' } };
}

function campaignOf({
  starts,
  ...phases
}: {
  starts: Campaign['starts'];
  inform: Step[];
  activate: Step[];
  retain: Step[];
}): Campaign {
  const plan = (steps: Step[]) => ({ soonerIf: null, steps });
  return {
    id: 'data-literacy',
    title: { en: 'Data literacy' },
    topic: 'digital-skills',
    from: null,
    replyTo: null,
    promotes: [ACTIVITY.id],
    goal: FINISHED,
    audience: { kind: 'attribute', name: 'department', test: { is: 'one-of', values: ['Sales', 'Finance'] } },
    newcomers: 'join',
    starts,
    ends: null,
    perPersonDays: 90,
    again: null,
    counts: 'all',
    startLater: null,
    around: [],
    teamUpdate: null,
    due: null,
    required: null,
    priority: 'normal',
    sending: { days: null, from: null, to: null },
    brief: null,
    phases: { inform: plan(phases.inform), activate: plan(phases.activate), retain: plan(phases.retain) },
  };
}
