import type { ComparisonGroup } from '../domain/participation.ts';
import type { Instant } from '../domain/time.ts';
import type { Database } from '../store/database.ts';
import type { ComparisonTotals, GroupTotal } from '../store/figures/comparison-totals.ts';
import { FIGURE, releasedFigures } from '../store/figures/released-figures.ts';
import { type Difference, differenceOfShares } from './difference.ts';
import { shown } from './small-groups.ts';

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
  | { readonly verdict: 'too-few'; readonly minimumGroup: number }
  /** Not the operator's to see: too few of a group, or all but too few, reached the goal (guarantees.md §3). */
  | { readonly verdict: 'hidden'; readonly minimumGroup: number };

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
  return judged(now, later, { days, isOver: until === null || until <= at });
}

function judged(now: GroupTotal, later: GroupTotal, time: { readonly days: number | null; readonly isOver: boolean }) {
  const added = differenceOfShares(counted(now), counted(later));
  const verdict = added.low > 0 ? ('more' as const) : added.high < 0 ? ('less' as const) : ('cannot-tell' as const);
  return {
    verdict,
    now: rated(now),
    later: rated(later),
    added,
    addedPeople: verdict === 'more' ? Math.round(added.difference * now.people) : null,
    days: time.days,
    isOver: time.isOver,
  };
}

/**
 * The same for whoever is not the operator: both groups as they were let out together one night.
 * @param exact as {@link comparisonOf} has it.
 */
export async function discreetComparison(
  database: Database,
  campaign: string,
  exact: Comparison | null,
  minimumGroup: number,
): Promise<Comparison | null> {
  if (exact === null || !('added' in exact)) return exact;
  const released = await releasedFigures(database, campaign);
  const groupOf = (group: ComparisonGroup): GroupTotal | null => {
    const { count = 0, of = 0 } = released.get(FIGURE.compared(group)) ?? {};
    return shown(count, of, minimumGroup) === null ? null : { people: of, reached: count };
  };
  const [now, later] = [groupOf('now'), groupOf('later')];
  if (now === null || later === null) return { verdict: 'hidden', minimumGroup };
  return judged(now, later, exact);
}

function counted({ people, reached }: GroupTotal) {
  return { people, did: reached };
}

function rated({ people, reached }: GroupTotal): ComparedGroup {
  return { people, reached, rate: reached / people };
}
