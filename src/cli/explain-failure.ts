import { CommanderError } from 'commander';
import { describePlace, EnvironmentError, UserError } from '../domain/errors.ts';
import { withoutSecrets } from '../log.ts';

/** 0 done, 1 the user's input is wrong, 2 the environment is, 3 a bug (interfaces.md). */
export type ExitCode = 0 | 1 | 2 | 3;

/** The one place where errors become words and an exit code. */
export function explainFailure(error: unknown, say: (line: string) => void, red: (text: string) => string): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
  if (error instanceof UserError || error instanceof EnvironmentError) {
    const place = error instanceof UserError && error.place ? `${describePlace(error.place)} · ` : '';
    say(red(`${place}${error.message}`));
    if (error.hint) say(error.hint);
    return error instanceof UserError ? 1 : 2;
  }
  // What is reported may be read by everybody, and the message of a bug may hold anything.
  const lines = traceOf(error).split('\n').map(withoutSecrets);
  say(red(`This is a mistake in Druppel itself: ${lines.join('\n')}`));
  say('What was finished before it is kept, and nothing is half-written. Please report it with the command you ran.');
  return 3;
}

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
