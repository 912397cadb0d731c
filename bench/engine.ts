import { onEachDatabase } from './databases.ts';
import { type Measured, measure, type Spread, spreadOf } from './measure.ts';
import type { Report } from './report.ts';
import type { Simulated } from './simulate-people.ts';
import type { Ticked } from './tick.ts';

const PEOPLE = 100_000;
const WAITING = 1_000_000;
const DUE = 10_000;
const RUNS = 3;
/** Left alone, Node takes what a large machine has to offer before it collects. */
const HEAP = '--max-old-space-size=768';

/** How fast the engine decides: a dry run of a large organisation, and ticks over a million people who wait. */
export async function engineBench(): Promise<Report[]> {
  return [await dryRun(), ...(await onEachDatabase(ticks))];
}

async function dryRun(): Promise<Report> {
  const simulated: Measured<Simulated>[] = [];
  for (let run = 0; run < RUNS; run += 1) simulated.push(await measure('simulate-people', { people: PEOPLE }, [HEAP]));
  const of = <Run>(runs: readonly Run[], pick: (run: Run) => number): Spread => spreadOf(runs.map(pick));
  return {
    name: 'dry run',
    about: [
      `${count(PEOPLE)} made-up employees × a campaign of 12 mails, twenty weeks, mail limit, holidays, part-timers;`,
      `three in ten never start, three stall, four finish; nobody writes to managers. node ${HEAP}, people included.`,
    ],
    figures: [
      { what: 'time', unit: 's', spread: of(simulated, (run) => run.seconds), wanted: '< 60' },
      { what: 'processor time, set-up too', unit: 's', spread: of(simulated, (run) => run.cpuSeconds) },
      { what: 'peak memory', unit: 'MB', spread: of(simulated, (run) => run.peakMb), wanted: '< 1,024' },
      { what: 'mails', unit: '', spread: of(simulated, (run) => run.mails) },
      { what: 'mails a second', unit: '/s', spread: of(simulated, (run) => run.mails / run.seconds) },
    ],
  };
}

async function ticks(name: string, url: string): Promise<Report> {
  const input = { url, people: WAITING, due: DUE, rounds: RUNS };
  const ticked: Measured<Ticked> = await measure('tick', input);
  return {
    name: `tick on ${name}`,
    about: [
      `${count(WAITING)} people who wait for a mail; then ${RUNS} times ${count(DUE)} of them due at once.`,
      'Without I/O: the engine alone, on one core. With I/O: read, decided, written and committed; SQLite with',
      'synchronous=FULL, Postgres (BENCH_POSTGRES_URL) with its own settings, its processor time not counted.',
    ],
    figures: [
      { what: 'nobody due', unit: 'ms', spread: spreadOf([ticked.idleMs]), wanted: '< 5' },
      { what: 'decisions, no I/O', unit: '/s', spread: spreadOf(ticked.purePerSecond), wanted: '≥ 20,000' },
      { what: 'decisions with I/O', unit: '/s', spread: spreadOf(ticked.storedPerSecond) },
      { what: 'by processor second', unit: '/s', spread: spreadOf(ticked.storedPerCpuSecond) },
      { what: 'peak memory', unit: 'MB', spread: spreadOf([ticked.peakMb]) },
    ],
  };
}

function count(number: number): string {
  return number.toLocaleString('en');
}
