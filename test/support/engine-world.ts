import type { Campaign, MailStep, Moment, PhasePlan, RemindStep, Step, Timing } from '../../src/domain/campaign.ts';
import { DEFAULT_SKIP_IF_LATE, FOR_EVERYBODY_ALIKE } from '../../src/domain/campaign.ts';
import type { Condition } from '../../src/domain/condition.ts';
import { parseDuration } from '../../src/domain/duration.ts';
import type { Employee } from '../../src/domain/employee.ts';
import { invariant } from '../../src/domain/errors.ts';
import type { LearningActivity, LearningEvent, LearningRecord } from '../../src/domain/learning.ts';
import type { LibraryStory } from '../../src/domain/story.ts';
import { formatInstant, HOUR_MS, type Instant, MINUTE_MS, parseInstant, WEEKDAYS } from '../../src/domain/time.ts';
import type { Workspace } from '../../src/domain/workspace.ts';
import type { LiveCampaign, Setting, Situation } from '../../src/engine/facts/situation.ts';
import type { PlannedMail } from '../../src/engine/plan/simulate.ts';

/** `2027-04-26T07:00:00Z`, or wall time in Amsterdam: `2027-04-26 09:00`. */
export function at(text: string): Instant {
  const instant = parseInstant(text, 'Europe/Amsterdam');
  invariant(instant !== null, `${text} is no instant`);
  return instant;
}

const AMSTERDAM = 'Europe/Amsterdam';

export function workspace(changes: Partial<Workspace['sending']> = {}, more: Partial<Workspace> = {}): Workspace {
  return {
    name: 'Waterlijn',
    academy: { name: 'Academie Waterlijn', url: 'https://learn.waterlijn.example' },
    from: 'Learning & Development <learning@waterlijn.example>',
    replyTo: null,
    locales: ['en', 'nl'],
    timezone: AMSTERDAM,
    country: 'NL',
    region: null,
    brand: { logo: null, colour: '#0b7a75', address: null },
    sending: {
      days: WEEKDAYS.slice(0, 5),
      from: 9 * HOUR_MS,
      to: 16 * HOUR_MS + 30 * MINUTE_MS,
      spreadMs: 0,
      holidays: true,
      daysOff: [],
      blackout: [],
      mailLimit: null,
      ...changes,
    },
    learningDataMaxDays: null,
    topics: { 'digital-skills': { en: 'Digital skills' } },
    tracking: 'journey',
    minimumGroup: 10,
    approval: 'none',
    posts: {},
    attributes: {},
    audiences: {},
    ...more,
  };
}

function employee(id: string, changes: Partial<Employee> = {}): Employee {
  return {
    key: `emp_${id}`,
    id: `${id}@waterlijn.example`,
    email: `${id}@waterlijn.example`,
    locale: null,
    timezone: AMSTERDAM,
    country: 'NL',
    region: null,
    workingDays: null,
    leave: [],
    hiredOn: null,
    leftOn: null,
    missingSince: null,
    managerEmail: null,
    buddyEmail: null,
    ...changes,
    attributes: { first_name: id, department: 'Sales', ...changes.attributes },
  };
}

export function situation(id: string, changes: Partial<Employee> = {}, more: Partial<Situation> = {}): Situation {
  return {
    employee: employee(id, changes),
    learning: [],
    engagement: [],
    choices: [],
    suppressed: false,
    manager: null,
    buddy: null,
    participations: [],
    messages: [],
    knownSince: at('2027-01-01'),
    lookedAt: null,
    ...more,
  };
}

export function learned(event: LearningEvent, when: string, more: Partial<LearningRecord> = {}): LearningRecord {
  return {
    activity: 'data-101',
    event,
    at: at(when),
    holdsFrom: at(when),
    due: null,
    score: null,
    progress: null,
    ...more,
  };
}

export const FINISHED: Condition = { kind: 'learning', fact: 'finished', about: { of: 'promoted' } };
export const STARTED: Condition = { kind: 'learning', fact: 'started', about: { of: 'promoted' } };

export function department(...values: string[]): Condition {
  return { kind: 'attribute', name: 'department', test: { is: 'one-of', values } };
}

export function mail(
  id: string,
  timing: Timing | string = { kind: 'next-slot' },
  more: Partial<MailStep> = {},
): MailStep {
  return {
    kind: 'mail',
    id,
    message: id,
    to: 'participant',
    asks: null,
    ...FOR_EVERYBODY_ALIKE,
    timing: typeof timing === 'string' ? wait(timing) : timing,
    when: null,
    skipIfLate: DEFAULT_SKIP_IF_LATE,
    ...more,
  };
}

