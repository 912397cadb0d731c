import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import type { Gate, OutgoingMail } from '../../src/delivery/smtp-attempt.ts';
import type { Outcome } from '../../src/delivery/smtp-reply.ts';
import { parseSmtpUrl } from '../../src/delivery/smtp-settings.ts';
import {
  createSmtpTransport,
  type SmtpTransport,
  type SmtpTransportOptions,
} from '../../src/delivery/smtp-transport.ts';
import {
  CLOSE,
  RESET,
  type ScriptedSmtp,
  SILENCE,
  type SmtpScript,
  startScriptedSmtp,
} from '../support/smtp-script.ts';

const pass: Gate = async () => true;
const refuse: Gate = async () => false;
/** Short, for servers that keep silent; generous, for all others. */
const impatient = { openMs: 300, envelopeMs: 300, bodyMs: 300, courtesyMs: 300 };
const patient = { openMs: 20_000, envelopeMs: 20_000, bodyMs: 20_000, courtesyMs: 300 };

function patienceFor(script: SmtpScript): Partial<SmtpTransportOptions> {
  return { timeouts: Object.values(script).includes(SILENCE) ? impatient : patient };
}

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function server(script: SmtpScript = {}): Promise<ScriptedSmtp> {
  const started = await startScriptedSmtp(script);
  closers.push(() => started.close());
  return started;
}

function transport(url: string, options: Partial<SmtpTransportOptions> = {}): SmtpTransport {
  const created = createSmtpTransport({
    settings: parseSmtpUrl(url),
    connections: 1,
    timeouts: patient,
    name: 'druppel.example',
    ...options,
  });
  closers.push(() => created.close());
  return created;
}

function mail(body = 'Subject: hello\r\n\r\nHello.\r\n', to = 'ana@acme.example'): OutgoingMail {
  return { envelope: { from: 'bounces@acme.example', to }, body: () => Buffer.from(body) };
}

function label(outcome: Outcome): string {
  return outcome.kind === 'failed' ? `failed ${outcome.address}` : outcome.kind;
}

describe('22 ways in which a mail server misbehaves', () => {
  const cases: readonly (readonly [name: string, script: SmtpScript, expected: string])[] = [
    ['1 closes before the greeting', { greeting: CLOSE }, 'unreachable'],
    ['2 resets before the greeting', { greeting: RESET }, 'unreachable'],
    ['3 never greets', { greeting: SILENCE }, 'unreachable'],
    ['4 greets with garbage', { greeting: '\u0000\u0001 hello' }, 'unreachable'],
    ['5 greets with 554', { greeting: '554 5.3.2 no' }, 'unreachable'],
    ['6 keeps silent at EHLO', { ehlo: SILENCE }, 'unreachable'],
    ['7 closes at MAIL', { mail: CLOSE }, 'unreachable'],
    ['8 answers MAIL with 451', { mail: '451 4.3.0 later' }, 'deferred'],
    ['9 answers MAIL with 550', { mail: '550 5.7.1 not you' }, 'transport-paused'],
    ['10 resets at RCPT', { rcpt: RESET }, 'unreachable'],
    ['11 keeps silent at RCPT', { rcpt: SILENCE }, 'unreachable'],
    ['12 answers RCPT with 550 5.1.1', { rcpt: '550 5.1.1 no such user' }, 'failed noted'],
    ['13 answers RCPT with garbage', { rcpt: 'hello?' }, 'unreachable'],
    ['14 answers DATA with 421', { data: '421 4.3.2 bye' }, 'unreachable'],
    ['15 answers DATA with 250', { data: '250 fine' }, 'unreachable'],
    ['16 closes at DATA', { data: CLOSE }, 'unreachable'],
    ['17 resets within the body', { firstByte: RESET }, 'in-doubt'],
    ['18 closes after the final dot', { body: CLOSE }, 'in-doubt'],
    ['19 keeps silent after the final dot', { body: SILENCE }, 'in-doubt'],
    ['20 answers the final dot with garbage', { body: '2 maybe' }, 'in-doubt'],
    ['21 answers the final dot with 452', { body: '452 4.3.1 disk full' }, 'deferred'],
    ['22 answers the final dot with 554', { body: '554 5.7.1 spam' }, 'failed untouched'],
  ];

  for (const extensions of [[], ['PIPELINING']]) {
    describe(extensions.length === 0 ? 'one command at a time' : 'with pipelining', () => {
      test.each(cases)('%s', async (_name, script, expected) => {
        const smtp = await server({ ...script, extensions });
        expect(label(await transport(smtp.url, patienceFor(script)).deliver(mail(), pass))).toBe(expected);
      });

      test.each(cases)('the next mail goes its way after a server that %s', async (name, script) => {
        const once = Object.fromEntries(
          Object.entries(script).map(([point, act]) => [point, (nth: number) => (nth === 1 ? act : WELL[point])]),
        ) as SmtpScript;
        const smtp = await server({ ...once, extensions });
        const sender = transport(smtp.url, patienceFor(script));
        const first = await sender.deliver(mail('first'), pass);
        expect([name, label(await sender.deliver(mail('second'), pass))]).toEqual([name, 'sent']);
        const arrived = smtp.bodies.filter((body) => body.toString() === 'second');
        expect([first.kind === 'sent', arrived.length]).toEqual([false, 1]);
      });
    });
  }

  const WELL: Readonly<Record<string, string>> = {
    greeting: '220 scripted',
    ehlo: '250 scripted',
    mail: '250 ok',
    rcpt: '250 ok',
    data: '354 go',
    firstByte: '',
    body: '250 queued',
  };

  test('nobody listens at all', async () => {
    const smtp = await startScriptedSmtp();
    await smtp.close();
    expect(await transport(smtp.url).deliver(mail(), pass)).toMatchObject({
      kind: 'unreachable',
      why: expect.stringContaining('ECONNREFUSED'),
    });
  });
});

