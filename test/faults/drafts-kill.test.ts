import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { newId } from '../../src/domain/ids.ts';
import { NOTHING_TAKEN } from '../../src/flow/publishing/drafts/conflict.ts';
import { pullDrafts } from '../../src/flow/publishing/drafts/pull-drafts.ts';
import { pushDrafts } from '../../src/flow/publishing/drafts/push-drafts.ts';
import { draftFiles } from '../../src/store/campaigns/drafts.ts';
import { openStore } from '../../src/store/open-store.ts';

const MESSAGES = 20;
const textOf = (number: number, edition: string) => `${edition} ${number}\n`.repeat(2_000);

/** Ana's folder with twenty long messages, and a database beside it. */
async function draftWorld() {
  const place = await mkdtemp(join(tmpdir(), 'druppel-drafts-kill-'));
  const folders = { ana: join(place, 'ana'), bo: join(place, 'bo') };
  const databaseUrl = `file:${join(place, 'druppel.db')}`;
  const store = await openStore(databaseUrl);
  onTestFinished(async () => {
    await store.close();
    await rm(place, { recursive: true, force: true });
  });
  const context = { store, newId, clock: () => 0 };
  const options = { taken: NOTHING_TAKEN, dryRun: false, by: 'ana' };
  return {
    folders,
    store,
    push: (folder: keyof typeof folders) => pushDrafts(context, folders[folder], options),
    pull: (folder: keyof typeof folders) => pullDrafts(context, folders[folder], options),
    async write(folder: keyof typeof folders, edition: string) {
      const campaign = join(folders[folder], 'campaigns', 'data');
      await mkdir(campaign, { recursive: true });
      await writeFile(join(folders[folder], 'campaigns', 'workspace.yaml'), 'name: Waterlijn\n');
      for (let number = 0; number < MESSAGES; number += 1)
        await writeFile(join(campaign, `m${number}.en.md`), textOf(number, edition));
    },
    /** Every message that stands there, by what it says; one that is torn says neither. */
    async editions(folder: keyof typeof folders) {
      const campaign = join(folders[folder], 'campaigns', 'data');
      const names = (await readdir(campaign).catch(() => [])).filter((name) => name.endsWith('.md'));
      const found: Record<string, number> = {};
      for (const name of names) {
        const number = Number(/\d+/.exec(name)?.[0]);
        const text = await readFile(join(campaign, name), 'utf8');
        const edition = ['old', 'new'].find((one) => text === textOf(number, one)) ?? 'torn';
        found[edition] = (found[edition] ?? 0) + 1;
      }
      return found;
    },
    async killed(kind: 'push' | 'pull', folder: keyof typeof folders, atRename: number) {
      const program = join(import.meta.dirname, 'drafts-process.mjs');
      const args = [program, databaseUrl, kind, folders[folder], String(atRename)];
      const [code, signal] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit');
      return code ?? signal;
    },
  };
}

it('a pull that is killed between two files leaves each of them whole, and the next pull ends it', async () => {
  const world = await draftWorld();
  await world.write('ana', 'old');
  await world.push('ana');
  await world.pull('bo');
  await world.write('ana', 'new');
  await world.push('ana');
  expect(await world.killed('pull', 'bo', 8)).toBe('SIGKILL');
  expect(await world.editions('bo')).toEqual({ new: 7, old: 13 });
  expect(await world.pull('bo')).toMatchObject({ carried: { length: 13 }, conflicts: [] });
  expect(await world.editions('bo')).toEqual({ new: MESSAGES });
  expect(await world.pull('bo')).toMatchObject({ carried: [], conflicts: [] });
});

it('a push that is killed before it is remembered has carried all, and the next push finds nothing to do', async () => {
  const world = await draftWorld();
  await world.write('ana', 'old');
  await world.push('ana');
  await world.write('ana', 'new');
  expect(await world.killed('push', 'ana', 1)).toBe('SIGKILL');
  const drafts = await draftFiles(world.store.read);
  expect(drafts.filter(({ bytes }) => bytes.toString().startsWith('new'))).toHaveLength(MESSAGES);
  expect(await world.push('ana')).toMatchObject({ carried: [], conflicts: [], alike: MESSAGES + 1 });
  await world.pull('bo');
  expect(await world.editions('bo')).toEqual({ new: MESSAGES });
});
