/**
 * A number for each of very many texts, in 16 bytes a slot however long they are: a million in some 25 MB, where a Map
 * takes ten times that. It keeps a fingerprint of 96 bits instead of the text; that two of a million texts share one is
 * less likely than one in 10^16.
 *
 * It lies in parts that grow one after the other: whole, it would be there twice while it grows, just when it is largest.
 */
export class FingerprintIndex {
  readonly #parts = Array.from({ length: PARTS }, (_, index) => new Part(FIRST_SLOTS * GROWTH ** (index / PARTS)));

  get size(): number {
    return this.#parts.reduce((sum, { size }) => sum + size, 0);
  }

  get(text: string): number | undefined {
    fingerprint(text);
    return this.#part().get();
  }

  /** @param value a whole number from 0 to 2^32 - 2 */
  set(text: string, value: number): void {
    fingerprint(text);
    this.#part().set(value);
  }

  /** By bits that do not choose the slot in it. */
  #part(): Part {
    return this.#parts[b % PARTS] as Part;
  }
}

const PARTS = 64;
const WORDS = 4;
const FIRST_SLOTS = 16;
/** Beyond this share neighbours are far. */
const FULL = 0.8;
const GROWTH = 1.5;

/** Texts by the fingerprint that was taken last. */
class Part {
  /** Three words of fingerprint and the number plus one; that all zero: free. Open addressing. */
  #words: Uint32Array;
  size = 0;

  constructor(slots: number) {
    this.#words = new Uint32Array(Math.ceil(slots) * WORDS);
  }

  get(): number | undefined {
    const value = this.#words[this.#placeOf(a, b, c) + 3] ?? 0;
    return value === 0 ? undefined : value - 1;
  }

  set(value: number): void {
    if ((this.size + 1) * WORDS > this.#words.length * FULL) this.#grow();
    this.#put(a, b, c, value + 1);
  }

  #put(first: number, second: number, third: number, value: number): void {
    const place = this.#placeOf(first, second, third);
    if (this.#words[place + 3] === 0) this.size += 1;
    this.#words[place] = first;
    this.#words[place + 1] = second;
    this.#words[place + 2] = third;
    this.#words[place + 3] = value;
  }

  #placeOf(first: number, second: number, third: number): number {
    const words = this.#words;
    const slots = words.length / WORDS;
    for (let slot = Math.floor((first / 2 ** 32) * slots); ; slot = slot + 1 === slots ? 0 : slot + 1) {
      const place = slot * WORDS;
      if (words[place + 3] === 0) return place;
      if (words[place] === first && words[place + 1] === second && words[place + 2] === third) return place;
    }
  }

  #grow(): void {
    const before = this.#words;
    this.#words = new Uint32Array(Math.ceil((before.length / WORDS) * GROWTH) * WORDS);
    this.size = 0;
    for (let place = 0; place < before.length; place += WORDS) {
      const value = before[place + 3] ?? 0;
      if (value !== 0) this.#put(before[place] ?? 0, before[place + 1] ?? 0, before[place + 2] ?? 0, value);
    }
  }
}

let a = 0;
let b = 0;
let c = 0;

/** Three lanes in the manner of MurmurHash3 (Austin Appleby, 2011), each with multipliers of its own; into a, b, c. */
function fingerprint(text: string): void {
  let h1 = 0x9747b28c;
  let h2 = 0x1b873593;
  let h3 = 0x2545f491;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at) + 1;
    const k1 = Math.imul(unit, 0xcc9e2d51);
    h1 ^= (k1 << 15) | (k1 >>> 17);
    h1 = (Math.imul((h1 << 13) | (h1 >>> 19), 5) + 0xe6546b64) | 0;
    const k2 = Math.imul(unit, 0x85ebca6b);
    h2 ^= (k2 << 16) | (k2 >>> 16);
    h2 = (Math.imul((h2 << 17) | (h2 >>> 15), 0x2c1b3c6d) + 0x52dce729) | 0;
    const k3 = Math.imul(unit, 0xc2b2ae35);
    h3 ^= (k3 << 14) | (k3 >>> 18);
    h3 = (Math.imul((h3 << 11) | (h3 >>> 21), 0x297a2d39) + 0x38495ab5) | 0;
  }
  a = mixed(h1 ^ text.length);
  b = mixed(h2 ^ text.length);
  c = mixed(h3 ^ text.length);
}

function mixed(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
