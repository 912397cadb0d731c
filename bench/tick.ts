import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPublicHolidays } from '../src/calendar/public-holidays.ts';
import { newId } from '../src/domain/ids.ts';
import { DAY_MS } from '../src/domain/time.ts';
import { VirtualClock } from '../src/domain/virtual-clock.ts';
import { advance } from '../src/engine/advance.ts';
import type { FlowContext } from '../src/flow/context.ts';
import { advancePeople, since } from '../src/flow/deciding/advance-people.ts';
import { loadSetting } from '../src/flow/deciding/load-setting.ts';
import { loadSituations } from '../src/flow/deciding/load-situations.ts';
import { duePeople, nextWakeAt } from '../src/store/employee-wakes.ts';
import { upsertEmployees } from '../src/store/employees.ts';
import { openStore } from '../src/store/open-store.ts';
import { launchHere, multiply } from './crowd.ts';
import { answerWith, spreadOf, timed } from './measure.ts';
import { employeeOf, LAUNCH, twelveSteps } from './world.ts';

export interface Ticked {
  /** Of many ticks with nobody due: the median. */
  readonly idleMs: number;
  /** Decisions per second of the engine alone, on situations read beforehand. */
  readonly purePerSecond: number;
  /** The same, read and written. */
  readonly storedPerSecond: number;
}

/** Ticks over `people` who take part and wait for a mail, `due` of whom have their slot at the same instant. */
await answerWith(async ({ people, due }: { people: number; due: number }): Promise<Ticked> => {
  const folder = mkdtempSync(join(tmpdir(), 'druppel-bench-'));
  const path = join(folder, 'crowd.db');
  const clock = new VirtualClock(LAUNCH);
  const publicHolidays = await loadPublicHolidays();
  const open = async (): Promise<FlowContext> => ({
    store: await openStore(`file:${path}`),
    clock: clock.now,
    newId,
    publicHolidays,
  });
  try {
    const first = await open();
    await first.store.write((tx) => upsertEmployees(tx, [employeeOf(0)], LAUNCH));
    await launchHere(first, twelveSteps(), { messages: [], frames: {}, images: {} });
    await advancePeople(first, LAUNCH);
    const slotAt = (await nextWakeAt(first.store.read)) ?? LAUNCH;
    await first.store.close();
    multiply(path, people, due, slotAt + DAY_MS);

    const context = await open();
    const idle: number[] = [];
    for (let ticks = 0; ticks < 300; ticks += 1) idle.push(await timed(() => advancePeople(context, slotAt - 1)));

    clock.moveTo(slotAt);
    const { setting } = await loadSetting(context.store.read, publicHolidays);
    const rows = await duePeople(context.store.read, slotAt, due);
    const loaded = await loadSituations(context.store.read, rows, since(setting, slotAt));
    const decideAll = () => {
      for (const { situation } of loaded.values()) advance(situation, setting, slotAt);
    };
    decideAll();
    const pureMs = await timed(decideAll);

    let looked = 0;
    const storedMs = await timed(async () => {
      looked = (await advancePeople(context, slotAt)).looked;
    });
    await context.store.close();
    return {
      idleMs: spreadOf(idle).median,
      purePerSecond: (loaded.size / pureMs) * 1000,
      storedPerSecond: (looked / storedMs) * 1000,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
