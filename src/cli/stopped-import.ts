import { UserError } from '../domain/errors.ts';
import type { SystemLocale } from '../domain/reason-texts.ts';
import { rowReasonsText } from '../domain/row-reason-texts.ts';
import { UnsoundFile } from '../flow/people/import-result.ts';
import { TooManyOut } from '../flow/people/who-would-fall-out.ts';
import { STOPPED_IMPORT_WORDS } from './words/stopped-import-words.ts';
import { wordsIn } from './words.ts';

/** The brake of rules.md R17 and `--strict`, in the operator's language; any other error as it is. */
export function stoppedIn(locale: SystemLocale, error: unknown): unknown {
  const words = wordsIn(STOPPED_IMPORT_WORDS, locale);
  if (error instanceof TooManyOut) {
    const { people, present, left, suspended, confirmed } = error.fallOut;
    const instead = confirmed === null ? '' : words('instead', { confirmed });
    const percent = Math.round((people / present) * 100);
    const message = words('tooManyOut', { people, present, percent, left, suspended, instead });
    return new UserError(message, { hint: words('repeat', { people }), cause: error });
  }
  if (error instanceof UnsoundFile) {
    const { refused, errors } = error;
    const reason = rowReasonsText(errors[0]?.reasons ?? [], locale);
    const column = errors[0]?.column ? ` (${errors[0].column})` : '';
    const message = words('unsound', { refused, line: errors[0]?.line ?? 0, column, reason });
    return new UserError(message, { hint: words('mendOrLeave'), cause: error });
  }
  return error;
}
