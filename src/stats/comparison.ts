import type { Instant } from '../domain/time.ts';
import type { ComparisonTotals, GroupTotal } from '../store/comparison-totals.ts';
import { type Difference, differenceOfShares } from './difference.ts';

/** What a campaign added, against those who begin later (rules.md R13, practice.md T23). Shares are from 0 to 1. */
export type Comparison =
  | {
      /** `more`, `less`: the interval leaves no doubt which; `cannot-tell`: it holds zero. */
      readonly verdict: 'more' | 'less' | 'cannot-tell';
      readonly now: ComparedGroup;
      readonly later: ComparedGroup;
      /** Of the shares, with the interval in which it probably lies. */
      readonly added: Difference;
      /** About so many people of the first group would not have reached the goal; null: nobody can tell. */
      readonly addedPeople: number | null;
      /** How long they are compared; null: the campaign does not say any more. */
      readonly days: number | null;
      /** Whether everybody has been compared for that long. */
      readonly isOver: boolean;
    }
  /** A group is smaller than the minimum: no figure is shown. */
  | { readonly verdict: 'too-few'; readonly minimumGroup: number };

export interface ComparedGroup {
  readonly people: number;
  readonly reached: number;
  readonly rate: number;
}

/** Null: nobody is compared. */
export function comparisonOf(
  totals: ComparisonTotals,
  days: number | null,
  minimumGroup: number,
  at: Instant,
): Comparison | null {
  const { now, later, until } = totals;
  if (now.people + later.people === 0) return null;
  if (Math.min(now.people, later.people) < Math.max(1, minimumGroup)) return { verdict: 'too-few', minimumGroup };
  const added = differenceOfShares(counted(now), counted(later));
  const verdict = added.low > 0 ? 'more' : added.high < 0 ? 'less' : 'cannot-tell';
  return {
    verdict,
    now: groupOf(now),
    later: groupOf(later),
    added,
    addedPeople: verdict === 'more' ? Math.round(added.difference * now.people) : null,
    days,
    isOver: until === null || until <= at,
  };
}

function counted({ people, reached }: GroupTotal) {
  return { people, did: reached };
}

function groupOf({ people, reached }: GroupTotal): ComparedGroup {
  return { people, reached, rate: reached / people };
}
