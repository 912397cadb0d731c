import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ComparisonGroup } from '../../src/domain/participation.ts';
import { DAY_MS } from '../../src/domain/time.ts';
import { releaseFigures } from '../../src/flow/privacy/release-figures.ts';
import { addAction } from '../../src/store/campaigns/actions.ts';
import { addApproval } from '../../src/store/campaigns/approvals.ts';
import { addCampaignVersion, changeCampaign, newestCampaignVersion } from '../../src/store/campaigns/campaigns.ts';
import { saveParticipations } from '../../src/store/campaigns/participations.ts';
import { newestWorkspace, saveWorkspace } from '../../src/store/campaigns/workspaces.ts';
import { learningDataArrived } from '../../src/store/meta.ts';
import { participation } from '../store/world.ts';
import { keepMail, openWebWorld, PUBLIC_URL, type WebWorld } from './web-world.ts';

let world: WebWorld;
beforeEach(async () => {
  world = await openWebWorld();
});
afterEach(() => world.close());

describe('the console’s first pages', () => {
  it('show every campaign with where it stands', async () => {
    const { body } = await world.visit('/');
    expect(body).toContain('Data literacy in six quarter-hours');
    expect(body).toContain('3 take part');
    expect(body).toContain('Simulated: nothing leaves this machine');
  });

  it('show a campaign step by step, and hide figures about too few', async () => {
    const { body } = await world.visit('/campaigns/data-literacy');
    expect(body).toContain('kick-off');
    expect(body).toContain('fewer than 10');
    expect((await world.visit('/campaigns/nothing')).statusCode).toBe(404);
  });

  it('show what a campaign added where some begin later, as far as a night has let it out', async () => {
    const compared = (group: ComparisonGroup, people: number, reached: number) =>
      Array.from({ length: people }, (_, n) =>
        participation(`${group}${n}`, {
          compared: { group, since: world.now, until: world.now, goalReachedAt: n < reached ? world.now : null },
        }),
      );
    await world.store.write((tx) => saveParticipations(tx, [...compared('now', 60, 40), ...compared('later', 40, 12)]));
    const page = async () => (await world.visit('/campaigns/data-literacy')).body;
    expect(await page()).toContain('What the campaign added is not shown yet');
    await releaseFigures(world.store);
    expect(await page()).toMatch(/So the campaign added about 37 points \(probably between 1\d and 5\d\)\./);
  });

  it('show for whom a campaign runs, who approved it, and what people did to it, as inert text', async () => {
    await world.store.write(async (tx) => {
      await changeCampaign(tx, 'data-literacy', { pilot: { share: 0.1 } });
      await addApproval(tx, { campaign: 'data-literacy', version: 1, by: 'noor@waterlijn.example', at: world.now });
      const words = 'for <b>10 %</b>';
      const action = { by: null, verb: 'launch', campaign: 'data-literacy', version: 1, words } as const;
      await addAction(tx, { id: 'act_1', at: world.now, ...action });
    });
    const { body } = await world.visit('/campaigns/data-literacy');
    expect(body).toContain('A pilot: 10 % of the audience. Approved by noor@waterlijn.example');
    expect(body).toContain('What was done');
    expect(body).toContain('for &#60;b&#62;10 %&#60;/b&#62;');
    expect(body).toContain('nobody said');
  });

  it('show a version that waits for a second person, with what to do, and nothing once it is approved', async () => {
    await world.store.write(async (tx) => {
      const kept = await newestWorkspace(tx);
      const version = await newestCampaignVersion(tx, 'data-literacy');
      if (kept === null || version === null) throw new Error('the world has both');
      const definition = { ...kept.definition, approval: 'second-person' as const };
      await saveWorkspace(tx, { definition, files: {}, hash: 'w2', createdAt: world.now });
      await addCampaignVersion(tx, {
        ...version,
        number: 2,
        hash: 'v2',
        publishedAt: world.now,
        publishedBy: '<noor>',
      });
    });
    const { body } = await world.visit('/campaigns/data-literacy');
    expect(body).toContain(
      '<b>Version 2 waits for a second person</b> since Mon 26 Apr, 09:30. &#60;noor&#62; published it',
    );
    expect(body).toContain('Until then version 1 goes on');
    expect(textOf(body)).toContain('druppel approve data-literacy --by ADDRESS');
    expect((await world.visit('/')).body).toContain('Version 2 waits for a second person since Mon 26 Apr, 09:30.');
    await world.store.write((tx) =>
      addApproval(tx, { campaign: 'data-literacy', version: 2, by: 'mo@waterlijn.example', at: world.now }),
    );
    for (const path of ['/', '/campaigns/data-literacy'])
      expect((await world.visit(path)).body).not.toContain('waits for a second person');
  });

  it('show that a campaign paused by itself, and that learning data is too old', async () => {
    await world.store.write(async (tx) => {
      const kept = await newestWorkspace(tx);
      if (kept === null) throw new Error('the world has one');
      const definition = { ...kept.definition, learningDataMaxDays: 3 };
      await saveWorkspace(tx, { definition, files: {}, hash: 'w2', createdAt: world.now });
      await learningDataArrived(tx, world.now - 4 * DAY_MS);
      await changeCampaign(tx, 'data-literacy', { state: 'paused', pausedSince: world.now });
      const words = 'paused by itself: the mail server refused 5 mails in a row';
      const action = { by: null, verb: 'pause', campaign: 'data-literacy', version: null, words } as const;
      await addAction(tx, { id: 'act_1', at: world.now, ...action });
    });
    const { body } = await world.visit('/campaigns/data-literacy');
    expect(body).toContain('The campaign paused by itself: the mail server refused 5 mails in a row.');
    expect(textOf(body)).toContain('druppel resume data-literacy');
    const overview = (await world.visit('/')).body;
    expect(overview).toContain('It paused by itself: the mail server refused 5 mails in a row.');
    for (const page of [body, overview]) expect(page).toContain('Learning data is 4 days old');
  });

  it('are open to visitors of this machine only: under the public address they ask for a login', async () => {
    const visits = [
      { headers: { host: 'learn.waterlijn.example' } },
      { headers: { 'x-forwarded-for': '203.0.113.7' } },
      { remoteAddress: '203.0.113.7' },
    ];
    for (const visit of visits) {
      for (const url of ['/', '/campaigns/data-literacy', '/inbox']) {
        expect((await world.visit({ url, ...visit })).statusCode).toBe(401);
      }
    }
  });

  it('have no inbox when mail really goes out', async () => {
    await world.close();
    world = await openWebWorld({ inbox: false });
    expect((await world.visit('/inbox')).statusCode).toBe(404);
    expect((await world.visit('/')).body).not.toContain('Simulated');
  });
});

