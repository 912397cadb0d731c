import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, in 43 letters, digits, `-` and `_`: the token of a login link, or the id of a session. */
export function newLoginSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What is kept of a secret: SHA-256 in hex. Nothing to guess, so no slow hash; and how long it takes to look up a hash
 * says nothing about the secret.
 */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
