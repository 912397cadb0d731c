import type { LearningEvent } from '../domain/learning.ts';
import type { Database } from '../store/database.ts';
import { countEmployees } from '../store/employees.ts';
import { learningTotals } from '../store/learning-totals.ts';
import { type Shown, shown } from './small-groups.ts';

/** How many people have a record of an event on an activity, to the nearest five. */
export interface LearningFigure {
  readonly activity: string;
  readonly event: LearningEvent;
  readonly people: Shown;
}

export async function learningFigures(database: Database, minimumGroup: number): Promise<LearningFigure[]> {
  const all = await countEmployees(database);
  return (await learningTotals(database)).map(({ activity, event, people }) => {
    const figure = shown(people, all, minimumGroup);
    return { activity, event, people: figure === null ? null : Math.round(figure / 5) * 5 };
  });
}
