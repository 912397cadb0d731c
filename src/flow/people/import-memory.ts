import { FingerprintIndex } from './fingerprint-index.ts';

/** What the rows of an import decided so far about who is who: whom, by the line that decided it. */
export interface ImportMemory {
  /** The line that was about the person of an id, of before or since; undefined: none yet. */
  lineOfId(id: string): number | undefined;
  /** The line whose person has the email since; null: given up. Undefined: nothing was decided, the store knows. */
  lineOfEmail(email: string): number | null | undefined;
  remember(person: Remembered): void;
}

export interface Remembered {
  readonly line: number;
  readonly id: string;
  readonly email: string | null;
  /** How the store knew the person; null: it did not. */
  readonly before: { readonly id: string; readonly email: string | null } | null;
}

/** A memory of a whole file, which takes over what a part of it decided once that part is kept. */
export interface FileMemory extends ImportMemory {
  /** On top of this one: counts only when it is taken over. */
  draft(): DraftMemory;
  take(draft: DraftMemory): void;
}

export type DraftMemory = ImportMemory & { readonly decided: readonly Remembered[] };

/**
 * Begins empty; some 25 MB for a million people, twice that for new ones where nothing is written.
 * @param isWritten what a part decided is in the store when the next is decided, which then knows whose an address is.
 */
export function importMemory(isWritten = false): FileMemory {
  const ids = new FingerprintIndex();
  const emails = new FingerprintIndex();
  const memory: FileMemory = {
    lineOfId: (id) => ids.get(id),
    lineOfEmail(email) {
      const line = emails.get(email);
      return line === GIVEN_UP ? null : line;
    },
    remember({ line, id, email, before }) {
      ids.set(id, line);
      if (before !== null && before.id !== id) ids.set(before.id, line);
      if (isWritten || (before !== null && before.email === email)) return;
      if (before !== null && before.email !== null && emails.get(before.email) === undefined)
        emails.set(before.email, GIVEN_UP);
      if (email !== null) emails.set(email, line);
    },
    draft: () => draftOn(memory),
    take(draft) {
      for (const person of draft.decided) memory.remember(person);
    },
  };
  return memory;
}

/** No file has a line of this number. */
const GIVEN_UP = 0;

export function draftOn(below: ImportMemory): DraftMemory {
  const decided: Remembered[] = [];
  const ids = new Map<string, number>();
  const emails = new Map<string, number | null>();
  const draft: DraftMemory = {
    decided,
    lineOfId: (id) => ids.get(id) ?? below.lineOfId(id),
    lineOfEmail(email) {
      const line = emails.get(email);
      return line === undefined ? below.lineOfEmail(email) : line;
    },
    remember(person) {
      const { line, id, email, before } = person;
      decided.push(person);
      ids.set(id, line);
      if (before !== null) ids.set(before.id, line);
      if (before !== null && before.email === email) return;
      if (before !== null && before.email !== null && draft.lineOfEmail(before.email) === undefined)
        emails.set(before.email, null);
      if (email !== null) emails.set(email, line);
    },
  };
  return draft;
}
