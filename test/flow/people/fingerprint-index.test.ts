import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FingerprintIndex } from '../../../src/flow/people/fingerprint-index.ts';

it('knows the last number of every text, as a Map does', () => {
  const entries = fc.array(fc.tuple(fc.string({ maxLength: 12 }), fc.nat(2 ** 32 - 2)), { maxLength: 3_000 });
  fc.assert(
    fc.property(entries, fc.array(fc.string({ maxLength: 12 })), (list, others) => {
      const index = new FingerprintIndex();
      const map = new Map(list);
      for (const [text, value] of list) index.set(text, value);
      expect(index.size).toBe(map.size);
      for (const text of [...map.keys(), ...others]) expect(index.get(text)).toBe(map.get(text));
    }),
    { numRuns: 30 },
  );
});

it('tells apart very many texts that look alike', () => {
  const index = new FingerprintIndex();
  const name = (number: number) => `p${number}@waterlijn.example`;
  for (let number = 0; number < 200_000; number += 1) index.set(name(number), number);
  expect(index.size).toBe(200_000);
  for (let number = 0; number < 200_000; number += 1) if (index.get(name(number)) !== number) expect.fail(name(number));
  expect(index.get(name(200_000))).toBeUndefined();
});
