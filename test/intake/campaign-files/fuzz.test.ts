import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { campaignOf, head, workspaceOf } from './reading.ts';

const words = fc.constantFrom(
  'mail',
  'remind',
  'if',
  'then',
  'else',
  'end',
  'sooner-if',
  'after',
  'at',
  'when',
  'every',
  'until',
  'not',
  'any of',
  'inform',
  'activate',
  'retain',
  'for',
  'title',
  'promotes',
  'brief',
  'sending',
  'audiences',
  'topics',
  'finished',
  'due',
  'hired',
  '__proto__',
  'constructor',
  'toString',
  'no progress for 3 days',
  'within 3 days',
  'over 3',
  'start',
  'on due',
  'kick-off',
  '',
  ':',
);
const tree = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    words,
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    tie('list'),
    tie('map'),
  ),
  list: fc.array(tie('node'), { maxLength: 4 }),
  map: fc.dictionary(fc.oneof(words, fc.string()), tie('node'), { maxKeys: 5 }),
})).node;

it('whatever stands in a campaign file, reading it tells findings with a place, and never throws', () => {
  fc.assert(
    fc.property(tree, words, (value, key) => {
      const { campaign, errors } = campaignOf(`${head}${stringify({ [key]: value })}`);
      expect(campaign === null).toBe(errors.length > 0);
      for (const error of errors) expect(error).toMatch(/^campaigns\/data\/campaign\.yaml:\d+:\d+/);
    }),
    { numRuns: 300 },
  );
});

it('whatever bytes a file holds, it is read or refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(campaignOf(text).errors.length + workspaceOf(text).says.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

it('alias bombs and endless nesting are findings', () => {
  const bomb = [
    'a: &a [x, x]',
    ...'bcdefghijklmnop'
      .split('')
      .map((name, i) => `${name}: &${name} [*${'abcdefghijklmno'[i]}, *${'abcdefghijklmno'[i]}]`),
  ];
  expect(campaignOf(bomb.join('\n')).errors).not.toEqual([]);
  expect(campaignOf(`${head}goal: ${'['.repeat(20_000)}`).errors).not.toEqual([]);
  expect(campaignOf(`${head}goal: ${'{ not: '.repeat(100)}x${' }'.repeat(100)}`).errors.join()).toMatch(
    /nested too deeply/,
  );
});
