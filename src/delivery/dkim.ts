import { buffer } from 'node:stream/consumers';
import DKIM from 'nodemailer/lib/dkim';

/** A key whose public half stands in DNS at `<selector>._domainkey.<domain>` (RFC 6376). */
export interface DkimKey {
  readonly domain: string;
  readonly selector: string;
  /** PEM. */
  readonly privateKey: string;
}

/** Signs a finished message; the signature comes first, the rest stays byte for byte. */
export function createDkimSigner(key: DkimKey): (message: Buffer) => Promise<Buffer> {
  const dkim = new DKIM({
    domainName: key.domain,
    keySelector: key.selector,
    privateKey: key.privateKey,
    headerFieldNames: SIGNED_HEADERS,
  });
  return (message) => buffer(dkim.sign(message));
}

/** nodemailer's own list leaves List-Unsubscribe-Post out, which RFC 8058 §4 wants signed. */
const SIGNED_HEADERS = [
  'From',
  'Reply-To',
  'Subject',
  'Date',
  'Message-ID',
  'To',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
  'Content-Language',
  'List-Id',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'Auto-Submitted',
].join(':');