describe('the inbox', () => {
  it('lists mails, newest first, and pages through them', async () => {
    for (let n = 1; n <= 60; n += 1) {
      await keepMail(world.store, {
        at: world.now + n,
        recipient: 'bo@waterlijn.example',
        subject: `Mail ${n}.`,
        html: '',
      });
    }
    const first = (await world.visit('/inbox')).body;
    expect(first.indexOf('Mail 60.')).toBeLessThan(first.indexOf('Mail 11.'));
    expect(first).not.toContain('Mail 10.');
    const older = /href="(\/inbox\?[^"]*before=[^"]*)"/.exec(first)?.[1]?.replaceAll('&#38;', '&') ?? '';
    const second = (await world.visit(older)).body;
    expect(second).toContain('Mail 10.');
    expect(second).toContain('Mail 1.');
    expect(second).not.toContain('Older mails');
  });

  it('finds by person, subject, campaign and step', async () => {
    await keepMail(world.store, {
      at: world.now,
      recipient: 'bo@waterlijn.example',
      subject: 'Één kwartier',
      html: '',
    });
    await keepMail(world.store, {
      at: world.now,
      recipient: 'ana@waterlijn.example',
      subject: 'Done',
      html: '',
      step: 'well-done',
    });
    const found = async (search: string) => (await world.visit(`/inbox?search=${encodeURIComponent(search)}`)).body;
    expect(await found('BO één')).toMatch(/kwartier/);
    expect(await found('well-done')).toContain('ana@waterlijn.example');
    expect(await found('well-done bo@')).toContain('No mail fits');
  });

  it('shows a mail’s text and source, escaped', async () => {
    const id = await keepMail(world.store, {
      at: world.now,
      recipient: 'bo@waterlijn.example',
      subject: '<svg onload=alert(1)>',
      html: '<p>Hi</p>',
    });
    const text = (await world.visit(`/inbox/${id}?view=text`)).body;
    expect(text).toContain('Hi Bo, in plain words.');
    const source = (await world.visit(`/inbox/${id}?view=source`)).body;
    expect(source).toContain('Content-Type: multipart/alternative');
    for (const page of [text, source, (await world.visit('/inbox')).body]) expect(page).not.toContain('<svg onload');
  });

  it('shows our own images from here, whatever PUBLIC_URL is, and those of others not', async () => {
    const html = `<img src="${PUBLIC_URL}/i/${'0'.repeat(64)}.png" alt=""><img src="https://evil.example/x.png" alt="">`;
    const id = await keepMail(world.store, { at: world.now, recipient: 'bo@waterlijn.example', subject: 'x', html });
    const { body, headers } = await world.visit(`/inbox/${id}/html`);
    expect(body).toContain(`<img src="/i/${'0'.repeat(64)}.png"`);
    expect(headers['content-security-policy']).toContain("img-src 'self' data:;");
  });

  it('frames the HTML so that it can do nothing, not even count as opened', async () => {
    const html = `<html><head><style>@media (prefers-color-scheme: dark){p{color:#fff}}</style></head><body><p>Hi</p><script>alert(1)</script><img src="${PUBLIC_URL}/t/o/abc.gif" alt=""></body></html>`;
    const id = await keepMail(world.store, { at: world.now, recipient: 'bo@waterlijn.example', subject: 'x', html });
    const framed = await world.visit(`/inbox/${id}/html?scheme=dark`);
    expect(framed.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox allow-popups/);
    expect(framed.headers['content-security-policy']).not.toMatch(/script-src|allow-scripts|allow-same-origin/);
    expect(framed.body).not.toContain('/t/o/');
    expect(framed.body).toContain('@media (min-width: 0)');
    expect((await world.visit(`/inbox/${id}/html`)).body).toContain('@media (max-width: 0)');
    expect((await world.visit(`/inbox/${id}`)).body).toMatch(
      /<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/,
    );
  });
});

