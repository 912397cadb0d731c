import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/time.ts';
import {
  type AroundPlan,
  type AroundRow,
  aroundActions,
  claimAroundActions,
  doubtExpiredActions,
  nextAroundAt,
  saveAroundPlans,
  settleAroundAction,
} from '../../../src/store/campaigns/around-actions.ts';
import { addCampaign, changeCampaign } from '../../../src/store/campaigns/campaigns.ts';
import { pauseAll } from '../../../src/store/meta.ts';
import type { Store } from '../../../src/store/store.ts';
import { MONDAY } from '../world.ts';

export function aroundContract(store: () => Store): void {
  const plan = (action: string, more: Partial<AroundPlan> = {}) =>
    ({
      campaign: 'data',
      action,
      kind: 'post',
      version: 1,
      state: 'planned',
      dueAt: MONDAY,
      reason: null,
      settledAt: null,
      ...more,
    }) as AroundPlan;
  const save = (...plans: AroundPlan[]) => store().write((tx) => saveAroundPlans(tx, plans));
  const running = () =>
    store().write(async (tx) => {
      await addCampaign(tx, { id: 'data', state: 'published', currentVersion: 1 });
      await changeCampaign(tx, 'data', { state: 'running', launchedAt: MONDAY, startsAt: MONDAY });
    });
  const claim = (now = MONDAY, bootId = 'boot_a') =>
    store().write((tx) => claimAroundActions(tx, { now, bootId, leaseUntil: now + 5 * MINUTE_MS }));
  const one = async () => (await aroundActions(store().read))[0] as AroundRow;
  const settle = (row: AroundRow, outcome: Parameters<typeof settleAroundAction>[2]) =>
    store().write((tx) => settleAroundAction(tx, row, outcome));

  describe('what stands around the mails', () => {
    it('is known once per campaign and action, in order of time', async () => {
      await save(plan('b'), plan('a', { dueAt: MONDAY + DAY_MS }), plan('c', { dueAt: null, reason: 'paused' }));
      await save(plan('b', { dueAt: MONDAY + HOUR_MS }));
      expect((await aroundActions(store().read)).map(({ action, dueAt }) => [action, dueAt])).toEqual([
        ['b', MONDAY + HOUR_MS],
        ['a', MONDAY + DAY_MS],
        ['c', null],
      ]);
      expect(await nextAroundAt(store().read)).toBe(MONDAY + HOUR_MS);
      expect(await aroundActions(store().read, 'other')).toEqual([]);
    });

    it('is claimed when it is due, by one alone, and only while its campaign sends and its version holds', async () => {
      await save(plan('a'), plan('later', { dueAt: MONDAY + DAY_MS }));
      expect(await claim()).toEqual([]);
      await running();
      expect(await claim(MONDAY - 1)).toEqual([]);
      await store().write((tx) => changeCampaign(tx, 'data', { currentVersion: 2 }));
      expect(await claim()).toEqual([]);
      await store().write((tx) => changeCampaign(tx, 'data', { currentVersion: 1 }));
      const claims = await Promise.all(['boot_a', 'boot_b', 'boot_c'].map((boot) => claim(MONDAY, boot)));
      expect(claims.flat().map(({ action }) => action)).toEqual(['a']);
    });

    it('waits while all mail is paused', async () => {
      await running();
      await save(plan('a'));
      await store().write((tx) => pauseAll(tx, MONDAY));
      expect(await claim()).toEqual([]);
    });

    it('happens once: what was begun or done is not planned again', async () => {
      await running();
      await save(plan('a'));
      const [row] = await claim();
      await save(plan('a', { dueAt: MONDAY + DAY_MS }));
      expect(await one()).toMatchObject({ state: 'claimed', dueAt: MONDAY });
      expect(await settle(row as AroundRow, { state: 'done', at: MONDAY + 1, simulated: true })).toBe(true);
      await save(plan('a', { dueAt: MONDAY + DAY_MS }));
      expect(await one()).toMatchObject({ state: 'done', settledAt: MONDAY + 1, simulated: true, nextTryAt: null });
      expect(await nextAroundAt(store().read)).toBeNull();
    });

    it('keeps its back-off when it is planned anew at the same time, and loses it with a new time', async () => {
      await running();
      await save(plan('a'));
      const [row] = await claim();
      const again = { state: 'planned', nextTryAt: MONDAY + HOUR_MS, countsAttempt: true, words: 'busy' } as const;
      await settle(row as AroundRow, again);
      await save(plan('a', { reason: 'paused' }));
      expect(await one()).toMatchObject({ nextTryAt: MONDAY + HOUR_MS, attempts: 1, words: 'busy' });
      await save(plan('a', { dueAt: MONDAY + DAY_MS }));
      expect(await one()).toMatchObject({ nextTryAt: MONDAY + DAY_MS, attempts: 1 });
      await save(plan('a', { dueAt: MONDAY + DAY_MS, version: 2 }));
      expect(await one()).toMatchObject({ attempts: 0 });
    });

    it('is in doubt when its lease runs out, and a late answer settles it after all', async () => {
      await running();
      await save(plan('a'));
      const [row] = await claim();
      const expire = (now: number) => store().write((tx) => doubtExpiredActions(tx, now));
      expect(await expire(MONDAY + MINUTE_MS)).toBe(0);
      expect(await expire(MONDAY + 5 * MINUTE_MS)).toBe(1);
      expect(await one()).toMatchObject({ state: 'in-doubt', settledAt: MONDAY + 5 * MINUTE_MS });
      expect(await settle({ ...(row as AroundRow), claimedBy: 'boot_b' }, { state: 'failed', at: 1, words: '' })).toBe(
        false,
      );
      expect(await settle(row as AroundRow, { state: 'done', at: MONDAY + 6 * MINUTE_MS, simulated: false })).toBe(
        true,
      );
      expect(await one()).toMatchObject({ state: 'done', words: null });
    });

    it('can be too late or gone, and come back', async () => {
      await save(plan('a', { state: 'passed', reason: 'too-late', settledAt: MONDAY } as Partial<AroundPlan>));
      await save(plan('a', { state: 'withdrawn', reason: 'campaign-over' } as Partial<AroundPlan>));
      expect(await one()).toMatchObject({ state: 'withdrawn', settledAt: null, nextTryAt: null });
      await save(plan('a', { dueAt: MONDAY + DAY_MS }));
      expect(await one()).toMatchObject({ state: 'planned', reason: null, nextTryAt: MONDAY + DAY_MS });
    });
  });
}
