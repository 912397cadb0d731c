import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiWorld, openApiWorld } from './api-world.ts';

/* What comes over a connection and is no request, or means to be two. */
let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

/** Sends these bytes and tells all that came back until the server ended the connection. */
function exchange(bytes: string): Promise<string> {
  const { hostname, port } = new URL(world.address);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (part) => {
      answer += part;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

const HOST = 'Host: 127.0.0.1\r\n';
const SECOND = `GET /api/v1/ HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`;

describe('a connection', () => {
  it.each<[what: string, bytes: string, status: number]>([
    ['that speaks no HTTP', 'HELO learn.waterlijn.example\r\n\r\n', 400],
    ['with a method that is none', `BREW /api/v1/employees HTTP/1.1\r\n${HOST}\r\n`, 400],
    ['with headers of 20 kB', `GET /api/v1/ HTTP/1.1\r\n${HOST}X-Big: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    [
      'with two lengths',
      `POST /api/v1/employees HTTP/1.1\r\n${HOST}Content-Length: 2\r\nContent-Length: 5\r\n\r\n{}${SECOND}`,
      400,
    ],
    [
      'with a length and chunks',
      `POST /api/v1/employees HTTP/1.1\r\n${HOST}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${SECOND}`,
      400,
    ],
    [
      'with chunks by another name',
      `POST /api/v1/employees HTTP/1.1\r\n${HOST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${SECOND}`,
      400,
    ],
    ['with a line break within a header', `GET /api/v1/ HTTP/1.1\r\n${HOST}X-A: a\rb\r\n\r\n${SECOND}`, 400],
    ['with a header folded over two lines', `GET /api/v1/ HTTP/1.1\r\n${HOST} X-A: b\r\n\r\n${SECOND}`, 400],
  ])('%s is ended with a problem, and nothing behind it is answered', async (_what, bytes, status) => {
    const answer = await exchange(bytes);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toContain('application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ status, detail: expect.stringMatching(/\.$/) });
    expect(answer.match(/HTTP\/1\.1 \d{3}/g)).toHaveLength(1);
  });

  it('may take a minute for a request, and no longer', () => {
    expect(world.app.server.requestTimeout).toBe(60_000);
  });
});

describe('an address', () => {
  it.each<[path: string, status: number, type: string]>([
    ['/api/v1/employees/%ff', 400, 'application/problem+json'],
    ['/scim/v2/Users/%ff', 400, 'application/scim+json'],
    ['/xapi/%ff', 400, 'application/json'],
    ['/t/c/%ff', 400, 'text/html'],
    ['/api/v1/employees/%00', 400, 'application/problem+json'],
    ['/t/c/%00', 400, 'text/html'],
    [`/api/v1/employees/${'x'.repeat(201)}`, 414, 'application/problem+json'],
    [`/scim/v2/Users/${'x'.repeat(201)}`, 414, 'application/scim+json'],
  ])('like %s is refused in the words of its door', async (path, status, type) => {
    const answer = await world.call('GET', path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, expect.stringContaining(type)]);
    expect(answer.text).not.toContain('FST_');
  });
});
