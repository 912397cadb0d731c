import { describe, expect, it } from 'vitest';
import type { Condition } from '../../src/domain/condition.ts';
import type { ConditionContext } from '../../src/intake/conditions/condition-context.ts';
import { readConditionText } from '../../src/intake/conditions/read-condition-text.ts';

const inCampaign: ConditionContext = {
  promotes: 'something',
  attributes: { review_on: { type: 'date', sensitive: false }, level: { type: 'number', sensitive: false } },
  knownAttributes: new Set(['city', 'contract_end', 'due']),
  activities: new Set(['safety', 'data-101', 'fire']),
  competencies: new Set(['data']),
  audiences: new Set(['new-joiners']),
  campaigns: new Set(['data-literacy', 'safe']),
  messages: new Set(['kick-off', 'teaser']),
  surveys: new Set(['five-questions', 'used-it']),
};

const attribute = (name: string, test: object): Condition => ({ kind: 'attribute', name, test }) as Condition;
const learning = (fact: string, test?: object, about: object = { of: 'promoted' }): Condition =>
  ({ kind: 'learning', fact, about, ...(test ? { test } : {}) }) as Condition;
const about = (...ids: string[]) => ({ of: 'activities', ids });
const days = (amount: number) => ({ amount, unit: 'days' });
const not = (of: Condition): Condition => ({ kind: 'not', of });
const any = (...of: Condition[]): Condition => ({ kind: 'any', of });
const all = (...of: Condition[]): Condition => ({ kind: 'all', of });
const values = (...names: string[]) => ({ is: 'one-of', values: names });

