import { describe, expect, it } from 'vitest';
import type { MessageState } from '../../../src/domain/message.ts';
import { DAY_MS, HOUR_MS } from '../../../src/domain/time.ts';
import {
  participationsById,
  participationsIn,
  participationsOf,
  saveParticipations,
} from '../../../src/store/campaigns/participations.ts';
import {
  messagesById,
  messagesOf,
  messagesTo,
  type StoredMessage,
  saveMessages,
} from '../../../src/store/mails/messages.ts';
import { settle } from '../../../src/store/mails/settling.ts';
import type { Store } from '../../../src/store/store.ts';
import { claimAndLook, kickOff, kickOffsReady, MONDAY, participation } from '../world.ts';

export function messageContract(store: () => Store): void {
  const stateOf = async (id: string) => (await messagesById(store().read, [id]))[0] as StoredMessage;

  describe('participations', () => {
    it('come back as they were written', async () => {
      const bo = participation('bo', {
        suspended: { since: MONDAY, because: 'left-audience' },
        ended: { at: MONDAY + 1, because: 'ended-by-step', note: 'enough' },
        newcomer: true,
        fixed: null,
      });
      const ana = participation('ana');
      await store().write((tx) => saveParticipations(tx, [bo, ana]));
      const found = await participationsOf(store().read, ['emp_ana', 'emp_bo', 'emp_cas']);
      expect(found).toEqual(
        new Map([
          ['emp_ana', [ana]],
          ['emp_bo', [bo]],
        ]),
      );
      expect(await participationsById(store().read, ['par_bo'])).toEqual([bo]);
      expect((await participationsIn(store().read, 'data-literacy')).map(({ id }) => id)).toEqual([
        'par_ana',
        'par_bo',
      ]);
    });

    it('are one per campaign, person and round: a second beginning is the first one', async () => {
      await store().write((tx) => saveParticipations(tx, [participation('ana')]));
      await store().write((tx) => saveParticipations(tx, [participation('ana', { id: 'par_other', version: 2 })]));
      await store().write((tx) => saveParticipations(tx, [participation('ana', { id: 'par_again', round: 2 })]));
      const rounds = (await participationsOf(store().read, ['emp_ana'])).get('emp_ana');
      expect(rounds?.map(({ id, round, version }) => [id, round, version])).toEqual([
        ['par_ana', 1, 2],
        ['par_again', 2, 1],
      ]);
    });
  });

  describe('messages', () => {
    it('are one per recipient, kind and key, decided anew while nobody holds them', async () => {
      await store().write((tx) => saveMessages(tx, [kickOff('ana', { state: 'planned', reason: 'window' })]));
      const again = kickOff('ana', { id: 'msg_other', slotAt: MONDAY + HOUR_MS });
      expect([...(await store().write((tx) => saveMessages(tx, [again])))]).toEqual(['msg_ana']);
      const { reason, slotAt, nextTryAt, lane, state } = await stateOf('msg_ana');
      expect({ reason, slotAt, nextTryAt, lane, state }).toEqual({
        reason: null,
        slotAt: MONDAY + HOUR_MS,
        nextTryAt: MONDAY + HOUR_MS,
        lane: 'data-literacy',
        state: 'ready',
      });
    });

    const outcomes = {
      claimed: [],
      sent: [{ state: 'sent', at: MONDAY, reply: { code: 250, text: 'ok' }, simulated: false }],
      'in-doubt': [{ state: 'in-doubt', at: MONDAY, reply: null, resendAt: null }],
      failed: [{ state: 'failed', at: MONDAY, reply: { code: 550, text: 'no' }, reason: null }],
    } as const;
    it.each(Object.keys(outcomes) as (keyof typeof outcomes)[])('that are %s are not decided anew', async (state) => {
      await kickOffsReady(store(), ['ana']);
      const [claim] = await claimAndLook(store());
      if (claim === undefined) throw new Error('nothing was claimed');
      await store().write(async (tx) => {
        const { db, tables } = tx;
        if (state !== 'claimed') await db.update(tables.messages).set({ state: 'data', settledAt: MONDAY });
        const results = outcomes[state].map((outcome) => ({ ...claim, ...outcome }));
        await settle(tx, results);
      });
      const before = await stateOf('msg_ana');
      expect(before.state).toBe(state satisfies MessageState);
      const anew = kickOff('ana', { state: 'withdrawn', reason: 'goal-reached' });
      expect((await store().write((tx) => saveMessages(tx, [anew]))).size).toBe(0);
      expect(await stateOf('msg_ana')).toEqual(before);
    });

    it('that were passed stay passed, those withdrawn may come back', async () => {
      const passed = kickOff('ana', { state: 'passed', reason: 'too-late', settledAt: MONDAY });
      const withdrawn = kickOff('bo', { state: 'withdrawn', reason: 'paused' });
      await store().write((tx) => saveMessages(tx, [passed, withdrawn]));
      const saved = await store().write((tx) => saveMessages(tx, [kickOff('ana'), kickOff('bo')]));
      expect([...saved]).toEqual(['msg_bo']);
      expect((await stateOf('msg_ana')).reason).toBe('too-late');
    });

    it('keep their back-off when the same is decided again', async () => {
      await kickOffsReady(store(), ['ana']);
      const [claim] = await claimAndLook(store());
      if (claim === undefined) throw new Error('nothing was claimed');
      const later = { state: 'ready', nextTryAt: MONDAY + HOUR_MS, countsAttempt: true } as const;
      await store().write((tx) => settle(tx, [{ ...claim, ...later, reply: { code: 451, text: 'later' } }]));
      await store().write((tx) => saveMessages(tx, [kickOff('ana')]));
      expect(await stateOf('msg_ana')).toMatchObject({ nextTryAt: MONDAY + HOUR_MS, attempts: 1, replyCode: 451 });
    });

    it('for a decision are the open ones, those on the way, and what a limit can still see', async () => {
      const old = MONDAY - 100 * DAY_MS;
      const sent = { state: 'passed', reason: 'too-late' } as const;
      const ended = participation('bo', { ended: { at: MONDAY, because: 'stopped' } });
      await store().write(async (tx) => {
        await saveParticipations(tx, [participation('ana'), ended]);
        await saveMessages(tx, [
          kickOff('ana', { ...sent, settledAt: old }),
          kickOff('bo', { ...sent, settledAt: old }),
          kickOff('bo', { ...sent, id: 'msg_bo2', key: 'k2', settledAt: MONDAY }),
          kickOff('bo', { id: 'msg_bo3', key: 'k3', state: 'planned' }),
          kickOff('bo', { id: 'msg_bo4', key: 'k4', kind: 'test' }),
        ]);
      });
      const found = await messagesOf(store().read, ['emp_ana', 'emp_bo'], MONDAY - DAY_MS);
      const ids = (key: string) => found.get(key)?.map(({ id }) => id);
      expect([ids('emp_ana'), ids('emp_bo')]).toEqual([['msg_ana'], ['msg_bo2', 'msg_bo3']]);
      expect((await messagesTo(store().read, 'emp_bo')).map(({ id }) => id)).toEqual([
        'msg_bo',
        'msg_bo2',
        'msg_bo3',
        'msg_bo4',
      ]);
    });

    it('cannot be passed without a reason, nor be in a state that does not exist', async () => {
      const passed = kickOff('ana', { state: 'passed', settledAt: MONDAY });
      await expect(store().write((tx) => saveMessages(tx, [passed]))).rejects.toThrow(/constraint/i);
      const odd = kickOff('ana', { state: 'lost' as MessageState });
      await expect(store().write((tx) => saveMessages(tx, [odd]))).rejects.toThrow(/constraint/i);
    });
  });
}
