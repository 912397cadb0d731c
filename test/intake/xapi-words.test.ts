import { expect, it } from 'vitest';
import { readStatement } from '../../src/intake/xapi/statement-shape.ts';

const WHOLE = {
  actor: { mbox: 'mailto:ana@waterlijn.example' },
  verb: { id: 'http://adlnet.gov/expapi/verbs/completed' },
  object: { id: 'https://learn.waterlijn.example/data-101' },
};
const PLANNED = { objectType: 'SubStatement', ...WHOLE };

/* Whoever connects a platform reads the place in their statement, what stands there, and what is expected. */
it.each<[what: string, changes: Record<string, unknown>, why: string]>([
  ['no verb', { verb: undefined }, '"verb" is missing; expected an object.'],
  ['null', { result: null }, '"result" is null; expected an object.'],
  ['a time in seconds', { timestamp: 1_808_000_000 }, '"timestamp" is a number; expected a text.'],
  ['a share as percentage', { result: { score: { scaled: 85 } } }, '"result.score.scaled" is too large: at most 1.'],
  ['a duration on a clock', { result: { duration: '00:10:00' } }, '"result.duration" is not an ISO 8601 duration.'],
  ['an address alone', { actor: { mbox: 'ana@waterlijn.example' } }, '"actor.mbox" is not a mailto: IRI.'],
  [
    'names in lists, as FOAF has them',
    { actor: { ...WHOLE.actor, name: ['Ana'] } },
    '"actor.name" is a list; expected a text.',
  ],
  ['a nearly right name', { results: {} }, '"results" is not known here. Did you mean "result"?'],
  ['an id of one’s own', { object: { id: 'data-101' } }, '"object.id" is not an IRI.'],
  [
    'a slip within a sub-statement',
    { object: { ...PLANNED, object: { id: 'data-101' } } },
    '"object.object.id" is not an IRI.',
  ],
  ['a slip within a reference', { object: { objectType: 'StatementRef', id: '1' } }, '"object.id" is not a UUID.'],
])('%s is told as what it is', (_what, changes, why) => {
  expect(readStatement({ ...WHOLE, ...changes })).toEqual({ why });
});

it('a statement that is none is told so', () => {
  expect(readStatement('completed')).toEqual({ why: 'The statement is a text; expected an object.' });
});
