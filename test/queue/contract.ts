import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openQueue, type Queue } from '../../src/queue/open-queue.ts';
import type { QueueLog } from '../../src/queue/queue-log.ts';

/** What every queue does, wherever it lives. `isShared`: two of them with the same URL are two machines on one queue. */
export interface QueueUnderTest {
  readonly url: string;
  readonly isShared: boolean;
  /** Leaves the queue as new; null when every opened one is new anyway. */
  readonly empty: (() => Promise<void>) | null;
}

export function queueContract(underTest: QueueUnderTest): void {
  describe('as any queue', () => {
    let log: ReturnType<typeof memoryLog>;
    let queue: Queue;

    const open = async () => {
      const opened = openQueue({ url: underTest.url, log });
      onTestFinished(() => opened.close(0));
      await opened.whenUp();
      return opened;
    };

    beforeEach(async () => {
      await underTest.empty?.();
      log = memoryLog();
      queue = openQueue({ url: underTest.url, log });
      await queue.whenUp();
    });

    afterEach(() => queue.close());

    it('says that it is up', () => {
      expect(queue.health()).toEqual({ kind: expect.any(String), isUp: true, reason: null });
      expect(queue.queues().map(({ name }) => name)).toEqual(['druppel-urgent', 'druppel-lanes', 'druppel-recurring']);
    });

    it('brings a call to the handler, whatever the lane is called', async () => {
      const served = collected<string>();
      queue.work({ concurrency: 2, onWake: async (lane) => served.add(lane) });
      await Promise.all(['urgent', 'campaign:data-literacy', '42'].map((lane) => queue.wake(lane)));
      await served.reaches(3);
      expect([...served.values].sort()).toEqual(['42', 'campaign:data-literacy', 'urgent']);
    });

    it('makes one job of a hundred calls for one lane that waits', async () => {
      for (let call = 0; call < 100; call += 1) await queue.wake('campaign:welcome');
      await queue.wake('campaign:other');
      const served = collected<string>();
      queue.work({ concurrency: 1, onWake: async (lane) => served.add(lane) });
      await served.reaches(2);
      await queue.wake('campaign:last');
      await served.reaches(3);
      expect(served.values).toEqual(['campaign:welcome', 'campaign:other', 'campaign:last']);
    });

    it('hears a call for a lane that is being served right now', async () => {
      const served = collected<string>();
      queue.work({
        concurrency: 1,
        onWake: async (lane) => {
          if (served.values.length === 0) await queue.wake(lane);
          served.add(lane);
        },
      });
      await queue.wake('campaign:welcome');
      await served.reaches(2);
      expect(served.values).toEqual(['campaign:welcome', 'campaign:welcome']);
    });

    it('serves the urgent lane while every other place is taken', async () => {
      const served = collected<string>();
      const gate = gateOf();
      onTestFinished(() => gate.resolve());
      queue.work({
        concurrency: 1,
        onWake: async (lane) => {
          served.add(lane);
          if (lane !== 'urgent') await gate.promise;
        },
      });
      await queue.wake('campaign:long');
      await served.reaches(1);
      await queue.wake('urgent');
      await served.reaches(2);
      expect(served.values).toEqual(['campaign:long', 'urgent']);
      gate.resolve();
    });

    it('goes on after a handler that throws, and tells the log, not the queue, why', async () => {
      const served = collected<string>();
      queue.work({
        concurrency: 1,
        onWake: async (lane) => {
          served.add(lane);
          if (lane === 'campaign:bad') throw new Error('no mailbox for bo@example.com');
        },
      });
      await queue.wake('campaign:bad');
      await queue.wake('campaign:good');
      await served.reaches(2);
      expect(log.messages('error')).toContain('a lane failed; it goes on at its next call');
      const failed = await queue.queues()[1]?.getFailed();
      expect(failed?.map(({ failedReason }) => failedReason)).toEqual(['failed; the log has the reason']);
    });

    it('runs a recurring task again and again', async () => {
      const ticks = collected<number>();
      queue.every('sweep', 50, async () => ticks.add(ticks.values.length));
      await ticks.reaches(5);
      expect(ticks.values.slice(0, 5)).toEqual([0, 1, 2, 3, 4]);
    });

    it('runs a recurring task again after it failed', async () => {
      const ticks = collected<number>();
      queue.every('sweep', 50, async () => {
        ticks.add(ticks.values.length);
        if (ticks.values.length === 1) throw new Error('the database is busy');
      });
      await ticks.reaches(3);
      expect(log.messages('error')).toEqual(['a recurring task failed; it runs again at its next tick']);
    });

    it('removes the schedule of a task that nobody knows any more', async () => {
      const schedules = queue.queues()[2];
      await schedules?.upsertJobScheduler('from-an-old-release', { every: 50 }, { name: 'from-an-old-release' });
      queue.every('sweep', 50, async () => {});
      await log.tells('a recurring task nobody here knows: its schedule is removed');
      await vi.waitFor(async () => expect(await schedules?.getJobScheduler('from-an-old-release')).toBeUndefined());
    });

    it('waits for work under way when it closes, and takes no more', async () => {
      const begun = collected<string>();
      const ended: string[] = [];
      const gate = gateOf();
      queue.work({
        concurrency: 1,
        onWake: async (lane) => {
          begun.add(lane);
          await gate.promise;
          ended.push(lane);
        },
      });
      await queue.wake('campaign:first');
      await begun.reaches(1);
      await queue.wake('campaign:second');
      const closed = queue.close();
      gate.resolve();
      await closed;
      expect(begun.values).toEqual(['campaign:first']);
      expect(ended).toEqual(['campaign:first']);
      expect(log.messages('warn')).toEqual([]);
    });

    it('closes over work that does not end in time, and says so', async () => {
      const begun = collected<string>();
      const gate = gateOf();
      onTestFinished(() => gate.resolve());
      queue.work({
        concurrency: 1,
        onWake: async (lane) => {
          begun.add(lane);
          await gate.promise;
        },
      });
      await queue.wake('campaign:endless');
      await begun.reaches(1);
      await queue.close(10);
      expect(log.messages('warn')).toContain('the queue closes over work that is still under way');
      expect(queue.health()).toMatchObject({ isUp: false, reason: 'closed' });
    });

    it('takes a call after it was closed for what it is: nothing', async () => {
      await queue.close();
      await expect(queue.wake('campaign:late')).resolves.toBeUndefined();
    });

    describe.skipIf(!underTest.isShared)('shared by two machines', () => {
      it('runs one tick of a recurring task at a time', async () => {
        const other = await open();
        const begun = collected<string>();
        const gate = gateOf();
        onTestFinished(() => gate.resolve());
        let inside = 0;
        let most = 0;
        for (const [machine, name] of [
          [queue, 'one'],
          [other, 'other'],
        ] as const) {
          machine.every('sweep', 50, async () => {
            begun.add(name);
            inside += 1;
            most = Math.max(most, inside);
            await gate.promise;
            inside -= 1;
          });
        }
        await begun.reaches(1);
        // Three more ticks come and find the first one still under way.
        for (let tick = 0; tick < 3; tick += 1) await log.tells('a tick passes: an earlier one is still under way');
        expect(begun.values).toHaveLength(1);
        gate.resolve();
        await begun.reaches(6);
        expect(most).toBe(1);
      });

      it('makes one job of the calls of two machines', async () => {
        const other = await open();
        await Promise.all([queue.wake('campaign:both'), other.wake('campaign:both'), other.wake('campaign:both')]);
        expect(await queue.queues()[1]?.getWaitingCount()).toBe(1);
      });
    });
  });
}

