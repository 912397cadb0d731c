import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ComparisonGroup } from '../../src/domain/participation.ts';
import { releaseFigures } from '../../src/flow/privacy/release-figures.ts';
import { campaignStats } from '../../src/stats/campaign-stats.ts';
import { discreetComparison } from '../../src/stats/comparison.ts';
import { addCampaign, addCampaignVersion, changeCampaign } from '../../src/store/campaigns/campaigns.ts';
import { saveParticipations } from '../../src/store/campaigns/participations.ts';
import { saveWorkspace } from '../../src/store/campaigns/workspaces.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { MONDAY, participation } from '../store/world.ts';
import { campaign, mail, workspace } from '../support/engine-world.ts';

const ID = 'data-literacy';
let store: Store;

beforeEach(async () => {
  store = await openStore('memory:');
  const startLater = { share: 0.4, days: 14 };
  const definition = campaign({ inform: [mail('kick-off')] }, { id: ID, startLater });
  await store.write(async (tx) => {
    await saveWorkspace(tx, { definition: workspace(), files: {}, hash: 'w', createdAt: MONDAY });
    await addCampaign(tx, { id: ID, state: 'published', currentVersion: 1 });
    const texts = { audiences: {}, messages: [], frames: {}, images: {} };
    const version = { campaign: ID, number: 1, definition, hash: 'c', workspaceVersion: 1, publishedAt: MONDAY };
    await addCampaignVersion(tx, { ...version, ...texts });
    await changeCampaign(tx, ID, { state: 'running', launchedAt: MONDAY, startsAt: MONDAY });
  });
});
afterEach(() => store.close());

/** Of 60 who could begin at once and 40 who begin later, so many have reached the goal. */
async function reached(now: number, later: number): Promise<void> {
  const group = (name: ComparisonGroup, people: number, did: number) =>
    Array.from({ length: people }, (_, n) =>
      participation(`${name}${n}`, {
        compared: { group: name, since: MONDAY, until: MONDAY + 10, goalReachedAt: n < did ? MONDAY + 1 : null },
      }),
    );
  await store.write((tx) => saveParticipations(tx, [...group('now', 60, now), ...group('later', 40, later)]));
}

async function seenInConsole() {
  const exact = (await campaignStats(store.read, ID, MONDAY + 20)).goal.comparison;
  return await discreetComparison(store.read, ID, exact, 10);
}

describe('what the campaign added, for whoever is not the operator', () => {
  it('is not shown before the first night', async () => {
    await reached(30, 12);
    expect(await seenInConsole()).toEqual({ verdict: 'hidden', minimumGroup: 10 });
  });

  it('is that of the last night, both groups as they stood together', async () => {
    await reached(30, 12);
    await releaseFigures(store);
    await reached(45, 13);
    const then = { now: { people: 60, reached: 30, rate: 0.5 }, later: { people: 40, reached: 12, rate: 0.3 } };
    expect(await seenInConsole()).toMatchObject({ ...then, isOver: true, days: 14 });
    // One more of those who wait is one person: nothing is let out by which they could be found.
    await releaseFigures(store);
    expect(await seenInConsole()).toMatchObject(then);
    await reached(45, 22);
    await releaseFigures(store);
    expect(await seenInConsole()).toMatchObject({ now: { reached: 45 }, later: { reached: 22 } });
  });

  it('is not shown where few of a group reached the goal, or nearly all', async () => {
    await reached(30, 9);
    await releaseFigures(store);
    expect(await seenInConsole()).toMatchObject({ verdict: 'hidden' });
    await reached(51, 20);
    await releaseFigures(store);
    expect(await seenInConsole()).toMatchObject({ verdict: 'hidden' });
  });
});
