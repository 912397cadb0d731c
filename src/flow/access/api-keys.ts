import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { UserError } from '../../domain/errors.ts';
import { didYouMean } from '../../domain/text.ts';
import { addApiKey, apiKeyById, revokeApiKey } from '../../store/access/api-keys.ts';
import type { Database } from '../../store/database.ts';
import type { FlowContext } from '../context.ts';

/** What a key may do; what is not listed here no key can. */
export const SCOPES = [
  'read:employees',
  'write:employees',
  'read:activities',
  'write:activities',
  'read:learning',
  'write:learning',
  'read:audiences',
  'read:campaigns',
  'scim',
] as const;
export type Scope = (typeof SCOPES)[number];

/** A key that was shown to us. */
export interface ApiKey {
  readonly id: string;
  readonly scopes: readonly string[];
}

/** A new key, in the only moment in which its secret is known. */
export interface MadeApiKey {
  readonly id: string;
  readonly secret: string;
  /** For `Authorization: Bearer`: id and secret in one. */
  readonly token: string;
}

/** 256 random bits; the store keeps their SHA-256 alone. */
const SECRET_BYTES = 32;

/** @throws {UserError} for a scope that does not exist, or none. */
export async function makeApiKey(
  { store, clock, newId }: Pick<FlowContext, 'store' | 'clock' | 'newId'>,
  name: string,
  scopes: readonly string[],
): Promise<MadeApiKey> {
  refuseUnknownScopes(scopes);
  const id = newId('key');
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const key = { id, name, hash: hashOf(secret).toString('hex'), scopes, createdAt: clock(), revokedAt: null };
  await store.write((tx) => addApiKey(tx, key));
  return { id, secret, token: `${id}.${secret}` };
}

/** @throws {UserError} when there is no such key in use. */
export async function endApiKey({ store, clock }: Pick<FlowContext, 'store' | 'clock'>, id: string): Promise<void> {
  if (await store.write((tx) => revokeApiKey(tx, id, clock()))) return;
  throw new UserError(`There is no key "${id}" in use.`, { hint: 'druppel key list shows them with their ids.' });
}

/** Whose token this is; null for a wrong or revoked one. */
export async function apiKeyOf(database: Database, token: string): Promise<ApiKey | null> {
  const dot = token.indexOf('.');
  return dot < 0 ? null : apiKeyBy(database, token.slice(0, dot), token.slice(dot + 1));
}

/** The same by id and secret apart, as Basic authentication has them. */
export async function apiKeyBy(database: Database, id: string, secret: string): Promise<ApiKey | null> {
  // What cannot be an id is not looked up: a NUL in it would be trouble of the database's.
  const key = /^[\w-]+$/.test(id) ? await apiKeyById(database, id) : null;
  const isRight = timingSafeEqual(hashOf(secret), Buffer.from(key?.hash ?? NO_HASH, 'hex'));
  return key !== null && isRight && key.revokedAt === null ? { id: key.id, scopes: key.scopes } : null;
}

const NO_HASH = '00'.repeat(32);

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function refuseUnknownScopes(scopes: readonly string[]): void {
  const unknown = scopes.find((scope) => !(SCOPES as readonly string[]).includes(scope));
  if (unknown === undefined && scopes.length > 0) return;
  const meant = unknown === undefined ? null : didYouMean(unknown, SCOPES);
  throw new UserError(unknown === undefined ? 'A key needs at least one scope.' : `There is no scope "${unknown}".`, {
    hint: meant === null ? `There are: ${SCOPES.join(', ')}.` : `Did you mean "${meant}"?`,
  });
}
