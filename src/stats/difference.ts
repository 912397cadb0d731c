/** How many of a group did something. */
export interface Count {
  readonly people: number;
  readonly did: number;
}

/** Two shares apart, with the interval that probably holds the true difference. From −1 to 1. */
export interface Difference {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/** Standard normal quantiles: two-sided 5 %, and a power of 80 %. */
const Z_TWO_SIDED = 1.959963984540054;
const Z_POWER = 0.8416212335729143;

/**
 * The share of `a` minus the share of `b`, with its 95 % interval: Newcombe's hybrid of two Wilson scores, which keeps
 * its word in small groups and near 0 and 100 % (R. G. Newcombe, Statistics in Medicine 17, 1998, 873–890, method 10).
 */
export function differenceOfShares(a: Count, b: Count): Difference {
  const [first, second] = [wilson(a), wilson(b)];
  const difference = first.share - second.share;
  return {
    difference,
    low: difference - Math.hypot(first.share - first.low, second.high - second.share),
    high: difference + Math.hypot(first.high - first.share, second.share - second.low),
  };
}

/**
 * The smallest true difference that groups of this size show four times in five, tested two-sided at 5 %, wherever the
 * shares lie: half of the difference to either side of one half is the hardest case (J. L. Fleiss, B. Levin, M. C. Paik,
 * Statistical Methods for Rates and Proportions, 3rd ed. 2003, ch. 4, without continuity correction). From 0 to 1.
 */
export function detectableDifference(peopleA: number, peopleB: number): number {
  if (peopleA <= 0 || peopleB <= 0) return 1;
  const spread = 1 / peopleA + 1 / peopleB;
  // z₁·√(¼·spread) + z₂·√((¼ − d²/4)·spread) = d, solved for d.
  const fixed = Z_TWO_SIDED * Math.sqrt(spread / 4);
  const power = (Z_POWER ** 2 * spread) / 4;
  const root = Math.sqrt(fixed ** 2 - (1 + power) * (fixed ** 2 - power));
  return Math.min(1, (fixed + root) / (1 + power));
}

/** E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209–212. */
function wilson({ people, did }: Count): { readonly share: number; readonly low: number; readonly high: number } {
  const share = did / people;
  const z2 = Z_TWO_SIDED ** 2;
  const centre = share + z2 / (2 * people);
  const half = Z_TWO_SIDED * Math.sqrt((share * (1 - share)) / people + z2 / (4 * people ** 2));
  return { share, low: (centre - half) / (1 + z2 / people), high: (centre + half) / (1 + z2 / people) };
}
