import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '../src/package-root.ts';
import { spreadOf, timed } from './measure.ts';
import type { Report } from './report.ts';

const CLI = join(packageRoot, 'dist/src/cli/main.js');
const RUNS = 5;
const DEMO_RUNS = 3;
/** How often the inbox is looked at: the measurement is no finer than this. */
const LOOK_EVERY_MS = 25;

/** How long somebody waits: for the command line, and for the first mail of the demo. */
export async function startBench(): Promise<Report[]> {
  const help: number[] = [];
  for (let run = 0; run < RUNS; run += 1) help.push(await timed(helpShown));
  const firstMail: number[] = [];
  for (let run = 0; run < DEMO_RUNS; run += 1) firstMail.push(await secondsToFirstMail());
  return [
    {
      name: 'start',
      about: ['The demo: from `npm run demo` (which compiles first) until the built-in inbox shows a mail.'],
      figures: [
        { what: 'druppel --help', unit: 'ms', spread: spreadOf(help) },
        { what: 'demo to first mail', unit: 's', spread: spreadOf(firstMail) },
      ],
    },
  ];
}

async function helpShown(): Promise<void> {
  const child = spawn(process.execPath, [CLI, '--help'], { stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`druppel --help ended with ${code}`);
}

async function secondsToFirstMail(): Promise<number> {
  const begun = performance.now();
  // A group of its own, so that npm, the compiler and the demo end together.
  const demo = spawn('npm', ['run', '--silent', 'demo'], {
    cwd: packageRoot,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const inbox = await inboxOf(demo);
    while (!(await hasMail(inbox))) {
      if (demo.exitCode !== null) throw new Error('the demo ended before its first mail');
      await sleep(LOOK_EVERY_MS);
    }
    return (performance.now() - begun) / 1000;
  } finally {
    await end(demo);
  }
}

/** Where the demo says that its mails can be read. */
async function inboxOf(demo: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: demo.stdout ?? process.stdin })) {
    const url = /http:\S+\/inbox/.exec(line)?.[0];
    if (url !== undefined) {
      demo.stdout?.resume();
      return url;
    }
  }
  throw new Error('the demo ended without saying where its mails can be read');
}

async function hasMail(inbox: string): Promise<boolean> {
  const page = await fetch(inbox);
  return (await page.text()).includes('inb_');
}

async function end(demo: ChildProcess): Promise<void> {
  if (demo.exitCode !== null || demo.pid === undefined) return;
  const exit = once(demo, 'exit');
  process.kill(-demo.pid, 'SIGTERM');
  await exit;
}