describe('a rule means', () => {
  const table: [rule: string, meaning: Condition][] = [
    ['department: Sales, Finance', attribute('department', values('Sales', 'Finance'))],
    ['department: [Sales, Finance]', attribute('department', values('Sales', 'Finance'))],
    ['{ department: [Sales, "North, South"] }', attribute('department', values('Sales', 'North, South'))],
    [
      '- department: Sales\n- country: NL',
      all(attribute('department', values('Sales')), attribute('country', values('NL'))),
    ],
    [
      'department: Sales\ncountry: NL',
      all(attribute('department', values('Sales')), attribute('country', values('NL'))),
    ],
    ['any of: [started, finished]', any(learning('started'), learning('finished'))],
    ['not started', not(learning('started'))],
    ['not: started', not(learning('started'))],
    ['- not department: Sales', not(attribute('department', values('Sales')))],
    ['"not department: Sales"', not(attribute('department', values('Sales')))],
    ['level: over 3', attribute('level', { is: 'over', value: 3 })],
    ['level: under 3.5', attribute('level', { is: 'under', value: 3.5 })],
    ['level: 3', attribute('level', values('3'))],
    ['city: has dam', attribute('city', { is: 'has', text: 'dam' })],
    ['city: [in Salah]', attribute('city', values('in Salah'))],
    ['manager: known', attribute('manager_email', { is: 'known' })],
    ['manager: unknown', attribute('manager_email', { is: 'unknown' })],
    [
      'buddy: unknown, bo@acme.example',
      any(attribute('buddy_email', values('bo@acme.example')), attribute('buddy_email', { is: 'unknown' })),
    ],
    ['hired: within 90 days', attribute('hired_on', { is: 'within', span: days(90) })],
    ['hired: over 1 year ago', attribute('hired_on', { is: 'over-ago', span: { amount: 12, unit: 'months' } })],
    ['review_on: in 30 days', attribute('review_on', { is: 'in', span: days(30) })],
    ['contract_end: before 2027-06-01', attribute('contract_end', { is: 'before', date: '2027-06-01' })],
    ['ambassador: yes', attribute('ambassador', values('yes'))],
    ['ambassador: true', attribute('ambassador', values('yes'))],
    ['attribute.due: soon', attribute('due', values('soon'))],
    ['Department: Sales', attribute('department', values('Sales'))],
    ['assigned', learning('assigned')],
    ['finished', learning('finished')],
    ['failed', learning('failed')],
    ['overdue', learning('overdue')],
    ['due: in 14 days', learning('due', { is: 'in', span: days(14) })],
    ['progress: over 50%', learning('progress', { is: 'over', value: 50 })],
    ['no progress for 10 days', learning('no-progress', { is: 'for', span: days(10) })],
    ['no progress for 10 days: safety', learning('no-progress', { is: 'for', span: days(10) }, about('safety'))],
    ['lapses: in 30 days', learning('lapses', { is: 'in', span: days(30) })],
    ['finished: safety', learning('finished', undefined, about('safety'))],
    [
      'finished: safety, fire',
      any(learning('finished', undefined, about('safety')), learning('finished', undefined, about('fire'))),
    ],
    [
      'finished: { safety: within 12 months }',
      learning('finished', { is: 'within', span: { amount: 12, unit: 'months' } }, about('safety')),
    ],
    ['finished: { competency: data }', learning('finished', undefined, { of: 'competency', name: 'data' })],
    ['due: { safety: in 14 days }', learning('due', { is: 'in', span: days(14) }, about('safety'))],
    ['received: kick-off', { kind: 'engagement', fact: 'received', about: 'kick-off' }],
    ['clicked: kick-off', { kind: 'engagement', fact: 'clicked', about: 'kick-off' }],
    ['clicked', { kind: 'engagement', fact: 'clicked', about: null }],
    ['answered: five-questions', { kind: 'engagement', fact: 'answered', about: 'five-questions' }],
    ['answer: { used-it: yes }', { kind: 'engagement', fact: 'answer', about: 'used-it', answers: ['yes'] }],
    [
      'active: within 60 days',
      { kind: 'engagement', fact: 'active', about: null, within: { amount: 60, unit: 'days' } },
    ],
    ['in: new-joiners', { kind: 'membership', fact: 'in-audience', names: ['new-joiners'] }],
    ['takes part in: data-literacy', { kind: 'membership', fact: 'takes-part-in', names: ['data-literacy'] }],
    [
      'finished campaign: data-literacy, safe',
      { kind: 'membership', fact: 'finished-campaign', names: ['data-literacy', 'safe'] },
    ],
    ['need: career', attribute('need', values('career'))],
    ['everyone', all()],
    // What YAML would make more of than was written.
    ['country: NO', attribute('country', values('NO'))],
    ['city: yes', attribute('city', values('yes'))],
    ['city: 010', attribute('city', values('010'))],
    ['city: [1e3, 0x1F, 7]', attribute('city', values('1e3', '0x1F', '7'))],
    ['level: 010', attribute('level', values('10'))],
    ['review_on: 2027-06-01', attribute('review_on', values('2027-06-01'))],
    [
      'department: &who Sales\ncity: *who',
      all(attribute('department', values('Sales')), attribute('city', values('Sales'))),
    ],
    ['department: Sales # and no other', attribute('department', values('Sales'))],
    ['\uFEFFdepartment: Sales\u00a0', attribute('department', values('Sales'))],
    ['ambassador: nee', attribute('ambassador', values('no'))],
    ['ambassador: oui', attribute('ambassador', values('yes'))],
    ['not: { not: started }', not(not(learning('started')))],
    ['"not any of": [started, failed]', not(any(learning('started'), learning('failed')))],
  ];
  it.each(table)('%s', (rule, meaning) => {
    expect(readConditionText(rule, inCampaign)).toEqual(meaning);
  });
});

