import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/domain/ids.ts';
import { DAY_MS } from '../../src/domain/time.ts';
import { createHttpServer } from '../../src/http/create-http-server.ts';
import { createLog } from '../../src/log.ts';
import { inboxSources } from '../../src/store/privacy/person-traces.ts';
import { describeWith } from '../support/services.ts';
import { leaveTraces, type PrivacyWorld, privacyWorld } from './privacy-world.ts';

const PEOPLE = `id,email,first_name,department,country,locale
1,ana@waterlijn.example,Ana<b>,Sales,NL,nl
2,bo@waterlijn.example,Bo,Sales,NL,en
`;
const ANA = 'ana@waterlijn.example';
/** What only the employee may see of it. */
const BEHAVIOUR = /click|data-101|assigned|not-now|no-signal/;

describe('a link to the own address', () => {
  it('gives everything that is kept, once, to whoever presses the button', async () => {
    const world = await privacyWorld(PEOPLE);
    await leaveTraces(world, ANA, 'Ana<b>');
    const sent = await world.druppel('export', ANA, '--json');
    expect(sent.json()).toEqual({ email: ANA, expiresAt: '2027-05-03T10:00:00Z', simulated: true });
    const path = await linkTo(world, ANA);
    expect(sent.stdout + sent.stderr).not.toContain(path);

    await visiting(world, 0, async (visit, logged) => {
      for (let look = 0; look < 3; look += 1) {
        const page = await visit('GET', path);
        expect(page.statusCode).toBe(200);
        expect(page.body).toContain('Alles wat we over je bewaren');
        expect(page.body).not.toMatch(BEHAVIOUR);
      }
      const file = await visit('POST', path);
      expect(file.headers['content-disposition']).toBe('attachment; filename="my-data.html"');
      const data = dataIn(file.body);
      expect(data).toMatchObject({
        person: { id: '1', email: ANA, first_name: 'Ana<b>', department: 'Sales', mayBeMailed: true },
        learning: [{ activity: 'data-101', event: 'assigned' }, { event: 'started' }],
        campaigns: [{ campaign: 'data', ended: null }],
        clicks: [{ campaign: 'data', step: 'kick-off', by: 'human' }],
        steered: [{ kind: 'clicked', step: 'kick-off' }],
        choices: [{ kind: 'not-now', campaign: 'data' }],
        identityProvider: [{ userName: ANA }],
        console: [{ role: 'viewer' }],
      });
      expect(data.mails).toContainEqual(expect.objectContaining({ step: 'kick-off', state: 'sent', to: ANA }));
      expect(data.imports).toContainEqual(expect.objectContaining({ fileName: 'people.csv' }));
      expect(file.body).not.toContain('Ana<b>');
      for (const method of ['GET', 'POST'] as const) expect((await visit(method, path)).statusCode).toBe(404);
      expect(logged.join()).not.toContain(path.split('/').at(-1));
    });
  });

  it('works for a week, and until the next one is sent', async () => {
    const world = await privacyWorld(PEOPLE);
    await world.druppel('export', ANA);
    const first = await linkTo(world, ANA);
    await visiting(world, 7 * DAY_MS, async (visit) => expect((await visit('POST', first)).statusCode).toBe(404));
    await world.withStore((store) => store.write(({ db, tables }) => db.delete(tables.inboxMails)));
    await world.druppel('export', ANA);
    await visiting(world, 0, async (visit) => {
      expect((await visit('POST', first)).statusCode).toBe(404);
      expect((await visit('POST', await linkTo(world, ANA))).statusCode).toBe(200);
      expect((await visit('GET', '/me/export/guessed')).statusCode).toBe(404);
    });
  });

  it('is not used up by whatever only looks: a HEAD, a prefetch, a scanner; of two who press at once one gets it', async () => {
    const world = await privacyWorld(PEOPLE);
    await world.druppel('export', ANA);
    const path = await linkTo(world, ANA);
    await visiting(world, 7 * DAY_MS - 1, async (visit) => {
      for (const method of ['HEAD', 'GET', 'OPTIONS', 'GET'] as const) await visit(method, path);
      const pressed = await Promise.all([visit('POST', path), visit('POST', path), visit('POST', path)]);
      expect(pressed.map(({ statusCode }) => statusCode).sort()).toEqual([200, 404, 404]);
      expect(pressed.filter(({ body }) => /first_name|waterlijn\.example/.test(body))).toHaveLength(1);
    });
  });

  it('reads in the language of whoever gets it', async () => {
    for (const [locale, title] of [
      ['nl', 'Wat Academie Waterlijn over je bewaart'],
      ['en', 'What Academie Waterlijn keeps about you'],
      ['fr', 'Ce que Academie Waterlijn conserve sur vous'],
    ] as const) {
      const world = await privacyWorld(PEOPLE.replace('Sales,NL,nl', `Sales,NL,${locale}`));
      await world.druppel('export', ANA);
      await visiting(world, 0, async (visit) => {
        const file = await visit('POST', await linkTo(world, ANA));
        expect(file.body).toContain(`<html lang="${locale}"`);
        expect(file.body).toContain(title);
      });
    }
  });

  it('goes to nobody else', async () => {
    const redirected = await privacyWorld(PEOPLE, {}, { MAIL_REDIRECT: 'noor@waterlijn.example' });
    expect(await redirected.druppel('export', ANA)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--out'),
    });
    const elsewhere = await privacyWorld(PEOPLE, {}, { MAIL_ALLOW: '*@other.example' });
    expect(await elsewhere.druppel('export', ANA)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('MAIL_ALLOW'),
    });
    expect((await elsewhere.druppel('export', 'nobody@waterlijn.example')).code).toBe(1);
  });

  it('is gone with the person', async () => {
    const world = await privacyWorld(PEOPLE);
    await world.druppel('export', ANA);
    const path = await linkTo(world, ANA);
    await world.druppel('erase', ANA, '--yes');
    await visiting(world, 0, async (visit) => expect((await visit('POST', path)).statusCode).toBe(404));
  });
});

