import { createCipheriv, pbkdf2Sync, randomBytes, randomInt } from 'node:crypto';

/**
 * A text under a passphrase, by means that every browser has (Web Cryptography API): PBKDF2 with HMAC-SHA-256, then
 * AES-256-GCM, whose 16 byte tag stands at the end. All in base64.
 */
export interface Sealed {
  readonly salt: string;
  readonly iterations: number;
  readonly iv: string;
  readonly sealed: string;
}

/** A passphrase holds 125 random bits by itself; the iterations are for one that somebody chose (OWASP, 2023). */
const ITERATIONS = 600_000;
const SALT_BYTES = 16;
const IV_BYTES = 12;

export function seal(text: string, passphrase: string): Sealed {
  const salt = randomBytes(SALT_BYTES);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', pbkdf2Sync(passphrase, salt, ITERATIONS, 32, 'sha256'), iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return {
    salt: salt.toString('base64'),
    iterations: ITERATIONS,
    iv: iv.toString('base64'),
    sealed: sealed.toString('base64'),
  };
}

/** `7KMQ2-…`: five groups of five, without letters that look like others (Crockford's base 32). */
export function newPassphrase(): string {
  const group = () => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return Array.from({ length: 5 }, group).join('-');
}

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
