import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Employee, strangerAt } from '../../../src/domain/employee.ts';
import { withoutImport } from '../../../src/flow/people/without-import.ts';

const ana = (said: Partial<Employee> = {}): Employee => ({ ...strangerAt('ana@waterlijn.example'), ...said });

it('the last import that changed somebody gives back how they were before it', () => {
  const [before, now] = [ana({ country: 'NL' }), ana({ country: 'BE', attributes: { team: 'A' } })];
  expect(withoutImport({ before, later: [], now })).toEqual({ later: [], now: before });
});

it('what a later import said stays, and that one is then taken back to what was before both', () => {
  const [before, between] = [ana({ country: 'NL' }), ana({ country: 'BE', attributes: { team: 'A' } })];
  const now = ana({ country: 'BE', attributes: { team: 'B' } });
  const without = withoutImport({ before, later: [between], now });
  expect(without).toEqual({ later: [before], now: ana({ country: 'NL', attributes: { team: 'B' } }) });
});

it('whom a later import named is there by that one, and as it left them', () => {
  const [between, now] = [ana(), ana({ country: 'BE' })];
  expect(withoutImport({ before: null, later: [between], now })).toEqual({ later: [null], now });
});

it('whom later imports only missed was never there', () => {
  const [between, now] = [ana(), ana({ missingSince: 1 })];
  expect(withoutImport({ before: null, later: [between], now })).toEqual({ later: ['none'], now: null });
});

it('a column called __proto__ is a column like any other', () => {
  const odd = (value: string) => ana({ attributes: Object.fromEntries([['__proto__', value]]) });
  expect(withoutImport({ before: ana(), later: [odd('1')], now: odd('2') }).now).toEqual(odd('2'));
  expect(withoutImport({ before: odd('1'), later: [ana()], now: ana({ country: 'NL' }) }).now).toEqual({
    ...odd('1'),
    country: 'NL',
  });
});

it('in whatever order imports are taken back, somebody is in the end as before the first', () => {
  const state = fc
    .record({
      country: fc.constantFrom(null, 'NL', 'BE'),
      missingSince: fc.constantFrom(null, 1, 2),
      leave: fc.constantFrom([], [{ from: '2027-05-01', to: '2027-05-02' }]),
      attributes: fc.dictionary(fc.constantFrom('team', 'level'), fc.constantFrom('A', 'B', 3)),
    })
    .map((said) => ana(said));
  const history = fc.record({
    first: fc.option(state),
    rest: fc.array(state, { minLength: 1, maxLength: 4 }),
    order: fc.infiniteStream(fc.nat()),
  });
  fc.assert(
    fc.property(history, ({ first, rest, order }) => {
      let now: Employee | null = rest.at(-1) ?? null;
      let befores: (Employee | null)[] = [first, ...rest.slice(0, -1)];
      for (const pick of order) {
        if (befores.length === 0 || now === null) break;
        const taken = pick % befores.length;
        const without = withoutImport({ before: befores[taken] ?? null, later: befores.slice(taken + 1), now });
        befores = [...befores.slice(0, taken), ...without.later.filter((one) => one !== 'none')];
        now = without.now;
      }
      expect(now).toEqual(first);
      expect(befores).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});
