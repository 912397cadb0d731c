import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UserError } from '../../../domain/errors.ts';
import { draftFiles } from '../../../store/campaigns/drafts.ts';
import type { Database } from '../../../store/database.ts';
import { refuseOddPath } from './console-drafts.ts';

/**
 * The drafts of the database as a folder, for as long as `work` takes: whatever looks at a workspace's files looks at
 * drafts in the very same way.
 * @throws {UserError} when the drafts are no workspace.
 */
export async function withDraftsLaidOut<T>(database: Database, work: (folder: string) => Promise<T>): Promise<T> {
  const files = await draftFiles(database);
  if (!files.some(({ path }) => path === 'campaigns/workspace.yaml')) {
    throw new UserError('There is no workspace among the drafts in the database.', {
      hint: 'Bring the files there first: druppel push FOLDER.',
    });
  }
  const folder = await mkdtemp(join(tmpdir(), 'druppel-drafts-'));
  try {
    for (const { path, bytes } of files) {
      refuseOddPath(path);
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
