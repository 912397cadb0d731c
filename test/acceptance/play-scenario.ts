import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { type ArrivedMail, type MailServer, startMailServer } from './mail-server.ts';

/** What a scenario file exports: a workspace, what is done in it, and the mails that come of it. */
export interface Scenario {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly script: readonly Action[];
  readonly expect?: readonly ExpectedMail[];
  readonly mails?: (mails: readonly ArrivedMail[]) => Complaint | readonly Complaint[];
}

export interface ExpectedMail {
  readonly to: string;
  readonly step: string;
  /** ISO 8601, to the minute. */
  readonly at: string;
}

type Complaint = string | undefined;
type Environment = Readonly<Record<string, string>>;

/** A file that is written, `run`, or any other command, and what is said of its outcome. */
type Action =
  | { readonly file: string; readonly text: string }
  | (({ readonly cli: readonly string[] } | { readonly until: string; readonly from?: string }) & {
      readonly exit?: number;
      readonly env?: Environment;
      readonly json?: (value: unknown) => Complaint;
      readonly output?: (text: string) => Complaint;
    });

/** Plays a scenario in this process, against a mail server of its own; what does not hold, in words. */
export async function playScenario(scenario: Scenario): Promise<string[]> {
  const place = await openPlace(scenario.files);
  const complaints: Complaint[] = [];
  for (const action of scenario.script) {
    if ('file' in action) {
      await place.put(action.file, action.text);
      continue;
    }
    const cli = 'cli' in action ? action.cli : runUntil(action);
    const { code, stdout, stderr } = await place.druppel(cli, action.env);
    const wanted = action.exit ?? 0;
    const said = [
      code === wanted ? undefined : `exit ${code}, expected ${wanted}: ${stderr || stdout}`,
      code === wanted ? action.json?.(JSON.parse(stdout)) : undefined,
      action.output?.(stdout + stderr),
    ];
    complaints.push(...said.map((complaint) => complaint && `druppel ${cli.join(' ')}: ${complaint}`));
    if (code !== 0 && wanted === 0) break;
  }
  if (scenario.expect) complaints.push(...differences(scenario.expect, place.server.mails));
  complaints.push(...[scenario.mails?.(place.server.mails)].flat());
  return complaints.filter((complaint) => complaint !== undefined);
}

/** A workspace in a folder of its own, `druppel` in it, and a foreign mail server. */
export interface Place {
  readonly folder: string;
  readonly server: MailServer;
  put(path: string, text: string): Promise<void>;
  druppel(
    args: readonly string[],
    environment?: Environment,
  ): Promise<{ code: number; stdout: string; stderr: string }>;
}

export async function openPlace(files: Readonly<Record<string, string>>): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'druppel-acceptance-'));
  const server = await startMailServer();
  onTestFinished(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });
  const put = async (path: string, text: string) => {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  };
  for (const [path, text] of Object.entries(files)) await put(path, text);
  const settings = {
    WORKSPACE: folder,
    SMTP_URL: server.url,
    PUBLIC_URL: 'https://learn.waterlijn.example',
    LOG_LEVEL: 'warn',
  };
  const druppel: Place['druppel'] = async (args, environment = {}) => {
    const said = { stdout: '', stderr: '' };
    const stream = (name: keyof typeof said) => ({
      write: (text: string) => {
        said[name] += text;
      },
    });
    const from = process.cwd();
    process.chdir(folder);
    const streams = { stdout: stream('stdout'), stderr: stream('stderr') };
    const code = await runProgram(args, streams, { ...settings, ...environment }).finally(() => process.chdir(from));
    return { code, ...said };
  };
  return { folder, server, put, druppel };
}

function runUntil({ until, from }: { until: string; from?: string }): string[] {
  return ['run', '--until', until, ...(from === undefined ? [] : ['--from', from])];
}

/** What is missing, and what came besides. */
export function differences(expected: readonly ExpectedMail[], arrived: readonly ArrivedMail[]): string[] {
  const minute = (date: string) => new Date(date).toISOString().slice(0, 16);
  const wanted = expected.map(({ to, step, at }) => `${step} to ${to} at ${minute(at)}Z`);
  const found = arrived.map(
    ({ to, headers }) => `${headers.get('x-druppel-step')} to ${to.join()} at ${minute(headers.get('date') ?? '')}Z`,
  );
  return [
    ...without(wanted, found).map((mail) => `missing: ${mail}`),
    ...without(found, wanted).map((mail) => `unexpected: ${mail}`),
  ];
}

/** The lines of `all` that `others` does not have, each as often as it is there. */
function without(all: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return all.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
