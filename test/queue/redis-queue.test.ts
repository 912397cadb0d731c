import { Redis } from 'ioredis';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { openQueue } from '../../src/queue/open-queue.ts';
import { collected, memoryLog, queueContract } from './contract.ts';
import { outageContract } from './outage.ts';

const server = process.env.TEST_REDIS_URL ?? '';

it.runIf(process.env.CI === 'true')('has a Redis to be tested with (TEST_REDIS_URL)', () => {
  expect(server).not.toBe('');
});

describe.skipIf(server === '')('the queue on Redis (skipped without TEST_REDIS_URL)', () => {
  // A database of its own, so that emptying it disturbs no other test.
  const url = server === '' ? '' : new URL('/9', server).href;
  const redis = new Redis(url, { lazyConnect: true });
  const empty = async () => {
    await redis.flushdb();
  };

  afterAll(() => redis.disconnect());

  queueContract({ url, isShared: true, empty });

  outageContract(() => url, empty);

  it('goes on after it was emptied, five times: calls and recurring tasks come back', async () => {
    await empty();
    const queue = openQueue({ url, log: memoryLog() });
    onTestFinished(() => queue.close());
    const ticks = collected<string>();
    const served = collected<string>();
    queue.work({ concurrency: 1, onWake: async (lane) => served.add(lane) });
    queue.every('sweep', 100, async () => {
      ticks.add('tick');
      await queue.wake('campaign:welcome');
    });
    await queue.whenUp();
    for (let time = 0; time < 5; time += 1) {
      await empty();
      await ticks.reaches(ticks.values.length + 3);
      await served.reaches(served.values.length + 1);
    }
    expect(await redis.keys('*druppel-recurring:repeat')).toHaveLength(1);
  });
});
