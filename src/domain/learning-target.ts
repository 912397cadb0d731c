import type { LearningTarget } from './condition.ts';
import type { LearningActivity } from './learning.ts';
import { fold } from './text.ts';

/** The ids of the activities that a learning condition is about. */
export function activitiesAbout(target: LearningTarget, { promotes, activities }: Known): readonly string[] {
  if (target.of === 'promoted') return promotes;
  if (target.of === 'activities') return target.ids;
  return [...activities.values()]
    .filter((activity) => activity.competencies.some((name) => fold(name) === fold(target.name)))
    .map((activity) => activity.id);
}

interface Known {
  /** What the campaign promotes that asks; nothing outside one. */
  readonly promotes: readonly string[];
  readonly activities: ReadonlyMap<string, LearningActivity>;
}
