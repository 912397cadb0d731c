import { once } from 'node:events';
import { type AddressInfo, createServer, connect as dial, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openQueue, type Queue } from '../../src/queue/open-queue.ts';
import { collected, gateOf, memoryLog } from './contract.ts';

/** What must hold when the server of a queue goes away and comes back, seen through a wire that can be cut. */
export function outageContract(serverUrl: () => string, empty: () => Promise<void>): void {
  describe('when its server goes away', () => {
    let wire: Awaited<ReturnType<typeof wireTo>>;
    let log: ReturnType<typeof memoryLog>;
    let queue: Queue;

    beforeEach(async () => {
      await empty();
      wire = await wireTo(serverUrl());
      log = memoryLog();
    });

    afterEach(async () => {
      await queue.close();
      await wire.cut();
    });

    it('starts without its server: no call waits, tasks go on by a local timer, and all is well once it comes', async () => {
      await wire.cut();
      queue = openQueue({ url: wire.url, log });
      const ticks = collected<string>();
      const served = collected<string>();
      queue.every('sweep', 20, async () => ticks.add('tick'));
      queue.work({ concurrency: 1, onWake: async (lane) => served.add(lane) });
      await queue.wake('campaign:welcome');
      await ticks.reaches(3);
      expect(queue.health()).toMatchObject({ isUp: false, reason: expect.stringMatching(/\w/) });
      expect(queue.queues()).toEqual([]);
      await wire.mend();
      await queue.whenUp();
      await queue.wake('campaign:welcome');
      await served.reaches(1);
      await ticks.reaches(ticks.values.length + 3);
      expect(queue.health()).toMatchObject({ isUp: true, reason: null });
    });

    it('outlives its server: what runs ends, tasks go on, and a server that comes back empty is filled again', async () => {
      queue = openQueue({ url: wire.url, log });
      const ticks = collected<string>();
      const served = collected<string>();
      const gate = gateOf();
      queue.every('sweep', 50, async () => ticks.add('tick'));
      queue.work({
        concurrency: 2,
        onWake: async (lane) => {
          served.add(lane);
          if (lane === 'campaign:long') await gate.promise;
        },
      });
      await queue.whenUp();
      await queue.wake('campaign:long');
      await served.reaches(1);
      await wire.cut();
      await queue.wake('campaign:unheard');
      gate.resolve();
      await vi.waitFor(() => expect(queue.health().isUp).toBe(false), { timeout: 20_000 });
      await ticks.reaches(ticks.values.length + 5);
      await empty();
      await wire.mend();
      await vi.waitFor(() => expect(queue.health().isUp).toBe(true), { timeout: 20_000 });
      await queue.wake('campaign:welcome');
      await vi.waitFor(() => expect(served.values).toContain('campaign:welcome'), { timeout: 20_000 });
      await ticks.reaches(ticks.values.length + 5);
      expect(log.messages('info').filter((message) => message === 'the queue is up')).toHaveLength(2);
      expect(log.messages('warn').length).toBeLessThan(5);
    });

    it('closes while its server is away', async () => {
      queue = openQueue({ url: wire.url, log });
      queue.work({ concurrency: 1, onWake: async () => {} });
      queue.every('sweep', 50, async () => {});
      await queue.whenUp();
      await wire.cut();
      await queue.close(500);
      expect(queue.health().reason).toBe('closed');
    });

    it('keeps no caller waiting for a server that has fallen silent', async () => {
      queue = openQueue({ url: wire.url, log });
      await queue.whenUp();
      wire.silence();
      await queue.wake('campaign:welcome');
      await vi.waitFor(() => expect(queue.health().isUp).toBe(false), { timeout: 20_000 });
      await queue.close(500);
    });
  });
}

/** A TCP proxy before the server at `url`. */
export async function wireTo(url: string) {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let isSilent = false;
  let server: Server = createServer();
  let port = 0;

  const mend = async () => {
    server = createServer((near) => {
      const far = dial(Number(target.port), target.hostname);
      for (const socket of [near, far]) {
        sockets.add(socket);
        socket.on('error', () => {});
        socket.on('close', () => {
          sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
      }
      near.on('data', (bytes) => isSilent || far.write(bytes));
      far.on('data', (bytes) => isSilent || near.write(bytes));
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  };
  await mend();

  return {
    url: Object.assign(new URL(url), { host: `127.0.0.1:${port}` }).href,
    mend,
    async cut() {
      if (!server.listening) return;
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
    silence() {
      isSilent = true;
    },
  };
}
