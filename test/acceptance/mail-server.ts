import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ArrivedMail {
  readonly to: readonly string[];
  /** By lower-cased name, unfolded. */
  readonly headers: ReadonlyMap<string, string>;
  readonly raw: string;
}

export interface MailServer {
  /** As SMTP_URL. */
  readonly url: string;
  readonly mails: ArrivedMail[];
  /** What the server says to RCPT of an address instead of 250: `['550', '5.1.1 no such user']`. */
  readonly refusals: Map<string, readonly [code: number, text: string]>;
  close(): Promise<void>;
}

/** A foreign mail server: takes everything, apart from what it was told to refuse, and remembers it. */
export async function startMailServer(): Promise<MailServer> {
  const mails: ArrivedMail[] = [];
  const refusals: MailServer['refusals'] = new Map();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo({ address }, _session, done) {
      const refusal = refusals.get(address);
      if (refusal === undefined) return done();
      const [responseCode, text] = refusal;
      done(Object.assign(new Error(text), { responseCode }));
    },
    onData(stream, session, done) {
      let raw = '';
      stream.setEncoding('latin1').on('data', (part: string) => {
        raw += part;
      });
      stream.on('end', () => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), headers: headersOf(raw), raw });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
    mails,
    refusals,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
      }),
  };
}

function headersOf(raw: string): Map<string, string> {
  const head = (raw.split('\r\n\r\n', 1)[0] ?? '').replaceAll(/\r\n[ \t]+/g, ' ');
  return new Map(
    head.split('\r\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
}
