import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { overlapped } from '../../src/store/overlapped.ts';

describe('pieces of work that overlap', () => {
  test('the second begins before the first has ended, and not in the same turn', async () => {
    const told: string[] = [];
    let end = () => {};
    const first = new Promise<void>((resolve) => {
      end = resolve;
    });
    const all = overlapped(
      async () => {
        told.push('first begins');
        await first;
        told.push('first ends');
      },
      async () => {
        told.push('second begins');
      },
    ).then(() => told.push('all is done'));
    expect(told).toEqual(['first begins']);
    await nextTurn();
    await nextTurn();
    expect(told).toEqual(['first begins', 'second begins']);
    end();
    await all;
    expect(told).toEqual(['first begins', 'second begins', 'first ends', 'all is done']);
  });

  test('what failed first is thrown, when everything has ended', async () => {
    const told: string[] = [];
    const failing = overlapped(
      async () => {
        await nextTurn();
        await nextTurn();
        told.push('first ends');
        throw new Error('because the second failed');
      },
      async () => {
        throw new Error('the connection is gone');
      },
    );
    await expect(failing).rejects.toThrow('the connection is gone');
    expect(told).toEqual(['first ends']);
  });

  test('nothing more is begun once a piece has failed', async () => {
    const told: string[] = [];
    const failing = overlapped(
      async () => {
        throw new Error('the disk is full');
      },
      async () => {
        told.push('second begins');
      },
    );
    await expect(failing).rejects.toThrow('the disk is full');
    expect(told).toEqual([]);
  });

  test('no work is done at once', async () => {
    await expect(overlapped()).resolves.toBeUndefined();
  });
});
