import { FOR_EVERYBODY_ALIKE, type Personalised } from '../../domain/campaign.ts';
import type { Reader } from '../conditions/condition-context.ts';
import type { Path } from '../finding.ts';
import { suggest } from '../wording.ts';
import type { NamedMessage } from './check-message-files.ts';

/** What the steps of one campaign share. */
export interface StepScope extends Reader {
  /** Step ids so far, and the messages that steps name. */
  readonly ids: Set<string>;
  readonly named: Map<string, NamedMessage>;
  /** Where a message that has no file would stand: `campaigns/data/NAME.en.md`. */
  readonly exampleFile: (message: string) => string;
  readonly starts: string;
  readonly hasDue: boolean;
  readonly isRequired: boolean;
}

/** Notes that a step sends a message, which must have a file. */
export function nameMessage(
  message: string,
  path: Path,
  scope: StepScope,
  choice: Personalised = FOR_EVERYBODY_ALIKE,
): void {
  const written = scope.context.messages ?? new Set();
  if (!written.has(message)) {
    const hint = suggest(message, written, '');
    const asks = path.at(-1) === 'ask' ? 'A survey goes out in a mail of the same name.' : '';
    const write = `Write it in ${scope.exampleFile(message)}.`;
    scope.problems.error(
      'unknown-message',
      path,
      `There is no file for the message "${message}".`,
      [asks, hint, write].filter((part) => part !== '').join(' '),
    );
    return;
  }
  const known = scope.named.get(message);
  if (known === undefined) scope.named.set(message, { path, choices: [choice] });
  else known.choices.push(choice);
}

/** Identity is the name, so no two steps may share one. */
export function claimId(id: string, path: Path, scope: StepScope): void {
  if (scope.ids.has(id)) {
    const message = `There is already a step "${id}".`;
    scope.problems.error(
      'step-id',
      path,
      message,
      'Give one of them an "id" of its own; a step is known by its name, never by its position.',
    );
  }
  scope.ids.add(id);
}