export function remind(ids: string[], timing: Timing | string, more: Partial<RemindStep> = {}): RemindStep {
  return {
    kind: 'remind',
    id: ids[0] ?? '',
    mails: ids.map((id) => ({ id, message: id })),
    every: null,
    until: null,
    ...FOR_EVERYBODY_ALIKE,
    timing: typeof timing === 'string' ? wait(timing) : timing,
    when: null,
    skipIfLate: DEFAULT_SKIP_IF_LATE,
    ...more,
  };
}

/** `after` so long. */
export function wait(text: string): Timing {
  const duration = parseDuration(text);
  invariant(duration, `${text} is no duration`);
  return { kind: 'after', wait: duration };
}

/** Days after (negative: before) an anchor. */
export function on(anchor: Moment['anchor'] | 'start' | 'due' | 'lapse', days = 0, workingDays = false): Timing {
  return { kind: 'dated', moments: [moment(anchor, days, workingDays)] };
}

export function moment(anchor: Moment['anchor'] | 'start' | 'due' | 'lapse', days = 0, workingDays = false): Moment {
  return { anchor: typeof anchor === 'string' ? { kind: anchor } : anchor, days, workingDays };
}

export function campaign(
  steps: { inform?: Step[]; activate?: Step[]; retain?: Step[] },
  changes: Partial<Campaign> = {},
): Campaign {
  const plan = (list: Step[] = []): PhasePlan => ({ soonerIf: null, steps: list });
  return {
    id: 'data',
    title: { en: 'Data literacy' },
    topic: 'digital-skills',
    from: null,
    replyTo: null,
    promotes: ['data-101'],
    goal: FINISHED,
    audience: department('Sales', 'Finance'),
    newcomers: 'join',
    starts: '2027-04-26',
    ends: null,
    perPersonDays: 60,
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
    phases: { inform: plan(steps.inform), activate: plan(steps.activate), retain: plan(steps.retain) },
    ...changes,
  };
}

export function live(
  definition: Campaign,
  launchedAt = '2027-04-20T08:00:00Z',
  more: Partial<LiveCampaign> = {},
): LiveCampaign {
  return {
    id: definition.id,
    state: 'running',
    launchedAt: at(launchedAt),
    startsAt: at(launchedAt),
    current: 1,
    versions: new Map([[1, { campaign: definition, audiences: {} }]]),
    pauses: [],
    movesTo: null,
    endedAll: false,
    pilot: null,
    ...more,
  };
}

/** Told by somebody who is nobody's reader, to all, all year; `by` is the name of who tells it. */
export function story(id: string, changes: Partial<LibraryStory> & { readonly by?: string } = {}): LibraryStory {
  const { by = 'zoe', ...more } = changes;
  return {
    id,
    author: `${by}@waterlijn.example`,
    authorNow: { key: `emp_${by}`, leftOn: null, missingSince: null },
    firstName: by,
    department: 'IT',
    about: [],
    consentOn: '2027-01-01',
    expiresOn: '2027-12-31',
    withdrawnOn: null,
    texts: { en: { title: id, quote: null, role: null, text: id } },
    ...more,
  };
}

/** Public holidays that the examples need; the calendar station knows the real ones. */
const HOLIDAYS: Record<string, string[]> = {
  NL: ['2027-04-27', '2027-05-06', '2027-05-17'],
  BE: ['2027-05-06', '2027-05-17'],
};

export function setting(campaigns: (Campaign | LiveCampaign)[], changes: Partial<Setting> = {}): Setting {
  const activity = (id: string, more: Partial<LearningActivity> = {}): LearningActivity => ({
    id,
    title: id,
    kind: 'micro',
    durationMinutes: 15,
    url: `https://learn.waterlijn.example/${id}`,
    competencies: ['data'],
    cost: null,
    validMonths: null,
    ...more,
  });
  return {
    workspace: workspace(),
    campaigns: new Map(campaigns.map((one) => ('versions' in one ? [one.id, one] : [one.id, live(one)]))),
    activities: new Map([activity('data-101'), activity('safety', { validMonths: 12 })].map((one) => [one.id, one])),
    holidays: (country) => new Set(HOLIDAYS[country ?? ''] ?? []),
    learningFeed: { lastAt: null, gaps: [] },
    pauses: [],
    ...changes,
  };
}

/** `ana kick-off 2027-04-26T07:00:00Z`, to compare with a table. */
export function lines(mails: readonly PlannedMail[]): string[] {
  return mails.map((one) => `${one.recipient.replace('emp_', '')} ${one.step} ${formatInstant(one.at)}`);
}
