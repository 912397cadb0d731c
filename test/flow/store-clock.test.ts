import { describe, expect, it } from 'vitest';
import { clockFor } from '../../src/flow/store-clock.ts';
import { addCampaign, changeCampaign } from '../../src/store/campaigns/campaigns.ts';
import { saveStoreClock, storeClock } from '../../src/store/meta.ts';
import { at, type DataWorld, dataWorld } from './data-world.ts';

const WALL = at('2027-01-01T00:00:00Z');
const T = at('2027-04-20T08:00:00Z');
const HOUR = 3_600_000;

const played = (world: DataWorld) => world.store.write((tx) => saveStoreClock(tx, { kind: 'played', at: T }));
const asked = (world: DataWorld, now: number | null, kind: 'reading' | 'writing') =>
  clockFor(world.store, { now, kind, wall: () => WALL });

/** Something launched, so that a look at people means something. */
async function launch(world: DataWorld): Promise<void> {
  await world.store.write(async (tx) => {
    await addCampaign(tx, { id: 'data', state: 'published', currentVersion: 1 });
    await changeCampaign(tx, 'data', { state: 'running', launchedAt: T, startsAt: T });
  });
}

describe('the time of a command', () => {
  it('is the wall clock on a new store, and on a live one', async () => {
    const world = await dataWorld();
    expect((await asked(world, null, 'writing')).clock()).toBe(WALL);
    await world.store.write((tx) => saveStoreClock(tx, { kind: 'live' }));
    expect((await asked(world, null, 'writing')).clock()).toBe(WALL);
    expect((await asked(world, T, 'reading')).clock()).toBe(T);
    await expect(asked(world, T, 'writing')).rejects.toThrow('live');
  });

  it('makes a new store played once a writing command with --now has done its work, not before', async () => {
    const world = await dataWorld();
    const { clock, settle } = await asked(world, T, 'writing');
    expect(clock()).toBe(T);
    expect(await storeClock(world.store.read)).toEqual({ kind: 'new' });
    await settle();
    expect(await storeClock(world.store.read)).toEqual({ kind: 'played', at: T });
  });

  it('is where a played store stands; a reading command may pretend any other', async () => {
    const world = await dataWorld();
    await played(world);
    expect((await asked(world, null, 'writing')).clock()).toBe(T);
    const { clock, settle } = await asked(world, T - HOUR, 'reading');
    expect(clock()).toBe(T - HOUR);
    await settle();
    expect(await storeClock(world.store.read)).toEqual({ kind: 'played', at: T });
  });

  it('goes forward only', async () => {
    const world = await dataWorld();
    await played(world);
    await expect(asked(world, T - 1, 'writing')).rejects.toThrow('lies before');
    await (await asked(world, T + HOUR, 'writing')).settle();
    expect(await storeClock(world.store.read)).toEqual({ kind: 'played', at: T + HOUR });
  });

  it('does not jump over what is due, and may land on it', async () => {
    const world = await dataWorld();
    world.now = T + HOUR;
    await world.employees('email\nana@waterlijn.example\n');
    await played(world);
    expect((await asked(world, T + 2 * HOUR, 'writing')).clock(), 'nothing is launched').toBe(T + 2 * HOUR);
    await launch(world);
    expect((await asked(world, T + HOUR, 'writing')).clock()).toBe(T + HOUR);
    await expect(asked(world, T + 2 * HOUR, 'writing')).rejects.toMatchObject({
      hint: expect.stringContaining('druppel run --until'),
    });
  });
});
