import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { loadPublicHolidays } from './calendar/public-holidays.ts';
import type { Config } from './config.ts';
import { OPEN_MARK_PLACEHOLDER } from './delivery/compose-mail.ts';
import { refuseDeadLinks, refuseRealRelay } from './delivery/refuse-relay.ts';
import { parseSmtpUrl } from './delivery/smtp-settings.ts';
import { createSmtpTransport, type SmtpTransport } from './delivery/smtp-transport.ts';
import { EnvironmentError, UserError } from './domain/errors.ts';
import { newId } from './domain/ids.ts';
import { type Clock, wallClock } from './domain/time.ts';
import { openEgress } from './egress/send-out.ts';
import type { Channels } from './flow/around/channels.ts';
import type { FlowContext } from './flow/context.ts';
import type { OnSettled } from './flow/sending/gate-ledger.ts';
import { openInbox } from './flow/sending/keep-inbox.ts';
import type { Postman } from './flow/sending/postman.ts';
import { beat, enterBoot, leaveBoot, recoverMessages } from './flow/sending/recover-messages.ts';
import { createSender, type Sender } from './flow/sending/send-messages.ts';
import { openWitness } from './flow/sending/witness.ts';
import { createLog, type Log } from './log.ts';
import { openQueue, type Queue } from './queue/open-queue.ts';
import { startWorker } from './queue/worker.ts';
import type { Boot } from './store/boots.ts';
import { journalPlace, openSendJournal } from './store/mails/open-send-journal.ts';
import { heldSteps } from './store/mails/witnessed-mails.ts';
import { keptSecretKey, saveStoreClock, storeClock } from './store/meta.ts';
import { openStore } from './store/open-store.ts';
import { mailUrls } from './tracking/links.ts';
import { createTokens } from './tracking/tokens.ts';

/** The product put together for one command or one process: what every flow works with. */
export interface House {
  readonly config: Config;
  readonly context: FlowContext;
  readonly secret: string;
  close(): Promise<void>;
}

/** Opens the database of the settings and what flows need beside it. */
export async function openHouse(
  config: Config,
  clock: Clock = wallClock,
  options: { readonly readOnly?: boolean } = {},
): Promise<House> {
  const store = await openStore(config.databaseUrl, { ...options, secretKey: config.secretKey });
  const made = randomBytes(32).toString('base64url');
  const secret = config.secretKey ?? (options.readOnly ? made : await store.write((tx) => keptSecretKey(tx, made)));
  return {
    config,
    context: { store, clock, newId, publicHolidays: await loadPublicHolidays() },
    secret,
    close: () => store.close(),
  };
}

/** Where mail leaves: a mail server, or the built-in inbox when none is set. */
export interface PostOffice {
  readonly sender: Sender;
  readonly postman: Postman;
  readonly transport: SmtpTransport;
  readonly simulated: boolean;
  /** Mails that went before a backup was restored and are not sent again by themselves (guarantees.md F11). */
  readonly held: number;
  close(graceMs?: number): Promise<void>;
}

/**
 * @param bootId which process holds what it claims
 * @param ratePerMinute on the wall clock; a play, whose clock stands still while it sends, takes none
 */
export async function openPostOffice(
  house: House,
  bootId: string = newId('boot'),
  onSettled?: OnSettled,
  ratePerMinute: number | null = null,
): Promise<PostOffice> {
  const { config, context, secret } = house;
  const inbox = config.smtpUrl === '' ? await openInbox(context) : null;
  const transport = createSmtpTransport({
    settings: parseSmtpUrl(inbox?.url ?? config.smtpUrl),
    connections: config.smtpConnections,
    name: hostname(),
  });
  const postman: Postman = {
    deliver: (mail, gate) => transport.deliver(mail, gate),
    simulated: inbox !== null,
    redirect: config.mailRedirect,
    allow: config.mailAllow,
    ratePerMinute,
    secret,
    urls: mailUrls(config.publicUrl, createTokens(secret), OPEN_MARK_PLACEHOLDER),
  };
  // What the built-in inbox gets stands in the database itself: nothing of it can be forgotten without the other.
  const place = inbox === null ? journalPlace(config.journal, config.databaseUrl) : null;
  const journal = place === null ? null : await openSendJournal(place);
  const witness = journal === null ? null : await openWitness(context.store, journal, bootId);
  const held = (await heldSteps(context.store.read)).reduce((sum, { count }) => sum + count, 0);
  return {
    sender: createSender(context, postman, bootId, random01, onSettled, witness),
    postman,
    transport,
    simulated: inbox !== null,
    held,
    async close(graceMs) {
      await transport.close(graceMs);
      await inbox?.close();
      await journal?.close();
    },
  };
}

const random01 = () => randomInt(2 ** 32) / 2 ** 32;

/** Where nothing but the built-in inbox gets mail, or one address gets all of it, no channel gets a post either. */
function openChannels({ smtpUrl, mailRedirect, variable }: Config): Channels {
  return { sendOut: smtpUrl === '' || mailRedirect !== null ? null : openEgress(), variable };
}

/**
 * For a mail with a link that leaves outside any play: a played store mails to this machine only, and a real mail server
 * gets no link that nobody can open.
 * @throws {UserError}
 */
