import { Redis } from 'ioredis';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Channels } from '../../src/flow/around/channels.ts';
import { provisionLearning } from '../../src/flow/people/provision-learning.ts';
import { createLog } from '../../src/log.ts';
import { openQueue } from '../../src/queue/open-queue.ts';
import { startWorker } from '../../src/queue/worker.ts';
import { ANA, lastSecond } from '../faults/last-second-world.ts';
import { describeWith } from '../support/services.ts';
import { wireTo } from './outage.ts';

/** Beside Ana, whose reminder stands for Wednesday at nine. */
const MORE = ['4,dan', '5,eve', '6,fay']
  .map((name) => `${name}@waterlijn.example,${name.slice(2)},Sales,NL,en,,\n`)
  .join('');

describeWith('redis', 'two workers on one Redis', (server) => {
  it('hear of a fact while Redis is up, away, and back and empty; nothing is lost, and nothing goes twice', async () => {
    // A database of its own.
    const url = new URL('/11', server).href;
    const redis = new Redis(url, { lazyConnect: true });
    onTestFinished(() => redis.disconnect());
    await redis.flushdb();
    const wire = await wireTo(url);
    onTestFinished(() => wire.cut());
    const world = await lastSecond(MORE, '2027-04-28 08:00');
    const logged: string[] = [];
    const log = createLog('trace', { write: (line: string) => void logged.push(line) });
    const queues = ['boot_a', 'boot_b'].map((bootId) => {
      const queue = openQueue({ url: wire.url, log });
      const { sender, close } = world.sender(bootId);
      onTestFinished(close);
      onTestFinished(() => queue.close());
      const ends = { queue, sender, bootId, log, random01: () => 0.5, channels: {} as Channels };
      startWorker({ ...ends, context: world.context });
      return queue;
    });
    const learned = (id: string) =>
      provisionLearning(world.context, [{ id, activity: 'data-101', event: 'completed', at: '2027-04-28T05:59:00Z' }]);
    const isHeard = async (id: string) => {
      const { employees, messages } = world.context.store.read.tables;
      const rows = await world.context.store.read.db.select().from(messages);
      const people = await world.context.store.read.db.select().from(employees);
      const key = people.find((one) => one.id === id)?.key;
      return rows.some((row) => row.recipient === key && row.step === 'last-one' && row.state === 'passed');
    };
    const eventually = (work: () => Promise<void> | void) => vi.waitFor(work, { timeout: 20_000, interval: 50 });

    await Promise.all(queues.map((queue) => queue.whenUp()));
    await learned('1');
    await eventually(async () => expect(await isHeard('1')).toBe(true));

    await wire.cut();
    await eventually(() => expect(queues.map((queue) => queue.health().isUp)).toEqual([false, false]));
    await learned('4');
    await eventually(async () => expect(await isHeard('4')).toBe(true));

    await redis.flushdb();
    await wire.mend();
    await eventually(() => expect(queues.map((queue) => queue.health().isUp)).toEqual([true, true]));
    await learned('5');
    await eventually(async () => expect(await isHeard('5')).toBe(true));

    // Whoever learned nothing is reminded, once; of whom the mails to Bo and Cleo were has nothing left to say.
    world.moveTo('2027-04-28 09:00');
    await eventually(async () => {
      const { db, tables } = world.context.store.read;
      const states = (await db.select().from(tables.messages)).map(({ state }) => state);
      expect(world.arrived()).not.toEqual([]);
      expect(states.filter((state) => ['planned', 'ready', 'claimed', 'data'].includes(state))).toEqual([]);
    });
    const arrived = world.arrived().map(({ to, step }) => `${step} to ${to}`);
    expect(arrived).toEqual(['last-one to fay@waterlijn.example']);

    // What Redis and the log keep names nobody.
    const kept = await everythingIn(redis);
    expect(kept).toContain('druppel-lanes');
    for (const text of [kept, logged.join('')]) {
      expect(text).not.toMatch(/@waterlijn|Ana|ana@|fay|data-101.*completed/);
      expect(text).not.toContain(ANA);
    }
    expect(logged.join('')).toMatch(/"mails went out"/);
  });
});

async function everythingIn(redis: Redis): Promise<string> {
  const read: Readonly<Record<string, (key: string) => Promise<unknown>>> = {
    string: (key) => redis.get(key),
    hash: (key) => redis.hgetall(key),
    list: (key) => redis.lrange(key, 0, -1),
    set: (key) => redis.smembers(key),
    zset: (key) => redis.zrange(key, 0, '-1'),
    stream: (key) => redis.xrange(key, '-', '+'),
  };
  const found: unknown[] = [];
  for (const key of await redis.keys('*')) found.push([key, await read[await redis.type(key)]?.(key)]);
  return JSON.stringify(found);
}
