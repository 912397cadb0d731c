import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { stableShare } from '../../src/domain/hash.ts';
import { DAY_MS, formatInstant, HOUR_MS } from '../../src/domain/time.ts';
import { type EmployeeChoice, recordChoice } from '../../src/flow/answers/record-choice.ts';
import { recordClick } from '../../src/flow/answers/record-click.ts';
import type { FlowContext } from '../../src/flow/context.ts';
import { advancePeople } from '../../src/flow/deciding/advance-people.ts';
import { wakeEverybody } from '../../src/flow/deciding/wake-everybody.ts';
import { provisionEmployees } from '../../src/flow/people/provision-employees.ts';
import { provisionLearning } from '../../src/flow/people/provision-learning.ts';
import { erasePerson } from '../../src/flow/privacy/erase-person.ts';
import { launchCampaign, pauseAll, resumeAll } from '../../src/flow/publishing/campaign-lifecycle.ts';
import { publishCampaign } from '../../src/flow/publishing/publish-campaign.ts';
import { messagesTo } from '../../src/store/mails/messages.ts';
import { duePeople } from '../../src/store/people/employee-wakes.ts';
import { employeeByEmail } from '../../src/store/people/employees.ts';
import { wakeAll } from '../../src/store/people/wake-all.ts';
import { type FaultWorld, faultWorld, LAUNCH, mailServer, senderTo } from './fault-world.ts';

const PEOPLE = 40;
const CAMPAIGNS = ['safe-at-work', 'data-literacy', 'welcome-aboard'] as const;
/** Of a worker, some hours after each other; after each it is asked whether all was thought of. */
const ROUNDS = 160;
/** As often a campaign is launched, all is paused, or goes on. */
const CHANGE_FOR_ALL = 8;
/** Of what a worker writes, so much finds that something happened since it was read. */
const MEDDLED = 0.4;
/** Another seed, another three months: `MEDDLE_SEED=2`. */
const SEED = process.env.MEDDLE_SEED ?? '1';
const READER = { method: 'GET', userAgent: 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0', purpose: null };

/**
 * A worker looks and sends, and something happens in the moments between its reading and its writing, mostly to those
 * whom it is looking at: people learn, move, click, answer and are erased, campaigns are launched and paused.
 */
async function expectNothingForgotten(world: FaultWorld): Promise<void> {
  const { context } = world.house;
  for (const campaign of CAMPAIGNS) await publishCampaign(context, join(import.meta.dirname, '../..'), campaign);
  const everybody = Array.from({ length: PEOPLE }, (_, index) => employee(index, 0));
  await provisionEmployees(context, everybody, null);
  const server = await mailServer();
  const other = workerOn(world, server.url, 'boot_b');
  let event = 0;
  let forAll: (() => Promise<unknown>) | null = null;
  const meddle = async () => {
    event += 1;
    if (share(event, 'meddle') > MEDDLED) return;
    const change = forAll ?? pick([() => happens(context, event), other.sends], event, 'by whom');
    forAll = null;
    await change();
  };
  const worker = workerOn(world, server.url, 'boot_a', meddle);
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round % CHANGE_FOR_ALL === 0) forAll = () => concernsAll(context, round / CHANGE_FOR_ALL);
    world.clock.moveTo(world.clock.now() + Math.floor(1 + share(event, 'gap') * 12) * HOUR_MS);
    await worker.looks();
    await worker.sends();
    while ((await other.looks()) + (await other.sends()) > 0);
    await expectNothingLeft(world);
  }
  expect(server.arrived.length).toBeGreaterThan(PEOPLE);
  expect(new Set(server.arrived.map(({ messageId }) => messageId)).size).toBe(server.arrived.length);
}

/** A worker before each of whose writes `meddle` is waited for. */
function workerOn({ house, clock }: FaultWorld, url: string, bootId: string, meddle = async () => {}) {
  const { store } = house.context;
  const write: typeof store.write = async (work) => {
    await meddle();
    return store.write(work);
  };
  const context = { ...house.context, store: { ...store, write } };
  const sender = senderTo({ ...house, context }, url, bootId);
  return {
    /** How many were looked at. */
    looks: async () => (await advancePeople(context, clock.now())).looked,
    /** How many mails came to an end of some kind. */
    async sends() {
      const { sent, failed, inDoubt, back } = await sender.sendReady(null);
      return sent + failed + inDoubt + back;
    },
  };
}

/**
 * A look at everybody decides nothing that was not decided. Everybody is then due again when they were before, so that
 * who was to be looked at too late is, and the next time finds it.
 */
async function expectNothingLeft({ house: { context }, clock }: FaultWorld): Promise<void> {
  const { store } = context;
  const { employees } = store.read.tables;
  const before = await decided(context);
  const due = await store.read.db.select({ key: employees.key, wakeAt: employees.wakeAt }).from(employees);
  await store.write((tx) => wakeAll(tx, clock.now()));
  await advancePeople(context, clock.now());
  expect(await decided(context)).toEqual(before);
  await store.write(async ({ db }) => {
    for (const { key, wakeAt } of due) await db.update(employees).set({ wakeAt }).where(eq(employees.key, key));
  });
}

