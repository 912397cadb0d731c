import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { describe, expect, it } from 'vitest';
import { openHouse } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { newId } from '../../src/domain/ids.ts';
import { imageOf } from '../../src/domain/image.ts';
import { readInbox, readInboxMail } from '../../src/flow/sending/read-inbox.ts';
import { createHttpServer } from '../../src/http/create-http-server.ts';
import { createLog } from '../../src/log.ts';
import { gif, PNG } from '../support/images.ts';
import { message, SOUND, WORKSPACE, type Workspace, workspaceWith } from './druppel.ts';

const LOGO = gif();
const nameOf = (bytes: Buffer) => imageOf(bytes)?.name ?? '';
const inside = (type: string, bytes: Buffer) => `data:${type};base64,${bytes.toString('base64')}`;

const FILES = {
  ...SOUND,
  'campaigns/workspace.yaml': `${WORKSPACE}brand: { logo: logo.gif }\n`,
  'campaigns/logo.gif': LOGO,
  'campaigns/data/kick-off.en.md': message('About data', '![Five bars](images/chart.png)'),
  'campaigns/data/images/chart.png': PNG,
};

/** Every mail of the built-in inbox, and the pages that go with it. */
async function withInbox<T>(
  { folder }: Workspace,
  look: (mails: readonly string[], visit: (url: string) => Promise<LightMyRequestResponse>) => Promise<T>,
) {
  const config = readConfig({ WORKSPACE: folder });
  const house = await openHouse(config);
  const { store } = house.context;
  const app = await createHttpServer({
    ...house.context,
    newId,
    log: createLog('silent'),
    config: { publicUrl: config.publicUrl, secret: house.secret, inbox: true },
  });
  try {
    const { entries } = await readInbox({ store }, { search: '', before: null, limit: 50 });
    const mails = entries.map(async ({ id }) => (await readInboxMail({ store }, id))?.mail.html ?? '');
    return await look(await Promise.all(mails), async (url) => app.inject(url));
  } finally {
    await app.close();
    await house.close();
  }
}

describe('images of a campaign and the logo', () => {
  it('stand in mails that go, at an address that always shows the same', async () => {
    const workspace = await workspaceWith(FILES);
    const { druppel, folder } = workspace;
    await druppel('import', 'employees', join(folder, 'people.csv'));
    expect((await druppel('publish', 'data')).code).toBe(0);
    await druppel('run', '--from', '2027-04-20', '--until', '2027-04-21');
    expect((await druppel('launch', 'data')).code).toBe(0);
    const played = await druppel('run', '--until', '2027-04-26T12:00', '--json');
    expect(played.json()).toMatchObject({ sent: 2, failed: 0 });
    await withInbox(workspace, async ([html = ''], visit) => {
      const base = readConfig({ WORKSPACE: folder }).publicUrl;
      expect(html).toContain(`src="${base}/i/${nameOf(PNG)}"`);
      expect(html).toMatch(/alt="Five bars"/);
      expect(html).toContain(`src="${base}/i/${nameOf(LOGO)}"`);
      for (const [bytes, type] of [
        [PNG, 'image/png'],
        [LOGO, 'image/gif'],
      ] as const) {
        const { statusCode, headers, rawPayload } = await visit(`/i/${nameOf(bytes)}`);
        expect(statusCode).toBe(200);
        expect(rawPayload).toEqual(bytes);
        expect(headers).toMatchObject({
          'content-type': type,
          'cache-control': 'public, max-age=31536000, immutable',
          'x-content-type-options': 'nosniff',
          'cross-origin-resource-policy': 'cross-origin',
        });
      }
      for (const name of [
        nameOf(PNG).replace('.png', '.gif'),
        nameOf(PNG).slice(0, -4),
        'x.png',
        `${'0'.repeat(64)}.png`,
      ])
        expect((await visit(`/i/${name}`)).statusCode).toBe(404);
    });
  });

  it('stand inside of previews and proofs, which need no network', async () => {
    const { druppel, folder } = await workspaceWith(FILES);
    const out = join(folder, 'out');
    for (const published of [false, true]) {
      if (published) await druppel('publish', 'data');
      expect((await druppel('preview', 'data/kick-off', '--locale', 'en', '--out', out)).code).toBe(0);
      const html = await readFile(join(out, 'data/kick-off.en.html'), 'utf8');
      expect(html).toContain(inside('image/png', PNG));
      expect(html).toContain(inside('image/gif', LOGO));
      expect(html).not.toContain('/i/');
      await druppel('proof', 'data', '--out', join(out, 'proof.html'));
      const proof = await readFile(join(out, 'proof.html'), 'utf8');
      expect(proof.split(inside('image/png', PNG))).toHaveLength(2);
    }
  });

  it('make a new version when they change, each of its own', async () => {
    const { druppel, put } = await workspaceWith(FILES);
    const publish = async () => (await druppel('publish', 'data', '--json')).json();
    expect(await publish()).toMatchObject({ version: 1, workspaceVersion: 1 });
    expect(await publish()).toMatchObject({ version: 1, workspaceVersion: 1, unchanged: true });
    await put('campaigns/data/images/chart.png', gif(50));
    expect(await publish()).toMatchObject({ version: 2, workspaceVersion: 1 });
    await put('campaigns/logo.gif', gif(51));
    expect(await publish()).toMatchObject({ version: 2, workspaceVersion: 2 });
  });

  it('that mails cannot show are refused where a message shows them', async () => {
    const { druppel, put } = await workspaceWith(FILES);
    await put('campaigns/data/kick-off.en.md', message('About data', '![Bars](images/chart.svg)'));
    await put('campaigns/data/images/chart.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
    const { code, stdout } = await druppel('check');
    expect(code).toBe(1);
    expect(stdout).toContain('images/chart.svg: advice: The image is an SVG');
    expect(stdout).toContain(
      'kick-off.en.md:5: error: There is no image "images/chart.svg" that mails can show. Put a PNG',
    );
  });

  it('of a draft are fetched by a test of it', async () => {
    const workspace = await workspaceWith(FILES);
    expect((await workspace.druppel('test-send', 'data/kick-off', '--to', 'noor@waterlijn.example')).code).toBe(0);
    await withInbox(workspace, async ([html = ''], visit) => {
      expect(html).toContain(`/i/${nameOf(PNG)}"`);
      expect((await visit(`/i/${nameOf(PNG)}`)).statusCode).toBe(200);
    });
  });
});
