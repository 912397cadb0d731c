import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { type House, openHouse } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { OPEN_MARK_PLACEHOLDER } from '../../src/delivery/compose-mail.ts';
import { startInboxServer } from '../../src/delivery/inbox-server.ts';
import { parseSmtpUrl } from '../../src/delivery/smtp-settings.ts';
import { createSmtpTransport } from '../../src/delivery/smtp-transport.ts';
import type { Instant } from '../../src/domain/time.ts';
import { VirtualClock } from '../../src/domain/virtual-clock.ts';
import { advancePeople } from '../../src/flow/deciding/advance-people.ts';
import { importEmployees } from '../../src/flow/people/import-employees.ts';
import { launchCampaign } from '../../src/flow/publishing/campaign-lifecycle.ts';
import { publishCampaign } from '../../src/flow/publishing/publish-campaign.ts';
import { workspaceInForce } from '../../src/flow/publishing/workspace-files.ts';
import type { Postman } from '../../src/flow/sending/postman.ts';
import { createSender, type Sender } from '../../src/flow/sending/send-messages.ts';
import { mailUrls } from '../../src/tracking/links.ts';
import { createTokens } from '../../src/tracking/tokens.ts';
import { storyTime } from '../support/story-world.ts';

const ROOT = join(import.meta.dirname, '../..');
/** A Monday; the mails of the launch are spread over the first minutes from 09:00 on. */
export const LAUNCH = storyTime('2027-03-22 08:00');
export const ALL_READY = storyTime('2027-03-22 09:30');

/** A mail server's own log: what it said 250 to, by Message-ID. */
export interface ServerLog {
  readonly url: string;
  readonly arrived: { readonly messageId: string; readonly to: string; readonly step: string }[];
  /** Called with the number of mails so far, after each. */
  onArrival: (count: number) => void;
  close(): Promise<void>;
}

export async function mailServer(): Promise<ServerLog> {
  const server = await startInboxServer(
    async ({ raw, envelope }) => {
      const header = (pattern: RegExp) => pattern.exec(raw.toString('latin1'))?.[1] ?? '';
      const [messageId, step] = [header(/^Message-ID: <(.+)>\r$/im), header(/^X-Druppel-Step: (.+)\r$/im)];
      log.arrived.push({ messageId, step, to: envelope.to[0] ?? '' });
      log.onArrival(log.arrived.length);
    },
    () => {},
  );
  const log: ServerLog = { url: server.url, arrived: [], onArrival: () => {}, close: () => server.close() };
  onTestFinished(() => log.close());
  return log;
}

/** A port on which nobody listens. */
export async function deadPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export interface FaultWorld {
  readonly house: House;
  readonly clock: VirtualClock;
  readonly folder: string;
  /** So many people in Sales in the Netherlands, `p0` and on, and who else is given. */
  people(count: number, ...more: string[]): Promise<void>;
  launch(campaign: string): Promise<void>;
  /** Everything the launch leads to is ready to be sent. */
  getReady(): Promise<void>;
}

/** The shipped campaigns in a database of their own, on a virtual clock that stands at LAUNCH. */
export async function faultWorld(databaseUrl = 'file::memory:'): Promise<FaultWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'druppel-fault-'));
  const clock = new VirtualClock(LAUNCH);
  const config = readConfig({ DATABASE_URL: databaseUrl.replace('FOLDER', folder), WORKSPACE: ROOT });
  const house = await openHouse(config, clock.now);
  onTestFinished(async () => {
    await house.close();
    await rm(folder, { recursive: true, force: true });
  });
  const { context } = house;
  return {
    house,
    clock,
    folder,
    async people(count, ...more) {
      const path = join(folder, 'employees.csv');
      const rows = Array.from({ length: count }, (_, index) => `p${index}@waterlijn.example,P${index},Sales,NL,nl`);
      await writeFile(path, ['email,first_name,department,country,locale', ...rows, ...more].join('\n'));
      const { workspace } = await workspaceInForce(ROOT, context.store.read);
      const options = { full: false, dryRun: false, strict: true, dates: null, yes: null };
      await importEmployees(context, { path, workspace, ...options });
    },
    async launch(campaign) {
      expect(await publishCampaign(context, ROOT, campaign)).toMatchObject({ campaign });
      await launchCampaign(context, campaign);
    },
    async getReady() {
      await advancePeople(context, clock.now());
      clock.moveTo(ALL_READY);
      await advancePeople(context, clock.now());
    },
  };
}

/** Asked before a gate, and told of what it let through. */
export interface GateWatch {
  readonly before?: (to: string) => Promise<void>;
  readonly passed?: (to: string) => void;
}

/** A sender of its own, as another process would be, over its own connections. */
export function senderTo(house: House, url: string, bootId: string, watch: GateWatch = {}): Sender {
  const transport = createSmtpTransport({ settings: parseSmtpUrl(url), connections: 3, name: hostname() });
  onTestFinished(() => transport.close());
  const postman: Postman = {
    deliver: (mail, gate) =>
      transport.deliver(mail, async () => {
        await watch.before?.(mail.envelope.to);
        const passes = await gate();
        if (passes) watch.passed?.(mail.envelope.to);
        return passes;
      }),
    simulated: false,
    redirect: null,
    allow: null,
    ratePerMinute: null,
    secret: house.secret,
    urls: mailUrls('http://127.0.0.1:3000', createTokens(house.secret), OPEN_MARK_PLACEHOLDER),
  };
  return createSender(house.context, postman, bootId, () => 0.5);
}

export function later(from: Instant, minutes: number): Instant {
  return from + minutes * 60_000;
}
