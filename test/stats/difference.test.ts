import { describe, expect, it } from 'vitest';
import { detectableDifference, differenceOfShares } from '../../src/stats/difference.ts';

describe('the difference of two shares', () => {
  // Table II of Newcombe 1998, method 10.
  it.each<[a: [did: number, people: number], b: [did: number, people: number], low: number, high: number]>([
    [[56, 70], [48, 80], 0.0524, 0.3339],
    [[9, 10], [3, 10], 0.1705, 0.809],
    [[6, 7], [2, 7], 0.0582, 0.8062],
    [[5, 56], [0, 29], -0.0381, 0.1926],
    [[0, 10], [0, 20], -0.1611, 0.2775],
    [[10, 10], [0, 20], 0.6791, 1],
    [[10, 10], [0, 10], 0.6075, 1],
  ])('%j against %j', ([did, people], [otherDid, others], low, high) => {
    const found = differenceOfShares({ people, did }, { people: others, did: otherDid });
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
    expect(found.difference).toBeCloseTo(did / people - otherDid / others, 12);
  });

  it('turned round is the same difference the other way', () => {
    const [a, b] = [
      { people: 642, did: 313 },
      { people: 71, did: 17 },
    ];
    const there = differenceOfShares(a, b);
    const back = differenceOfShares(b, a);
    expect(back.low).toBeCloseTo(-there.high, 12);
    expect(back.high).toBeCloseTo(-there.low, 12);
  });
});

describe('what a comparison could show', () => {
  it.each<[people: number, share: number, points: number]>([
    [180, 0.3, 23],
    [180, 0.5, 21],
    [713, 0.1, 18],
    [10_000, 0.5, 3],
    [40, 0.5, 44],
  ])('%d people, %d of them later: %d points', (people, share, points) => {
    expect(Math.ceil(100 * detectableDifference(people * (1 - share), people * share))).toBe(points);
  });

  it('solves its own equation: at that difference, four in five such comparisons show it', () => {
    const [a, b] = [126, 54];
    const d = detectableDifference(a, b);
    const spread = 1 / a + 1 / b;
    const z = (d - 1.959964 * Math.sqrt(spread / 4)) / Math.sqrt((0.25 - d ** 2 / 4) * spread);
    expect(z).toBeCloseTo(0.841621, 5);
  });

  it('is nothing at all with nobody in a group', () => {
    expect(detectableDifference(12, 0)).toBe(1);
  });
});