describe('a login', () => {
  const url = (smtp: ScriptedSmtp, query = ''): string => `smtp://ana:secret@127.0.0.1:${smtp.port}${query}`;

  test('that is refused pauses the transport', async () => {
    const smtp = await server({ extensions: ['AUTH PLAIN'], auth: '535 5.7.8 wrong' });
    expect(await transport(url(smtp)).verify()).toMatchObject({
      kind: 'transport-paused',
      reply: { code: 535, enhanced: '5.7.8' },
    });
  });

  test('that cannot be looked up just now makes the server unreachable', async () => {
    const smtp = await server({ extensions: ['AUTH PLAIN'], auth: '454 4.7.0 later' });
    expect(label(await transport(url(smtp)).deliver(mail(), pass))).toBe('unreachable');
  });

  test('that meets silence ends in time', async () => {
    const smtp = await server({ extensions: ['AUTH PLAIN'], auth: SILENCE });
    expect(label(await transport(url(smtp), { timeouts: impatient }).deliver(mail(), pass))).toBe('unreachable');
  });

  test('that the server does not offer pauses the transport, and the password stays here', async () => {
    const smtp = await server();
    expect(await transport(url(smtp)).verify()).toMatchObject({ kind: 'transport-paused', reply: null });
    expect(smtp.commands).toEqual(['EHLO druppel.example']);
  });

  test('is never sent before the TLS that was asked for', async () => {
    const smtp = await server({ extensions: ['AUTH PLAIN'] });
    expect(await transport(url(smtp, '?requireTLS=true')).verify()).toMatchObject({ kind: 'unreachable' });
    expect(smtp.commands).toEqual(['EHLO druppel.example', 'STARTTLS']);
  });

  test('that works verifies', async () => {
    const smtp = await server({ extensions: ['AUTH PLAIN'] });
    expect(await transport(url(smtp)).verify()).toBeNull();
    expect(smtp.commands).toEqual(['EHLO druppel.example', 'AUTH PLAIN AGFuYQBzZWNyZXQ=', 'QUIT']);
  });
});

