import { setTimeout as aMoment } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SECOND_MS } from '../../src/domain/time.ts';
import { advancePeople } from '../../src/flow/deciding/advance-people.ts';
import { pauseAll, pauseCampaign, resumeAll, resumeCampaign } from '../../src/flow/publishing/campaign-lifecycle.ts';
import { countByState } from '../../src/store/mails/settling.ts';
import { faultWorld, mailServer, senderTo } from './fault-world.ts';

const PEOPLE = 200;
const PAUSES = 50;
/** As fault-world.ts opens to the server. */
const CONNECTIONS = 3;

describe('pause and resume fifty times while mails are going (F15)', () => {
  it('stops within what is on the wire, and everybody gets theirs exactly once', async () => {
    const world = await faultWorld();
    const { context } = world.house;
    await world.people(PEOPLE);
    await world.launch('safe-at-work');
    await world.getReady();
    const server = await mailServer();
    let isPaused = false;
    let after = 0;
    const passed = () => {
      if (isPaused) after += 1;
    };
    const sender = senderTo(world.house, server.url, 'boot_a', { passed });
    let isOver = false;
    const sending = (async () => {
      while (!isOver) {
        await advancePeople(context, world.clock.now());
        await sender.sendReady(null);
        await aMoment(5);
      }
    })();
    const perPause: number[] = [];
    for (let count = 0; count < PAUSES; count += 1) {
      const isAll = count % 5 === 4;
      await (isAll ? pauseAll(context) : pauseCampaign(context, 'safe-at-work'));
      isPaused = true;
      after = 0;
      world.clock.moveTo(world.clock.now() + SECOND_MS);
      await advancePeople(context, world.clock.now());
      perPause.push(after);
      isPaused = false;
      await (isAll ? resumeAll(context) : resumeCampaign(context, 'safe-at-work'));
      const reached = Math.min(PEOPLE, server.arrived.length + PEOPLE / PAUSES);
      while (server.arrived.length < reached) await aMoment(5);
    }
    isOver = true;
    await sending;
    await advancePeople(context, world.clock.now());
    await sender.sendReady(null);
    expect(Math.max(...perPause)).toBeLessThanOrEqual(2 * CONNECTIONS);
    expect(await countByState(context.store.read)).toMatchObject({ sent: PEOPLE });
    expect(new Set(server.arrived.map(({ to }) => to)).size).toBe(PEOPLE);
    expect(server.arrived).toHaveLength(PEOPLE);
  }, 240_000);
});
