import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openHouse, openPostOffice } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { VirtualClock } from '../../../src/domain/virtual-clock.ts';
import { examineBrakes } from '../../../src/flow/examine-brakes.ts';
import { resumeCampaign } from '../../../src/flow/publishing/campaign-lifecycle.ts';
import type { Braked } from '../../../src/flow/sending/gate-ledger.ts';
import type { Sender } from '../../../src/flow/sending/send-messages.ts';
import { campaignById } from '../../../src/store/campaigns/campaigns.ts';
import { people } from '../../stories/people.ts';
import { startScriptedSmtp, type Turn } from '../../support/smtp-script.ts';
import { StoryWorld, storyTime } from '../../support/story-world.ts';

const ROOT = join(import.meta.dirname, '../../..');
const REFUSED = '550 5.1.1 no such user';
let close: () => Promise<void> = async () => {};
afterEach(() => close());

/** So many employees, and a mail server that says what it likes of their addresses. */
async function company(size: number, rcpt: Turn) {
  const server = await startScriptedSmtp({ rcpt });
  const folder = await mkdtemp(join(tmpdir(), 'druppel-brake-'));
  const clock = new VirtualClock(storyTime('2027-03-28 20:00'));
  const config = readConfig({ DATABASE_URL: 'file::memory:', SMTP_URL: server.url, WORKSPACE: ROOT });
  const house = await openHouse(config, clock.now);
  const office = await openPostOffice(house);
  close = async () => {
    await office.close();
    await house.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  };
  const braked: Braked[] = [];
  const sender: Sender = {
    ...office.sender,
    async sendReady(lane) {
      const sent = await office.sender.sendReady(lane);
      braked.push(...sent.braked);
      return sent;
    },
  };
  const world = new StoryWorld(house.context, clock, sender, folder, async () => {});
  const [head = ''] = people().split('\n');
  const rows = Array.from(
    { length: size },
    (_, n) => `p${n}@waterlijn.example,P${n},Sales,NL,Europe/Amsterdam,,,,2020-01-01,en`,
  );
  await world.employees([head, ...rows, ''].join('\n'));
  await world.launch('safe-at-work');
  const { store } = house.context;
  return {
    world,
    context: house.context,
    braked,
    delivered: () => server.bodies.length,
    state: async () => (await campaignById(store.read, 'safe-at-work'))?.state,
    alerts: async () => {
      const told: string[] = [];
      for await (const { says } of examineBrakes(store)) told.push(says);
      return told;
    },
    words: async () => (await store.read.db.select().from(store.read.tables.actions)).at(-1)?.words,
    noted: async () =>
      (await store.read.db.select().from(store.read.tables.employees)).filter(({ notedAt }) => notedAt !== null).length,
  };
}

it('five refusals in a row pause the campaign, nobody stays noted, and resume lets it go on', async () => {
  const { world, context, ...look } = await company(5, (nth) => (nth <= 5 ? REFUSED : '250 2.1.5 ok'));
  await world.until('2027-03-30 20:00');
  expect([await look.state(), await look.noted(), look.delivered()]).toEqual(['paused', 0, 0]);
  expect(await look.words()).toBe('paused by itself: the mail server refused 5 mails in a row');
  expect(await look.alerts()).toEqual(['safe-at-work paused by itself: the mail server refused 5 mails in a row']);
  const words = 'paused by itself: the mail server refused 5 mails in a row';
  expect(look.braked).toEqual([{ campaign: 'safe-at-work', words }]);
  await resumeCampaign(context, 'safe-at-work');
  expect(await look.alerts()).toEqual([]);
  await world.until('2027-04-20 20:00');
  expect(await look.state()).toBe('running');
  expect(look.delivered()).toBeGreaterThan(0);
});

it('four refusals do not', async () => {
  const { world, ...look } = await company(8, (nth) => (nth <= 4 ? REFUSED : '250 2.1.5 ok'));
  await world.until('2027-03-30 20:00');
  expect([await look.state(), await look.noted(), look.delivered()]).toEqual(['running', 4, 4]);
});

it.each([
  ['two of fifty do', [10, 20], 'paused', 48],
  ['one of fifty does not', [10], 'running', 49],
])('%s', async (_what, refused, state, delivered) => {
  const { world, ...look } = await company(50, (nth) => (refused.includes(nth) ? REFUSED : '250 2.1.5 ok'));
  await world.until('2027-03-30 20:00');
  expect([await look.state(), look.delivered()]).toEqual([state, delivered]);
  expect(await look.noted()).toBe(state === 'paused' ? 0 : 1);
});