export async function refuseAnswersToNobody({ config, context: { store } }: House): Promise<void> {
  if ((await storeClock(store.read)).kind === 'played') refuseRealRelay(config.smtpUrl);
  refuseDeadLinks(config);
}

/**
 * One process that works on the store: known by this id, so that what it held can be recovered.
 * @public also for processes that tests kill
 */
export function newBoot(startedAt: number): Boot {
  return {
    id: `boot_${randomUUID().replaceAll('-', '')}`,
    pid: process.pid,
    host: hostname(),
    startedAt,
    heartbeatAt: startedAt,
  };
}

/** A running process: pages, mail, or both. */
export interface App {
  /** Where the pages are; null in a worker. */
  readonly address: string | null;
  readonly simulated: boolean;
  /** See {@link PostOffice.held}. */
  readonly held: number;
  /** Resolves when it was told to end and has ended. */
  readonly ended: Promise<void>;
  /** Takes no new work, lets what is on the wire come to its end, and closes everything. */
  close(): Promise<void>;
}

export type AppMode = 'all' | 'web' | 'worker';

/** How long mail under way may take when the process is told to end (guarantees.md F3: ten seconds in all). */
const GRACE_MS = 6_000;
const HEARTBEAT_MS = 10_000;

/**
 * `druppel start`: serves pages, sends mail, or both, until SIGTERM or SIGINT.
 * @throws {UserError} when the store was played on a virtual clock and mail is asked for, or a real mail server would
 *   send links that no employee can open.
 */
export async function startApp(config: Config, mode: AppMode): Promise<App> {
  const log = createLog(config.logLevel);
  const plain = await openHouse(config);
  const closers: (() => Promise<void>)[] = [() => plain.close()];
  const close = once(async () => {
    for (const step of closers.toReversed()) await step();
  });
  try {
    const house = await atItsTime(plain, mode);
    const worker = mode === 'web' ? null : await startMail(house, log, closers);
    const address = mode === 'worker' ? null : await startPages(house, log, closers, worker);
    const ended = new Promise<void>((resolve, reject) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => close().then(resolve, reject));
    });
    return { address, simulated: config.smtpUrl === '', held: worker?.held ?? 0, ended, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A store lives on one clock for good (rules.md R19): the first worker makes a new one live. */
async function atItsTime(house: House, mode: AppMode): Promise<House> {
  const { store } = house.context;
  const clock = await storeClock(store.read);
  if (clock.kind === 'played') {
    if (mode !== 'web') {
      throw new UserError('This database was played on a virtual clock, so it never sends real mail.', {
        hint: 'Read its pages with --mode web, or set DATABASE_URL to a new database for the real thing.',
      });
    }
    const at = clock.at;
    return { ...house, context: { ...house.context, clock: () => at } };
  }
  if (mode !== 'web') {
    refuseDeadLinks(house.config);
    await store.write((tx) => saveStoreClock(tx, { kind: 'live' }));
  }
  return house;
}

async function startMail(
  house: House,
  log: Log,
  closers: (() => Promise<void>)[],
): Promise<{ queue: Queue; held: number }> {
  const { context, config } = house;
  const boot = newBoot(context.clock());
  await enterBoot(context, boot);
  const recover = async () => {
    const { ready, inDoubt } = await recoverMessages(context, boot, isRunning);
    if (ready + inDoubt > 0) log.warn({ ready, inDoubt }, 'took back what a dead process held');
  };
  await recover();
  const office = await openPostOffice(house, boot.id, undefined, config.smtpRate);
  if (office.held > 0) log.warn({ held: office.held }, 'gone before a backup was restored: druppel release --dry-run');
  const queue = openQueue({ url: config.queueUrl, log });
  const beating = setInterval(
    () => void beat(context, boot).catch((error: unknown) => log.warn({ err: error }, 'no heartbeat')),
    HEARTBEAT_MS,
  );
  const channels = openChannels(config);
  const { sender } = office;
  const { firstRound } = startWorker({ queue, context, sender, channels, bootId: boot.id, random01, log });
  closers.push(
    () => leaveBoot(context, boot),
    async () => {
      clearInterval(beating);
      office.sender.stop();
      // Together, so that all of it fits into the grace: what is on the wire, and whoever waits for it.
      await Promise.all([office.close(GRACE_MS), queue.close(GRACE_MS), firstRound]);
    },
  );
  queue.every('recover', HEARTBEAT_MS, recover);
  return { queue, held: office.held };
}

async function startPages(
  house: House,
  log: Log,
  closers: (() => Promise<void>)[],
  worker: { queue: Queue } | null,
): Promise<string> {
  const { createHttpServer } = await import('./http/create-http-server.ts');
  const { config, context, secret } = house;
  const server = await createHttpServer({
    ...context,
    log,
    config: { publicUrl: config.publicUrl, secret, inbox: config.smtpUrl === '' },
    troubles: async () => {
      const health = worker?.queue.health();
      return health === undefined || health.isUp ? [] : [`The queue does not answer: ${health.reason}.`];
    },
  });
  closers.push(() => server.close());
  try {
    return await server.listen({ host: config.host, port: config.port });
  } catch (cause) {
    throw new EnvironmentError(`Port ${config.port} on ${config.host} cannot be used.`, {
      cause,
      hint: 'Something else listens there; set PORT to another number.',
    });
  }
}

/** Signal 0 asks whether a process is there without touching it. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => {
    done ??= work();
    return done;
  };
}
