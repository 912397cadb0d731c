import type { LearningEvent } from '../domain/learning.ts';
import type { Database } from '../store/database.ts';
import { learningTotals } from '../store/learning-totals.ts';
import { FIGURE, NO_CAMPAIGN, releasedFigures } from '../store/released-figures.ts';
import { type Shown, shown } from './small-groups.ts';

/** How many people have a record of an event on an activity, last night and to the nearest five. */
export interface LearningFigure {
  readonly activity: string;
  readonly event: LearningEvent;
  readonly people: Shown;
}

export async function learningFigures(database: Database, minimumGroup: number): Promise<LearningFigure[]> {
  const released = await releasedFigures(database, NO_CAMPAIGN);
  return (await learningTotals(database)).map(({ activity, event }) => {
    const known = released.get(FIGURE.learning(activity, event));
    const figure = known === undefined ? null : shown(known.count, known.of, minimumGroup);
    return { activity, event, people: figure === null ? null : Math.round(figure / 5) * 5 };
  });
}
