import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../src/domain/campaign.ts';
import type { Situation } from '../../src/engine/facts/situation.ts';
import { findCollisions } from '../../src/engine/plan/collisions.ts';
import { simulate } from '../../src/engine/plan/simulate.ts';
import { at, campaign, department, mail, on, setting, situation, workspace } from '../support/engine-world.ts';

const FROM = at('2027-05-20');
const UNTIL = at('2027-08-01');

/** Three mails on three days of one week. */
const three = (id: string, audience: string, changes: Partial<Campaign> = {}): Campaign =>
  campaign(
    {
      inform: [
        mail('monday', on('start')),
        mail('tuesday', on('start', 1), { skipIfLate: { amount: 2, unit: 'days' } }),
        mail('wednesday', on('start', 2), { skipIfLate: 'never' }),
      ],
    },
    { id, audience: department(audience), starts: '2027-05-31', goal: null, promotes: [], ...changes },
  );

const people: Situation[] = [
  situation('ana', { attributes: { department: 'Sales' } }),
  situation('bo', { attributes: { department: 'Finance' } }),
];

function collisionsOf(campaigns: Campaign[], mails: number) {
  const world = setting(campaigns, { workspace: workspace({ mailLimit: { mails, days: 7 } }) });
  const [first] = campaigns;
  if (!first) throw new Error('no campaign');
  return findCollisions(people, simulate(people, world, FROM, UNTIL), world, first, FROM, UNTIL);
}

describe('before a launch, the plan tells what running campaigns do to it', () => {
  it('a campaign that runs alone loses nothing', () => {
    expect(collisionsOf([three('data', 'Sales')], 3)).toEqual({
      steps: [
        { step: 'monday', gets: 1, misses: 0, later: 0 },
        { step: 'tuesday', gets: 1, misses: 0, later: 0 },
        { step: 'wednesday', gets: 1, misses: 0, later: 0 },
      ],
      campaigns: [],
    });
  });

  it('campaigns for other people do not count', () => {
    expect(collisionsOf([three('data', 'Sales'), three('safety', 'Finance')], 3).campaigns).toEqual([]);
  });

  it('who gets mail of a more important campaign misses what cannot wait, and gets the rest later', () => {
    const { steps, campaigns } = collisionsOf(
      [three('data', 'Sales'), three('safety', 'Sales', { priority: 'high' })],
      3,
    );
    expect(steps.map(({ misses }) => misses)).toEqual([0, 1, 0]);
    expect(steps.map(({ later }) => later)).toEqual([0, 0, 1]);
    // Its own third mail finds the week full as well.
    expect(campaigns).toEqual([{ campaign: 'safety', people: 1, later: 1, misses: 0 }]);
  });

  it('a more important campaign holds up those that run already', () => {
    const { campaigns } = collisionsOf([three('data', 'Sales', { priority: 'high' }), three('safety', 'Sales')], 3);
    expect(campaigns).toEqual([{ campaign: 'safety', people: 1, later: 1, misses: 1 }]);
  });

  it('without a limit nobody waits for anybody', () => {
    const { steps } = collisionsOf([three('data', 'Sales'), three('safety', 'Sales', { priority: 'high' })], 100);
    expect(steps.every(({ misses, later }) => misses + later === 0)).toBe(true);
  });
});
