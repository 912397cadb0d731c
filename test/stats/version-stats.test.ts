import { describe, expect, it } from 'vitest';
import { triedStats, verdictOf, versionStats } from '../../src/stats/version-stats.ts';
import { FIGURE, type ReleasedFigure } from '../../src/store/figures/released-figures.ts';

type Version = readonly [label: string | null, mails: number, clicked: number];

/** What was let out last night about one mail. */
function figures(...versions: readonly Version[]): Map<string, ReleasedFigure> {
  const of = versions.reduce((sum, [, mails]) => sum + mails, 0);
  return new Map(
    versions.flatMap(([label, mails, clicked]) => [
      [FIGURE.sentAs('mail', label, false), { count: mails, of }] as const,
      [FIGURE.sentAs('mail', label, true), { count: 0, of }] as const,
      [FIGURE.clickAs('mail', label, 'human'), { count: clicked, of }] as const,
      [FIGURE.clickAs('mail', label, 'automatic'), { count: 0, of }] as const,
    ]),
  );
}

const verdicts = (tries: readonly string[], ...versions: readonly Version[]) =>
  triedStats(figures(...versions), { id: 'mail', tries }, 10).map((trial) => verdictOf(trial));

describe('versions of a mail', () => {
  it('are counted one by one, without opens: a mark does not know its version', () => {
    expect(versionStats(figures(['career', 120, 40], [null, 300, 70]), 'mail', 10)).toEqual({
      fallback: { sent: 300, simulated: 0, opens: NOT_KNOWN, clicks: { human: 70, automatic: null } },
      career: { sent: 120, simulated: 0, opens: NOT_KNOWN, clicks: { human: 40, automatic: null } },
    });
  });

  it('are not shown where too few, or all but too few, got one', () => {
    expect(versionStats(figures(['career', 9, 0], ['growth', 300, 50], ['efficiency', 0, 0]), 'mail', 10)).toEqual({
      career: null,
      growth: null,
      efficiency: null,
    });
  });

  it('give up the smallest that could be told when a subtraction would tell of a few', () => {
    const told = versionStats(
      figures(['career', 120, 0], ['growth', 40, 0], ['efficiency', 5, 0], [null, 300, 0]),
      'mail',
      10,
    );
    expect(Object.entries(told).map(([label, stats]) => [label, stats?.sent ?? null])).toEqual([
      ['fallback', 300],
      ['career', 120],
      ['efficiency', null],
      ['growth', null],
    ]);
  });

  it('do not exist where a mail has one', () => {
    expect(versionStats(figures([null, 300, 50]), 'mail', 10)).toEqual({});
    expect(versionStats(new Map(), 'mail', 10)).toEqual({});
  });
});

describe('what was tried', () => {
  it.each<[is: string, tries: string[], versions: Version[], verdict: string]>([
    [
      'one that clearly does better',
      ['a', 'b'],
      [
        ['a', 400, 60],
        ['b', 400, 110],
      ],
      'b, clearly: 7 to 18 points more of its readers clicked',
    ],
    [
      'two that do about alike',
      ['a', 'b'],
      [
        ['a', 400, 80],
        ['b', 400, 90],
      ],
      'no difference seen',
    ],
    [
      'large shares of few people',
      ['a', 'b'],
      [
        ['a', 30, 10],
        ['b', 30, 15],
      ],
      'no difference seen',
    ],
    [
      'too few clicks',
      ['a', 'b'],
      [
        ['a', 400, 9],
        ['b', 400, 60],
      ],
      'too few to tell',
    ],
    [
      'nothing sent yet',
      ['a', 'b'],
      [
        ['a', 0, 0],
        ['b', 0, 0],
      ],
      'too few to tell',
    ],
    [
      'two subjects',
      [],
      [
        ['subject-1', 300, 120],
        ['subject-2', 300, 60],
      ],
      'subject-1, clearly: 13 to 27 points more of its readers clicked',
    ],
  ])('%s', (_, tries, versions, verdict) => {
    expect(verdicts(tries, ...versions)).toEqual([verdict]);
  });

  it('is compared over all variants and subjects, each trial by itself', () => {
    const versions: Version[] = [
      ['career.a.subject-1', 200, 70],
      ['career.b.subject-1', 200, 20],
      ['a.subject-2', 200, 70],
      ['b.subject-2', 200, 20],
    ];
    expect(verdicts(['a', 'b'], ...versions)).toEqual([expect.stringMatching(/^a, clearly/), 'no difference seen']);
  });

  it('is not told of mails in which nothing was tried', () => {
    expect(verdicts([], ['career', 100, 50], [null, 100, 10])).toEqual([]);
    expect(triedStats(new Map(), { id: 'mail', tries: ['a', 'b'] }, 10)).toEqual([]);
  });
});

const NOT_KNOWN = { human: null, automatic: null };
