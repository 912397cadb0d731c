import { describe, expect, it } from 'vitest';
import { EnvironmentError } from '../../src/domain/errors.ts';
import { countingIds } from '../../src/domain/ids.ts';
import { VirtualClock } from '../../src/domain/virtual-clock.ts';
import { recordChoice } from '../../src/flow/answers/record-choice.ts';
import { advancePeople } from '../../src/flow/deciding/advance-people.ts';
import { playUntil } from '../../src/flow/deciding/play.ts';
import { pauseAll, pauseCampaign, resumeAll, resumeCampaign } from '../../src/flow/publishing/campaign-lifecycle.ts';
import { addCampaignVersion, campaignVersion, changeCampaign } from '../../src/store/campaigns/campaigns.ts';
import { addLearningRecords } from '../../src/store/learning/learning-records.ts';
import { messagesTo } from '../../src/store/mails/messages.ts';
import { countByState } from '../../src/store/mails/settling.ts';
import { storeClock } from '../../src/store/meta.ts';
import { wake } from '../../src/store/people/employee-wakes.ts';
import { employeeByEmail } from '../../src/store/people/employees.ts';
import { storyTime } from '../support/story-world.ts';
import {
  deadPort,
  type FaultWorld,
  faultWorld,
  LAUNCH,
  later,
  mailServer,
  type ServerLog,
  senderTo,
} from './fault-world.ts';

async function ready(campaign: string, people: number): Promise<{ world: FaultWorld; server: ServerLog }> {
  const world = await faultWorld();
  await world.people(people);
  await world.launch(campaign);
  await world.getReady();
  return { world, server: await mailServer() };
}

const readers = (server: ServerLog) => server.arrived.map(({ to }) => to).sort();
const everybody = (count: number) => Array.from({ length: count }, (_, index) => `p${index}@waterlijn.example`).sort();

describe('a mail server out of reach during a play (R19)', () => {
  it('stops the play where it is; nothing is late, and it goes on when the server is back', async () => {
    const world = await faultWorld();
    await world.people(20);
    await world.launch('safe-at-work');
    const { context } = world.house;
    const clock = new VirtualClock(LAUNCH);
    const playing = { ...context, clock: clock.now };
    const dead = senderTo({ ...world.house, context: playing }, `smtp://127.0.0.1:${await deadPort()}`, 'boot_a');
    const play = playUntil(playing, clock, dead, storyTime('2027-05-30'));
    await expect(play).rejects.toThrow(EnvironmentError);
    await expect(play).rejects.toThrow('does not take mail');

    const stopped = await storeClock(context.store.read);
    const first = storyTime('2027-03-22 09:00');
    expect(stopped).toMatchObject({ kind: 'played' });
    const stoppedAt = stopped.kind === 'played' ? stopped.at : 0;
    expect(stoppedAt).toBeGreaterThanOrEqual(first);
    expect(stoppedAt).toBeLessThan(later(first, 20));
    expect(await countByState(context.store.read)).not.toHaveProperty('passed');

    const server = await mailServer();
    const again = new VirtualClock(stoppedAt);
    const resumed = { ...context, clock: again.now };
    const alive = senderTo({ ...world.house, context: resumed }, server.url, 'boot_b');
    await playUntil(resumed, again, alive, storyTime('2027-03-23'));
    expect(readers(server)).toEqual(everybody(20));
    expect(await countByState(context.store.read)).toMatchObject({ sent: 20 });
  });
});

describe('a text that cannot be written (F13)', () => {
  it('fails with its reason for who would read it; everybody else gets theirs', async () => {
    const world = await faultWorld();
    await world.people(30, 'fay@waterlijn.example,Fay,Sales,BE,fr');
    await world.launch('safe-at-work');
    const { store } = world.house.context;
    const version = await campaignVersion(store.read, 'safe-at-work', 1);
    const poisoned = ((version?.messages ?? []) as { locale: string; message: string; text: string }[]).map((text) =>
      text.locale === 'fr' && text.message === 'announce'
        ? { ...text, text: `${text.text}\n\n{{nothingLikeThis}}` }
        : text,
    );
    await store.write(async (tx) => {
      if (version) await addCampaignVersion(tx, { ...version, number: 2, messages: poisoned });
      await changeCampaign(tx, 'safe-at-work', { currentVersion: 2 });
    });
    await world.getReady();
    const server = await mailServer();
    const sent = await senderTo(world.house, server.url, 'boot_a').sendReady(null);
    expect(sent).toMatchObject({ sent: 30, failed: 1, stopped: null });
    expect(readers(server)).toEqual(everybody(30));
    const fay = await employeeByEmail(store.read, 'fay@waterlijn.example');
    const [failed] = await messagesTo(store.read, fay?.key ?? '');
    expect(failed).toMatchObject({ step: 'announce', state: 'failed', reason: 'render-failed' });
    expect(failed?.replyText).toContain('nothingLikeThis');
  });
});

