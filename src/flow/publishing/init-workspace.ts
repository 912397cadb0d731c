import { access, copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { EnvironmentError, UserError } from '../../domain/errors.ts';
import { didYouMean } from '../../domain/text.ts';
import { campaignJsonSchema, storyJsonSchema, workspaceJsonSchema } from '../../intake/campaign-files/json-schema.ts';
import { packageRoot } from '../../package-root.ts';

/** What a new workspace can begin with: a small campaign each, in templates/kits. */
export const KITS = ['one-training', 'new-platform', 'newcomers', 'required', 'learning-budget'] as const;
export type Kit = (typeof KITS)[number];

export interface MadeWorkspace {
  readonly folder: string;
  readonly kit: Kit;
  /** The campaign of the kit. */
  readonly campaign: string;
  /** From the folder. */
  readonly files: readonly string[];
}

/**
 * Makes a workspace: the organisation, a campaign, its activity, a few made-up people, schemas for editors.
 * @throws {UserError} for an unknown kit, or where a workspace is already: nothing is ever written over.
 * @throws {EnvironmentError} when the folder cannot be written.
 */
export async function initWorkspace(folder: string, kit: string): Promise<MadeWorkspace> {
  const known = KITS.find((one) => one === kit);
  if (known === undefined) {
    const meant = didYouMean(kit, KITS);
    throw new UserError(`There is no kit "${kit}".`, {
      hint: meant === null ? `Kits: ${KITS.join(', ')}.` : `Did you mean "${meant}"? Kits: ${KITS.join(', ')}.`,
    });
  }
  const sources = ['workspace', known].map((name) => join(packageRoot, 'templates', 'kits', name));
  const files = (await Promise.all(sources.map(filesIn))).flat();
  for (const { path } of [...files, { path: 'campaigns/workspace.yaml' }]) await refuseIfThere(folder, path);
  await onDisk(folder, async () => {
    for (const { from, path } of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await copyFile(from, join(folder, path));
    }
  });
  const schemas = await writeSchemas(folder);
  const campaign = /^campaigns\/([^/]+)\/campaign\.yaml$/m.exec(files.map(({ path }) => path).join('\n'))?.[1] ?? '';
  return { folder, kit: known, campaign, files: [...files.map(({ path }) => path), ...schemas].sort() };
}

/**
 * Writes the JSON Schemas of campaign.yaml, workspace.yaml and stories into `campaigns/`.
 * @returns the files, from the folder.
 * @throws {EnvironmentError} when they cannot be written.
 */
export async function writeSchemas(folder: string): Promise<string[]> {
  const schemas = {
    'campaigns/campaign.schema.json': campaignJsonSchema(),
    'campaigns/story.schema.json': storyJsonSchema(),
    'campaigns/workspace.schema.json': workspaceJsonSchema(),
  };
  await onDisk(folder, async () => {
    await mkdir(join(folder, 'campaigns'), { recursive: true });
    for (const [file, schema] of Object.entries(schemas)) {
      await writeFile(join(folder, file), `${JSON.stringify(schema, null, 2)}\n`);
    }
  });
  return Object.keys(schemas);
}

async function filesIn(source: string): Promise<{ from: string; path: string }[]> {
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const from = join(entry.parentPath, entry.name);
      return { from, path: relative(source, from).replaceAll('\\', '/') };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function refuseIfThere(folder: string, path: string): Promise<void> {
  const isThere = await access(join(folder, path)).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  throw new UserError(`${join(folder, path)} is there already, and nothing is written over.`, {
    hint: 'Name an empty folder: druppel init FOLDER.',
  });
}

async function onDisk(folder: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new EnvironmentError(`${folder} cannot be written to (${code ?? String(error)}).`, {
      hint: 'Choose a folder that you may write to.',
      cause: error,
    });
  }
}
