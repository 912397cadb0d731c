import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hashOfBytes } from '../../../src/domain/draft.ts';
import { UserError } from '../../../src/domain/errors.ts';
import { countingIds } from '../../../src/domain/ids.ts';
import { NOTHING_TAKEN } from '../../../src/flow/publishing/drafts/conflict.ts';
import { listDrafts, readDraft, saveDraft } from '../../../src/flow/publishing/drafts/console-drafts.ts';
import { pullDrafts } from '../../../src/flow/publishing/drafts/pull-drafts.ts';
import { pushDrafts } from '../../../src/flow/publishing/drafts/push-drafts.ts';
import { saveDraftRow } from '../../../src/store/campaigns/drafts.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { openServerStore, schemaUrl } from '../../store/stores.ts';
import { describeWith } from '../../support/services.ts';
import { at } from '../data-world.ts';

const NOON = at('2027-03-01T12:00:00Z');
const PATH = 'campaigns/data/kick-off.en.md';
const WORKSPACE_FILE = { 'campaigns/workspace.yaml': 'name: Waterlijn\n' };

const over = (store: Store) => ({ store, clock: () => NOON, newId: countingIds() });
const openMemory = async () => {
  const store = await openStore('memory:');
  onTestFinished(() => store.close());
  return over(store);
};

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'druppel-drafts-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) await put(folder, path, text);
  return folder;
}

