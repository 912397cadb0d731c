import { createHash } from 'node:crypto';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/domain/ids.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time.ts';
import { addUser, linkUser, removeUser } from '../../src/flow/access/console-users.ts';
import { keepMail, openWebWorld, PUBLIC_URL, type WebWorld } from './web-world.ts';

const HOST = new URL(PUBLIC_URL).host;
const NOOR = 'noor@waterlijn.example';

let world: WebWorld;
beforeEach(async () => {
  world = await openWebWorld();
});
afterEach(() => world.close());

describe('the console', () => {
  it('needs no login on its own machine as long as there are no users', async () => {
    expect((await world.visit('/')).statusCode).toBe(200);
    expect((await world.visit('/')).body).not.toContain('Log out');
    expect((await world.visit({ url: '/', headers: { host: HOST } })).statusCode).toBe(401);
  });

  it('asks everybody to log in once there is a user, and says how', async () => {
    await tokenFor(NOOR);
    const mail = await keepMail(world.store, { at: world.now, recipient: NOOR, subject: 'x', html: '' });
    const pages = [
      '/',
      '/campaigns/data-literacy',
      '/campaigns/nothing',
      '/inbox',
      `/inbox/${mail}`,
      `/inbox/${mail}/html`,
    ];
    for (const url of pages) {
      for (const host of ['localhost', HOST]) {
        const asked = await world.visit({ url, headers: { host } });
        expect([url, host, asked.statusCode]).toEqual([url, host, 401]);
        expect(asked.body).toContain('druppel user link EMAIL');
        expect(asked.body).not.toContain(NOOR);
        expect(asked.headers['www-authenticate']).toBeDefined();
      }
    }
  });

  it.each(['admin', 'marketer', 'viewer'])(
    'opens every page for a session of the role %s, from anywhere',
    async (role) => {
      const session = await sessionOf(NOOR, role);
      for (const url of ['/', '/campaigns/data-literacy', '/inbox']) {
        const page = await visitAs(session, url);
        expect([url, page.statusCode]).toEqual([url, 200]);
        expect(page.body).toContain(NOOR);
        expect(page.body).toContain('Log out');
      }
    },
  );

  it('leaves the employees’ pages and the probes to everybody', async () => {
    await tokenFor(NOOR);
    const stop = world.path(world.urls.stop(world.mails.get('data-literacy/bo') ?? ''));
    for (const url of [stop, '/healthz', '/readyz', '/assets/druppel.css']) {
      expect([url, (await world.visit({ url, headers: { host: HOST } })).statusCode]).toEqual([url, 200]);
    }
  });
});

