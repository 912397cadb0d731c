/** What the rows of an import decided so far about who is who. */
export interface ImportMemory {
  /** The line that was about the person of a key; undefined: none yet. */
  lineOf(key: string): number | undefined;
  ownerOfId(id: string): string | undefined;
  /** Null: given up. Undefined: nothing was decided, the store knows. */
  ownerOfEmail(email: string): string | null | undefined;
  remember(person: Remembered): void;
}

export interface Remembered {
  readonly key: string;
  readonly line: number;
  readonly id: string;
  readonly email: string | null;
  readonly emailBefore: string | null;
}

/** Begins empty; a draft on top of it counts only when its transaction was committed and it is taken over. */
export function importMemory(): MemoryLayer {
  return new MemoryLayer(null);
}

export class MemoryLayer implements ImportMemory {
  readonly lines = new Map<string, number>();
  readonly #ids = new Map<string, string>();
  readonly #emails = new Map<string, string | null>();
  readonly #below: MemoryLayer | null;

  constructor(below: MemoryLayer | null) {
    this.#below = below;
  }

  lineOf(key: string): number | undefined {
    return this.lines.get(key) ?? this.#below?.lineOf(key);
  }

  ownerOfId(id: string): string | undefined {
    return this.#ids.get(id) ?? this.#below?.ownerOfId(id);
  }

  ownerOfEmail(email: string): string | null | undefined {
    const owner = this.#emails.get(email);
    return owner === undefined ? this.#below?.ownerOfEmail(email) : owner;
  }

  remember({ key, line, id, email, emailBefore }: Remembered): void {
    this.lines.set(key, line);
    this.#ids.set(id, key);
    if (emailBefore !== null && emailBefore !== email && this.ownerOfEmail(emailBefore) === undefined)
      this.#emails.set(emailBefore, null);
    if (email !== null) this.#emails.set(email, key);
  }

  draft(): MemoryLayer {
    return new MemoryLayer(this);
  }

  take(draft: MemoryLayer): void {
    for (const [key, line] of draft.lines) this.lines.set(key, line);
    for (const [id, key] of draft.#ids) this.#ids.set(id, key);
    for (const [email, key] of draft.#emails) this.#emails.set(email, key);
  }
}
