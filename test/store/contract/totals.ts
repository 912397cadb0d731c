import { describe, expect, it } from 'vitest';
import type { Participation } from '../../../src/domain/participation.ts';
import { participationsOf, saveParticipations } from '../../../src/store/campaigns/participations.ts';
import { comparisonTotals } from '../../../src/store/figures/comparison-totals.ts';
import { countAndRemoveParticipations } from '../../../src/store/figures/kept-totals.ts';
import { mailsPerPerson, participationTotals, stepTotals } from '../../../src/store/figures/totals.ts';
import { passGates } from '../../../src/store/mails/gate.ts';
import { saveMessages } from '../../../src/store/mails/messages.ts';
import { settle } from '../../../src/store/mails/settling.ts';
import type { Store } from '../../../src/store/store.ts';
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
        rounds: [],
      });
      expect((await participationTotals(store().read, 'other')).ended).toEqual({});
    });

    it('count a person once, by the newest round that they began', async () => {
      const again = (round: number, changes: Partial<Participation> = {}) =>
        participation('ana', { id: `par_ana_${round}`, round, ...changes });
      const over = { at: MONDAY + 2, because: 'goal-reached' as const };
      await store().write((tx) =>
        saveParticipations(tx, [
          again(1, { goalReachedAt: MONDAY + 1, ended: over }),
          again(2),
          // Not begun: made to wait, and over before.
          again(3, { fixed: null, ended: { at: MONDAY, because: 'left-audience' } }),
          participation('bo', { goalReachedAt: MONDAY + 1, ended: over }),
        ]),
      );
      expect(await participationTotals(store().read, 'data-literacy')).toMatchObject({
        participations: 2,
        active: 1,
        ended: { 'goal-reached': 1 },
        goalReached: 1,
        rounds: [
          { round: 1, participations: 2, goalReached: 2 },
          { round: 2, participations: 1, goalReached: 0 },
        ],
      });
    });

    it('count both groups of a comparison, whatever has become of their people', async () => {
      const compared = (group: 'now' | 'later', goalReachedAt: number | null = null) => ({
        compared: { group, since: MONDAY, until: MONDAY + 10, goalReachedAt },
      });
      const list = [
        participation('ana', compared('now', MONDAY + 5)),
        participation('bo', { ...compared('now'), ended: { at: MONDAY + 1, because: 'stopped' } }),
        participation('cas', { ...compared('later', MONDAY + 7), fixed: null }),
        participation('dee'),
      ];
      await store().write((tx) => saveParticipations(tx, list));
      const [ana] = (await participationsOf(store().read, ['emp_ana'])).get('emp_ana') ?? [];
      expect(ana).toEqual(list[0]);
      const all = { until: MONDAY + 10, now: { people: 2, reached: 1 }, later: { people: 1, reached: 1 } };
      expect(await comparisonTotals(store().read, 'data-literacy', MONDAY + 9)).toEqual(all);
      expect(await comparisonTotals(store().read, 'data-literacy', MONDAY + 6)).toMatchObject({
        later: { people: 1, reached: 0 },
      });
      const none = { people: 0, reached: 0 };
      expect(await comparisonTotals(store().read, 'data-literacy', MONDAY - 1)).toEqual({
        ...{ until: null, now: none, later: none },
      });
      await store().write((tx) => countAndRemoveParticipations(tx, ['par_ana', 'par_bo', 'par_cas']));
      expect(await comparisonTotals(store().read, 'data-literacy', MONDAY + 9)).toEqual({ ...all, until: null });
    });
  });
}