describe('a link', () => {
  it('logs in once: the second time it does not work', async () => {
    const token = await tokenFor(NOOR);
    const first = await press(token);
    expect([first.statusCode, first.headers.location]).toEqual([303, '/']);
    const second = await press(token);
    expect(second.statusCode).toBe(403);
    expect(second.headers['set-cookie']).toBeUndefined();
  });

  it('survives mail scanners: looking at it, however often, uses nothing up', async () => {
    const token = await tokenFor(NOOR);
    for (const method of ['GET', 'GET', 'HEAD'] as const) {
      const looked = await world.visit({ method, url: `/login/${token}`, headers: { host: HOST } });
      expect(looked.headers['set-cookie']).toBeUndefined();
    }
    expect((await press(token)).statusCode).toBe(303);
  });

  it('works for 24 hours and not a moment longer', async () => {
    const early = await tokenFor(NOOR);
    world.now += DAY_MS - 1;
    expect((await press(early)).statusCode).toBe(303);
    const late = (await linkUser(context(), NOOR)).token;
    world.now += DAY_MS;
    expect((await press(late)).statusCode).toBe(403);
  });

  it('ends with the next one that is made for the same user', async () => {
    const first = await tokenFor(NOOR);
    const second = (await linkUser(context(), NOOR)).token;
    expect((await press(first)).statusCode).toBe(403);
    expect((await press(second)).statusCode).toBe(303);
  });

  it('tells nobody whether it was wrong, used or too old, nor whether it would work', async () => {
    const used = await tokenFor(NOOR);
    await press(used);
    const expired = await tokenFor('bo@waterlijn.example');
    world.now += DAY_MS;
    const live = await tokenFor('cas@waterlijn.example');
    const wrong = 'a'.repeat(43);
    const looks = await Promise.all([used, expired, live, wrong, 'x'].map((token) => world.visit(`/login/${token}`)));
    expect(new Set(looks.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
    const refused = await Promise.all([used, expired, wrong, 'x'].map((token) => press(token)));
    expect(new Set(refused.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
    expect(refused[0]?.statusCode).toBe(403);
  });

  it('leads to the console’s first page and nowhere else', async () => {
    const token = await tokenFor(NOOR);
    const answer = await press(`${token}?return_to=https://evil.example&next=//evil.example`);
    expect(answer.headers.location).toBe('/');
  });

  it('is tried thirty times a minute from one address, then no more', async () => {
    for (let tries = 0; tries < 30; tries += 1) expect((await press('a'.repeat(43))).statusCode).toBe(403);
    expect((await press(await tokenFor(NOOR))).statusCode).toBe(429);
    expect((await world.visit({ url: '/healthz', headers: { host: HOST } })).statusCode).toBe(200);
  });

  it('is 256 random bits, of which the database has the SHA-256 alone; so it is with a session', async () => {
    const token = await tokenFor(NOOR);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const { db, tables } = world.store.read;
    expect((await db.select().from(tables.loginLinks))[0]?.tokenHash).toBe(sha256(token));
    const session = cookieOf(await press(token)).value;
    expect(Buffer.from(session, 'base64url')).toHaveLength(32);
    expect((await db.select().from(tables.sessions)).map(({ idHash }) => idHash)).toEqual([sha256(session)]);
    expect(await db.select().from(tables.loginLinks)).toEqual([]);
    for (const line of world.logged) for (const secret of [token, session, NOOR]) expect(line).not.toContain(secret);
  });
});

describe('a session', () => {
  it('is a cookie that no script, no other site and no plain connection can reach', async () => {
    const { header } = cookieOf(await press(await tokenFor(NOOR)));
    expect(header).toMatch(/^__Host-druppel=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax; Secure$/);
    await world.close();
    world = await openWebWorld({ publicUrl: 'http://127.0.0.1:3000' });
    const plain = await press(await tokenFor(NOOR), { host: '127.0.0.1:3000' });
    expect(cookieOf(plain).header).toMatch(/^druppel=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax$/);
  });

  it('has a new id after each login, and never one that the browser brought along', async () => {
    const planted = 'f'.repeat(43);
    const token = await tokenFor(NOOR);
    const first = cookieOf(await press(token, { cookie: `__Host-druppel=${planted}` })).value;
    expect(first).not.toBe(planted);
    expect((await visitAs(planted, '/')).statusCode).toBe(401);
    const again = (await linkUser(context(), NOOR)).token;
    const second = cookieOf(await press(again, { cookie: `__Host-druppel=${first}` })).value;
    expect(second).not.toBe(first);
    expect((await visitAs(first, '/')).statusCode).toBe(401);
    expect((await visitAs(second, '/')).statusCode).toBe(200);
  });

  it('outlives a login that fails', async () => {
    const session = await sessionOf(NOOR);
    await press('a'.repeat(43), { cookie: `__Host-druppel=${session}` });
    expect((await visitAs(session, '/')).statusCode).toBe(200);
  });

  it('ends after twelve hours without a visit', async () => {
    const session = await sessionOf(NOOR);
    world.now += 12 * HOUR_MS - 1;
    expect((await visitAs(session, '/')).statusCode).toBe(200);
    await written();
    world.now += 12 * HOUR_MS - 1;
    expect((await visitAs(session, '/')).statusCode).toBe(200);
    await written();
    world.now += 12 * HOUR_MS;
    expect((await visitAs(session, '/')).statusCode).toBe(401);
  });

  it('ends seven days after the login, however often it is used', async () => {
    const session = await sessionOf(NOOR);
    const end = world.now + 7 * DAY_MS;
    while (world.now + 11 * HOUR_MS < end) {
      world.now += 11 * HOUR_MS;
      expect((await visitAs(session, '/')).statusCode).toBe(200);
      await written();
    }
    world.now = end - 1;
    expect((await visitAs(session, '/')).statusCode).toBe(200);
    world.now = end;
    expect((await visitAs(session, '/')).statusCode).toBe(401);
  });

  it('is not written down with every look', async () => {
    const session = await sessionOf(NOOR);
    const begun = world.now;
    world.now += MINUTE_MS - 1;
    await visitAs(session, '/');
    await written();
    expect(await seenAt()).toEqual([begun]);
    world.now += 1;
    await visitAs(session, '/');
    await written();
    expect(await seenAt()).toEqual([world.now]);
  });

  it('ends with the button, and cannot be used again by who kept the cookie', async () => {
    const session = await sessionOf(NOOR);
    const out = await world.visit({ method: 'POST', url: '/logout', headers: ours(cookie(session)) });
    expect([out.statusCode, out.headers.location]).toEqual([303, '/']);
    expect(out.headers['set-cookie']).toBe('__Host-druppel=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure');
    expect((await visitAs(session, '/')).statusCode).toBe(401);
  });

  it('does not end by a link or an image: GET changes nothing', async () => {
    const session = await sessionOf(NOOR);
    expect((await visitAs(session, '/logout')).statusCode).toBe(404);
    expect((await visitAs(session, '/')).statusCode).toBe(200);
  });
});

describe('a removed user', () => {
  it('is out at once: open pages, and a link that was not used yet', async () => {
    const session = await sessionOf(NOOR);
    const { token } = await linkUser(context(), NOOR);
    await tokenFor('bo@waterlijn.example');
    await removeUser(context(), NOOR);
    expect((await visitAs(session, '/')).statusCode).toBe(401);
    expect((await press(token)).statusCode).toBe(403);
    const { db, tables } = world.store.read;
    expect(await db.select().from(tables.sessions)).toEqual([]);
  });

  it('who is added again begins anew: nothing of before comes back', async () => {
    const session = await sessionOf(NOOR);
    const { db, tables } = world.store.read;
    const [before] = await db.select().from(tables.sessions);
    await removeUser(context(), NOOR);
    // As when another process began a session at the very moment of the removal.
    await world.store.write(async (tx) => {
      if (before !== undefined) await tx.db.insert(tx.tables.sessions).values(before);
    });
    await tokenFor(NOOR);
    expect((await visitAs(session, '/')).statusCode).toBe(401);
  });
});

describe('a form from elsewhere', () => {
  it.each<[where: string, headers: Record<string, string>]>([
    ['another site', { origin: 'https://evil.example' }],
    ['another site that a newer browser names', { origin: PUBLIC_URL, 'sec-fetch-site': 'cross-site' }],
    ['a neighbour under the same domain', { origin: PUBLIC_URL, 'sec-fetch-site': 'same-site' }],
    ['this name without TLS', { origin: PUBLIC_URL.replace('https:', 'http:') }],
    ['a page that hides where it is', { origin: 'null' }],
    ['somewhere that is not told', {}],
  ])('neither logs in nor out: %s', async (_where, headers) => {
    const session = await sessionOf(NOOR);
    const { token } = await linkUser(context(), NOOR);
    const foreign = { host: HOST, ...headers };
    const login = await world.visit({ method: 'POST', url: `/login/${token}`, headers: foreign });
    expect([login.statusCode, login.headers['set-cookie']]).toEqual([403, undefined]);
    const logout = { method: 'POST' as const, url: '/logout', headers: { ...foreign, ...cookie(session) } };
    expect((await world.visit(logout)).statusCode).toBe(403);
    expect((await visitAs(session, '/')).statusCode).toBe(200);
    expect((await press(token)).statusCode).toBe(303);
  });

  it('is told apart from ours by older browsers too', async () => {
    const headers = { host: HOST, origin: PUBLIC_URL };
    const login = await world.visit({ method: 'POST', url: `/login/${await tokenFor(NOOR)}`, headers });
    expect(login.statusCode).toBe(303);
  });
});

describe('the page of a link', () => {
  it('stands in nobody’s frame, is kept by nobody, and tells its address to no other site', async () => {
    const { headers } = await world.visit(`/login/${await tokenFor(NOOR)}`);
    expect(headers).toMatchObject({
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
    });
    expect(headers['content-security-policy']).toMatch(/frame-ancestors 'none'/);
    expect(headers['content-security-policy']).toMatch(/form-action 'self'/);
  });
});

function context() {
  return { store: world.store, clock: () => world.now, newId };
}

async function tokenFor(email: string, role = 'viewer'): Promise<string> {
  return (await addUser(context(), { email, role })).token;
}

/** The button on the page of a link, as a browser sends it. */
async function press(token: string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
  return world.visit({ method: 'POST', url: `/login/${token}`, headers: ours(headers) });
}

async function sessionOf(email: string, role = 'viewer'): Promise<string> {
  return cookieOf(await press(await tokenFor(email, role))).value;
}

async function visitAs(session: string, url: string): Promise<LightMyRequestResponse> {
  const options: InjectOptions = { url, remoteAddress: '203.0.113.7', headers: { host: HOST, ...cookie(session) } };
  return world.visit(options);
}

function ours(headers: Record<string, string>): Record<string, string> {
  return { host: HOST, 'sec-fetch-site': 'same-origin', origin: PUBLIC_URL, ...headers };
}

function cookie(session: string): { cookie: string } {
  return { cookie: `theme=dark; __Host-druppel=${session}` };
}

function cookieOf({ headers }: LightMyRequestResponse): { header: string; value: string } {
  const header = String(headers['set-cookie']);
  return { header, value: /=([\w-]*)/.exec(header)?.[1] ?? '' };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Whatever a visit left to be written is written: transactions go one after the other. */
async function written(): Promise<void> {
  await world.store.write(async () => {});
}

async function seenAt(): Promise<number[]> {
  const { db, tables } = world.store.read;
  return (await db.select().from(tables.sessions)).map((session) => session.seenAt);
}
