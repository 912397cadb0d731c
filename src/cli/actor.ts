import { userInfo } from 'node:os';
import { type Call, type CommandOption, textOption } from './command.ts';

export const BY: CommandOption = ['--by <who>', 'who does it, for the record; without it: the user of this machine'];

/** Who does it, as they say themselves. A command line proves nobody: whoever may run it may write any name. */
export function actorOf(call: Call): string | null {
  const declared = textOption(call, 'by')?.trim();
  if (declared) return declared;
  try {
    return userInfo().username;
  } catch {
    // A container's user need not have a name.
    return null;
  }
}
