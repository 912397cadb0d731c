import { expect, it, onTestFinished } from 'vitest';
import type { Channels } from '../../src/flow/around/channels.ts';
import { createLog } from '../../src/log.ts';
import type { Queue } from '../../src/queue/open-queue.ts';
import { recurringTasks } from '../../src/queue/recurring.ts';
import { startWorker } from '../../src/queue/worker.ts';
import { ANA, lastSecond } from '../faults/last-second-world.ts';
import { startScriptedSmtp } from '../support/smtp-script.ts';

const HOSTILE = `${ANA} \u001b[31mAnaïs\u001b[0m https://learn.waterlijn.example/me/SeCrEtToKeN/why`;

/** A queue that calls when the test does; its tasks go through what a real queue puts around them. */
function hurriedQueue(log: ReturnType<typeof createLog>) {
  const recurring = recurringTasks({ isUp: () => true, clock: () => 0, log });
  onTestFinished(() => recurring.stop());
  const names: string[] = [];
  const jobs = { getActive: async () => [] } as unknown as Parameters<typeof recurring.process>[0];
  const queue = {
    every(name: string, intervalMs: number, task: () => Promise<void>) {
      names.push(name);
      recurring.add(name, intervalMs, task);
    },
    wake: async () => {},
    work: () => {},
  } as unknown as Queue;
  const call = async () => {
    for (const name of names)
      await recurring.process(jobs, { name } as unknown as Parameters<typeof recurring.process>[1]);
  };
  return { queue, call };
}

it.each([
  ['a mail server that closes its door', { mail: `550 5.7.1 ${HOSTILE}` }],
  ['one that wants a password', { mail: `530 5.7.0 ${HOSTILE}` }],
  ['one that knows nobody', { rcpt: `550 5.1.1 ${HOSTILE}` }],
  ['one that has no room', { body: `452 4.2.2 ${HOSTILE}` }],
  ['one that says goodbye', { data: `421 4.3.2 ${HOSTILE}` }],
])('at its finest the log holds no address and no token, not even in the words of %s', async (_what, script) => {
  const world = await lastSecond();
  const server = await startScriptedSmtp(script);
  onTestFinished(() => server.close());
  const lines: string[] = [];
  const log = createLog('trace', { write: (line: string) => void lines.push(line) });
  const { queue, call } = hurriedQueue(log);
  const { sender, close } = world.sender('boot_a', { url: server.url });
  onTestFinished(close);
  const ends = { bootId: 'boot_a', random01: () => 0.5, channels: {} as Channels };
  await startWorker({ ...ends, queue, context: world.context, sender, log }).firstRound;
  await call();
  const text = lines.join('');
  expect(lines).not.toEqual([]);
  expect(text).not.toMatch(/ana@|SeCrEt|Hello/i);
  expect(text).not.toContain('\u001b');
});

it('a fault of the database says which rule was broken, and nothing of the row', async () => {
  const world = await lastSecond();
  const lines: string[] = [];
  const log = createLog('trace', { write: (line: string) => void lines.push(line) });
  const failing = {
    ...world.context,
    store: {
      ...world.context.store,
      write: () =>
        world.context.store.write(async (tx) => {
          const [ana] = await tx.db.select().from(tx.tables.employees);
          if (ana === undefined) return;
          await tx.db.insert(tx.tables.employees).values({ ...ana, email: ANA.toUpperCase(), key: 'emp_2' });
        }),
    },
  } as unknown as typeof world.context;
  const { queue, call } = hurriedQueue(log);
  const { sender, close } = world.sender('boot_a');
  onTestFinished(close);
  const ends = { bootId: 'boot_a', random01: () => 0.5, channels: {} as Channels };
  await startWorker({ ...ends, queue, context: failing, sender, log }).firstRound;
  await call();
  const text = lines.join('');
  expect(text).toMatch(/constraint/i);
  expect(text).not.toMatch(/ana@|Anaïs|Sales/i);
});
