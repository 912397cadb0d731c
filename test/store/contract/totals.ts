import { describe, expect, it } from 'vitest';
import { passGates } from '../../../src/store/gate.ts';
import { saveMessages } from '../../../src/store/messages.ts';
import { saveParticipations } from '../../../src/store/participations.ts';
import { settle } from '../../../src/store/settling.ts';
import type { Store } from '../../../src/store/store.ts';
import { mailsPerPerson, participationTotals, stepTotals } from '../../../src/store/totals.ts';
import { claimAndLook, kickOff, kickOffsReady, MONDAY, participation } from '../world.ts';

export function totalsContract(store: () => Store): void {
  describe('totals', () => {
    it('count messages by step, state and reason, simulated ones apart, tests aside', async () => {
      await kickOffsReady(store(), ['ana', 'bo']);
      const claims = await claimAndLook(store());
      await store().write((tx) => passGates(tx, claims, MONDAY));
      const sent = { state: 'sent', at: MONDAY, reply: { code: 250, text: 'ok' } } as const;
      await store().write((tx) =>
        settle(
          tx,
          claims.map((claim, i) => ({ ...claim, ...sent, simulated: i === 0 })),
        ),
      );
      await store().write((tx) =>
        saveMessages(tx, [
          kickOff('ana', {
            id: 'm2',
            key: 'k2',
            step: 'last',
            state: 'passed',
            reason: 'overtaken',
            settledAt: MONDAY,
          }),
          kickOff('ana', { id: 'm3', key: 'k3', kind: 'test' }),
        ]),
      );
      const totals = await stepTotals(store().read, 'data-literacy');
      expect(
        totals.map(({ step, state, reason, simulated, count }) => [step, state, reason, simulated, count]),
      ).toEqual(
        expect.arrayContaining([
          ['kick-off', 'sent', null, true, 1],
          ['kick-off', 'sent', null, false, 1],
          ['last', 'passed', 'overtaken', false, 1],
        ]),
      );
      expect(totals).toHaveLength(3);
      expect(await mailsPerPerson(store().read, 'data-literacy')).toEqual([{ mails: 1, people: 2 }]);
    });

    it('count participations by end and by the phases that began', async () => {
      const bo = participation('bo');
      const retain = { ...bo.place, phase: 'retain' as const, phaseBeganAt: MONDAY + 1 };
      await store().write(async (tx) => {
        await saveParticipations(tx, [participation('ana'), bo, participation('cas')]);
        await saveParticipations(tx, [
          { ...bo, place: retain, goalReachedAt: MONDAY + 1, ended: { at: MONDAY + 2, because: 'goal-reached' } },
          participation('cas', { suspended: { since: MONDAY, because: 'left-audience' } }),
        ]);
      });
      expect(await participationTotals(store().read, 'data-literacy')).toEqual({
        participations: 3,
        active: 2,
        suspended: 1,
        ended: { 'goal-reached': 1 },
        goalReached: 1,
        began: { inform: 3, activate: 0, retain: 1 },
      });
      expect((await participationTotals(store().read, 'other')).ended).toEqual({});
    });
  });
}
