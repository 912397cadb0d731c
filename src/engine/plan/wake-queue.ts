import type { Instant } from '../../domain/time.ts';

/** Who is to be looked at next: a binary heap by instant, then by id, with one entry a person. */
export class WakeQueue {
  readonly #heap: { at: Instant; id: string }[] = [];
  readonly #current = new Map<string, Instant>();

  /** Wakes `id` at `at`, in place of what was set before; null: not at all. */
  set(id: string, at: Instant | null): void {
    if (at === null) {
      this.#current.delete(id);
      return;
    }
    this.#current.set(id, at);
    this.#push({ at, id });
  }

  wakeAtOf(id: string): Instant | null {
    return this.#current.get(id) ?? null;
  }

  /** The instant of the next entry; null when nobody is to be woken. */
  nextAt(): Instant | null {
    this.#dropStale();
    return this.#heap[0]?.at ?? null;
  }

  /** Takes the next entry out. */
  pop(): { at: Instant; id: string } | null {
    this.#dropStale();
    const top = this.#heap[0];
    if (top === undefined) return null;
    this.#removeTop();
    this.#current.delete(top.id);
    return top;
  }

  /** Nobody is to be woken any more. */
  clear(): void {
    this.#heap.length = 0;
    this.#current.clear();
  }

  /** Entries that were set anew lie in the heap until they come up. */
  #dropStale(): void {
    for (let top = this.#heap[0]; top !== undefined && this.#current.get(top.id) !== top.at; top = this.#heap[0])
      this.#removeTop();
  }

  #push(entry: { at: Instant; id: string }): void {
    const heap = this.#heap;
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(entry, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = entry;
  }

  #removeTop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = index * 2 + 1;
      const left = heap[child];
      if (left === undefined) break;
      const right = heap[child + 1];
      if (right !== undefined && isBefore(right, left)) child += 1;
      const smaller = heap[child];
      if (smaller === undefined || !isBefore(smaller, last)) break;
      heap[index] = smaller;
      index = child;
    }
    heap[index] = last;
  }
}

function isBefore(a: { at: Instant; id: string }, b: { at: Instant; id: string }): boolean {
  return a.at < b.at || (a.at === b.at && a.id < b.id);
}
