import { describe, expect, it } from 'vitest';
import type { Condition } from '../../src/domain/condition.ts';
import { audienceWords } from '../../src/http/reader/audience-words.ts';
import { department, workspace } from '../support/engine-world.ts';

const SENSITIVE = workspace({}, { attributes: { birth_year: { type: 'number', sensitive: true } } });
const CLICKED: Condition = { kind: 'engagement', fact: 'clicked', about: null };
const FINISHED: Condition = { kind: 'learning', fact: 'finished', about: { of: 'promoted' } };
const NEED: Condition = { kind: 'attribute', name: 'need', test: { is: 'one-of', values: ['career'] } };
const BORN: Condition = { kind: 'attribute', name: 'birth_year', test: { is: 'under', value: 1970 } };
const COUNTRY: Condition = { kind: 'attribute', name: 'country', test: { is: 'one-of', values: ['NL'] } };

function words(condition: Condition) {
  const audiences = { sellers: department('Sales') };
  return audienceWords(condition, { audiences, workspace: SENSITIVE, locale: 'en' });
}

describe('an audience in words', () => {
  it('tells what stands in the person’s own records', () => {
    expect(words({ kind: 'all', of: [department('Sales', 'Finance'), COUNTRY] })).toEqual({
      words: 'department is Sales or Finance and country is NL',
    });
    expect(words({ kind: 'membership', fact: 'in-audience', names: ['sellers'] })).toEqual({
      words: 'department is Sales',
    });
    expect(words({ kind: 'all', of: [] })).toBe('everyone');
  });

  it('says a date, and what must not be, in the reader’s words', () => {
    const hired: Condition = {
      kind: 'attribute',
      name: 'hired_on',
      test: { is: 'in', span: { amount: 12, unit: 'months' } },
    };
    expect(words({ kind: 'not', of: hired })).toEqual({ words: 'first working day does not come within 1 year' });
  });

  it.each([
    ['a click', CLICKED],
    ['learning', FINISHED],
    ['a need', NEED],
    ['a sensitive attribute', BORN],
  ])('says nothing of %s', (_what, part) => {
    expect(words(part)).toBe('unsaid');
    expect(words({ kind: 'all', of: [department('Sales'), part] })).toEqual({ words: 'department is Sales' });
    expect(words({ kind: 'any', of: [department('Sales'), part] })).toBe('unsaid');
    expect(words({ kind: 'not', of: part })).toBe('unsaid');
  });
});
