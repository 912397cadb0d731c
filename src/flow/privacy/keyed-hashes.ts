import { createHmac, randomBytes } from 'node:crypto';
import { EnvironmentError } from '../../domain/errors.ts';
import type { Database } from '../../store/database.ts';
import { identityCheck, keptSecretKey, knownSecretKey, saveIdentityCheck } from '../../store/meta.ts';
import { keyFor } from '../../tracking/tokens.ts';

/**
 * What is kept of an address or an id when nothing else of the person is: HMAC-SHA256 under a key that is derived from
 * SECRET_KEY, in hex. Without the key nobody can try addresses against it.
 */
export interface KeyedHashes {
  ofEmail(email: string): string;
  /** The employee's `id`; where a file has none, that is the address. */
  ofId(id: string): string;
}

/**
 * For looking up. Null when nothing was ever hashed in this database: then there is nothing to find.
 * @throws {EnvironmentError} when the hashes were made with another SECRET_KEY: erased people would come back, and
 *   suppressed addresses would get mail.
 */
export async function keyedHashes(database: Database): Promise<KeyedHashes | null> {
  const check = await identityCheck(database);
  if (check === null) return null;
  const secret = database.secretKey ?? (await knownSecretKey(database));
  const hashes = secret === null ? null : hashesUnder(secret);
  if (hashes?.ofWord(CHECK) !== check) throw new EnvironmentError(ANOTHER_KEY, { hint: SET_IT_BACK });
  return hashes;
}

/** For keeping a hash; the first one fixes the key. */
export async function keyedHashesToKeep(tx: Database): Promise<KeyedHashes> {
  const known = await keyedHashes(tx);
  if (known !== null) return known;
  const made = () => randomBytes(32).toString('base64url');
  const hashes = hashesUnder(tx.secretKey ?? (await keptSecretKey(tx, made())));
  await saveIdentityCheck(tx, hashes.ofWord(CHECK));
  return hashes;
}

const CHECK = 'druppel';
const ANOTHER_KEY =
  'SECRET_KEY is not the one under which this database keeps the hashes of erased people and of addresses that take no mail.';
const SET_IT_BACK = 'Set SECRET_KEY back to what it was; with another one they could be written to again.';

function hashesUnder(secret: string): KeyedHashes & { ofWord(word: string): string } {
  const key = keyFor(secret, 'identity');
  const hash = (kind: string, text: string) => createHmac('sha256', key).update(`${kind}\0${text}`).digest('hex');
  return {
    ofEmail: (email) => hash('email', email.toLowerCase()),
    ofId: (id) => hash('id', id),
    ofWord: (word) => hash('word', word),
  };
}
