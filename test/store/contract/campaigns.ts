import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../../src/domain/campaign.ts';
import { imageOf } from '../../../src/domain/image.ts';
import type { Workspace } from '../../../src/domain/workspace.ts';
import {
  addCampaign,
  addCampaignVersion,
  allCampaigns,
  campaignById,
  campaignDefinitions,
  campaignVersion,
  changeCampaign,
  launchedCampaigns,
  newestCampaignVersion,
} from '../../../src/store/campaigns/campaigns.ts';
import { addImages, imagesNamed } from '../../../src/store/campaigns/images.ts';
import { newestWorkspace, saveWorkspace, workspaceVersion } from '../../../src/store/campaigns/workspaces.ts';
import {
  addLearningGap,
  allPausedSince,
  keptSecretKey,
  learningDataArrived,
  learningDataAt,
  learningGaps,
  pauseAll,
  raiseWorkspaceRevision,
  resumeAll,
  saveStoreClock,
  storeClock,
  workspaceRevision,
} from '../../../src/store/meta.ts';
import type { Store } from '../../../src/store/store.ts';
import { gif, PNG } from '../../support/images.ts';
import { MONDAY } from '../world.ts';

export function campaignContract(store: () => Store): void {
  describe('the store as a whole', () => {
    it('is new, then played up to an instant, then live', async () => {
      expect(await storeClock(store().read)).toEqual({ kind: 'new' });
      await store().write((tx) => saveStoreClock(tx, { kind: 'played', at: MONDAY }));
      expect(await storeClock(store().read)).toEqual({ kind: 'played', at: MONDAY });
      await store().write((tx) => saveStoreClock(tx, { kind: 'live' }));
      expect(await storeClock(store().read)).toEqual({ kind: 'live' });
    });

    it('keeps the first secret key', async () => {
      expect(await store().write((tx) => keptSecretKey(tx, 'first'))).toBe('first');
      expect(await store().write((tx) => keptSecretKey(tx, 'second'))).toBe('first');
    });

    it('remembers since when all mail is paused', async () => {
      await store().write((tx) => pauseAll(tx, MONDAY));
      await store().write((tx) => pauseAll(tx, MONDAY + 1));
      expect(await allPausedSince(store().read)).toBe(MONDAY);
      await store().write((tx) => resumeAll(tx));
      expect(await allPausedSince(store().read)).toBeNull();
    });

    it('raises the revision of the workspace by one', async () => {
      expect(await workspaceRevision(store().read)).toBe(0);
      await store().write((tx) => raiseWorkspaceRevision(tx));
      await store().write((tx) => raiseWorkspaceRevision(tx));
      expect(await workspaceRevision(store().read)).toBe(2);
    });

    it('knows when learning data last arrived, an older file aside', async () => {
      expect(await learningDataAt(store().read)).toBeNull();
      await store().write((tx) => learningDataArrived(tx, MONDAY));
      await store().write((tx) => learningDataArrived(tx, MONDAY - 1));
      expect(await learningDataAt(store().read)).toBe(MONDAY);
    });

    it('remembers when learning data was too old', async () => {
      const gaps = [
        { from: MONDAY, to: MONDAY + 1 },
        { from: MONDAY + 5, to: MONDAY + 6 },
      ];
      for (const gap of gaps) await store().write((tx) => addLearningGap(tx, gap));
      expect(await learningGaps(store().read)).toEqual(gaps);
    });

    it('makes a new workspace version only when something changed', async () => {
      const definition = { name: 'Waterlijn', locales: ['nl'] } as unknown as Workspace;
      const workspace = { definition, files: { 'workspace.yaml': 'name: Waterlijn' }, createdAt: MONDAY };
      const save = (hash: string) => store().write((tx) => saveWorkspace(tx, { ...workspace, hash }));
      expect([await save('a'), await save('a'), await save('b')]).toEqual([1, 1, 2]);
      expect(await newestWorkspace(store().read)).toEqual({ ...workspace, hash: 'b', number: 2 });
      expect(await workspaceVersion(store().read, 1)).toMatchObject({ hash: 'a' });
      expect(await workspaceVersion(store().read, 3)).toBeNull();
    });
  });

  describe('a campaign', () => {
    it('raises its revision with every change', async () => {
      await store().write((tx) => addCampaign(tx, { id: 'safe', state: 'published', currentVersion: 1 }));
      const pauses = [{ from: MONDAY, to: null }];
      await store().write((tx) => changeCampaign(tx, 'safe', { state: 'running', launchedAt: MONDAY }));
      await store().write((tx) => changeCampaign(tx, 'safe', { state: 'paused', pausedSince: MONDAY, pauses }));
      expect(await campaignById(store().read, 'safe')).toEqual({
        id: 'safe',
        state: 'paused',
        currentVersion: 1,
        launchedAt: MONDAY,
        startsAt: null,
        pausedSince: MONDAY,
        pauses,
        pilot: null,
        widenedAt: null,
        movesTo: null,
        endedAll: false,
        revision: 3,
      });
      expect(await store().write((tx) => changeCampaign(tx, 'gone', { endedAll: true }))).toBeNull();
    });

    it('counts as launched from its launch on, in order of id', async () => {
      await store().write(async (tx) => {
        for (const id of ['b', 'a', 'c']) await addCampaign(tx, { id, state: 'published', currentVersion: 1 });
        for (const id of ['b', 'a']) await changeCampaign(tx, id, { state: 'running', launchedAt: MONDAY });
      });
      expect((await allCampaigns(store().read)).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
      expect((await launchedCampaigns(store().read)).map(({ id }) => id)).toEqual(['a', 'b']);
    });

    it('cannot run without a launch, nor be paused since never', async () => {
      await store().write((tx) => addCampaign(tx, { id: 'safe', state: 'published', currentVersion: 1 }));
      for (const changes of [{ state: 'running' }, { state: 'paused', launchedAt: MONDAY }] as const) {
        await expect(store().write((tx) => changeCampaign(tx, 'safe', changes))).rejects.toThrow(/constraint/i);
      }
    });

    it('keeps its versions to the letter, the order of keys included', async () => {
      const definition = { title: { nl: 'Veilig', en: 'Safe' }, id: 'safe' } as unknown as Campaign;
      const version = {
        campaign: 'safe',
        number: 1,
        definition,
        audiences: { starters: { kind: 'all', of: [] } as const },
        messages: { z: 1, a: { text: 'é' } },
        frames: { plain: '<mjml>' },
        images: { 'images/chart.png': 'hash.png' },
        hash: 'h1',
        workspaceVersion: 1,
        publishedAt: MONDAY,
        publishedBy: 'noor@waterlijn.example',
      };
      await store().write(async (tx) => {
        await addCampaignVersion(tx, version);
        await addCampaignVersion(tx, { ...version, number: 2, hash: 'h2' });
      });
      const read = await campaignVersion(store().read, 'safe', 1);
      expect(JSON.stringify(read)).toBe(JSON.stringify(version));
      expect((await newestCampaignVersion(store().read, 'safe'))?.hash).toBe('h2');
      expect(await newestCampaignVersion(store().read, 'other')).toBeNull();
      expect((await campaignDefinitions(store().read, ['safe', 'other'])).map(({ number }) => number)).toEqual([1, 2]);
      await expect(store().write((tx) => addCampaignVersion(tx, version))).rejects.toThrow(/unique|constraint/i);
    });

    it('keeps the bytes of an image once, and finds them by its whole name', async () => {
      const images = [PNG, gif()].flatMap((bytes) => imageOf(bytes) ?? []);
      const [png, other] = images.map(({ name }) => name);
      await store().write((tx) => addImages(tx, images));
      await store().write((tx) => addImages(tx, images));
      const wrong = [png?.replace('.png', '.gif') ?? '', 'chart.png', `${'0'.repeat(64)}.png`];
      expect(await imagesNamed(store().read, [png ?? '', ...wrong])).toEqual([images[0]]);
      expect(await imagesNamed(store().read, [other ?? ''])).toEqual([images[1]]);
      expect(await imagesNamed(store().read, [])).toEqual([]);
    });
  });
}