async function put(folder: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

const push = (context: ReturnType<typeof over>, folder: string, by = 'ana') =>
  pushDrafts(context, folder, { taken: NOTHING_TAKEN, dryRun: false, by });
const pull = (context: ReturnType<typeof over>, folder: string) =>
  pullDrafts(context, folder, { taken: NOTHING_TAKEN, dryRun: false });

describe('a draft in the console', () => {
  const text = Buffer.from('Hello');
  const hash = hashOfBytes(text);

  it('is listed, read, changed by who saw the newest, and removed', async () => {
    const context = await openMemory();
    const { read } = context.store;
    expect(await saveDraft(context, { path: PATH, bytes: text, expected: null, by: 'ana' })).toEqual({
      saved: { hash },
    });
    expect(await listDrafts(read)).toEqual([{ path: PATH, hash, changedAt: NOON, by: 'ana' }]);
    expect(await readDraft(read, PATH)).toEqual({ path: PATH, hash, changedAt: NOON, by: 'ana', bytes: text });
    expect(await saveDraft(context, { path: PATH, bytes: null, expected: hash, by: 'ana' })).toEqual({
      saved: { hash: null },
    });
    expect(await listDrafts(read)).toEqual([]);
    expect(await readDraft(read, PATH)).toBeNull();
  });

  it('is not written over by who saw an older one: they are told who was quicker', async () => {
    const context = await openMemory();
    await saveDraft(context, { path: PATH, bytes: text, expected: null, by: 'ana' });
    const late = await saveDraft(context, { path: PATH, bytes: Buffer.from('Hi'), expected: null, by: 'bo' });
    expect(late).toEqual({ conflict: { hash, changedAt: NOON, by: 'ana' } });
    expect((await readDraft(context.store.read, PATH))?.bytes).toEqual(text);
  });

  it('saved twice as it is stays whose it was', async () => {
    const context = await openMemory();
    await saveDraft(context, { path: PATH, bytes: text, expected: null, by: 'ana' });
    await saveDraft(context, { path: PATH, bytes: text, expected: null, by: 'bo' });
    expect((await listDrafts(context.store.read)).map(({ by }) => by)).toEqual(['ana']);
  });

  it.each([
    '../escape.md',
    'campaigns/../../escape.md',
    '/etc/passwd.md',
    'campaigns\\escape.md',
    'campaigns//a.md',
    'campaigns/.hidden.md',
    'campaigns/a\nb.md',
    'campaigns/c:.md',
    'campaigns/people.csv',
    'people.csv',
    'templates/kits/a.mjml',
    `campaigns/${'a'.repeat(250)}.md`,
  ])('never has the path %j', async (path) => {
    const context = await openMemory();
    await expect(saveDraft(context, { path, bytes: text, expected: null, by: 'ana' })).rejects.toThrow(UserError);
  });

  it('has no twin that differs in upper case alone', async () => {
    const context = await openMemory();
    await saveDraft(context, { path: PATH, bytes: text, expected: null, by: 'ana' });
    const twin = { path: PATH.toUpperCase().replace('CAMPAIGNS', 'campaigns'), bytes: text, expected: null, by: 'bo' };
    await expect(saveDraft(context, twin)).rejects.toThrow(/upper and lower case/);
  });
});

describe('a pull', () => {
  it('writes nothing anywhere when the database names a path outside the folder', async () => {
    const context = await openMemory();
    await push(context, await folderWith({ ...WORKSPACE_FILE, [PATH]: 'Hello' }));
    const bytes = Buffer.from('out');
    await context.store.write((tx) =>
      saveDraftRow(tx, { path: 'campaigns/../../out.md', bytes, hash: hashOfBytes(bytes), changedAt: NOON, by: null }),
    );
    const empty = await folderWith({});
    await expect(pull(context, empty)).rejects.toThrow(UserError);
    await expect(readFile(join(empty, PATH))).rejects.toThrow('ENOENT');
    await expect(readFile(join(empty, '..', 'out.md'))).rejects.toThrow('ENOENT');
  });

  it('that died half-way is ended by the next, and what was edited meanwhile is asked about', async () => {
    const context = await openMemory();
    const ana = await folderWith({ ...WORKSPACE_FILE, [PATH]: 'old', 'campaigns/data/last.en.md': 'old' });
    await push(context, ana);
    const bo = await folderWith({});
    await pull(context, bo);
    await put(ana, PATH, 'new');
    await put(ana, 'campaigns/data/last.en.md', 'new');
    await push(context, ana);
    // As a kill leaves it: one of two is written, a part lies about, and what was in step is not remembered yet.
    await put(bo, PATH, 'new');
    await put(bo, 'campaigns/data/.druppel-pull.part', 'ne');
    const { carried, conflicts } = await pull(context, bo);
    expect({ carried, conflicts }).toEqual({
      carried: [{ path: 'campaigns/data/last.en.md', change: 'changed' }],
      conflicts: [],
    });
    expect(await readFile(join(bo, 'campaigns/data/last.en.md'), 'utf8')).toBe('new');
    expect((await pull(context, bo)).carried).toEqual([]);
  });

  it('takes what was in step with another database for nothing', async () => {
    const [one, other] = [await openMemory(), await openMemory()];
    const ana = await folderWith({ ...WORKSPACE_FILE, [PATH]: 'Hello' });
    await push({ ...one, newId: () => 'drf_one' }, ana);
    const bo = await folderWith({ ...WORKSPACE_FILE, [PATH]: 'Good morning' });
    await push({ ...other, newId: () => 'drf_other' }, bo);
    await put(ana, PATH, 'Hello you');
    const pushed = await push(other, ana);
    expect(pushed.conflicts.map(({ path }) => path)).toEqual([PATH]);
    expect((await readDraft(other.store.read, PATH))?.bytes.toString()).toBe('Good morning');
  });
});

async function twoAtOnce(first: Store, second: Store): Promise<void> {
  const ana = await folderWith({ ...WORKSPACE_FILE, [PATH]: 'old' });
  const bo = await folderWith({});
  await push(over(first), ana);
  await pull(over(second), bo);
  await put(ana, PATH, 'from ana');
  await put(bo, PATH, 'from bo');
  const pushed = await Promise.all([push(over(first), ana, 'ana'), push(over(second), bo, 'bo')]);
  expect(pushed.map(({ conflicts }) => conflicts.length).toSorted()).toEqual([0, 1]);
  const winner = pushed[0]?.conflicts.length === 0 ? 'ana' : 'bo';
  expect(await readDraft(first.read, PATH)).toMatchObject({ by: winner, bytes: Buffer.from(`from ${winner}`) });
  const [conflict] = pushed.flatMap(({ conflicts }) => conflicts);
  expect(conflict).toMatchObject({ mine: 'changed', theirs: { change: 'changed', by: winner, at: NOON } });
}

describe('two pushes at once', () => {
  it('on one SQLite file: one is carried, the other is refused with the name of the first', async () => {
    const folder = await folderWith({});
    const url = `file:${join(folder, 'druppel.db')}`;
    const stores = [await openStore(url), await openStore(url)] as const;
    onTestFinished(async () => void (await Promise.all(stores.map((store) => store.close()))));
    await twoAtOnce(...stores);
  });
});

describeWith('postgres', 'two machines with one Postgres', (url) => {
  it('push at once: one is carried, the other is refused with the name of the first', async () => {
    const schema = 'drafts_two_machines';
    const stores = [await openServerStore(url, schema), await openStore(schemaUrl(url, schema))] as const;
    onTestFinished(async () => void (await Promise.all(stores.map((store) => store.close()))));
    await twoAtOnce(...stores);
  });
});
