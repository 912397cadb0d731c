import type { Counted } from './count-audience.ts';
import { onEachDatabase } from './databases.ts';
import { type Measured, measure, spreadOf } from './measure.ts';
import type { Report } from './report.ts';

const PEOPLE = 1_000_000;
const RUNS = 5;

/** How long it takes to know whom a rule fits, of a million people with three million learning records. */
export async function audienceBench(): Promise<Report[]> {
  return onEachDatabase(reportOn);
}

async function reportOn(name: string, url: string): Promise<Report> {
  const { counts, begun, peakMb }: Measured<Counted> = await measure('count-audience', {
    url,
    people: PEOPLE,
    runs: RUNS,
  });
  return {
    name: `audience of ${PEOPLE.toLocaleString('en')} on ${name}`,
    about: [
      `3 learning records each; the whole process took at most ${Math.round(peakMb)} MB.`,
      'Each figure is one countAudience: people and how many of them can be mailed. To begin: after eight rounds to warm up.',
      'Postgres: set BENCH_POSTGRES_URL; a schema of its own is made and dropped; the server keeps its own settings.',
    ],
    figures: [
      ...counts.map(({ what, people, milliseconds }) => ({
        what: `${what} (${people.toLocaleString('en')} fit)`,
        unit: 'ms',
        spread: spreadOf(milliseconds),
        wanted: what.startsWith('nested') ? '≤ 1,000' : '',
      })),
      {
        what: `${begun.people.toLocaleString('en')} changed people begin in a campaign`,
        unit: 'ms',
        spread: spreadOf(begun.milliseconds),
        wanted: '≤ 200',
      },
      { what: 'the first thousand of a new process', unit: 'ms', spread: spreadOf([begun.first]) },
      { what: 'processor time of it, this process', unit: 'ms', spread: spreadOf(begun.cpuMilliseconds) },
    ],
  };
}
