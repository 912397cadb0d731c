import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Counted } from './count-audience.ts';
import { type Measured, measure, spreadOf } from './measure.ts';
import type { Report } from './report.ts';

const PEOPLE = 1_000_000;
const RUNS = 5;

/** How long it takes to know whom a rule fits, of a million people with three million learning records. */
export async function audienceBench(): Promise<Report[]> {
  const folder = mkdtempSync(join(tmpdir(), 'druppel-bench-'));
  try {
    const reports = [await reportOn('SQLite', `file:${join(folder, 'million.db')}`)];
    const { BENCH_POSTGRES_URL: url } = process.env;
    if (url) reports.push(await reportOn('Postgres', url));
    return reports;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
      'Each figure is one countAudience: people and how many of them can be mailed.',
      'Postgres: set BENCH_POSTGRES_URL to an empty database; it keeps its own settings.',
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
    ],
  };
}
