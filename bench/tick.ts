import { loadPublicHolidays } from '../src/calendar/public-holidays.ts';
import { newId } from '../src/domain/ids.ts';
import { DAY_MS, MINUTE_MS } from '../src/domain/time.ts';
import { VirtualClock } from '../src/domain/virtual-clock.ts';
import { advance } from '../src/engine/advance.ts';
import type { FlowContext } from '../src/flow/context.ts';
import { advancePeople } from '../src/flow/deciding/advance-people.ts';
import { loadSetting } from '../src/flow/deciding/load-setting.ts';
import { loadSituations, since } from '../src/flow/deciding/load-situations.ts';
import { duePeople, nextWakeAt } from '../src/store/people/employee-wakes.ts';
import { upsertEmployees } from '../src/store/people/employees.ts';
import { launchHere, makeCrowd } from './crowd.ts';
import { openBench } from './databases.ts';
import { answerWith, spreadOf, timed, timedWithCpu } from './measure.ts';
import { employeeOf, LAUNCH, twelveSteps } from './world.ts';

interface TickInput {
  readonly url: string;
  readonly people: number;
  readonly due: number;
  readonly rounds: number;
}

export interface Ticked {
  /** Of many ticks with nobody due: the median. */
  readonly idleMs: number;
  /** Decisions per second of the engine alone, on situations read beforehand. */
  readonly purePerSecond: readonly number[];
  /** The same, read and written. */
  readonly storedPerSecond: readonly number[];
  /** And by second of processor time in this process: what a database server takes is not in it. */
  readonly storedPerCpuSecond: readonly number[];
}

/** Ticks over `people` who take part and wait for a mail, `due` of whom have their slot at the same instant, `rounds` times. */
await answerWith(async ({ url, people, due, rounds }: TickInput): Promise<Ticked> => {
  const clock = new VirtualClock(LAUNCH);
  const publicHolidays = await loadPublicHolidays();
  const { backend, store } = await openBench(url);
  const context: FlowContext = { store, clock: clock.now, newId, publicHolidays };
  try {
    await store.write((tx) => upsertEmployees(tx, [employeeOf(0)], LAUNCH));
    await launchHere(context, twelveSteps(), { messages: [], frames: {}, images: {} });
    await advancePeople(context, LAUNCH);
    const slotAt = (await nextWakeAt(store.read)) ?? LAUNCH;
    await makeCrowd(backend, people, { due, rounds, laterAt: slotAt + DAY_MS });

    const idle: number[] = [];
    for (let ticks = 0; ticks < 300; ticks += 1) idle.push(await timed(() => advancePeople(context, slotAt - 1)));

    clock.moveTo(slotAt);
    const purePerSecond: number[] = [];
    const { setting } = await loadSetting(store.read, publicHolidays);
    const rows = await duePeople(store.read, slotAt, due);
    const loaded = await loadSituations(store.read, rows, since(setting, slotAt));
    for (let round = 0; round < rounds; round += 1) {
      const pureMs = await timed(() => {
        for (const { situation } of loaded.values()) advance(situation, setting, slotAt);
      });
      purePerSecond.push((loaded.size / pureMs) * 1_000);
    }

    const storedPerSecond: number[] = [];
    const storedPerCpuSecond: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const at = slotAt + round * MINUTE_MS;
      clock.moveTo(at);
      let looked = 0;
      const stored = await timedWithCpu(async () => {
        looked = (await advancePeople(context, at)).looked;
      });
      storedPerSecond.push((looked / stored.ms) * 1_000);
      storedPerCpuSecond.push((looked / stored.cpuMs) * 1_000);
    }
    return { idleMs: spreadOf(idle).median, purePerSecond, storedPerSecond, storedPerCpuSecond };
  } finally {
    await store.close();
  }
});
