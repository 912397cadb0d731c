import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openHouse, openPostOffice } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { startInboxServer } from '../../src/delivery/inbox-server.ts';
import { readMail } from '../../src/delivery/read-mail.ts';
import { type Instant, parseInstant } from '../../src/domain/time.ts';
import { shortTime } from '../../src/domain/time-words.ts';
import { VirtualClock } from '../../src/domain/virtual-clock.ts';
import type { FlowContext } from '../../src/flow/context.ts';
import { advancePeople } from '../../src/flow/deciding/advance-people.ts';
import { playUntil } from '../../src/flow/deciding/play.ts';
import { timeline } from '../../src/flow/deciding/timeline.ts';
import { importEmployees } from '../../src/flow/people/import-employees.ts';
import { importLearning } from '../../src/flow/people/import-learning.ts';
import { launchCampaign } from '../../src/flow/publishing/campaign-lifecycle.ts';
import { publishCampaign } from '../../src/flow/publishing/publish-campaign.ts';
import { workspaceInForce } from '../../src/flow/publishing/workspace-files.ts';
import type { Sender } from '../../src/flow/sending/send-messages.ts';
import { employeeByEmail } from '../../src/store/people/employees.ts';
import { wakeAll } from '../../src/store/people/wake-all.ts';

const ZONE = 'Europe/Amsterdam';
const ROOT = join(import.meta.dirname, '../..');

/** A mail as it arrived at the mail server. */
export interface ArrivedMail {
  readonly to: string;
  readonly campaign: string;
  readonly step: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  /** As the Date header says. */
  readonly at: Instant;
  readonly zone: string;
}

export function storyTime(text: string): Instant {
  return parseInstant(text, ZONE) ?? Number.NaN;
}

/**
 * The shipped campaigns in a store of their own, a virtual clock, and a mail server in this process. Every tick is
 * done twice: the second one must change nothing.
 */
export class StoryWorld {
  readonly arrived: ArrivedMail[] = [];
  readonly context: FlowContext;
  readonly #clock: VirtualClock;
  readonly #sender: Sender;
  readonly #folder: string;
  readonly close: () => Promise<void>;

  constructor(context: FlowContext, clock: VirtualClock, sender: Sender, folder: string, close: () => Promise<void>) {
    this.close = close;
    this.context = context;
    this.#clock = clock;
    this.#sender = sender;
    this.#folder = folder;
  }

  get now(): Instant {
    return this.#clock.now();
  }

  async employees(csv: string): Promise<void> {
    const { workspace } = await workspaceInForce(ROOT, this.context.store.read);
    const options = { full: false, dryRun: false, strict: true, dates: null, yes: null };
    await importEmployees(this.context, { path: await this.#file('employees.csv', csv), workspace, ...options });
  }

  /** `email,event,at` and, where it matters, progress; about one activity. */
  async learns(activity: string, ...rows: readonly string[]): Promise<void> {
    const { workspace } = await workspaceInForce(ROOT, this.context.store.read);
    const whole = rows.map((row) => (row.split(',').length < 4 ? `${row},` : row).replace(',', `,${activity},`));
    const csv = ['email,activity,event,at,progress', ...whole].join('\n');
    const options = { knownActivities: [], dryRun: false, strict: true, dates: null };
    await importLearning(this.context, { path: await this.#file('learning.csv', csv), workspace, ...options });
  }

  async publish(campaign: string): Promise<void> {
    expect(await publishCampaign(this.context, ROOT, campaign)).toMatchObject({ campaign });
  }

  async launch(campaign: string): Promise<void> {
    await this.publish(campaign);
    await launchCampaign(this.context, campaign);
  }

  /** Plays up to and including an instant. */
  async until(when: string): Promise<this> {
    await playUntil(this.context, this.#clock, this.#sender, storyTime(when), () => this.#tickAgain());
    return this;
  }

  /** Who got what and when, by time: `Mon 26 Apr ana kick-off`, in the reader's own days. */
  lines(campaign: string): string[] {
    return this.arrived
      .filter((mail) => mail.campaign === campaign)
      .map(({ to, step, at, zone }) => `${shortTime(at, zone, 'en').slice(0, -6)} ${to.split('@')[0]} ${step}`);
  }

  /** The times of day at which mails arrived, in the readers' own zones. */
  localTimes(): string[] {
    return this.arrived.map(({ at, zone }) => shortTime(at, zone, 'en').slice(-5));
  }

  /** What was decided not to send, and why: `last-one: goal-reached`. */
  async passed(name: string): Promise<string[]> {
    const entries = await timeline(this.context, `${name}@waterlijn.example`);
    return entries.filter(({ state }) => state === 'passed').map(({ step, reason }) => `${step}: ${reason}`);
  }

  async receive(raw: Buffer, to: string): Promise<void> {
    const mail = await readMail(raw);
    const header = (name: string) => mail.headers.find((one) => one.name.toLowerCase() === name)?.value ?? '';
    const employee = await employeeByEmail(this.context.store.read, to);
    this.arrived.push({
      to,
      campaign: header('x-druppel-campaign').split('@')[0] ?? '',
      step: header('x-druppel-step'),
      subject: mail.subject,
      text: mail.text ?? '',
      messageId: mail.messageId ?? '',
      at: mail.date ?? 0,
      zone: employee?.timezone ?? ZONE,
    });
    this.arrived.sort((a, b) => a.at - b.at || (a.to < b.to ? -1 : 1));
  }

  async #tickAgain(): Promise<void> {
    await this.context.store.write((tx) => wakeAll(tx, this.now));
    const { ready, passed } = await advancePeople(this.context, this.now);
    const { sent, failed, inDoubt } = await this.#sender.sendReady(null);
    expect({ ready, passed, sent, failed, inDoubt }).toEqual({ ready: 0, passed: 0, sent: 0, failed: 0, inDoubt: 0 });
  }

  async #file(name: string, text: string): Promise<string> {
    const path = join(this.#folder, name);
    await writeFile(path, text);
    return path;
  }
}

export async function storyWorld(begins: string): Promise<StoryWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'druppel-story-'));
  const clock = new VirtualClock(storyTime(begins));
  const server = await startInboxServer(
    ({ raw, envelope }) => world.receive(raw, envelope.to[0] ?? ''),
    (error) => {
      throw error;
    },
  );
  const config = readConfig({ DATABASE_URL: 'file::memory:', SMTP_URL: server.url, WORKSPACE: ROOT });
  const house = await openHouse(config, clock.now);
  const office = await openPostOffice(house);
  const world = new StoryWorld(house.context, clock, office.sender, folder, async () => {
    await office.close();
    await house.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });
  return world;
}