describe('two at once (F9)', () => {
  it('two ticks and two senders: each mail once', async () => {
    const world = await faultWorld();
    await world.people(120);
    await world.launch('safe-at-work');
    const { context } = world.house;
    const ids = countingIds();
    const other = { ...context, newId: (prefix: Parameters<typeof ids>[0]) => `${ids(prefix)}_other` };
    const tick = () =>
      Promise.all([advancePeople(context, world.clock.now()), advancePeople(other, world.clock.now())]);
    await tick();
    world.clock.moveTo(later(LAUNCH, 90));
    const looks = await tick();
    expect(looks[0].ready + looks[1].ready).toBe(120);

    const server = await mailServer();
    const senders = ['boot_a', 'boot_b'].map((boot) => senderTo(world.house, server.url, boot));
    const results = await Promise.all(senders.map((sender) => sender.sendReady(null)));
    expect(results.reduce((sum, { sent }) => sum + sent, 0)).toBe(120);
    expect(readers(server)).toEqual(everybody(120));
  });
});

describe('a pause while mail goes out (F15)', () => {
  it.each([
    [
      'of the campaign',
      (world: FaultWorld) => pauseCampaign(world.house.context, 'safe-at-work'),
      (world: FaultWorld) => resumeCampaign(world.house.context, 'safe-at-work'),
    ],
    [
      'of all mail',
      (world: FaultWorld) => pauseAll(world.house.context),
      (world: FaultWorld) => resumeAll(world.house.context),
    ],
  ])(
    '%s: no gate passes once it is written, and afterwards everybody gets theirs once',
    async (_which, pause, resume) => {
      const { world, server } = await ready('safe-at-work', 60);
      let paused = false;
      let asked = 0;
      const late: string[] = [];
      const sender = senderTo(world.house, server.url, 'boot_a', {
        async before() {
          asked += 1;
          if (asked !== 20) return;
          await pause(world);
          paused = true;
        },
        passed: (to) => paused && late.push(to),
      });
      const first = await sender.sendReady(null);
      // A gate that was asked before the pause may tell of its answer after it: one for each connection.
      expect(late.length).toBeLessThanOrEqual(3);
      expect(first.sent).toBe(server.arrived.length);
      expect(server.arrived.length).toBeLessThan(30);
      await advancePeople(world.house.context, world.clock.now());
      expect((await sender.sendReady(null)).sent).toBe(0);

      await resume(world);
      await advancePeople(world.house.context, world.clock.now());
      await sender.sendReady(null);
      expect(readers(server)).toEqual(everybody(60));
    },
  );
});

describe('what becomes known while a mail is queued (F17)', () => {
  it('a stop and a finish hold it back at the gate', async () => {
    const world = await faultWorld();
    await world.people(60);
    await world.launch('data-literacy');
    const { context } = world.house;
    await advancePeople(context, world.clock.now());
    world.clock.moveTo(storyTime('2027-03-25 09:30'));
    await advancePeople(context, world.clock.now());
    expect((await countByState(context.store.read)).ready).toBe(60);

    const excluded = new Set(everybody(60).slice(0, 40));
    const asked: string[] = [];
    const late: string[] = [];
    let known = false;
    const server = await mailServer();
    const sender = senderTo(world.house, server.url, 'boot_a', {
      async before(to) {
        asked.push(to);
        if (asked.length !== 4) return;
        await exclude(world, [...excluded]);
        known = true;
      },
      passed: (to) => known && excluded.has(to) && late.push(to),
    });
    await sender.sendReady(null);
    // Asked before it was written down: at most those that were on the way with the one that waited.
    expect(late.filter((to) => !asked.slice(0, 4).includes(to))).toEqual([]);

    await advancePeople(context, world.clock.now());
    await sender.sendReady(null);
    const teasers = server.arrived.filter(({ step }) => step === 'teaser').map(({ to }) => to);
    expect(teasers.filter((to) => excluded.has(to) && !asked.slice(0, 4).includes(to))).toEqual([]);
    expect(teasers.filter((to) => !excluded.has(to)).sort()).toEqual(everybody(60).filter((to) => !excluded.has(to)));
    // Who has finished is congratulated, and only they.
    expect(new Set(server.arrived.filter(({ step }) => step !== 'teaser').map(({ step }) => step))).toEqual(
      new Set(['well-done']),
    );
  });
});

/** Every other one stops the topic, the rest have finished. */
async function exclude({ house, clock }: FaultWorld, emails: readonly string[]): Promise<void> {
  const { context } = house;
  for (const [index, email] of emails.entries()) {
    const person = (await employeeByEmail(context.store.read, email))?.key ?? '';
    if (index % 2 === 0) {
      const from = { person, campaign: 'data-literacy', step: 'teaser' };
      await recordChoice(context, from, { kind: 'stop', topic: 'digital-skills' });
      continue;
    }
    const at = clock.now();
    await context.store.write(async (tx) => {
      const fact = { activity: 'data-literacy-101', event: 'completed' as const, at, holdsFrom: at };
      await addLearningRecords(tx, [
        { id: context.newId('rec'), person, importId: null, due: null, score: null, progress: null, ...fact },
      ]);
      await wake(tx, [person], at);
    });
  }
}