test.each(['smtp', 'smtps'])(
  'a certificate that nobody vouches for makes the server unreachable (%s), and nothing is said in the clear',
  async (scheme) => {
    // smtp-server brings a certificate of its own making.
    const received: string[] = [];
    const smtp = new SMTPServer({
      secure: scheme === 'smtps',
      logger: false,
      onMailFrom: ({ address }, _session, done) => {
        received.push(address);
        done();
      },
    });
    smtp.on('error', () => {});
    smtp.listen(0, '127.0.0.1');
    await once(smtp.server, 'listening');
    closers.push(() => new Promise((resolve) => smtp.close(() => resolve())));
    const { port } = smtp.server.address() as AddressInfo;
    const query = scheme === 'smtp' ? '?requireTLS=true' : '';
    const outcome = await transport(`${scheme}://127.0.0.1:${port}${query}`).deliver(mail(), pass);
    expect(outcome).toMatchObject({ kind: 'unreachable', why: expect.stringMatching(/certificate/i) });
    expect(received).toEqual([]);
  },
);

describe.each([[[]], [['PIPELINING']]])('the gate, extensions %j', (extensions) => {
  test('is asked only once the server has said 354', async () => {
    const smtp = await server({ extensions });
    const seen: string[] = [];
    const gate: Gate = async () => {
      seen.push(...smtp.commands);
      return true;
    };
    expect(label(await transport(smtp.url).deliver(mail(), gate))).toBe('sent');
    expect(seen.at(-1)).toBe('DATA');
  });

  test.each<readonly [string, SmtpScript]>([
    ['RCPT is refused', { rcpt: '550 5.1.1 no' }],
    ['RCPT is refused and DATA taken all the same', { rcpt: '550 5.1.1 no', data: '354 go' }],
    ['DATA is answered with 250', { data: '250 ok' }],
    ['DATA is answered with 334', { data: '334 ok' }],
  ])('is not asked when %s', async (_name, script) => {
    const smtp = await server({ ...script, extensions });
    let asked = 0;
    const outcome = await transport(smtp.url).deliver(mail(), async () => {
      asked += 1;
      return true;
    });
    expect([asked, outcome.kind === 'sent', smtp.bodies.filter((body) => body.length > 0)]).toEqual([0, false, []]);
  });

  test('that says no lets not one byte out, makes no body, and its connection is not used again', async () => {
    const smtp = await server({ extensions });
    const sender = transport(smtp.url);
    let made = 0;
    const outcome = await sender.deliver({ ...mail(), body: () => Buffer.from(`${made++}`) }, refuse);
    expect([outcome.kind, made]).toEqual(['gate-refused', 0]);
    expect(label(await sender.deliver(mail('next'), pass))).toBe('sent');
    expect(smtp.bodies.map(String)).toEqual(['next']);
    expect([smtp.bodyBytes, smtp.connections]).toEqual(['next\r\n.\r\n'.length, 2]);
    expect(smtp.commands).not.toContain('RSET');
  });

  test('lets not one byte out while it thinks', async () => {
    const smtp = await server({ extensions });
    let bytes = -1;
    const gate: Gate = async () => {
      // Another conversation with the same server, from greeting to bye: a body would have come by then.
      expect(await transport(smtp.url).verify()).toBeNull();
      bytes = smtp.bodyBytes;
      return true;
    };
    expect(label(await transport(smtp.url).deliver(mail(), gate))).toBe('sent');
    expect(bytes).toBe(0);
  });

  test.each([
    ['closes', CLOSE],
    ['resets', RESET],
    ['says 421', '421 4.3.2 shutting down'],
    ['says 451', '451 4.3.0 trouble'],
    ['says 250 too soon', '250 ok'],
  ])('that passes after the server %s: nothing was begun', async (_name, act) => {
    const smtp = await server({ extensions });
    const sockets: Socket[] = [];
    smtp.onData = (socket) => void sockets.push(socket);
    const outcome = await transport(smtp.url).deliver(mail(), async () => {
      const [socket] = sockets;
      if (act === CLOSE) socket?.end();
      else if (act === RESET) socket?.resetAndDestroy();
      else socket?.write(`${String(act)}\r\n`);
      // A whole conversation with the same server: what it did before has come here by then.
      await transport(smtp.url).verify();
      return true;
    });
    expect(label(outcome)).toBe('not-begun');
    expect(smtp.bodyBytes).toBe(0);
  });

  test('that fails sends nothing, and its error comes out', async () => {
    const smtp = await server({ extensions });
    const full = transport(smtp.url).deliver(mail(), async () => {
      throw new Error('disk full');
    });
    await expect(full).rejects.toThrow('disk full');
    expect(smtp.bodyBytes).toBe(0);
  });

  test('a body that cannot be made sends nothing, and its error comes out', async () => {
    const smtp = await server({ extensions });
    const sender = transport(smtp.url);
    const broken: OutgoingMail = {
      ...mail(),
      body: () => {
        throw new Error('no mark left');
      },
    };
    await expect(sender.deliver(broken, pass)).rejects.toThrow('no mark left');
    expect(smtp.bodyBytes).toBe(0);
    expect(label(await sender.deliver(mail(), pass))).toBe('sent');
  });
});

