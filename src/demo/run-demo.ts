import { setTimeout as sleep } from 'node:timers/promises';
import { openHouse, openPostOffice } from '../app.ts';
import { type Config, readConfig } from '../config.ts';
import { wallClock } from '../domain/time.ts';
import { VirtualClock } from '../domain/virtual-clock.ts';
import { workspaceInForce } from '../flow/publishing/workspace-files.ts';
import { createHttpServer } from '../http/create-http-server.ts';
import { createLog } from '../log.ts';
import { packageRoot } from '../package-root.ts';
import { createChronicle } from './chronicle.ts';
import { type DemoFolder, makeDemoFolder } from './demo-folder.ts';
import { type DemoSummary, summarize } from './demo-summary.ts';
import { freePort } from './free-port.ts';
import type { Colours } from './narrator.ts';
import { beginningOf, tellStory } from './story.ts';
import { STARTS_ON } from './story-calendar.ts';
import { openWaterlijn } from './waterlijn.ts';
import { closingWords, openingWords, summaryInWords } from './words.ts';

export interface DemoOptions {
  readonly days: number;
  /** How long a day takes; 0: as fast as it goes. */
  readonly dayMs: number;
  /** Where to begin looking for a free one. */
  readonly port: number;
  /** Ends after the summary; otherwise the pages stay open until the signal. */
  readonly exit: boolean;
  readonly say: (line: string) => void;
  readonly colours: Colours;
  readonly signal: AbortSignal;
  /** Where the demo makes its folder; data/ of the project when not given. */
  readonly within?: string;
  /** As DATABASE_URL has it, a path from that folder; in memory when not given, where six weeks go by fastest. */
  readonly database?: string;
}

/**
 * The whole product on a made-up company, in a database of its own and on a fast clock: everything by the ways that
 * real use takes. Nothing leaves this machine, and nothing stays on it.
 * @returns what came of it; null when it was told to end before the end.
 */
export async function runDemo(options: DemoOptions): Promise<DemoSummary | null> {
  const folder = await makeDemoFolder(options.within);
  const closers: (() => Promise<unknown>)[] = [() => folder.remove()];
  try {
    return await play(options, folder, closers);
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

const HOST = '127.0.0.1';

async function play(
  options: DemoOptions,
  folder: DemoFolder,
  closers: (() => Promise<unknown>)[],
): Promise<DemoSummary | null> {
  const { say, colours, signal, days } = options;
  const port = await freePort(HOST, options.port);
  const config = demoConfig(folder, port, options.database ?? 'file::memory:');
  const plain = await openHouse(config);
  closers.push(() => plain.close());
  const { workspace } = await workspaceInForce(config.workspace, plain.context.store.read);
  const clock = new VirtualClock(beginningOf(workspace.timezone));
  const house = { ...plain, context: { ...plain.context, clock: clock.now } };
  const { context, secret } = house;

  const pages = await createHttpServer({
    ...context,
    log: createLog(config.logLevel),
    config: { publicUrl: config.publicUrl, secret, inbox: true },
  });
  closers.push(() => pages.close());
  await listen(pages, port);
  for (const line of openingWords(config.publicUrl, colours)) say(line);

  const chronicle = createChronicle();
  const office = await openPostOffice(house, undefined, chronicle.onSettled);
  closers.push(() => office.close(0));
  const waterlijn = await openWaterlijn(context, folder.path, config.workspace, {
    startsOn: STARTS_ON,
    weeks: Math.ceil(days / 7),
  });
  await tellStory({
    ...{ context, clock, sender: office.sender, chronicle, waterlijn, days, say, colours, signal },
    pace: pacer(options),
  });
  if (signal.aborted) return null;

  const summary = await summarize(context, workspace, chronicle.waited());
  for (const line of summaryInWords(summary, colours)) say(line);
  if (!options.exit) {
    say(closingWords(config.publicUrl, colours));
    await aborted(signal);
  }
  return summary;
}

function listen(pages: Awaited<ReturnType<typeof createHttpServer>>, port: number): Promise<string> {
  return pages.listen({ host: HOST, port });
}

/** What stands in the environment and in .env is for real mail: the demo does not look at it. */
function demoConfig(folder: DemoFolder, port: number, database: string): Config {
  const given = { WORKSPACE: folder.path, DATABASE_URL: database, LOG_LEVEL: 'warn', PORT: String(port) };
  return { ...readConfig({ ...given, PUBLIC_URL: `http://${HOST}:${port}` }), workspace: packageRoot };
}

/** Keeps to the beat: what took longer is made up for. */
function pacer({ dayMs, signal }: DemoOptions): (days: number) => Promise<void> {
  const startedAt = wallClock();
  return async (days) => {
    const waitMs = startedAt + days * dayMs - wallClock();
    // Even in a hurry the pages get their turn.
    await sleep(Math.max(0, waitMs), undefined, { signal }).catch(() => {});
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
