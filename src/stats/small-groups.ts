/** A figure about what people did; null: too few people stand behind it to show it (guarantees.md §3). */
export type Shown = number | null;

/**
 * How many of `all` did something. Shown only when those who did and those who did not are both a group: where all but
 * two clicked, the two would stand out as much as two who clicked alone.
 */
export function shown(count: number, all: number, minimumGroup: number): Shown {
  return count >= minimumGroup && all - count >= minimumGroup ? count : null;
}

/** Readers and machines, side by side; the machines' figure goes along with the readers' when it would give them away. */
export function shownBySource(
  counts: { readonly human: number; readonly automatic: number },
  all: number,
  minimumGroup: number,
): { readonly human: Shown; readonly automatic: Shown } {
  const human = shown(counts.human, all, minimumGroup);
  const rest = all - counts.human - counts.automatic;
  const automatic = human === null || rest < minimumGroup ? null : shown(counts.automatic, all, minimumGroup);
  return { human, automatic };
}
