import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { loadPublicHolidays } from './calendar/public-holidays.ts';
import type { Config } from './config.ts';
import { OPEN_MARK_PLACEHOLDER } from './delivery/compose-mail.ts';
import { isLoopback, parseSmtpUrl } from './delivery/smtp-settings.ts';
import { createSmtpTransport, type SmtpTransport } from './delivery/smtp-transport.ts';
import { UserError } from './domain/errors.ts';
import { newId } from './domain/ids.ts';
import { type Clock, wallClock } from './domain/time.ts';
import type { FlowContext } from './flow/context.ts';
import { openInbox } from './flow/keep-inbox.ts';
import type { Postman } from './flow/postman.ts';
import { createSender, type OnSettled, type Sender } from './flow/send-messages.ts';
import { keptSecretKey } from './store/meta.ts';
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
  const store = await openStore(config.databaseUrl, options);
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
  readonly transport: SmtpTransport;
  readonly simulated: boolean;
  close(graceMs?: number): Promise<void>;
}

/** @param bootId which process holds what it claims */
export async function openPostOffice(
  house: House,
  bootId: string = newId('boot'),
  onSettled?: OnSettled,
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
    secret,
    urls: mailUrls(config.publicUrl, createTokens(secret), OPEN_MARK_PLACEHOLDER),
  };
  return {
    sender: createSender(context, postman, bootId, () => randomInt(2 ** 32) / 2 ** 32, onSettled),
    transport,
    simulated: inbox !== null,
    async close(graceMs) {
      await transport.close(graceMs);
      await inbox?.close();
    },
  };
}

/**
 * A store played on a virtual clock mails to the built-in inbox or to this very machine only (rules.md R19).
 * @throws {UserError} for a mail server anywhere else, before anything is played.
 */
export function refuseRealRelay(config: Config): void {
  if (config.smtpUrl === '' || isLoopback(config.smtpUrl)) return;
  throw new UserError('A campaign on a virtual clock never mails to a real mail server, and SMTP_URL names one.', {
    hint: 'Leave SMTP_URL empty for the built-in inbox, or name a server on this machine (localhost, 127.0.0.1, ::1).',
  });
}

/** One process that works on the store: known by this id, so that what it held can be recovered. */
export function newBoot(startedAt: number): {
  id: string;
  pid: number;
  host: string;
  startedAt: number;
  heartbeatAt: number;
} {
  return {
    id: `boot_${randomUUID().replaceAll('-', '')}`,
    pid: process.pid,
    host: hostname(),
    startedAt,
    heartbeatAt: startedAt,
  };
}
