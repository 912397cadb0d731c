import { lookup } from 'node:dns/promises';
import { type RequestOptions, request } from 'node:https';
import { isIP } from 'node:net';
import { SECOND_MS } from '../domain/time.ts';
import { addressRefusedBecause } from './public-address.ts';

/** What leaves: one POST of JSON. */
export interface Outgoing {
  /** A secret: it never stands in an outcome, an error or a log. */
  readonly url: string;
  /** JSON text. */
  readonly body: string;
}

/** What came of it. `why` is the end of a sentence, without the address. */
export type Answer =
  /** The other side answered. The text is cut off where it is longer than anybody needs. */
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter: string | null; readonly text: string }
  /** It may not go there, now or later. */
  | { readonly kind: 'refused'; readonly why: string }
  /** Not a byte of it left: it can be tried again without a second copy. */
  | { readonly kind: 'not-sent'; readonly why: string }
  /** It left, and nobody said whether it arrived. */
  | { readonly kind: 'unanswered'; readonly why: string };

export interface EgressOptions {
  /** All addresses of a host name; asked once, and the connection goes to what it said (no DNS rebinding). */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** Why a connection to an address is refused; null: it is allowed. */
  readonly refuse?: (address: string) => string | null;
  /** DNS, connection and TLS together. */
  readonly connectMs?: number;
  /** All of it, the answer included. */
  readonly totalMs?: number;
  readonly maxAnswerBytes?: number;
  /** Certificates to trust instead of the well-known ones (PEM). */
  readonly ca?: string;
}

/** Sends something out of the house. */
export type SendOut = (outgoing: Outgoing) => Promise<Answer>;

/**
 * The one door through which the product asks anything of the web by itself. https only; the name is resolved here, every
 * address it has must be public, and the connection is made to the address that was looked at; redirects are not
 * followed; time and answer are bounded.
 */
export function openEgress(options: EgressOptions = {}): SendOut {
  const { resolve = addressesOf, refuse = addressRefusedBecause, connectMs = 10 * SECOND_MS } = options;
  const { totalMs = 20 * SECOND_MS, maxAnswerBytes = 16_384, ca } = options;

  return async ({ url: text, body }) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null) return { kind: 'refused', why: 'its address is no web address' };
    if (url.protocol !== 'https:') return { kind: 'refused', why: 'its address does not begin with https://' };
    if (url.username !== '' || url.password !== '')
      return { kind: 'refused', why: 'its address has a name or password in it' };
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');

    const addresses = isIP(host) > 0 ? [host] : await within(connectMs, resolve(host)).catch(() => []);
    const [address] = addresses;
    if (address === undefined) return { kind: 'not-sent', why: 'its host name was not found' };
    // One bad address among good ones is a name that wants to lead somewhere else the next time.
    for (const one of addresses) {
      const why = refuse(one);
      if (why !== null) return { kind: 'refused', why };
    }
    return post(url, body, { host, address, connectMs, totalMs, maxAnswerBytes, ca });
  };
}

interface Wire {
  readonly host: string;
  readonly address: string;
  readonly connectMs: number;
  readonly totalMs: number;
  readonly maxAnswerBytes: number;
  readonly ca: string | undefined;
}

function post(url: URL, body: string, wire: Wire): Promise<Answer> {
  return new Promise((settle) => {
    let hasLeft = false;
    const clientRequest = request(requestOptions(url, body, wire), (response) => {
      const { statusCode = 0, headers } = response;
      const pieces: Buffer[] = [];
      let sizeBytes = 0;
      // The status decides; an answer that trickles or swells changes nothing about it.
      const done = () => {
        finish({
          kind: 'answered',
          status: statusCode,
          retryAfter: headers['retry-after'] ?? null,
          text: Buffer.concat(pieces).subarray(0, wire.maxAnswerBytes).toString('utf8'),
        });
        response.destroy();
      };
      response.on('data', (piece: Buffer) => {
        pieces.push(piece);
        sizeBytes += piece.length;
        if (sizeBytes >= wire.maxAnswerBytes) done();
      });
      response.on('end', done);
      response.on('error', done);
      deadline.answered = done;
    });

    const deadline: { answered: (() => void) | null } = { answered: null };
    const connecting = setTimeout(() => fail('it took too long to connect'), wire.connectMs);
    const total = setTimeout(() => {
      if (deadline.answered === null) fail('it did not answer in time');
      else deadline.answered();
    }, wire.totalMs);

    clientRequest.on('socket', (socket) => {
      // Nothing of the request leaves before the certificate was found good.
      socket.once('secureConnect', () => {
        clearTimeout(connecting);
        hasLeft = true;
        clientRequest.end(body);
      });
    });
    clientRequest.on('error', (error: NodeJS.ErrnoException) => fail(troubleOf(error)));

    function fail(why: string): void {
      if (deadline.answered !== null) deadline.answered();
      else finish({ kind: hasLeft ? 'unanswered' : 'not-sent', why });
      clientRequest.destroy();
    }

    function finish(answer: Answer): void {
      clearTimeout(connecting);
      clearTimeout(total);
      settle(answer);
    }
  });
}

function requestOptions(url: URL, body: string, { host, address, ca }: Wire): RequestOptions {
  const family = isIP(address);
  return {
    method: 'POST',
    host,
    port: url.port === '' ? 443 : Number(url.port),
    path: `${url.pathname}${url.search}`,
    agent: false,
    // Whoever asks for the address gets the one that was looked at.
    lookup: (_host, options, tell) => {
      const { all } = options;
      if (all === true)
        (tell as (error: null, found: { address: string; family: number }[]) => void)(null, [{ address, family }]);
      else tell(null, address, family);
    },
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      accept: 'application/json, text/plain;q=0.5, */*;q=0.1',
      'user-agent': 'Druppel',
      connection: 'close',
    },
    ...(ca === undefined ? {} : { ca }),
  };
}

/** In words that name no address: Node's own message would. */
function troubleOf({ code = '' }: NodeJS.ErrnoException): string {
  if (code === 'ECONNREFUSED') return 'nobody listens there';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'it closed the connection';
  if (code === 'ENETUNREACH' || code === 'EHOSTUNREACH' || code === 'ETIMEDOUT') return 'it cannot be reached';
  if (/CERT|SELF_SIGNED|ISSUER|SIGNATURE/.test(code)) return 'its certificate is not trusted';
  if (/SSL|TLS/.test(code)) return 'it does not speak TLS';
  return `the connection failed${/^[A-Z_]{3,40}$/.test(code) ? ` (${code})` : ''}`;
}

async function addressesOf(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
