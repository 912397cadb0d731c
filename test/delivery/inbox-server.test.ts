import { generateKeyPairSync } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { composeMail } from '../../src/delivery/compose-mail.ts';
import { type InboxServer, type ReceivedMail, startInboxServer } from '../../src/delivery/inbox-server.ts';
import { readMail } from '../../src/delivery/read-mail.ts';
import { isLoopback, parseSmtpUrl } from '../../src/delivery/smtp-settings.ts';
import { createSmtpTransport, type SmtpTransportOptions } from '../../src/delivery/smtp-transport.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function inbox(
  keep: (mail: ReceivedMail) => Promise<void>,
  onError: (error: unknown) => void = () => {},
): Promise<InboxServer> {
  const started = await startInboxServer(keep, onError);
  closers.push(() => started.close());
  return started;
}

function deliver(url: string, body: Buffer, options: Partial<SmtpTransportOptions> = {}) {
  const transport = createSmtpTransport({ settings: parseSmtpUrl(url), connections: 1, ...options });
  closers.push(() => transport.close());
  return transport.deliver(
    { envelope: { from: 'bounces@acme.example', to: 'zoe@acme.example' }, body: () => body },
    async () => true,
  );
}

const hello = composeMail({
  messageId: 'msg_1@acme.example',
  date: 1_800_000_000_000,
  zone: 'Europe/Amsterdam',
  from: { name: 'Acme Learning', address: 'learn@acme.example' },
  to: { name: 'Zoë', address: 'zoe@acme.example' },
  subject: 'Hallo Zoë',
  text: '.\nHallo',
  html: '<p>Hallo Zoë</p>',
  headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
}).withMark(null);

test('the built-in inbox is on this machine, and keeps a mail byte for byte before it says 250', async () => {
  const kept: ReceivedMail[] = [];
  const server = await inbox(async (mail) => void kept.push(mail));
  expect(isLoopback(server.url)).toBe(true);
  expect(await deliver(server.url, hello)).toMatchObject({ kind: 'sent', reply: { code: 250 } });
  expect(kept.map(({ envelope }) => envelope)).toEqual([{ from: 'bounces@acme.example', to: ['zoe@acme.example'] }]);
  expect(kept[0]?.raw.equals(hello)).toBe(true);
  expect(await readMail(kept[0]?.raw ?? Buffer.alloc(0))).toMatchObject({ subject: 'Hallo Zoë', text: '.\nHallo\n' });
});

test('a mail that cannot be kept is deferred, and the reason is told', async () => {
  const errors: unknown[] = [];
  const full = new Error('disk full');
  const server = await inbox(
    () => Promise.reject(full),
    (error) => errors.push(error),
  );
  expect(await deliver(server.url, hello)).toMatchObject({ kind: 'deferred', reply: { code: 451, enhanced: '4.3.0' } });
  expect(errors).toEqual([full]);
});

test('a mail is signed when there is a key, List-Unsubscribe-Post included', async () => {
  const kept: ReceivedMail[] = [];
  const server = await inbox(async (mail) => void kept.push(mail));
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const dkim = {
    domain: 'acme.example',
    selector: 'learn',
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  expect(await deliver(server.url, hello, { dkim })).toMatchObject({ kind: 'sent' });
  const raw = kept[0]?.raw ?? Buffer.alloc(0);
  expect(raw.subarray(-hello.length).equals(hello)).toBe(true);
  const signature = (await readMail(raw)).headers[0];
  expect(signature?.name).toBe('DKIM-Signature');
  expect(signature?.value.toLowerCase()).toMatch(/d=acme\.example;.*h=[^;]*list-unsubscribe-post/s);
});

test('what is missing in a mail is empty, never an error', async () => {
  expect(await readMail(Buffer.from('hello'))).toMatchObject({
    subject: '',
    from: null,
    to: [],
    date: null,
    html: null,
  });
  expect(
    await readMail(Buffer.from('Date: yesterday\r\nTo: team: a@x.example, b@x.example;\r\n\r\nhello')),
  ).toMatchObject({
    date: null,
    to: [{ address: 'a@x.example' }, { address: 'b@x.example' }],
    text: 'hello\n',
  });
});
