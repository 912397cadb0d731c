import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '../finding.ts';
import { readImportProfile } from '../tables/import-profile.ts';

/** Where the profiles of a workspace lie, below its folder. */
export const PROFILES = join('campaigns', 'imports');

/** What is wrong with the profiles of a workspace, by name. */
export async function checkImportProfiles(folder: string): Promise<Finding[]> {
  const names = await readdir(join(folder, PROFILES)).catch(() => []);
  const findings: Finding[] = [];
  for (const name of names.filter((each) => each.endsWith('.yaml')).sort()) {
    const text = await readFile(join(folder, PROFILES, name), 'utf8');
    findings.push(...readImportProfile(`campaigns/imports/${name}`, text).findings);
  }
  return findings;
}
