import { stringify } from 'csv-stringify/sync';
import {
  addDays,
  formatInstant,
  HOUR_MS,
  type Instant,
  instantAt,
  localDate,
  MINUTE_MS,
  weekdayOf,
  type Zone,
} from '../domain/time.ts';
import { between, chance } from './chance.ts';

/** How people go about a course. Chances are from 0 to 1. */
interface Course {
  readonly parts: number;
  /** Days from one part to the next, at least and at most. */
  readonly pause: readonly [min: number, max: number];
  /** Whether somebody stops for good after a part, unless a mail takes them up again. */
  readonly stalls: number;
  /** Who had finished it before the story. */
  readonly finishedBefore: number;
}

/** By activity of campaigns/activities.csv: those that the three campaigns promote. */
const COURSES: Readonly<Record<string, Course>> = {
  'data-literacy-101': { parts: 6, pause: [0, 3], stalls: 0.07, finishedBefore: 0.04 },
  'safety-basics': { parts: 3, pause: [0, 2], stalls: 0.06, finishedBefore: 0.15 },
  'find-your-way': { parts: 1, pause: [0, 0], stalls: 0, finishedBefore: 0 },
};

export interface Learner {
  readonly id: string;
  readonly zone: Zone;
}

/**
 * The learning platform of Waterlijn: keeps what people do, and exports it once a week. It knows nothing of campaigns;
 * campaigns know of it what the exports tell.
 */
export interface LearningPlatform {
  /** Somebody goes to a course: begins it, or takes it up again. Who is at it, or through, just looks around. */
  visit(learner: Learner, activity: string, at: Instant): void;
  /** Everything that happened since the export before. */
  export(now: Instant): LearningExport;
}

export interface LearningExport {
  /** CSV, as interfaces.md describes it. */
  readonly file: string;
  /** People and courses in it: begun, and finished. */
  readonly started: number;
  readonly finished: number;
}

interface CourseRecord {
  readonly id: string;
  readonly activity: string;
  readonly event: 'started' | 'progressed' | 'completed';
  readonly at: Instant;
  readonly progress: number;
}

/** @param learners who may have finished something in the months before the story */
export function openLearningPlatform(learners: readonly Learner[], startsAt: Instant): LearningPlatform {
  let records: CourseRecord[] = learners.flatMap((learner) => finishedBefore(learner, startsAt));
  const states = new Map(
    records.map(({ id, activity, at }) => [`${id}/${activity}`, { partsDone: COURSES[activity]?.parts ?? 0, at }]),
  );
  return {
    visit(learner, activity, at) {
      const course = COURSES[activity];
      const key = `${learner.id}/${activity}`;
      const state = states.get(key);
      if (course === undefined || (state !== undefined && (state.at > at || state.partsDone === course.parts))) return;
      const next = goOn(learner, activity, course, state?.partsDone ?? null, at);
      records.push(...next.records);
      states.set(key, { partsDone: next.partsDone, at: next.records.at(-1)?.at ?? at });
    },
    export(now) {
      const told = records.filter(({ at }) => at <= now);
      records = records.filter(({ at }) => at > now);
      const rows = told.toSorted((a, b) => a.at - b.at).map((record) => ({ ...record, at: formatInstant(record.at) }));
      return {
        file: stringify(rows, { header: true, columns: ['id', 'activity', 'event', 'at', 'progress'] }),
        started: told.filter(({ event }) => event === 'started').length,
        finished: told.filter(({ event }) => event === 'completed').length,
      };
    },
  };
}

function finishedBefore({ id }: Learner, startsAt: Instant): CourseRecord[] {
  return Object.entries(COURSES).flatMap(([activity, course]) =>
    chance(`finished ${activity} before`, id) < course.finishedBefore
      ? [
          {
            id,
            activity,
            event: 'completed',
            at: startsAt - between(10, 300, 'finished', id) * 24 * HOUR_MS,
            progress: 100,
          },
        ]
      : [],
  );
}

/** From here to the end of the course, or to where this person stalls this time. */
function goOn(
  { id, zone }: Learner,
  activity: string,
  { parts, pause, stalls }: Course,
  partsBefore: number | null,
  from: Instant,
): { records: CourseRecord[]; partsDone: number } {
  const records: CourseRecord[] = [];
  if (partsBefore === null) records.push({ id, activity, event: 'started', at: from, progress: 0 });
  let at = from;
  let partsDone = partsBefore ?? 0;
  while (partsDone < parts) {
    const about = `${activity} part ${partsDone + 1}`;
    const isFirst = at === from;
    at = isFirst
      ? at + 20 * MINUTE_MS
      : workingTime(at, between(...pause, `pause before ${about}`, id), zone, about, id);
    partsDone += 1;
    const isLast = partsDone === parts;
    records.push({
      id,
      activity,
      event: isLast ? 'completed' : 'progressed',
      at,
      progress: Math.round((100 * partsDone) / parts),
    });
    // Taken up once more, the same part does not stop them again.
    if (chance(`stall at ${about}`, id) < stalls) break;
  }
  return { records, partsDone };
}

/** Some minutes between nine and five, so many days later or on the next Monday. */
function workingTime(after: Instant, days: number, zone: Zone, about: string, id: string): Instant {
  let date = addDays(localDate(after, zone), days);
  while (weekdayOf(date) === 'sat' || weekdayOf(date) === 'sun') date = addDays(date, 1);
  const at = instantAt(date, 9 * HOUR_MS + between(0, 470, `time of ${about}`, id) * MINUTE_MS, zone);
  return at > after ? at : after + 25 * MINUTE_MS;
}
