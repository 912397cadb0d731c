import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/time.ts';
import { allBoots, heartbeat, registerBoot, removeBoots } from '../../../src/store/boots.ts';
import { changeCampaign } from '../../../src/store/campaigns/campaigns.ts';
import {
  type Claim,
  claimReady,
  lanesReady,
  nextSlotAt,
  nextTryAt,
  stampLastLooks,
} from '../../../src/store/mails/claims.ts';
import { passGates } from '../../../src/store/mails/gate.ts';
import { messagesById, type StoredMessage, saveMessages } from '../../../src/store/mails/messages.ts';
import { countByState, type Outcome, recoverExpired, recoverFrom, settle } from '../../../src/store/mails/settling.ts';
import { pauseAll, raiseWorkspaceRevision } from '../../../src/store/meta.ts';
import { wake } from '../../../src/store/people/employee-wakes.ts';
import type { Store } from '../../../src/store/store.ts';
import { claimAndLook, kickOff, kickOffsReady, lastLook, MONDAY } from '../world.ts';

export function deliveryContract(store: () => Store): void {
  const messageTo = async (name: string) => (await messagesById(store().read, [`msg_${name}`]))[0] as StoredMessage;
  const passed = async (claims: readonly Claim[], now = MONDAY) =>
    (await store().write((tx) => passGates(tx, claims, now))).size;
  const claimed = async (): Promise<Claim> => {
    const [claim] = await claimAndLook(store());
    if (claim === undefined) throw new Error('nothing was claimed');
    return claim;
  };
  const reply = { code: 250, text: '2.0.0 ok' };

  describe('a claim', () => {
    it('never gives two claimers the same message', async () => {
      const names = Array.from({ length: 300 }, (_, i) => `p${i}`);
      await kickOffsReady(store(), names);
      const boots = Array.from({ length: 10 }, (_, i) => `boot_${i}`);
      const taken = (await Promise.all(boots.map((boot) => claimAndLook(store(), boot, 40)))).flat();
      expect(taken).toHaveLength(300);
      expect(new Set(taken.map(({ id }) => id)).size).toBe(300);
      expect(await countByState(store().read)).toEqual({ claimed: 300 });
    });

    it('takes a lane in order of slots, and nothing before its slot or after its window', async () => {
      await kickOffsReady(store(), []);
      await store().write((tx) =>
        saveMessages(tx, [
          kickOff('late', { slotAt: MONDAY - 1 }),
          kickOff('ana'),
          kickOff('early', { slotAt: MONDAY + 1 }),
          kickOff('over', { validUntilAt: MONDAY }),
          kickOff('test', { kind: 'test', key: 't', email: 'bo@waterlijn.example', validUntilAt: null }),
          kickOff('other', { campaign: 'welcome', slotAt: MONDAY - 9 }),
        ]),
      );
      expect(await lanesReady(store().read, MONDAY)).toEqual([
        { lane: 'welcome', count: 1 },
        { lane: 'data-literacy', count: 3 },
        { lane: 'urgent', count: 1 },
      ]);
      const take = (lane: string | null) =>
        store().write((tx) =>
          claimReady(tx, { lane, now: MONDAY, limit: 9, bootId: 'boot_a', leaseUntil: MONDAY + HOUR_MS }),
        );
      expect((await take('data-literacy')).map(({ id }) => id)).toEqual(['msg_late', 'msg_ana']);
      expect((await take(null)).map(({ id }) => id)).toEqual(['msg_other', 'msg_test']);
      await store().write((tx) => saveMessages(tx, [kickOff('next', { state: 'planned', slotAt: MONDAY - 5 })]));
      expect(await nextSlotAt(store().read)).toBe(MONDAY - 5);
      expect(await nextTryAt(store().read)).toBe(MONDAY);
    });

    it('fixes address, words and Message-ID at the last look; a copy has the same Message-ID', async () => {
      await kickOffsReady(store(), ['ana']);
      const claim = await claimed();
      const changed = lastLook(claim, { messageId: '<other@druppel.example>', variant: 'career', about: ['par_bo'] });
      expect((await store().write((tx) => stampLastLooks(tx, [changed]))).size).toBe(1);
      expect(await messageTo('ana')).toMatchObject({
        email: 'msg_ana@waterlijn.example',
        variant: 'career',
        messageId: '<msg_ana@druppel.example>',
        values: { firstName: 'Ana' },
        about: ['par_bo'],
        claim: 1,
        claimedBy: 'boot_a',
      });
      const lost = lastLook({ ...claim, claim: 0 });
      expect((await store().write((tx) => stampLastLooks(tx, [lost]))).size).toBe(0);
    });
  });

  describe('the gate', () => {
    it('lets one owner through, once', async () => {
      await kickOffsReady(store(), ['ana']);
      const claim = await claimed();
      const [one, other] = await Promise.all([passed([claim]), passed([claim])]);
      expect([one, other].sort()).toEqual([0, 1]);
      expect(await messageTo('ana')).toMatchObject({ state: 'data', settledAt: MONDAY });
    });

    it('stays shut for an older claim', async () => {
      await kickOffsReady(store(), ['ana']);
      const frozen = await claimed();
      await store().write((tx) => recoverFrom(tx, ['boot_a']));
      const owner = await claimed();
      expect(owner.claim).toBe(frozen.claim + 1);
      expect(await passed([frozen])).toBe(0);
      expect(await passed([owner])).toBe(1);
    });

    it.each([
      ['the person changed', (store: Store) => store.write((tx) => wake(tx, ['emp_ana'], MONDAY))],
      [
        'the campaign changed',
        (store: Store) => store.write((tx) => changeCampaign(tx, 'data-literacy', { pilot: { share: 0.5 } })),
      ],
      [
        'the campaign was paused',
        (store: Store) =>
          store.write((tx) => changeCampaign(tx, 'data-literacy', { state: 'paused', pausedSince: MONDAY })),
      ],
      ['the workspace changed', (store: Store) => store.write((tx) => raiseWorkspaceRevision(tx))],
      ['all mail was paused', (store: Store) => store.write((tx) => pauseAll(tx, MONDAY))],
    ])('stays shut when %s after the last look', async (_, change) => {
      await kickOffsReady(store(), ['ana']);
      const claim = await claimed();
      await change(store());
      expect(await passed([claim])).toBe(0);
      expect((await messageTo('ana')).state).toBe('claimed');
    });

    it('stays shut after the window and after the lease', async () => {
      await kickOffsReady(store(), ['ana', 'bo']);
      const claims = await claimAndLook(store());
      expect(await passed(claims, MONDAY + DAY_MS / 3)).toBe(0);
      expect(await passed(claims, MONDAY + HOUR_MS)).toBe(0);
      expect(await passed(claims, MONDAY + HOUR_MS - 1)).toBe(2);
    });

    it('opens for those on the way in a finished campaign, and for tests of a draft', async () => {
      await kickOffsReady(store(), ['ana']);
      const test = kickOff('bo', { kind: 'test', campaign: 'draft', email: 'bo@waterlijn.example' });
      await store().write((tx) => saveMessages(tx, [test]));
      await store().write((tx) => changeCampaign(tx, 'data-literacy', { state: 'finished' }));
      const claims = await claimAndLook(store());
      const ofAna = claims.find(({ id }) => id === 'msg_ana') as Claim;
      await store().write((tx) => stampLastLooks(tx, [lastLook(ofAna, { campaignRevision: 3 })]));
      expect(await passed(claims)).toBe(2);
    });
  });

  describe('settling', () => {
    const settleOne = async (outcome: Outcome) => (await store().write((tx) => settle(tx, [outcome]))).size;

    it('notes the answer of the mail server', async () => {
      await kickOffsReady(store(), ['ana']);
      const claim = await claimed();
      await passed([claim]);
      expect(await settleOne({ ...claim, state: 'sent', at: MONDAY + 7, reply, simulated: true })).toBe(1);
      expect(await messageTo('ana')).toMatchObject({
        state: 'sent',
        settledAt: MONDAY,
        sentAt: MONDAY + 7,
        replyCode: 250,
        replyText: '2.0.0 ok',
        simulated: true,
        leaseUntilAt: null,
      });
    });

    it('sends nothing that passed no gate, and takes nothing back that did', async () => {
      await kickOffsReady(store(), ['ana']);
      const claim = await claimed();
      expect(await settleOne({ ...claim, state: 'sent', at: MONDAY, reply, simulated: false })).toBe(0);
      expect(await settleOne({ ...claim, state: 'in-doubt', at: MONDAY, reply: null, resendAt: null })).toBe(0);
      await passed([claim]);
      expect(await settleOne({ ...claim, state: 'withdrawn', reason: 'goal-reached' })).toBe(0);
      expect(await settleOne({ ...claim, claim: 0, state: 'sent', at: MONDAY, reply, simulated: false })).toBe(0);
      expect((await messageTo('ana')).state).toBe('data');
    });

    it('what was refused before the gate is settled too, at its slot', async () => {
      await kickOffsReady(store(), ['ana']);
      const claim = await claimed();
      await settleOne({ ...claim, state: 'failed', at: MONDAY + 7, reply, reason: 'bounced' });
      expect(await messageTo('ana')).toMatchObject({ state: 'failed', reason: 'bounced', settledAt: MONDAY });
    });

    it('tries again later, with or without counting it as an attempt', async () => {
      await kickOffsReady(store(), ['ana', 'bo']);
      const claims = await claimAndLook(store());
      await passed(claims);
      const again = { state: 'ready', nextTryAt: MONDAY + 5 * MINUTE_MS, reply: null } as const;
      const outcomes = claims.map((claim, i) => ({ ...claim, ...again, countsAttempt: i === 0 }));
      expect((await store().write((tx) => settle(tx, outcomes))).size).toBe(2);
      expect(await messageTo('ana')).toMatchObject({ state: 'ready', attempts: 1, settledAt: null });
      expect(await messageTo('bo')).toMatchObject({ attempts: 0, nextTryAt: MONDAY + 5 * MINUTE_MS });
      expect(await claimAndLook(store())).toEqual([]);
    });

    it('takes a late answer as evidence for what is in doubt', async () => {
      await kickOffsReady(store(), ['ana']);
      const claim = await claimed();
      await passed([claim]);
      await settleOne({ ...claim, state: 'in-doubt', at: MONDAY, reply: null, resendAt: null });
      expect((await messageTo('ana')).state).toBe('in-doubt');
      expect(await settleOne({ ...claim, state: 'sent', at: MONDAY, reply, simulated: false })).toBe(1);
      expect((await messageTo('ana')).state).toBe('sent');
    });

    it('gives back for a new decision what the last look refused', async () => {
      await kickOffsReady(store(), ['ana', 'bo', 'cas']);
      const [ana, bo, cas] = (await claimAndLook(store())) as [Claim, Claim, Claim];
      const outcomes: Outcome[] = [
        { ...ana, state: 'planned', reason: 'mail-limit' },
        { ...bo, state: 'withdrawn', reason: 'stopped' },
        { ...cas, state: 'passed', reason: 'too-late', settledAt: MONDAY },
      ];
      await store().write((tx) => settle(tx, outcomes));
      expect(await countByState(store().read, 'data-literacy')).toEqual({ planned: 1, withdrawn: 1, passed: 1 });
      expect(await messageTo('cas')).toMatchObject({ reason: 'too-late', settledAt: MONDAY });
    });
  });

  describe('a process that is gone', () => {
    it('leaves what is ready again before the gate, in doubt after it', async () => {
      await kickOffsReady(store(), ['ana', 'bo']);
      const claims = await claimAndLook(store());
      await passed(claims.slice(0, 1));
      expect(await store().write((tx) => recoverFrom(tx, ['boot_other']))).toEqual({ ready: 0, inDoubt: 0 });
      expect(await store().write((tx) => recoverFrom(tx, ['boot_a']))).toEqual({ ready: 1, inDoubt: 1 });
      expect(await countByState(store().read)).toEqual({ ready: 1, 'in-doubt': 1 });
    });

    it('or that froze past its lease loses what it held', async () => {
      await kickOffsReady(store(), ['ana', 'bo']);
      await passed((await claimAndLook(store())).slice(0, 1));
      expect(await store().write((tx) => recoverExpired(tx, MONDAY))).toEqual({ ready: 0, inDoubt: 0 });
      expect(await store().write((tx) => recoverExpired(tx, MONDAY + HOUR_MS))).toEqual({ ready: 1, inDoubt: 1 });
    });

    it('is known by a heart that stopped', async () => {
      const boot = { id: 'boot_a', host: 'h', pid: 7, startedAt: MONDAY, heartbeatAt: MONDAY };
      await store().write((tx) => registerBoot(tx, boot));
      expect(await store().write((tx) => heartbeat(tx, 'boot_a', MONDAY + 5))).toBe(true);
      expect(await allBoots(store().read)).toEqual([{ ...boot, heartbeatAt: MONDAY + 5 }]);
      await store().write((tx) => removeBoots(tx, ['boot_a']));
      expect(await store().write((tx) => heartbeat(tx, 'boot_a', MONDAY + 9))).toBe(false);
    });
  });
}