describe('a rule that cannot mean anything is refused with its place, its value and the next act', () => {
  const table: [rule: string, says: RegExp][] = [
    ['{ department: Sales, Finance }', /rule:1:22 › Finance: "Finance" has no value\. In braces .*\[Sales, Finance\]/],
    ['department:', /rule:1:1 › department: "department" has no value/],
    ['departement: Sales', /There is no attribute "departement"\. Did you mean "department"\?/],
    ['finnished', /"finnished" is not a condition\. Did you mean "finished"\?/],
    ['hired: within 90 dayz', /rule:1:8 › hired: "90 dayz" is not a duration\. Write it like "within 90 days"/],
    ['hired: over 1 year', /does not say in which direction\. Write "over 1 year ago"/],
    ['hired: within 3 hours', /compares dates, not times of day/],
    ['hired: before june', /"june" is not a date/],
    ['level: over three', /"three" is not a number/],
    ['level: over 3,5', /the comma reads as "or"/],
    ['level: within 3 days', /of type number; this compares a date/],
    ['ambassador: perhaps', /"perhaps" is neither yes nor no/],
    ['department: not Sales', /Write "not" before the name/],
    [
      '- department: Sales\n- finished: safty',
      /rule:2:13 › finished: There is no learning activity "safty"\. Did you mean "safety"\?/,
    ],
    ['finished: yes', /Write "finished" or "not finished"/],
    ['started: in 3 days', /"started" lies behind/],
    ['progress', /"progress" needs a comparison\. Write it like "progress: over 50%"/],
    ['due: soon', /"soon" is not a comparison for "due"/],
    ['no progress', /does not say for how long/],
    ['finished: { safety, fire }', /"safety" has no value\. In braces .*finished: \[safety, fire\]/],
    ['received: kickoff', /There is no message "kickoff"\. Did you mean "kick-off"\?/],
    ['clicked: teser', /There is no message "teser"\. Did you mean "teaser"\?/],
    [
      'answered: five-question',
      /rule:1:11 › answered: There is no survey "five-question"\. Did you mean "five-questions"\?/,
    ],
    ['answered: kick-off', /There is no survey "kick-off"\. Known are: five-questions, used-it\./],
    ['active: 60 days', /Write it like "active: within 60 days"/],
    ['answer: used-it', /Write it like "answer: \{ used-it: yes \}"/],
    ['in: new-joiner', /There is no audience "new-joiner"\. Did you mean "new-joiners"\?/],
    ['takes part in: data', /There is no campaign "data"/],
    ['new-joiners', /is an audience\. Write "in: new-joiners"/],
    ['leave: known', /"leave" cannot be compared/],
    ['[]', /The condition is empty\. Where all employees are meant, write "everyone"/],
    ['any of: Sales', /"any of" needs a list/],
    ['42', /42 is not a condition/],
    ['department: [a', /rule:1:\d+: This is not valid YAML/],
    ['department: Sales\ndepartment: Finance', /rule:2:1: This is not valid YAML/],
    ['department: Sales\n\tcity: Gent', /rule:2:1: .*Tabs are not allowed as indentation\. Indent with spaces/],
    ['city: a\n---\ncity: b', /rule:2:1: .*A line "---" begins a second document\./],
    ['city: *dam', /rule:1:\d.*dam/],
    [`${'['.repeat(5_000)}started${']'.repeat(5_000)}`, /nested too deeply/],
    [`${'['.repeat(50)}started, failed${']'.repeat(50)}`, /nested too deeply\. Give parts of it a name in audiences/],
    [`${'not '.repeat(5_000)}started`, /"not not" denies twice\. Write "not" once, or leave it out/],
    ['not not department: Sales', /rule:1:\d+ › not not department: "not not" denies twice/],
    ['not', /"not" stands alone\. Write it like/],
    ['not:', /"not" has no value/],
    ['any of:', /"any of" has no value/],
    ['any of: []', /The condition is empty/],
    ['any of: {}', /The condition is empty/],
    ['or: [started, finished]', /rule:1:1 › or: .*Where one is enough, write "any of: \[…\]"/],
    ['any: [started]', /Where one is enough/],
    ['and: [started]', /Lines of a list all hold: leave the word out/],
    ['all of: [started]', /Lines of a list all hold/],
    ['none of: [started]', /Write "not: \{ any of: \[…\] \}"/],
    ['except: { department: IT }', /Write "not: \{ any of/],
    ['completed: safety', /Write "finished" or "finished: safety"/],
    ['complete', /Write "finished"/],
    ['opened: kick-off', /Who opened a mail is not known; write "received: kick-off"/],
    ['inactive: 60 days', /Write "not active: within 60 days"/],
    ['campaign: safe', /Write "takes part in: data-literacy"/],
    ['id: 5', /A person is named by "email"/],
    ['department is Sales', /After a name stand a colon and a space: "department: …"/],
    ['department:Sales', /After a name stand a colon and a space/],
    ['finished safety', /After a name stand a colon and a space: "finished: …"/],
    ['everybody', /Did you mean "everyone"/],
    ['null', /null is not a condition/],
    ['true', /is not a condition/],
    ['- ""', /rule:1:3: The condition is empty/],
    ['level: null', /"level" has no value/],
    ['level: ""', /The value is empty\. For a missing value write "unknown"/],
    ['level: 1_000', /"1_000" is not a number/],
    ['level: over 1e3', /"1e3" is not a number/],
    ['level: over 1.000,5', /the comma reads as "or"/],
    ['level: at least 3', /"at least 3" is not a number.*"over 3"/],
    ['level: 3-5', /"3-5" is not a number/],
    ['level: has 3', /of type number; this compares a text/],
    ['review_on: 01-06-2027', /"01-06-2027" is not a date/],
    ['review_on: before 2027-02-30', /"2027-02-30" is not a date/],
    ['review_on: after 2027-01-01', /"after 2027-01-01" is not a comparison\. Write "not NAME: before 2027-06-01"/],
    ['review_on: within -3 days', /"-3 days" is not a duration/],
    ['review_on: within 3 working days', /counts calendar days, not working days/],
    ['no progress for 10 working days', /counts calendar days, not working days/],
    ['no progress for 10 hours', /compares dates, not times of day/],
    ['hired: today', /"today" is not a date\. Write it like "within 90 days"/],
    ['hired: within the last 90 days', /"the last 90 days" is not a duration\. Write it like "within 90 days"/],
    ['city: { is: Gent }', /is not a value to compare with/],
    ['city: [[Gent]]', /rule:1:8 › city: \["Gent"\] is not a value/],
    ['city: [Gent, null]', /rule:1:14 › city: null is not a value/],
    ['constructor: x', /There is no attribute "constructor"/],
    ['__proto__: x', /There is no attribute "__proto__"/],
    ['finished: not safety', /There is no learning activity "not safety"/],
    [
      'finished: { safety: 12 months }',
      /"12 months" is not a comparison for "finished"\. Write it like "within 12 months"/,
    ],
    ['progress: 50%', /Write it like "over 50%"/],
    ['overdue: 3 days', /There is no learning activity "3 days"/],
    ['due: 14 days', /Write it like "in 14 days"/],
    ['clicked: yes', /There is no message "yes"/],
    ['active', /"active" does not say since when/],
    ['answer: { five-questions }', /null is not an answer/],
    [
      'answer: { five-question: yes }',
      /rule:1:\d+ › answer › five-question: There is no survey "five-question"\. Did you mean "five-questions"\?/,
    ],
    [
      'answer: { five-questions: yes, next-year: no }',
      /› next-year: There is no survey "next-year"\. Known are: five-questions, used-it/,
    ],
    ['manager: none', /"none" is not an address, and "manager" is one\. Did you mean "manager: unknown"\?/],
    ['manager: [no]', /"no" is not an address.*Did you mean "manager: unknown"\?/],
    ['manager: Ana', /"Ana" is not an address.*Write the address, or "manager: known" or "manager: unknown"/],
    ['email: ana', /"ana" is not an address/],
    ['buddy_email: [bo@waterlijn.example, bo]', /"bo" is not an address/],
    ['in: sales', /There is no audience "sales"\. Known are: new-joiners, most-active/],
    ['takes part in', /"takes part in" needs a value/],
    ['in: alumni-of-saf', /There is no campaign "saf"\. Did you mean "safe"/],
    [
      `city: [${Array.from({ length: 10_001 }, (_, n) => `c${n}`).join(', ')}]`,
      /has more than 10000 values\. Give these people a column/,
    ],
    [
      Array.from({ length: 600 }, (_, n) => `- city: c${n}`).join('\n'),
      /more than 200 conditions\. Name the values in one list/,
    ],
    [`city: ${'x'.repeat(1_000_000)}`, /has more than 1000000 characters/],
    [`finished: [${Array.from({ length: 10_000 }, (_, n) => `a${n}`).join(', ')}]`, /"a0"[\s\S]*… and 9980 more\.$/],
  ];
  it.each(table.map(([rule, says]) => [rule.slice(0, 60), rule, says] as const))('%s', (_, rule, says) => {
    expect(() => readConditionText(rule, inCampaign)).toThrow(says);
  });

  it('a bare learning word outside a campaign', () => {
    const outside: ConditionContext = { ...inCampaign, promotes: 'outside-a-campaign' };
    expect(() => readConditionText('started', outside)).toThrow(
      /"started" alone means what the campaign promotes.*Name the activity: "started: safety"/,
    );
    expect(readConditionText('started: safety', outside)).toEqual(learning('started', undefined, about('safety')));
  });

  it('everything wrong is told at once', () => {
    expect(() => readConditionText('- hired: soon\n- departement: x', inCampaign)).toThrow(/rule:1:10[\s\S]*rule:2:3/);
  });
});
