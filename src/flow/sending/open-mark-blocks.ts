import { addOpenMarks, type MarkBlock } from '../../store/mails/open-marks.ts';
import type { Store } from '../../store/store.ts';
import { createOpenMarks, type OpenMarks } from '../../tracking/open-marks.ts';

/** Marks made at a time: enough that a block says nothing about which mail of it was opened. */
const BLOCK = 64;

/**
 * Open marks, handed out in an order that nobody wrote down (guarantees.md §3): a worker takes a block into memory and
 * puts one mark into each mail as it passes the gate. No row joins a mark to a message or a person.
 */
export class OpenMarkBlocks {
  readonly #store: Store;
  readonly #marks: OpenMarks;
  readonly #blocks = new Map<string, string[]>();

  constructor(store: Store, secret: string) {
    this.#store = store;
    this.#marks = createOpenMarks(secret);
  }

  /** Makes sure that `count` marks of a block are at hand, before the gate: after it nothing may fail. */
  async stock(block: MarkBlock, count: number): Promise<void> {
    const marks = this.#marksOf(block);
    if (marks.length >= count) return;
    const made = this.#marks.make(Math.max(BLOCK, count - marks.length));
    await this.#store.write((tx) => addOpenMarks(tx, block, made));
    marks.push(...made);
  }

  /** Null when the block is used up: that mail goes without a mark, and the count of opens stays a range. */
  take(block: MarkBlock): string | null {
    return this.#marksOf(block).pop() ?? null;
  }

  #marksOf(block: MarkBlock): string[] {
    const key = [block.campaign, block.version, block.message, block.locale, block.day].join('/');
    const known = this.#blocks.get(key) ?? [];
    this.#blocks.set(key, known);
    return known;
  }
}
