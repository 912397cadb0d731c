import { createHmac, timingSafeEqual } from 'node:crypto';
import { UserError } from '../domain/errors.ts';
import { addressProblem } from '../domain/mail-address.ts';

/** What makes a return path ours. */
export interface ReturnPaths {
  /** Where bounces come in, a plain address: `bounces@acme.example`. */
  readonly mailbox: string;
  /** The installation's secret. */
  readonly key: string | Uint8Array;
}

/**
 * The envelope sender of one message, a variable return path with a MAC: `bounces+msg_0190…-1f3c…@acme.example`.
 * Whoever did not get it cannot report the message as bounced.
 *
 * @param messageId The id of the message row: lower-case letters, digits and `_` only, as mail servers may fold case.
 * @throws {UserError} when the mailbox leaves no room for it (RFC 5321: 64 characters before the @).
 */
export function makeReturnPath(messageId: string, { mailbox, key }: ReturnPaths): string {
  const at = mailbox.lastIndexOf('@');
  const path = `${mailbox.slice(0, at)}+${messageId}-${macOf(messageId, key)}${mailbox.slice(at)}`;
  const problem = /^[a-z0-9_]+$/.test(messageId)
    ? addressProblem(path)
    : 'would carry an id that mail servers may change';
  if (problem === null) return path;
  throw new UserError(`The return path ${JSON.stringify(path)} ${problem}.`, {
    hint: 'Take a short address for bounces, such as bounces@acme.example.',
  });
}

/** The message id of a return path that we made; null for every other address. Compares in constant time. */
export function readReturnPath(address: string, { mailbox, key }: ReturnPaths): string | null {
  const folded = address.trim().toLowerCase();
  const at = mailbox.lastIndexOf('@');
  const start = `${mailbox.slice(0, at)}+`.toLowerCase();
  const end = mailbox.slice(at).toLowerCase();
  if (!folded.startsWith(start) || !folded.endsWith(end)) return null;
  const match = /^([a-z0-9_]+)-([a-z2-7]{16})$/.exec(folded.slice(start.length, -end.length));
  const [, messageId, mac] = match ?? [];
  if (messageId === undefined || mac === undefined) return null;
  return timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(messageId, key))) ? messageId : null;
}

/** HMAC-SHA256 cut to 80 bits, in base32 (RFC 4648 §6), lower case: 16 characters. */
function macOf(messageId: string, key: string | Uint8Array): string {
  const mac = createHmac('sha256', key).update(`return-path/${messageId}`).digest();
  return [0, 5].map((start) => base32(mac.readUIntBE(start, 5))).join('');
}

/** Five bytes as eight characters. */
function base32(fortyBits: number): string {
  const digits = fortyBits.toString(32).padStart(8, '0');
  return [...digits].map((digit) => BASE32[Number.parseInt(digit, 32)]).join('');
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
