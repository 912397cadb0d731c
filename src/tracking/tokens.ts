import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { invariant } from '../domain/errors.ts';

/** What a token opens. Each has a key of its own: a link's token, which passes through proxies, opens no preferences. */
export type TokenPurpose = 'click' | 'person' | 'answer';

/** The mail a token came in; for `click` also the number of its link. */
export interface TokenSubject {
  readonly messageId: string;
  readonly link: number;
}

export interface Tokens {
  /** Letters, digits, `-` and `_`: 46 of them for a message id as we make them. */
  sign(purpose: TokenPurpose, messageId: string, link?: number): string;
  /** Null for whatever was not signed for this purpose with this key, or was changed since; in constant time. */
  read(purpose: TokenPurpose, token: string): TokenSubject | null;
}

/** @param secret SECRET_KEY: 32 characters or more. */
export function createTokens(secret: string): Tokens {
  const keys: Readonly<Record<TokenPurpose, Buffer>> = {
    click: keyFor(secret, 'click'),
    person: keyFor(secret, 'person'),
    answer: keyFor(secret, 'answer'),
  };
  return {
    sign(purpose, messageId, link = 0) {
      const subject = subjectBytes(messageId, link);
      return Buffer.concat([subject, macOf(keys[purpose], subject)]).toString('base64url');
    },
    read(purpose, token) {
      const bytes = token.length <= MAX_TOKEN ? Buffer.from(token, 'base64url') : Buffer.alloc(0);
      const subject = bytes.subarray(0, Math.max(0, bytes.length - MAC_BYTES));
      const mac = Buffer.alloc(MAC_BYTES);
      bytes.copy(mac, 0, subject.length);
      const isOurs = timingSafeEqual(mac, macOf(keys[purpose], subject));
      // Node's decoder skips what is not base64url and ignores spare bits; one token has one spelling.
      const isWhole = subject.length > LINK_BYTES && bytes.toString('base64url') === token;
      return isOurs && isWhole ? subjectOf(subject) : null;
    },
  };
}

/** HKDF (RFC 5869): one secret, a key for each use. */
export function keyFor(secret: string, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `druppel/${use}`, 32));
}

/** HMAC-SHA256 cut to 128 bits, which RFC 2104 (section 5) allows and which keeps addresses on one line. */
const MAC_BYTES = 16;
const LINK_BYTES = 2;
const MAX_TOKEN = 100;
const ID_PREFIX = 'msg_';

function macOf(key: Buffer, subject: Buffer): Buffer {
  return createHmac('sha256', key).update(subject).digest().subarray(0, MAC_BYTES);
}

function subjectBytes(messageId: string, link: number): Buffer {
  const digits = messageId.slice(ID_PREFIX.length);
  const isId = messageId.startsWith(ID_PREFIX) && /^(?:[0-9a-f]{2}){1,32}$/.test(digits);
  invariant(isId, 'a token is about a message id: msg_ and hexadecimal digits');
  invariant(Number.isInteger(link) && link >= 0 && link < 2 ** 16, 'a link number is from 0 to 65,535');
  const number = Buffer.alloc(LINK_BYTES);
  number.writeUInt16BE(link);
  return Buffer.concat([number, Buffer.from(digits, 'hex')]);
}

function subjectOf(bytes: Buffer): TokenSubject {
  return {
    messageId: `${ID_PREFIX}${bytes.subarray(LINK_BYTES).toString('hex')}`,
    link: bytes.readUInt16BE(),
  };
}