/** What was decided, of everybody. */
async function decided({ store: { read } }: FlowContext) {
  const participations = (await read.db.select().from(read.tables.participations)).sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
  const messages = (await read.db.select().from(read.tables.messages))
    .map(({ recipient, kind, key, state }) => `${recipient} ${kind} ${key} ${state}`)
    .sort();
  return { participations, messages };
}

/** Launches one campaign after the other, with a pause and its end in between; another worker wakes everybody at once. */
async function concernsAll(context: FlowContext, turn: number): Promise<void> {
  const campaign = CAMPAIGNS[Math.floor(turn / 3)];
  if (turn % 3 === 0 && campaign !== undefined) await launchCampaign(context, campaign);
  else if (turn % 3 === 1) await pauseAll(context);
  else if (turn % 3 === 2) await resumeAll(context);
  await wakeEverybody(context.store);
}

/** One thing that happens to somebody: mostly to one of those who are looked at now. */
async function happens(context: FlowContext, event: number): Promise<void> {
  const due = await duePeople(context.store.read, context.clock(), PEOPLE);
  const near = due.flatMap(({ email }) => email ?? []);
  const far = Array.from({ length: PEOPLE }, (_, index) => emailOf(index));
  const email = pick(near.length > 0 && share(event, 'near') < 0.8 ? near : far, event, 'who');
  await pick(FACTS, event, 'what')(context, event, Number(/\d+/.exec(email)?.[0]));
}

type Fact = (context: FlowContext, event: number, index: number) => Promise<unknown>;

const learns: Fact = (context, event, index) => {
  const activity = pick(['safety-basics', 'data-literacy-101', 'find-your-way'], event, 'activity');
  const happened = pick(['assigned', 'started', 'completed'], event, 'event');
  const at = formatInstant(context.clock() - HOUR_MS);
  return provisionLearning(context, [{ email: emailOf(index), activity, event: happened, at }]);
};
const changes: Fact = (context, event, index) => provisionEmployees(context, [employee(index, event)], PEOPLE);
const asks =
  (choice: EmployeeChoice): Fact =>
  async (context, _event, index) => {
    const person = await employeeByEmail(context.store.read, emailOf(index));
    if (person === null) return;
    await recordChoice(context, { person: person.key, campaign: 'data-literacy', step: 'kick-off' }, choice);
  };
const clicks: Fact = async (context, _event, index) => {
  const person = await employeeByEmail(context.store.read, emailOf(index));
  const mails = person === null ? [] : await messagesTo(context.store.read, person.key);
  const last = mails.findLast(({ state }) => state === 'sent');
  if (last !== undefined) await recordClick(context, { messageId: last.id, link: 0 }, READER);
};
const isErased: Fact = async (context, _event, index) => {
  const isThere = (await employeeByEmail(context.store.read, emailOf(index))) !== null;
  if (isThere && index % 7 === 0) await erasePerson(context, emailOf(index), { dryRun: false });
};
const FACTS: readonly Fact[] = [
  learns,
  learns,
  learns,
  changes,
  changes,
  clicks,
  clicks,
  asks({ kind: 'not-now', campaign: null, span: 'week', reason: null }),
  asks({ kind: 'said-done', campaign: 'data-literacy' }),
  asks({ kind: 'stop', topic: 'digital-skills' }),
  asks({ kind: 'resume', topic: 'digital-skills' }),
  isErased,
];

function employee(index: number, event: number) {
  const hired = LAUNCH + Math.floor((share(event, `hired ${index}`) - 0.6) * 150) * DAY_MS;
  return {
    email: emailOf(index),
    first_name: `P${index}`,
    department: pick(['Sales', 'Finance', 'IT', 'Legal'], event, `department ${index}`),
    country: pick(['NL', 'BE', 'DE'], event, `country ${index}`),
    locale: pick(['nl', 'en', 'fr'], event, `locale ${index}`),
    timezone: pick(['Europe/Amsterdam', 'America/New_York'], event, `zone ${index}`),
    hired_on: formatInstant(hired).slice(0, 10),
    manager_email: emailOf(index % 5),
    buddy_email: emailOf((index + 7) % PEOPLE),
  };
}

const emailOf = (index: number) => `p${index}@waterlijn.example`;
const share = (event: number, about: string) => stableShare(SEED, about, String(event));
const pick = <T>(list: readonly T[], event: number, about: string) =>
  list[Math.floor(share(event, about) * list.length)] as T;

describe('whatever happens while a worker is at work', () => {
  it('nothing is forgotten', async () => {
    await expectNothingForgotten(await faultWorld());
  }, 240_000);
});
