import { loadPublicHolidays } from '../src/calendar/public-holidays.ts';
import { DAY_MS } from '../src/domain/time.ts';
import type { Situation } from '../src/engine/facts/situation.ts';
import { simulate } from '../src/engine/plan/simulate.ts';
import { holidayDates } from '../src/flow/deciding/load-setting.ts';
import { answerWith, timed } from './measure.ts';
import { settingOf } from './setting.ts';
import { employeeOf, LAUNCH, learningOf, twelveSteps } from './world.ts';

export interface Simulated {
  readonly seconds: number;
  readonly mails: number;
}

/** A dry run of the campaign of twelve mails over twenty weeks, for so many people. */
await answerWith(async ({ people }: { people: number }): Promise<Simulated> => {
  const setting = settingOf(twelveSteps(), holidayDates(await loadPublicHolidays()));
  const situations = Array.from({ length: people }, (_, number): Situation => {
    const employee = employeeOf(number);
    return {
      employee,
      learning: learningOf(employee),
      engagement: [],
      choices: [],
      suppressed: false,
      manager: null,
      buddy: null,
      participations: [],
      messages: [],
      knownSince: LAUNCH - DAY_MS,
      lookedAt: null,
    };
  });
  let mails = 0;
  const ms = await timed(() => {
    mails = simulate(situations, setting, LAUNCH, LAUNCH + 140 * DAY_MS).mails.length;
  });
  return { seconds: ms / 1000, mails };
});
