/**
 * Three kinds of trouble, never mixed:
 * an outcome is a value with a reason (see reasons.ts); a user's mistake and a broken environment are the errors
 * below, each with its next act; a bug is thrown by `invariant`.
 */

/** Where in a user's file something stands. Lines and columns start at 1. */
export interface Place {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** Something the user wrote or asked cannot be done. Exit code 1. */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** What to do next, a sentence. */
  readonly hint: string | undefined;
  readonly place: Place | undefined;

  constructor(message: string, options: { hint?: string; place?: Place; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.hint = options.hint;
    this.place = options.place;
  }
}

/** The database, the mail server, the disk … does not do its part. Exit code 2. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
  readonly hint: string | undefined;

  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.hint = options.hint;
  }
}

/** Thrown where the code contradicts itself. Exit code 3. */
export class Bug extends Error {
  override readonly name = 'Bug';
}

/** @throws {Bug} when `condition` does not hold. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Bug(message);
}

/** `campaign.yaml:14:11`, as editors and terminals link it. */
export function describePlace(place: Place): string {
  return [place.file, place.line, place.column].filter((part) => part !== undefined).join(':');
}
