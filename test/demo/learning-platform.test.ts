import { describe, expect, it } from 'vitest';
import { openLearningPlatform } from '../../src/demo/learning-platform.ts';
import { DAY_MS, startOfDate } from '../../src/domain/time.ts';

const monday = startOfDate('2027-03-22', 'Europe/Amsterdam');
const learners = Array.from({ length: 200 }, (_, index) => ({ id: `W${index}`, zone: 'Europe/Amsterdam' }));

describe('the learning platform of the demo', () => {
  it('tells first who had finished something before, and tells nothing twice', () => {
    const platform = openLearningPlatform(learners, monday);
    const first = platform.export(monday);
    expect(first.started).toBe(0);
    expect(first.finished).toBeGreaterThan(10);
    expect(platform.export(monday)).toEqual({ file: 'id,activity,event,at,progress\n', started: 0, finished: 0 });
  });

  it('lets some finish and some stall, and never tells what has not happened yet', () => {
    const platform = openLearningPlatform([], monday);
    for (const learner of learners) platform.visit(learner, 'safety-basics', monday + 10 * 3_600_000);
    const sameDay = platform.export(monday + DAY_MS);
    const weeksLater = platform.export(monday + 30 * DAY_MS);
    expect(sameDay.started).toBe(200);
    expect(sameDay.finished).toBeLessThan(weeksLater.finished + sameDay.finished);
    expect(sameDay.finished + weeksLater.finished).toBeGreaterThan(150);
    expect(sameDay.finished + weeksLater.finished).toBeLessThan(200);
  });

  it('takes up where somebody stalled, and leaves alone who is through', () => {
    const platform = openLearningPlatform([], monday);
    for (let visit = 0; visit < 20; visit += 1) {
      for (const learner of learners) platform.visit(learner, 'safety-basics', monday + visit * 10 * DAY_MS);
    }
    const all = platform.export(monday + 400 * DAY_MS);
    expect([all.started, all.finished]).toEqual([200, 200]);
  });
});
