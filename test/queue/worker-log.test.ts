import { expect, it } from 'vitest';
import type { Sender, Sent } from '../../src/flow/sending/send-messages.ts';
import type { Queue } from '../../src/queue/open-queue.ts';
import { startWorker } from '../../src/queue/worker.ts';

it('a campaign that paused by itself stands in the log as a warning, with why and what to do next', async () => {
  const warnings: { fields: object; message: string }[] = [];
  let serve: (lane: string) => Promise<void> = async () => {};
  const counts = { sent: 0, failed: 5, inDoubt: 0, deferred: 0, back: 0, held: 0, stopped: null };
  const words = 'paused by itself: the mail server refused 5 mails in a row';
  const sent: Sent = { ...counts, braked: [{ campaign: 'safe-at-work', words }] };
  const queue = {
    every: () => {},
    wake: async () => {},
    work: ({ onWake }: { onWake: typeof serve }) => {
      serve = onWake;
    },
  } as unknown as Queue;
  const sender = { sendReady: async () => sent, stop: () => {} } satisfies Sender;
  const log = {
    debug() {},
    info() {},
    error() {},
    warn: (fields: object, message: string) => void warnings.push({ fields, message }),
  };
  const rest = { context: {}, channels: {}, bootId: 'boot_a', random01: () => 0 };
  const ends = { ...rest, queue, sender, log } as unknown as Parameters<typeof startWorker>[0];
  await startWorker(ends).firstRound;
  warnings.length = 0;
  await serve('safe-at-work');
  expect(warnings).toEqual([
    {
      fields: {
        campaign: 'safe-at-work',
        why: words,
        next: 'druppel stats safe-at-work, then druppel resume safe-at-work',
      },
      message: 'a campaign paused by itself: the mail server refuses its mails',
    },
  ]);
});
