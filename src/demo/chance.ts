import { stableShare } from '../domain/hash.ts';

/** A number in [0, 1) that is always the same for the same words: the demo throws no dice. */
export function chance(about: string, whom: string): number {
  return stableShare(about, 'demo', whom);
}

/** One of a list, by the same rule. */
export function pick<T>(list: readonly [T, ...T[]], about: string, whom: string): T {
  return list[Math.floor(chance(about, whom) * list.length)] ?? list[0];
}

/** A whole number from `min` through `max`. */
export function between(min: number, max: number, about: string, whom: string): number {
  return min + Math.floor(chance(about, whom) * (max - min + 1));
}
