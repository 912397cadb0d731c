import fc from 'fast-check';
import type { EndStep, IfStep, MailStep, Moment, RemindStep, Step, Timing } from '../../src/domain/campaign.ts';
import type { Condition } from '../../src/domain/condition.ts';
import { STORY_CHOICES, type StoryChoice } from '../../src/domain/story.ts';
import { addDays, HOUR_MS, type Weekday } from '../../src/domain/time.ts';
import { FINISHED, mail, moment, on, remind, STARTED, wait } from './engine-world.ts';

const HAS_UNKNOWN: Condition = { kind: 'attribute', name: 'review_on', test: { is: 'unknown' } };

/** Each kind of question: who, what was learned, what was read, and "and", "or", "not" of them. */
export const condition: fc.Arbitrary<Condition> = fc.constantFrom<Condition[]>(
  STARTED,
  FINISHED,
  { kind: 'not', of: STARTED },
  { kind: 'attribute', name: 'level', test: { is: 'over', value: 3 } },
  { kind: 'engagement', fact: 'clicked', about: null },
  { kind: 'engagement', fact: 'received', about: 'a-inform-0' },
  { kind: 'any', of: [STARTED, HAS_UNKNOWN] },
  { kind: 'all', of: [STARTED, { kind: 'not', of: FINISHED }] },
  { kind: 'learning', fact: 'overdue', about: { of: 'promoted' } },
  { kind: 'membership', fact: 'takes-part-in', names: ['b'] },
  {
    kind: 'learning',
    fact: 'no-progress',
    about: { of: 'promoted' },
    test: { is: 'for', span: { amount: 5, unit: 'days' } },
  },
  {
    kind: 'learning',
    fact: 'due',
    about: { of: 'promoted' },
    test: { is: 'in', span: { amount: 7, unit: 'days' } },
  },
);
const span = fc.constantFrom('4 hours', '1 day', '3 days', '1 week', '2 working days', '5 working days');
const anchor = fc.constantFrom<Parameters<typeof moment>[0]>(
  ...(['start', 'start', 'due', 'due', 'lapse'] as const),
  { kind: 'attribute', name: 'hired_on' },
  { kind: 'attribute', name: 'review_on' },
);
const afterNoProgress: fc.Arbitrary<Timing> = fc
  .constantFrom(2, 6)
  .map((amount) => ({ kind: 'after-no-progress', wait: { amount, unit: 'days' } }));
const timing: fc.Arbitrary<Timing> = fc.oneof(
  fc.constant<Timing>({ kind: 'next-slot' }),
  span.map(wait),
  fc
    .tuple(anchor, fc.integer({ min: -6, max: 6 }), fc.boolean())
    .map(([from, days, working]) => on(from, days, working)),
  fc.integer({ min: 0, max: 60 }).map((days) => on({ kind: 'date', on: addDays('2027-04-22', days) })),
  fc
    .tuple(fc.constantFrom<Weekday>('mon', 'wed', 'sun'), fc.constantFrom(8 * HOUR_MS, 11 * HOUR_MS))
    .map(([weekday, time]): Timing => ({ kind: 'next-time', weekday, time })),
  fc.tuple(condition, fc.constantFrom(6, 6, null)).map(
    ([until, days]): Timing => ({
      ...{ kind: 'wait-until', condition: until },
      noLongerThan: days === null ? null : { amount: days, unit: 'days' },
    }),
  ),
  afterNoProgress,
);
const skipIfLate = fc.constantFrom<MailStep['skipIfLate']>(
  { amount: 7, unit: 'days' },
  { amount: 1, unit: 'days' },
  'never',
);
const readers = fc.constantFrom<MailStep['to']>('participant', 'participant', 'participant', 'managers', 'buddy');
const telling = fc.constantFrom<StoryChoice>(...STORY_CHOICES);

/** Null so many times as often as something. */
export function seldom<T>(arbitrary: fc.Arbitrary<T>, times: number): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: times, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
}

/** Steps with the ids that the campaign still has to give: `prefix` and a number. */
export function steps(prefix: string): fc.Arbitrary<Step[]> {
  const one = fc.oneof(
    { weight: 5, arbitrary: mailStep },
    { weight: 2, arbitrary: remindEvery },
    { weight: 1, arbitrary: remindDated },
    { weight: 1, arbitrary: remindWithoutProgress },
  );
  const branch = fc.tuple(condition, fc.constantFrom('then', 'else', 'nested', 'end'));
  return fc.array(fc.tuple(one, seldom(branch, 4)), { minLength: 1, maxLength: 5 }).map((list) =>
    list.map(([named, under], index): Step => {
      const step = named(`${prefix}-${index}`);
      return under === null ? step : branched(step, ...under);
    }),
  );
}

/** A step that has everything but its name. */
type Unnamed<T extends Step> = (id: string) => T;

const mailStep: fc.Arbitrary<Unnamed<MailStep>> = fc
  .record({ timing, when: seldom(condition, 4), skipIfLate, to: readers, story: seldom(telling, 1) })
  .map(({ timing: due, story, to, ...more }) => (id) => {
    const tells = story !== null && to === 'participant';
    return mail(id, due, { ...more, to, ...(tells ? { story } : {}) });
  });

const remindEvery = fc
  .record({ first: timing.filter(({ kind }) => kind !== 'dated' && kind !== 'after-no-progress'), skipIfLate })
  .chain(({ first, skipIfLate: late }) =>
    fc
      .tuple(fc.constantFrom(1, 2, 3), fc.constantFrom(2, 4), seldom(condition, 2))
      .map(([count, amount, until]): Unnamed<RemindStep> => {
        const every = { amount, unit: 'days' as const };
        return (id) => reminders(id, count, first, { every, until, skipIfLate: late });
      }),
  );

/** Moments in the order in which a marketer writes them, as many as mails or one for all. */
const remindDated = fc
  .record({
    from: anchor,
    days: fc.uniqueArray(fc.integer({ min: -14, max: 4 }), { minLength: 1, maxLength: 3 }),
    working: fc.boolean(),
    until: seldom(condition, 1),
    skipIfLate,
  })
  .map(({ from, days, working, ...more }): Unnamed<RemindStep> => {
    const moments: Moment[] = days.toSorted((a, b) => a - b).map((one) => moment(from, one, working));
    return (id) => reminders(id, moments.length, { kind: 'dated', moments }, more);
  });

const remindWithoutProgress = fc.tuple(afterNoProgress, fc.constantFrom(1, 2), seldom(condition, 1)).map(
  ([due, count, until]): Unnamed<RemindStep> =>
    (id) =>
      reminders(id, count, due, { until }),
);

function reminders(id: string, count: number, due: Timing, more: Partial<RemindStep>): RemindStep {
  const mails = Array.from({ length: count }, (_, index) => `${id}-${index + 1}`);
  return { ...remind(mails, due, more), id };
}

function branched(step: Step, question: Condition, where: string): IfStep {
  const end: EndStep = { kind: 'end', reason: 'enough' };
  const both = { kind: 'if' as const, condition: question };
  if (where === 'then') return { ...both, then: [step], else: [] };
  if (where === 'else') return { ...both, then: [], else: [step] };
  if (where === 'end') return { ...both, then: [end], else: [step] };
  return { ...both, then: [{ kind: 'if', condition: STARTED, then: [], else: [step] }], else: [] };
}
