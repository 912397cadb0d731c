import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { invariant } from '../domain/errors.ts';
import { keyFor } from './tokens.ts';

/**
 * Open marks are random and say nothing: they are made in blocks, and which mail takes which is written nowhere
 * (guarantees.md §3). A short MAC lets a wrong one be told without asking the database.
 */
export interface OpenMarks {
  /** So many new marks in no order, 32 letters, digits, `-` or `_` each. */
  make(count: number): string[];
  /** Whether we made it, in constant time. Spent or not is the store's to say. */
  isOurs(mark: string): boolean;
}

/** @param secret SECRET_KEY */
export function createOpenMarks(secret: string): OpenMarks {
  const key = keyFor(secret, 'open');
  const macOf = (chance: Buffer) => createHmac('sha256', key).update(chance).digest().subarray(0, MAC_BYTES);
  return {
    make(count) {
      invariant(Number.isInteger(count) && count >= 0, 'a block has a whole number of marks');
      const chance = randomBytes(count * CHANCE_BYTES);
      return Array.from({ length: count }, (_, i) => {
        const one = chance.subarray(i * CHANCE_BYTES, (i + 1) * CHANCE_BYTES);
        return Buffer.concat([one, macOf(one)]).toString('base64url');
      });
    },
    isOurs(mark) {
      const bytes = Buffer.alloc(CHANCE_BYTES + MAC_BYTES);
      const given = mark.length === MARK_LENGTH ? Buffer.from(mark, 'base64url') : Buffer.alloc(0);
      given.copy(bytes);
      const isOurs = timingSafeEqual(bytes.subarray(CHANCE_BYTES), macOf(bytes.subarray(0, CHANCE_BYTES)));
      return isOurs && given.toString('base64url') === mark;
    },
  };
}

/** 128 random bits never meet twice; 64 bits of MAC are more guesses than a rate limit lets anybody have. */
const CHANCE_BYTES = 16;
const MAC_BYTES = 8;
/** Four characters for three bytes, without a remainder: every mark has one spelling. */
const MARK_LENGTH = ((CHANCE_BYTES + MAC_BYTES) / 3) * 4;
