import { resolve } from 'node:path';
import { UserError } from '../domain/errors.ts';
import type { Side } from '../flow/publishing/drafts/compare-sides.ts';
import type { Taken } from '../flow/publishing/drafts/conflict.ts';
import { type Call, type CommandOption, hasOption, textOption } from './command.ts';

export const TAKE: CommandOption = [
  '--take <side>',
  'where both sides changed: mine or theirs for all; by file or folder: mine=PATH,theirs=FOLDER/',
];

/** What `push` and `pull` are told alike: the folder, else the workspace of the settings, and how far to go. */
export function readCarrying(call: Call): { readonly folder: string; readonly taken: Taken; readonly dryRun: boolean } {
  const [named] = call.args;
  const folder = named === undefined ? call.config.workspace : resolve(named);
  return { folder, taken: readTaken(call), dryRun: hasOption(call, 'dryRun') };
}

/** @throws {UserError} unless it names sides as the help does. */
function readTaken(call: Call): Taken {
  const text = textOption(call, 'take')?.trim() ?? '';
  let all: Side | null = null;
  const by = new Map<string, Side>();
  // A path may hold a comma; a choice begins with its side.
  for (const choice of text === '' ? [] : text.split(/,(?=(?:mine|theirs)(?:=|,|$))/)) {
    const [, side, path] = /^(mine|theirs)(?:=(.+))?$/.exec(choice) ?? [];
    if (side !== 'mine' && side !== 'theirs') {
      throw new UserError(`--take "${choice}" names no side.`, {
        hint: 'Write --take mine, --take theirs, or by file: --take mine=campaigns/workspace.yaml,theirs=campaigns/data-literacy/',
      });
    }
    if (path === undefined) all = side;
    else by.set(path.replace(/^\.\//, ''), side);
  }
  return { all, by };
}
