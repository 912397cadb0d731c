import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shown, shownBySource } from '../../src/stats/small-groups.ts';

describe('a figure about what people did', () => {
  it('is shown when those who did it and those who did not are both a group', () => {
    expect(shown(10, 20, 10)).toBe(10);
    expect(shown(120, 161, 10)).toBe(120);
  });

  it('is hidden when few did it, nobody did, or nearly all did', () => {
    expect([shown(9, 161, 10), shown(0, 161, 10), shown(155, 161, 10), shown(161, 161, 10)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('never lets a group smaller than the minimum be worked out from what is shown', () => {
    const people = fc.nat({ max: 300 });
    fc.assert(
      fc.property(people, people, people, fc.integer({ min: 5, max: 30 }), (human, automatic, rest, minimum) => {
        const figures = shownBySource({ human, automatic }, human + automatic + rest, minimum);
        if (figures.human !== null) expect(human).toBeGreaterThanOrEqual(minimum);
        if (figures.automatic === null) return;
        expect(figures.human).not.toBeNull();
        expect(Math.min(human, automatic, rest)).toBeGreaterThanOrEqual(minimum);
      }),
    );
  });
});