describe('a sealed file', () => {
  it('opens with its passphrase and no other, and tells whoever makes it nothing', async () => {
    const world = await privacyWorld(PEOPLE);
    await leaveTraces(world, ANA, 'Ana');
    const file = join(world.folder, 'for-ana.html');
    const made = await world.druppel('export', ANA, '--out', file, '--json');
    const { passphrase } = made.json();
    expect(passphrase).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(made.stdout + made.stderr).not.toMatch(BEHAVIOUR);
    const sealed = readFileSync(file, 'utf8');
    expect(sealed).not.toMatch(/ana@|data-101|first_name/);
    const opened = await open(sealed, passphrase);
    expect(dataIn(opened)).toMatchObject({ person: { id: '1' }, clicks: [{ step: 'kick-off' }] });
    await expect(open(sealed, passphrase.replace(/^./, passphrase.startsWith('7') ? '8' : '7'))).rejects.toThrow();
  });
});

describeWith('chromium', 'a sealed file in a browser', (executablePath) => {
  it('opens without a network', async () => {
    const world = await privacyWorld(PEOPLE);
    const file = join(world.folder, 'for-ana.html');
    const { passphrase } = (await world.druppel('export', ANA, '--out', file, '--json')).json();
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    try {
      const page = await browser.newPage();
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(pathToFileURL(file).href);
      await page.fill('#passphrase', 'WRONG');
      await page.click('button');
      await page.waitForSelector('#wrong:not([hidden])');
      await page.fill('#passphrase', passphrase.toLowerCase());
      await page.click('button');
      await page.frameLocator('iframe').getByRole('heading', { name: 'Campagnes', exact: true }).waitFor();
      expect(asked.filter((url) => !/^(?:file|about|data):/.test(url))).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});

/** The path of the link in the last mail of the inbox to somebody. */
async function linkTo(world: PrivacyWorld, email: string): Promise<string> {
  const mails = await world.withStore((store) => inboxSources(store.read, '', 1_000));
  const sources = mails
    .filter((mail) => mail.recipient === email && mail.campaign === null)
    .map(({ raw }) => gunzipSync(raw));
  const text = sources.at(-1)?.toString('utf8').replaceAll('=\r\n', '') ?? '';
  return /https?:\/\/[^/]+(\/me\/export\/[\w-]+)/.exec(text)?.[1] ?? 'no link';
}

type Visit = (
  method: 'GET' | 'POST' | 'HEAD' | 'OPTIONS',
  url: string,
) => Promise<{ statusCode: number; body: string; headers: Record<string, unknown> }>;

/** The web side of the store, so much later. */
async function visiting(world: PrivacyWorld, laterMs: number, work: (visit: Visit, logged: string[]) => Promise<void>) {
  const logged: string[] = [];
  const log = createLog('debug', { write: (line: string) => void logged.push(line) });
  await world.withStore(async (store) => {
    const config = { publicUrl: 'http://127.0.0.1:3000', secret: 'x'.repeat(32), inbox: true };
    const app = await createHttpServer({ store, clock: () => world.now + laterMs, newId, log, config });
    await work(async (method, url) => app.inject({ method, url, headers: { host: '127.0.0.1:3000' } }), logged);
    await app.close();
  });
}

// biome-ignore lint/suspicious/noExplicitAny: each test knows the shape of its answer.
function dataIn(document: string): any {
  return JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/s.exec(document)?.[1] ?? '');
}

/** As a browser opens it (Web Cryptography API). */
async function open(document: string, passphrase: string): Promise<string> {
  const { salt, iterations, iv, sealed } = JSON.parse(/id="sealed">(.*?)<\/script>/s.exec(document)?.[1] ?? '');
  const bytes = (text: string) => Buffer.from(text, 'base64');
  const { subtle } = globalThis.crypto;
  const from = await subtle.importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes(salt), iterations };
  const key = await subtle.deriveKey(how, from, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);
  return new TextDecoder().decode(await subtle.decrypt({ name: 'AES-GCM', iv: bytes(iv) }, key, bytes(sealed)));
}
