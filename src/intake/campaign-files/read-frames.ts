import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../package-root.ts';

/** MJML frames by name: the workspace's `templates/`, and the built-in ones where it has none of that name. */
export async function readFrames(folder: string): Promise<Record<string, string>> {
  return { ...(await framesIn(join(packageRoot, 'templates'))), ...(await framesIn(join(folder, 'templates'))) };
}

async function framesIn(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.mjml')).sort();
  const frames: Record<string, string> = {};
  for (const name of names) frames[name.slice(0, -'.mjml'.length)] = await readFile(join(folder, name), 'utf8');
  return frames;
}
