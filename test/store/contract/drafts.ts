import { describe, expect, it } from 'vitest';
import { hashOfBytes } from '../../../src/domain/draft.ts';
import {
  draftAt,
  draftFiles,
  draftHeads,
  draftsNaming,
  type StoredDraft,
  saveDraftRow,
} from '../../../src/store/campaigns/drafts.ts';
import { keptDraftsName, knownDraftsName } from '../../../src/store/meta.ts';
import { forgetDoer } from '../../../src/store/privacy/person-traces.ts';
import type { Store } from '../../../src/store/store.ts';
import { PNG } from '../../support/images.ts';
import { MONDAY } from '../world.ts';

export function draftContract(store: () => Store): void {
  const draft = (path: string, bytes: Buffer | null): StoredDraft => ({
    path,
    bytes,
    hash: bytes === null ? null : hashOfBytes(bytes),
    changedAt: MONDAY,
    by: 'Mo@waterlijn.example',
  });
  const save = (...drafts: StoredDraft[]) =>
    store().write(async (tx) => {
      for (const one of drafts) await saveDraftRow(tx, one);
    });
  const chart = draft('campaigns/data/images/chart.png', PNG);
  const lines = draft('campaigns/data/kick-off.en.md', Buffer.from('één\r\ntwo\0'));
  const empty = draft('campaigns/data/empty.md', Buffer.alloc(0));

  describe('drafts', () => {
    it('come back byte for byte: images, line endings, nothing at all', async () => {
      await save(lines, chart, empty);
      expect(await draftFiles(store().read)).toEqual([empty, chart, lines].map(({ path, bytes }) => ({ path, bytes })));
      expect(await draftFiles(store().read, [chart.path, 'campaigns/none.md'])).toEqual([
        { path: chart.path, bytes: PNG },
      ]);
    });

    it('take the place of what was there; one that is removed still says who did', async () => {
      await save(lines);
      await save({ ...draft(lines.path, null), by: 'bo' });
      expect(await draftHeads(store().read)).toEqual([{ path: lines.path, hash: null, changedAt: MONDAY, by: 'bo' }]);
      expect(await draftFiles(store().read)).toEqual([]);
      expect(await draftAt(store().read, lines.path)).toMatchObject({ bytes: null, by: 'bo' });
      expect(await draftAt(store().read, 'campaigns/none.md')).toBeNull();
    });

    it('are whole: no hash without bytes', async () => {
      await expect(save({ ...lines, bytes: null })).rejects.toThrow();
    });

    it('have one name, made once', async () => {
      expect(await knownDraftsName(store().read)).toBeNull();
      expect(await store().write((tx) => keptDraftsName(tx, 'drf_1'))).toBe('drf_1');
      expect(await store().write((tx) => keptDraftsName(tx, 'drf_2'))).toBe('drf_1');
      expect(await knownDraftsName(store().read)).toBe('drf_1');
    });

    it('forget who is erased, and say where an address still stands', async () => {
      await save(chart, draft('campaigns/workspace.yaml', Buffer.from('from: Mo <MO@waterlijn.example>')));
      await store().write((tx) => forgetDoer(tx, ['mo@waterlijn.example']));
      expect((await draftHeads(store().read)).map(({ by }) => by)).toEqual(['erased', 'erased']);
      expect(await draftsNaming(store().read, 'mo@waterlijn.example')).toEqual([
        'the draft of campaigns/workspace.yaml',
      ]);
    });
  });
}
