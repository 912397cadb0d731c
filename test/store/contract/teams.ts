import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../../src/domain/time.ts';
import { saveParticipations } from '../../../src/store/campaigns/participations.ts';
import { upsertEmployees } from '../../../src/store/people/employees.ts';
import { teamsInCampaigns } from '../../../src/store/people/teams.ts';
import type { Store } from '../../../src/store/store.ts';
import { MONDAY, participation, person } from '../world.ts';

export function teamContract(store: () => Store): void {
  const mia = 'mia@waterlijn.example';
  const ended = { at: MONDAY + HOUR_MS, because: 'goal-reached' } as const;
  const save = (...list: Parameters<typeof participation>[]) =>
    store().write(async (tx) => {
      const names = list.map(([name]) => name);
      await upsertEmployees(
        tx,
        [...names.map((name) => person(name, { managerEmail: mia })), person('mia'), person('lea')],
        MONDAY,
      );
      await saveParticipations(
        tx,
        list.map((parts) => participation(...parts)),
      );
    });
  const teams = () => teamsInCampaigns(store().read, [mia, 'lea@waterlijn.example']);

  describe('teams that take part in a campaign', () => {
    it('are known by their manager, from the first who began, as long as one is on the way', async () => {
      await save(['ana', { beganAt: MONDAY + HOUR_MS }], ['ben', { ended }], ['cas', { campaign: 'other' }]);
      expect(await teams()).toEqual(
        new Map([
          [
            mia,
            expect.arrayContaining([
              { campaign: 'data-literacy', from: MONDAY, to: null },
              { campaign: 'other', from: MONDAY, to: null },
            ]),
          ],
        ]),
      );
    });

    it('are over when the last one has come to the end', async () => {
      await save(['ana', { ended }], ['ben', { ended: { ...ended, at: MONDAY + 2 * HOUR_MS } }]);
      expect((await teams()).get(mia)).toEqual([{ campaign: 'data-literacy', from: MONDAY, to: MONDAY + 2 * HOUR_MS }]);
    });

    it('are made of who has begun and is not suspended', async () => {
      await save(['ana', { fixed: null }], ['ben', { suspended: { since: MONDAY, because: 'left-audience' } }]);
      expect(await teams()).toEqual(new Map());
    });
  });
}