/** Values as they come, and a promise for having a number of them. */
export function collected<T>() {
  const values: T[] = [];
  let waiting: { count: number; resolve: () => void }[] = [];
  return {
    values,
    add(value: T): void {
      values.push(value);
      for (const { count, resolve } of waiting) if (values.length >= count) resolve();
      waiting = waiting.filter(({ count }) => values.length < count);
    },
    reaches(count: number): Promise<void> {
      if (values.length >= count) return Promise.resolve();
      return new Promise((resolve) => waiting.push({ count, resolve }));
    },
  };
}

export function gateOf(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((open) => {
    resolve = open;
  });
  return { promise, resolve };
}

/** A log that remembers, and can be waited for. */
export function memoryLog() {
  const lines: { level: string; message: string }[] = [];
  let waiting: { message: string; resolve: () => void }[] = [];
  const at = (level: string) => (_fields: object, message: string) => {
    lines.push({ level, message });
    const heard = waiting.filter((one) => one.message === message);
    waiting = waiting.filter((one) => one.message !== message);
    for (const { resolve } of heard) resolve();
  };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    messages: (level: keyof QueueLog) => lines.filter((line) => line.level === level).map(({ message }) => message),
    /** Resolves at the next line with this message. */
    tells: (message: string) => new Promise<void>((resolve) => waiting.push({ message, resolve })),
  };
}
