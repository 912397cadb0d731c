import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { UserError } from '../domain/errors.ts';
import { formatFinding } from '../intake/finding.ts';
import { PROFILES } from '../intake/people/import-profiles.ts';
import {
  type ImportKind,
  type ImportProfile,
  readImportProfile,
  writeImportProfile,
} from '../intake/tables/import-profile.ts';
import { type Call, textOption } from './command.ts';
import { writeFiles } from './write-files.ts';

/** How the files of one source are read, as `--map FILE` or `--source NAME` say; null: by what they are. */
export async function chosenProfile(call: Call, kind: ImportKind): Promise<ImportProfile | null> {
  const [map, source] = [textOption(call, 'map'), textOption(call, 'source')];
  if (map !== null && source !== null) {
    throw new UserError('--map and --source both say how the file is read.', { hint: 'Use one of the two.' });
  }
  if (map === null && source === null) return null;
  const path = map === null ? sourcePath(call, source ?? '') : resolve(map);
  const shownAs = map ?? relative(call.config.workspace, path);
  const text = await readFile(path, 'utf8').catch(() => {
    const hint = 'Write one from what an import recognises: druppel import employees FILE --save-source NAME.';
    throw new UserError(`There is no profile ${shownAs}.`, { hint });
  });
  const { profile, findings } = readImportProfile(shownAs, text);
  if (profile === null) throw new UserError(findings.map(formatFinding).join('\n'));
  if (profile.kind === null || profile.kind === kind) return profile;
  throw new UserError(`${shownAs} is for ${profile.kind}, not for ${kind}.`, {
    hint: `druppel import ${profile.kind} FILE, or another profile.`,
  });
}

/**
 * Before the import, so that nothing is imported when the profile could not be saved.
 * @throws {UserError} for a name that is no file name, or one that another profile has.
 */
export function checkSaveSource(call: Call): string | null {
  const name = textOption(call, 'saveSource');
  if (name === null) return null;
  const path = sourcePath(call, name);
  if (existsSync(path) && name !== textOption(call, 'source')) {
    throw new UserError(`There is a profile ${name} already.`, {
      hint: `Use it: --source ${name}; or choose another name.`,
    });
  }
  return name;
}

/** @returns the file, relative to the workspace. */
export async function saveSource(call: Call, name: string, profile: ImportProfile): Promise<string> {
  const path = sourcePath(call, name);
  await writeFiles(new Map([[path, writeImportProfile(profile, name)]]));
  return relative(call.config.workspace, path);
}

function sourcePath({ config }: Call, name: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(name)) {
    throw new UserError(`"${name}" is not a name for a source.`, {
      hint: 'Use small letters, digits and dashes: --source hr-export.',
    });
  }
  return join(config.workspace, PROFILES, `${name}.yaml`);
}
