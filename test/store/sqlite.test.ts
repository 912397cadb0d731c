import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { storeContract } from './contract.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'druppel-store-'));
});
afterAll(() => rm(folder, { recursive: true }));

storeContract('SQLite in a file', () => openStore(`file:${join(folder, 'data/druppel.db')}`));
storeContract('SQLite in memory', () => openStore('memory:'));