describe('the server', () => {
  it('says that it lives, and whether it is ready or why not', async () => {
    expect((await world.visit('/healthz')).json()).toEqual({ alive: true });
    expect((await world.visit('/readyz')).json()).toEqual({ ready: true, reasons: [] });
    await world.store.close();
    const notReady = await world.visit('/readyz');
    expect(notReady.statusCode).toBe(503);
    expect(notReady.json()).toEqual({ ready: false, reasons: ['The database does not answer.'] });
    const failed = await world.visit(world.path(world.urls.stop(world.mails.get('data-literacy/bo') ?? '')));
    expect(failed.statusCode).toBeGreaterThanOrEqual(500);
    expect(failed.body).toContain('Something went wrong on our side');
    expect(failed.body).not.toMatch(/sqlite|database connection/i);
  });

  it('answers under no other name', async () => {
    const answer = await world.visit({ url: '/', headers: { host: 'rebound.evil.example' } });
    expect(answer.statusCode).toBe(421);
    expect((await world.visit({ url: '/healthz', headers: { host: '10.0.0.7:3000' } })).statusCode).toBe(200);
  });

  it('tells errors under /api as RFC 9457, and to people in their language', async () => {
    const api = await world.visit('/api/v1/nothing');
    expect(api.headers['content-type']).toContain('application/problem+json');
    expect(api.json()).toMatchObject({ type: 'about:blank', title: 'Not Found', status: 404 });
    expect(api.json().detail).toContain('/api/v1/ lists what is there');
    const page = await world.visit({ url: '/nothing', headers: { 'accept-language': 'fr-BE,fr;q=0.9' } });
    expect(page.statusCode).toBe(404);
    expect(page.body).toContain('Cette page n’existe pas');
  });

  it('takes no body over 64 kB and no methods it does not know', async () => {
    const url = world.path(world.urls.stop(world.mails.get('data-literacy/bo') ?? ''));
    const big = { method: 'POST' as const, url, headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    expect((await world.visit({ ...big, payload: 'a'.repeat(70_000) })).statusCode).toBe(413);
    expect((await world.visit({ method: 'DELETE', url })).statusCode).toBe(404);
  });
});

/** As it is read. */
function textOf(page: string): string {
  return page.replaceAll(/<[^>]*>/g, '');
}
