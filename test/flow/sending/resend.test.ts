import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openHouse, openPostOffice } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { VirtualClock } from '../../../src/domain/virtual-clock.ts';
import { timeline } from '../../../src/flow/deciding/timeline.ts';
import { people } from '../../stories/people.ts';
import { CLOSE, startScriptedSmtp, type Turn } from '../../support/smtp-script.ts';
import { StoryWorld, storyTime } from '../../support/story-world.ts';

const ROOT = join(import.meta.dirname, '../../..');
let close: () => Promise<void> = async () => {};
afterEach(() => close());

/** A campaign for Ana alone, by a mail server that says what it likes after the final dot. */
async function anaOf(campaign: string, body: Turn, begins = '2027-03-28 20:00') {
  const server = await startScriptedSmtp({ body });
  const folder = await mkdtemp(join(tmpdir(), 'druppel-resend-'));
  const clock = new VirtualClock(storyTime(begins));
  const house = await openHouse(
    readConfig({ DATABASE_URL: 'file::memory:', SMTP_URL: server.url, WORKSPACE: ROOT }),
    clock.now,
  );
  const office = await openPostOffice(house);
  const world = new StoryWorld(house.context, clock, office.sender, folder, async () => {});
  close = async () => {
    await office.close();
    await house.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  };
  const [head, ana] = people('').split('\n');
  await world.employees(`${head}\n${ana}\n`);
  await world.launch(campaign);
  const mails = () => server.bodies.map((bytes) => bytes.toString('utf8'));
  const first = async () => (await timeline(house.context, 'ana@waterlijn.example')).find(({ step }) => step !== null);
  const states = async () => (await timeline(house.context, 'ana@waterlijn.example')).map(({ state }) => state);
  return { world, mails, first, states };
}

const header = (mail: string | undefined, name: string) =>
  mail?.match(new RegExp(`^${name}: *(.*)$`, 'im'))?.[1]?.trim();
const firstLost: Turn = (nth) => (nth === 1 ? CLOSE : '250 2.0.0 queued');

describe('a required mail whose answer was lost', () => {
  it('goes once more after 24 hours, under the same Message-ID and in the same words', async () => {
    const { world, mails, first } = await anaOf('safe-at-work', firstLost);
    await world.until('2027-03-31 20:00');
    const [one, two, ...more] = mails();
    expect([one === undefined, two === undefined, more]).toEqual([false, false, []]);
    expect(header(two, 'Message-ID')).toBe(header(one, 'Message-ID'));
    const words = (mail: string | undefined) => mail?.replace(/[A-Za-z0-9_-]{16,}/g, 'mark');
    expect(header(two, 'Date')).toBe(header(one, 'Date'));
    expect(words(two)?.length).toBe(words(one)?.length);
    expect(await first()).toMatchObject({ state: 'sent', sentence: expect.stringContaining('ging een tweede keer') });
  });

  it('says so while it waits', async () => {
    const { world, mails, first } = await anaOf('safe-at-work', firstLost);
    await world.until('2027-03-30 20:00');
    expect(mails()).toHaveLength(1);
    expect(await first()).toMatchObject({ state: 'in-doubt', sentence: expect.stringContaining('nog één keer gaan') });
  });

  it('never goes a third time', async () => {
    const { world, mails, first } = await anaOf('safe-at-work', (nth) => (nth <= 2 ? CLOSE : '250 2.0.0 queued'));
    await world.until('2027-04-08 20:00');
    expect(mails()).toHaveLength(2);
    expect(await first()).toMatchObject({ state: 'in-doubt', sentence: expect.stringContaining('ging twee keer') });
  });

  it('stays where it is when the goal was reached meanwhile', async () => {
    const { world, mails } = await anaOf('safe-at-work', firstLost);
    await world.until('2027-03-30 20:00');
    await world.learns('safety-basics', 'ana@waterlijn.example,passed,2027-03-30T11:00');
    await world.until('2027-04-02 08:00');
    expect(mails().filter((mail) => header(mail, 'X-Druppel-Step') === 'announce')).toHaveLength(1);
  });
});

it('voluntary mail in doubt is not sent again', async () => {
  const { world, mails, states } = await anaOf('data-literacy', firstLost, '2027-03-22 08:00');
  await world.until('2027-03-26 20:00');
  const steps = mails().map((mail) => header(mail, 'X-Druppel-Step'));
  expect(steps.length).toBeGreaterThan(0);
  expect(new Set(steps).size).toBe(steps.length);
  expect(await states()).toContain('in-doubt');
});
