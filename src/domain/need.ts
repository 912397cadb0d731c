/** What a reader may want from learning (T3), as employees files and texts spell it; others may be added freely. */
export const NEEDS = ['efficiency', 'employable', 'growth', 'career', 'solve-now'] as const;
/** One that people choose themselves: their page has words for these and for no other. */
export type Need = (typeof NEEDS)[number];