describe('on the wire', () => {
  test.each([
    ['lines that begin with a dot', 'a\r\n.\r\n..b\r\n.', 'a\r\n..\r\n...b\r\n..'],
    ['bare LF', 'a\n.\nMAIL FROM:<x@y.example>\nb', 'a\r\n..\r\nMAIL FROM:<x@y.example>\r\nb'],
    ['bare CR', 'a\r.\rb', 'a\r\n..\r\nb'],
    ['a line of 2,000 characters', 'x'.repeat(2000), 'x'.repeat(2000)],
  ])('a body with %s is one mail', async (_name, body, expected) => {
    const smtp = await server();
    expect(label(await transport(smtp.url).deliver(mail(body), pass))).toBe('sent');
    expect(smtp.bodies.map(String)).toEqual([expected]);
    expect(smtp.commands.filter((line) => line.startsWith('MAIL'))).toHaveLength(1);
  });

  test.each([
    'a@x.example, evil@e.example',
    'a@x.example>\r\nRCPT TO:<b@y.example',
    'team:a@x.example;',
    '"a b"@x.example',
    '',
  ])('the recipient %j is refused before the server hears of it', async (to) => {
    const smtp = await server();
    expect(label(await transport(smtp.url).deliver(mail('hello', to), pass))).toBe('failed untouched');
    expect(smtp.connections).toBe(0);
  });

  test('each mail has exactly one recipient, and an international domain goes in ASCII', async () => {
    const smtp = await server();
    await transport(smtp.url).deliver(mail('hello', 'zoe@müller.example'), pass);
    expect(smtp.commands.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<zoe@xn--mller-kva.example>']);
  });
});

describe('connections', () => {
  test('are used again, and replaced after so many mails', async () => {
    const smtp = await server();
    const sender = transport(smtp.url, { mailsPerConnection: 3 });
    for (const n of [1, 2, 3, 4, 5, 6, 7]) expect(label(await sender.deliver(mail(`mail ${n}`), pass))).toBe('sent');
    expect(smtp.connections).toBe(3);
    expect(smtp.commands.filter((line) => line === 'RSET')).toEqual([]);
  });

  test('get a RSET after a refused recipient', async () => {
    const smtp = await server({ rcpt: (nth) => (nth === 1 ? '550 5.1.1 no' : '250 ok') });
    const sender = transport(smtp.url);
    expect(label(await sender.deliver(mail(), pass))).toBe('failed noted');
    expect(label(await sender.deliver(mail(), pass))).toBe('sent');
    expect([smtp.connections, smtp.commands.filter((line) => line === 'RSET')]).toEqual([1, ['RSET']]);
  });

  test('that died of old age are replaced without anyone noticing', async () => {
    const smtp = await server({ mail: (nth) => (nth === 2 ? '421 4.4.2 idle too long' : '250 ok') });
    const sender = transport(smtp.url);
    expect(label(await sender.deliver(mail('first'), pass))).toBe('sent');
    expect(label(await sender.deliver(mail('second'), pass))).toBe('sent');
    expect([smtp.connections, smtp.bodies.map(String)]).toEqual([2, ['first', 'second']]);
  });

  test('deliver in parallel, never more than allowed, each mail once', async () => {
    const smtp = await server({ extensions: ['PIPELINING'] });
    const sender = transport(smtp.url, {
      connections: 4,
      mailsPerConnection: 10,
    });
    let inside = 0;
    let most = 0;
    // The first four gates wait for one another: they only pass when four mails are under way at once.
    const meeting: (() => void)[] = [];
    const gate: Gate = async () => {
      inside += 1;
      most = Math.max(most, inside);
      if (meeting.length < 4) {
        await new Promise<void>((resolve) => {
          meeting.push(resolve);
          if (meeting.length === 4) for (const go of meeting) go();
        });
      }
      inside -= 1;
      return true;
    };
    const outcomes = await Promise.all(Array.from({ length: 200 }, (_, n) => sender.deliver(mail(`mail ${n}`), gate)));
    expect(new Set(outcomes.map(label))).toEqual(new Set(['sent']));
    expect(new Set(smtp.bodies.map(String)).size).toBe(200);
    expect([smtp.bodies.length, most, smtp.mostConnections]).toEqual([200, 4, 4]);
  });

  test('are shared when the server takes fewer than we would like', async () => {
    const smtp = await server({ greeting: (nth) => (nth <= 2 ? '220 welcome' : '421 4.7.0 too many connections') });
    const sender = transport(smtp.url, {
      connections: 5,
    });
    const outcomes = await Promise.all(Array.from({ length: 30 }, (_, n) => sender.deliver(mail(`mail ${n}`), pass)));
    expect(new Set(outcomes.map(label))).toEqual(new Set(['sent']));
    expect([smtp.bodies.length, smtp.connections]).toEqual([30, 5]);
  });

  test('all who wait learn at once that nobody can be reached', async () => {
    const smtp = await server({ greeting: '554 5.3.2 no' });
    const sender = transport(smtp.url, { connections: 2 });
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => sender.deliver(mail(), pass)));
    expect(new Set(outcomes.map(label))).toEqual(new Set(['unreachable']));
    expect(smtp.connections).toBe(2);
  });

  test('that nobody needs any more are ended with a QUIT, and opened again when somebody does', async () => {
    const smtp = await server();
    const sender = transport(smtp.url, { idleMs: 1 });
    const left = new Promise<void>((resolve) => {
      smtp.onLeave = resolve;
    });
    await sender.deliver(mail(), pass);
    await left;
    expect(smtp.commands.at(-1)).toBe('QUIT');
    expect(label(await sender.deliver(mail(), pass))).toBe('sent');
  });

  test('that rest are ended with a QUIT on closing', async () => {
    const smtp = await server();
    const sender = transport(smtp.url);
    await sender.deliver(mail(), pass);
    await sender.close();
    expect(smtp.commands.at(-1)).toBe('QUIT');
    expect(label(await sender.deliver(mail(), pass))).toBe('unreachable');
  });

  test('closing lets mails under way finish, and begins no more', async () => {
    const smtp = await server();
    const sender = transport(smtp.url);
    let letPass = (): void => {};
    let asked = (): void => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const gate: Gate = () =>
      new Promise((resolve) => {
        letPass = () => resolve(true);
        asked();
      });
    const first = sender.deliver(mail('first'), gate);
    const second = sender.deliver(mail('second'), pass);
    await isAsked;
    const closed = sender.close();
    expect(label(await second)).toBe('unreachable');
    letPass();
    expect(label(await first)).toBe('sent');
    await closed;
    expect(smtp.bodies.map(String)).toEqual(['first']);
  });

  test('that are cut at the end of the grace leave in doubt only what was begun', async () => {
    const smtp = await server({ body: SILENCE });
    const sender = transport(smtp.url, { timeouts: { ...patient, bodyMs: 60_000 } });
    let passed = (): void => {};
    const gatePassed = new Promise<void>((resolve) => {
      passed = resolve;
    });
    const outcome = sender.deliver(mail(), async () => {
      passed();
      return true;
    });
    await gatePassed;
    await sender.close(20);
    expect(label(await outcome)).toBe('in-doubt');
  });
});
