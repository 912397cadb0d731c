import { LEARNING_EVENTS, type LearningEvent } from '../domain/learning.ts';
import type { Database } from '../store/database.ts';
import { FIGURE, NO_CAMPAIGN, releasedFigures } from '../store/figures/released-figures.ts';
import { allActivities } from '../store/learning/activities.ts';
import { type Shown, shown } from './small-groups.ts';

/** How many people have a record of an event on an activity, last night and to the nearest five. */
export interface LearningFigure {
  readonly activity: string;
  readonly event: LearningEvent;
  readonly people: Shown;
}

/** Every event of every activity, so that not even a row tells that there is somebody. */
export async function learningFigures(database: Database, minimumGroup: number): Promise<LearningFigure[]> {
  const released = await releasedFigures(database, NO_CAMPAIGN);
  return (await allActivities(database)).flatMap(({ id: activity }) =>
    LEARNING_EVENTS.map((event) => {
      const known = released.get(FIGURE.learning(activity, event));
      const figure = known === undefined ? null : shown(known.count, known.of, minimumGroup);
      return { activity, event, people: figure === null ? null : Math.round(figure / 5) * 5 };
    }),
  );
}
