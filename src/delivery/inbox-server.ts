import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { EnvironmentError } from '../domain/errors.ts';

/** A mail as it came over the wire. */
export interface ReceivedMail {
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly raw: Buffer;
}

export interface InboxServer {
  /** For `SMTP_URL`-shaped use: `smtp://127.0.0.1:PORT?ignoreTLS=true`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The built-in inbox: a mail server of our own on 127.0.0.1, on a free port, that takes every mail and sends none on.
 * A mail is accepted (250) once `keep` has resolved, and deferred (451) when it rejects: the reason goes to `onError`.
 */
export async function startInboxServer(
  keep: (mail: ReceivedMail) => Promise<void>,
  onError: (error: unknown) => void,
): Promise<InboxServer> {
  const server = new SMTPServer({
    banner: 'Druppel inbox: nothing leaves this machine',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    async onData(stream, session, done) {
      try {
        const raw = await buffer(stream);
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom ? mailFrom.address : '';
        await keep({ envelope: { from, to: rcptTo.map(({ address }) => address) }, raw });
        done();
      } catch (error) {
        onError(error);
        done(Object.assign(new Error('4.3.0 The inbox could not keep this mail'), { responseCode: 451 }));
      }
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening').catch((cause: unknown) => {
    throw new EnvironmentError('The built-in inbox could not open a port on 127.0.0.1.', { cause });
  });
  // What a client does to its connection is not our trouble.
  server.on('error', () => {});
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
