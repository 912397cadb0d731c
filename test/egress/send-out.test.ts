import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openEgress } from '../../src/egress/send-out.ts';
import { channelServer } from '../support/channel-server.ts';

const body = JSON.stringify({ text: 'Hello' });

/** A server that does to each connection what it is told, below TLS. */
async function bareServer(onConnection: (socket: import('node:net').Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    onConnection(socket);
    onTestFinished(() => void socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

describe('what leaves the house', () => {
  it('is one POST of JSON over TLS, to the name it was meant for', async () => {
    const channel = await channelServer();
    expect(await channel.sendOut({ url: channel.url, body })).toEqual({
      kind: 'answered',
      status: 200,
      retryAfter: null,
      text: '1',
    });
    expect(channel.received).toMatchObject([
      {
        body: { text: 'Hello' },
        headers: { host: `hooks.waterlijn.example:${channel.port}`, 'content-type': 'application/json; charset=utf-8' },
      },
    ]);
  });

  it('asks for the name once, and connects to what was looked at', async () => {
    const asked: string[] = [];
    const looked: string[] = [];
    const channel = await channelServer(undefined, {
      // The second answer, for whoever asks twice, leads somewhere else.
      resolve: async (host) => {
        asked.push(host);
        return asked.length === 1 ? ['127.0.0.1'] : ['127.0.0.9'];
      },
      refuse: (address) => {
        looked.push(address);
        return null;
      },
    });
    expect(await channel.sendOut({ url: channel.url, body })).toMatchObject({ status: 200 });
    expect([asked, looked]).toEqual([['hooks.waterlijn.example'], ['127.0.0.1']]);
  });

  it('does not follow a redirect', async () => {
    const elsewhere = await channelServer();
    const channel = await channelServer((response) => response.writeHead(307, { location: elsewhere.url }).end());
    expect(await channel.sendOut({ url: channel.url, body })).toMatchObject({ kind: 'answered', status: 307 });
    expect(elsewhere.received).toEqual([]);
  });

  it('reads an answer so far and no further', async () => {
    const channel = await channelServer((response) => response.end('x'.repeat(5_000_000)), { maxAnswerBytes: 1_000 });
    const answer = await channel.sendOut({ url: channel.url, body });
    expect(answer).toMatchObject({ kind: 'answered', status: 200, text: 'x'.repeat(1_000) });
  });

  it('goes by the status of an answer that never ends', async () => {
    const channel = await channelServer((response) => void response.writeHead(200).write('o'), { totalMs: 200 });
    expect(await channel.sendOut({ url: channel.url, body })).toMatchObject({
      kind: 'answered',
      status: 200,
      text: 'o',
    });
  });

  it('hands on when the other side wants to be asked again', async () => {
    const channel = await channelServer((response) => response.writeHead(429, { 'retry-after': '120' }).end());
    expect(await channel.sendOut({ url: channel.url, body })).toMatchObject({ status: 429, retryAfter: '120' });
  });
});

describe('what is known when it goes wrong', () => {
  it('a server that takes it and hangs: it left, and nobody knows', async () => {
    const channel = await channelServer(() => {}, { totalMs: 200 });
    expect(await channel.sendOut({ url: channel.url, body })).toEqual({
      kind: 'unanswered',
      why: 'it did not answer in time',
    });
    expect(channel.received).toHaveLength(1);
  });

  it('a server that takes it and drops the line: the same', async () => {
    const channel = await channelServer((response) => response.destroy());
    expect(await channel.sendOut({ url: channel.url, body })).toEqual({
      kind: 'unanswered',
      why: 'it closed the connection',
    });
  });

  it('nobody listens, or never says hello: not a byte left', async () => {
    const port = await bareServer((socket) => socket.destroy());
    const here = { resolve: async () => ['127.0.0.1'], refuse: () => null };
    const refused = openEgress(here)({ url: 'https://hooks.waterlijn.example:1/', body });
    expect(await refused).toEqual({ kind: 'not-sent', why: 'nobody listens there' });
    const dropped = openEgress(here)({ url: `https://hooks.waterlijn.example:${port}/`, body });
    expect(await dropped).toMatchObject({ kind: 'not-sent' });
    const silent = await bareServer(() => {});
    const waiting = openEgress({ ...here, connectMs: 100 })({
      url: `https://hooks.waterlijn.example:${silent}/`,
      body,
    });
    expect(await waiting).toEqual({ kind: 'not-sent', why: 'it took too long to connect' });
  });

  it('a certificate nobody vouches for, or of another name: not a byte left', async () => {
    const channel = await channelServer();
    const here = { resolve: async () => ['127.0.0.1'], refuse: () => null };
    expect(await openEgress(here)({ url: channel.url, body })).toEqual({
      kind: 'not-sent',
      why: 'its certificate is not trusted',
    });
    const other = channel.url.replace('hooks', 'crooks');
    expect(await channel.sendOut({ url: other, body })).toEqual({
      kind: 'not-sent',
      why: 'its certificate is not trusted',
    });
    expect(channel.received).toEqual([]);
  });

  it('a name that is not found, or whose search hangs', async () => {
    const nowhere = openEgress({ resolve: async () => [] })({ url: 'https://nowhere.example/', body });
    expect(await nowhere).toEqual({ kind: 'not-sent', why: 'its host name was not found' });
    const hangs = openEgress({ resolve: () => new Promise(() => {}), connectMs: 50 });
    expect(await hangs({ url: 'https://slow.example/', body })).toMatchObject({ kind: 'not-sent' });
  });
});

describe('where it may not go', () => {
  it.each([
    ['http://hooks.waterlijn.example/', /https/],
    ['ftp://hooks.waterlijn.example/', /https/],
    ['file:///etc/passwd', /https/],
    ['https://user:secret@hooks.waterlijn.example/', /name or password/],
    ['hooks.waterlijn.example', /no web address/],
    ['', /no web address/],
    // The ways in which an address can be written that is not public.
    ['https://127.0.0.1/', /public/],
    ['https://127.1/', /public/],
    ['https://0x7f.0.0.1/', /public/],
    ['https://2130706433/', /public/],
    ['https://017700000001/', /public/],
    ['https://[::1]/', /public/],
    ['https://[::ffff:127.0.0.1]/', /public/],
    ['https://[64:ff9b::10.0.0.1]/', /public/],
    ['https://169.254.169.254/latest/meta-data/', /public/],
    ['https://10.0.0.1:8443/', /public/],
  ])('%s', async (url, why) => {
    const answer = await openEgress()({ url, body });
    expect(answer).toMatchObject({ kind: 'refused', why: expect.stringMatching(why) });
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  it('a public name that leads inside, even when only one of its addresses does', async () => {
    const channel = await channelServer();
    const { url } = channel;
    for (const addresses of [['127.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['2606:4700::1', '::ffff:10.0.0.1']]) {
      const answer = await openEgress({ resolve: async () => addresses })({ url, body });
      expect(answer).toEqual({ kind: 'refused', why: 'it is not an address of the public internet' });
    }
    expect(channel.received).toEqual([]);
  });

  it('localhost, by whatever the machine calls it', async () => {
    expect(await openEgress()({ url: 'https://localhost/', body })).toMatchObject({ kind: 'refused' });
  });
});
