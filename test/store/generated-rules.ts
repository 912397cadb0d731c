import fc from 'fast-check';
import type {
  AttributeTest,
  Condition,
  DateTest,
  EngagementCondition,
  LearningFact,
  LearningTarget,
  LearningTest,
} from '../../src/domain/condition.ts';
import type { Duration } from '../../src/domain/duration.ts';
import type { Instant } from '../../src/domain/time.ts';
import { ANSWERS, CAMPAIGNS, COLUMNS, date, SPANS, STRUCTURAL, WORDS } from './generated-people.ts';

/** As somebody pastes them from a sheet: numbers and words, none of them anybody's. */
const MANY = Array.from({ length: 60 }, (_, n) => (n % 2 ? `${7_000 + n}` : `dept ${n}`));
const DATES = ['within', 'in', 'over-ago', 'before'] as const;
/** What has happened lies behind: `in` is refused of it. */
const BEHIND = ['within', 'over-ago', 'before'] as const;
const HAPPENINGS = ['assigned', 'started', 'finished', 'failed'] as const;
const span = fc.constantFrom(...SPANS);
const word = fc.constantFrom(...WORDS);

/** A rule of each form that campaigns.md knows, by the name of the form. */
export function rulesOfEachForm(at: Instant): Readonly<Record<string, fc.Arbitrary<Condition>>> {
  const forms: Record<string, fc.Arbitrary<Condition>> = {
    'attribute one-of': attribute(oneOf(at)),
    'attribute over': attribute(numberTest('over', [3, 0, 2.99, 999, -2.5])),
    'attribute under': attribute(numberTest('under', [3, 0, 2.99, 999, -2.5])),
    'attribute has': attribute(
      fc.constantFrom('a', 'SS', 'e\u0301', 'ς', 'ΟΔΟΣ', 'ẞ', '\u00a0', '', ' ', '3', 'true', '@').map((text) => ({
        is: 'has' as const,
        text,
      })),
    ),
    'attribute known': attribute(fc.constant({ is: 'known' as const })),
    'attribute unknown': attribute(fc.constant({ is: 'unknown' as const })),
    overdue: learning('overdue', fc.constant(undefined)),
    'progress over': learning('progress', numberTest('over', [0, 33.3, 49.9, 50, 99])),
    'progress under': learning('progress', numberTest('under', [0, 33.3, 49.9, 50, 99])),
    'no-progress for': learning('no-progress', lasting),
    'takes-part-in': ofCampaign('takes-part-in'),
    'finished-campaign': ofCampaign('finished-campaign'),
    'in-audience': fc
      .subarray(['sellers', 'learners', 'nobody-defined'], { minLength: 1 })
      .map((names) => ({ kind: 'membership', fact: 'in-audience', names })),
    'leads-people': fc.constant({ kind: 'membership', fact: 'leads-people', names: [] }),
  };
  for (const is of DATES) {
    forms[`attribute ${is}`] = attribute(dateTest(is, at));
    forms[`due ${is}`] = learning('due', dateTest(is, at));
    forms[`lapses ${is}`] = learning('lapses', dateTest(is, at));
  }
  for (const fact of HAPPENINGS) {
    forms[fact] = learning(fact, fc.constant(undefined));
    for (const is of BEHIND) forms[`${fact} ${is}`] = learning(fact, dateTest(is, at));
  }
  for (const fact of ['received', 'clicked', 'answered', 'answer', 'active'] as const) forms[fact] = engagement(fact);
  return forms;
}

/** Rules of every form, nested, some of them through named audiences. */
export function generatedRule(at: Instant): fc.Arbitrary<Condition> {
  const leaf = fc.oneof(...Object.values(rulesOfEachForm(at)));
  const { rule } = fc.letrec<{ rule: Condition }>((tie) => ({
    rule: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 3, arbitrary: leaf },
      { weight: 1, arbitrary: tie('rule').map((of): Condition => ({ kind: 'not', of })) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom<('all' | 'any')[]>('all', 'any'), fc.array(tie('rule'), { maxLength: 3 }))
          .map(([kind, of]): Condition => ({ kind, of })),
      },
    ),
  }));
  return rule;
}

function attribute(test: fc.Arbitrary<AttributeTest>): fc.Arbitrary<Condition> {
  return fc
    .tuple(fc.constantFrom(...COLUMNS, ...STRUCTURAL, 'nowhere'), test)
    .map(([name, one]) => ({ kind: 'attribute', name, test: one }));
}

function oneOf(at: Instant): fc.Arbitrary<AttributeTest> {
  const value = fc.oneof(word, date(at), fc.constantFrom('nl', 'be', 'ANA@waterlijn.example', 'europe/amsterdam'));
  const short = fc.array(value, { maxLength: 8 });
  const long = short.map((values) => [...values, ...values.map((one) => `${one}7`), ...MANY]);
  return fc.oneof({ weight: 4, arbitrary: short }, { weight: 1, arbitrary: long }).map((values) => ({
    is: 'one-of',
    values,
  }));
}

function dateTest(is: DateTest['is'], at: Instant): fc.Arbitrary<DateTest> {
  return is === 'before' ? date(at).map((on) => ({ is, date: on })) : span.map((long) => ({ is, span: long }));
}

function numberTest(is: 'over' | 'under', numbers: readonly number[]) {
  return fc.constantFrom(...numbers).map((limit) => ({ is, value: limit }));
}

const lasting: fc.Arbitrary<LearningTest> = fc
  .oneof(
    span.filter(({ amount }) => amount < 1_000),
    fc.constantFrom<Duration[]>({ amount: 5, unit: 'hours' }),
  )
  .map((long) => ({ is: 'for', span: long }));

function learning(fact: LearningFact, test: fc.Arbitrary<LearningTest | undefined>): fc.Arbitrary<Condition> {
  const about = fc.constantFrom<LearningTarget[]>(
    { of: 'promoted' },
    { of: 'activities', ids: ['safety'] },
    { of: 'activities', ids: ['aid', 'data'] },
    { of: 'activities', ids: ['elsewhere', 'aid'] },
    { of: 'competency', name: 'data' },
  );
  return fc.tuple(about, test).map(([target, one]) => ({ kind: 'learning', fact, about: target, test: one }));
}

function engagement(fact: EngagementCondition['fact']): fc.Arbitrary<Condition> {
  return fc
    .record({
      about: fc.constantFrom(null, 'kick-off', 'used-it'),
      answers: fc.array(fc.constantFrom(...ANSWERS), { maxLength: 3 }),
      within: fc.option(span, { nil: undefined }),
    })
    .map((one) => ({ kind: 'engagement', fact, ...one }));
}

function ofCampaign(fact: 'takes-part-in' | 'finished-campaign'): fc.Arbitrary<Condition> {
  return fc.subarray([...CAMPAIGNS], { minLength: 1 }).map((names): Condition => ({ kind: 'membership', fact, names }));
}
