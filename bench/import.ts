import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inSchema } from './databases.ts';
import type { Imported, ImportInput } from './import-file.ts';
import { type Measured, measure, spreadOf } from './measure.ts';
import { writeEmployeesFile, writeLearningFile } from './personnel-files.ts';
import type { Figure, Report } from './report.ts';

const PEOPLE = Number(process.env.BENCH_PEOPLE ?? 1_000_000);

/**
 * How long a million people take to come in, and their three million learning records, by the command that people call:
 * a first time, and the same files again.
 */
export async function importBench(): Promise<Report[]> {
  const folder = mkdtempSync(join(tmpdir(), 'druppel-bench-'));
  try {
    makeWorkspace(folder);
    await writeEmployeesFile(join(folder, 'people.csv'), PEOPLE);
    await writeLearningFile(join(folder, 'learning.csv'), PEOPLE);
    const reports = [await reportOn('SQLite', folder, `file:${join(folder, 'druppel.db')}`)];
    const { BENCH_POSTGRES_URL: url } = process.env;
    if (url) reports.push(await inSchema(url, (own) => reportOn('Postgres', folder, own)));
    return reports;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function reportOn(name: string, workspace: string, databaseUrl: string): Promise<Report> {
  const figures: Figure[] = [];
  const about: string[] = [];
  for (const { what, args, wanted } of IMPORTS.filter(({ most = PEOPLE }) => PEOPLE <= most)) {
    const input: ImportInput = { workspace, databaseUrl, args: args.map((arg) => arg.replace('FOLDER', workspace)) };
    const { seconds, counts, peakMb, cpuSeconds }: Measured<Imported> = await measure('import-file', input);
    figures.push(
      { what, unit: 's', spread: spreadOf([seconds]), ...(wanted ? { wanted: '≤ 60' } : {}) },
      { what: `${what}, processor of the command`, unit: 's', spread: spreadOf([cpuSeconds]) },
      { what: `${what}, rows`, unit: '/s', spread: spreadOf([counts.read / seconds]) },
      { what: `${what}, peak`, unit: 'MB', spread: spreadOf([peakMb]), ...(wanted ? { wanted: '≤ 256' } : {}) },
    );
    about.push(
      `${what}: ${Object.entries(counts)
        .map(([kind, count]) => `${count.toLocaleString('en')} ${kind}`)
        .join(', ')}.`,
    );
  }
  return {
    name: `import of ${PEOPLE.toLocaleString('en')} on ${name}`,
    about: [
      ...about,
      'The same learning records again: with 200,000 people at most.',
      'Each is one `druppel import … --json` in a process of its own, reading of the workspace and start of Node included.',
      'Postgres: set BENCH_POSTGRES_URL; a schema of its own is made and dropped; the server keeps its own settings.',
    ],
    figures,
  };
}

const EMPLOYEES = ['employees', 'FOLDER/people.csv'];
const LEARNING = ['learning', 'FOLDER/learning.csv'];
interface Import {
  readonly what: string;
  readonly args: readonly string[];
  /** There is a promise about it. */
  readonly wanted: boolean;
  /** Left out with more people: it would keep a million from being measured within ten minutes. */
  readonly most?: number;
}

const IMPORTS: readonly Import[] = [
  { what: 'employees', args: EMPLOYEES, wanted: true },
  { what: 'employees again, full', args: [...EMPLOYEES, '--full'], wanted: true },
  { what: 'learning records', args: LEARNING, wanted: false },
  { what: 'learning records again', args: LEARNING, wanted: false, most: 200_000 },
];

function makeWorkspace(folder: string): void {
  const campaigns = join(folder, 'campaigns');
  mkdirSync(campaigns);
  writeFileSync(join(campaigns, 'workspace.yaml'), WORKSPACE_FILE);
  writeFileSync(join(campaigns, 'activities.csv'), 'id,title\ndata-101,Data literacy\nsafety,Safe at work\n');
}

const WORKSPACE_FILE = `name: Waterlijn
academy: { name: Academie Waterlijn, url: "https://learn.waterlijn.example" }
from: Learning & Development <learning@waterlijn.example>
locales: [en]
timezone: Europe/Amsterdam
country: NL
topics: { digital-skills: { en: Digital skills } }
attributes: { level: number }
`;
