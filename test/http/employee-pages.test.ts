import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { choiceTotals } from '../../src/store/people/choices.ts';
import { employeesByKey } from '../../src/store/people/employees.ts';
import { openWebWorld, type WebWorld } from './web-world.ts';

let world: WebWorld;
beforeEach(async () => {
  world = await openWebWorld();
});
afterEach(() => world.close());

function mailOf(name: string, campaign = 'data-literacy'): string {
  return world.mails.get(`${campaign}/${name}`) ?? '';
}

async function get(url: string) {
  return world.visit(world.path(url));
}

async function post(url: string, form: string) {
  return world.visit({
    method: 'POST',
    url: world.path(url).split('?')[0] ?? '',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: form,
  });
}

describe('the stop page', () => {
  it('asks in the reader’s language, and reading it changes nothing', async () => {
    const before = await world.revision('ana');
    const pages = await Promise.all(['ana', 'bo', 'chloe'].map((name) => get(world.urls.stop(mailOf(name)))));
    expect(pages[0]?.body).toContain('Geen mails meer over Digitale vaardigheden?');
    expect(pages[1]?.body).toContain('Stop mails about Digital skills?');
    expect(pages[2]?.body).toContain('Ne plus recevoir de messages sur Compétences numériques');
    expect(pages[2]?.body).toContain('<html lang="fr"');
    expect(await world.choices('ana')).toEqual([]);
    expect(await world.revision('ana')).toBe(before);
  });

  it('stops the topic, says so, and stops once however often the button is pressed', async () => {
    const before = await world.revision('bo');
    const url = world.urls.stop(mailOf('bo'));
    const answers = [await post(url, 'stop=topic'), await post(url, 'stop=topic')];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    expect(await world.choices('bo')).toEqual([{ kind: 'stop', topic: 'digital-skills', at: world.now }]);
    expect(await world.revision('bo')).toBe(before + 1);
    expect(await choiceTotals(world.store.read, 'data-literacy')).toEqual([
      { step: 'kick-off', kind: 'stopped', reason: '', count: 1 },
    ]);
    expect((await get(url)).body).toContain('You get no more mails about Digital skills');
  });

  it('wakes the person at once, so that a queued mail fails its gate', async () => {
    await post(world.urls.stop(mailOf('bo')), 'stop=topic');
    const [bo] = await employeesByKey(world.store.read, ['emp_bo']);
    expect(bo?.wakeAt).toBeLessThanOrEqual(world.now);
  });

  it('stops in one click from a mail program (RFC 8058), without a redirect', async () => {
    const answer = await post(world.urls.stop(mailOf('bo')), 'List-Unsubscribe=One-Click');
    expect(answer.statusCode).toBe(200);
    expect(await world.choices('bo')).toMatchObject([{ kind: 'stop', topic: 'digital-skills' }]);
  });

  it('can stop everything, and can be undone', async () => {
    const url = world.urls.stop(mailOf('bo'));
    await post(url, 'stop=all');
    expect((await get(url)).body).toContain('You get no more voluntary mails');
    await post(url, 'stop=neither');
    expect(await world.choices('bo')).toEqual([]);
  });

  it('says kindly why required training cannot be stopped, and offers "not now"', async () => {
    const url = world.urls.stop(mailOf('bo', 'safe-at-work'));
    const page = await get(url);
    expect(page.body).toContain('“Safe at work” is required');
    expect(page.body).toContain('choice=later');
    expect(page.body).not.toContain('<button');
    await post(url, 'stop=topic');
    expect((await post(url, 'List-Unsubscribe=One-Click')).statusCode).toBe(409);
    expect(await world.choices('bo')).toEqual([]);
  });

  it.each(['', 'stop=everything', 'List-Unsubscribe=Two-Clicks', '__proto__=x'])(
    'refuses the form "%s"',
    async (form) => {
      expect((await post(world.urls.stop(mailOf('bo')), form)).statusCode).toBe(400);
      expect(await world.choices('bo')).toEqual([]);
    },
  );
});

describe('the answer page', () => {
  it('puts the answer of the link first, and reading it changes nothing', async () => {
    const page = await get(world.urls.ask(mailOf('bo'), 'done'));
    expect(page.body).toContain('<h1>Already done</h1>');
    expect((await get(world.urls.ask(mailOf('bo'), 'known'))).body).toContain('<h1>Already done</h1>');
    expect((await get(world.urls.ask(mailOf('bo'), 'later'))).body).toContain('<h1>Not now</h1>');
    expect(await world.choices('bo')).toEqual([]);
  });

  it('"not now" holds until the beginning of a day, in the person’s zone; its reason is counted apart', async () => {
    const url = world.urls.ask(mailOf('bo'), 'later');
    const answers = [
      await post(url, 'choice=later&span=week&reason=no-time'),
      await post(url, 'choice=later&span=week&reason=no-time'),
    ];
    const until = Date.parse('2027-05-03T00:00:00+02:00');
    expect(await world.choices('bo')).toEqual([{ kind: 'not-now', campaign: 'data-literacy', at: world.now, until }]);
    expect(await choiceTotals(world.store.read, 'data-literacy')).toEqual([
      { step: 'kick-off', kind: 'not-now', reason: 'no-time', count: 1 },
    ]);
    const said = await world.visit(answers[0]?.headers.location ?? '');
    expect(said.body).toContain('We are quiet until Monday 3 May');
  });

  it('can be taken back', async () => {
    const url = world.urls.ask(mailOf('bo'), 'later');
    await post(url, 'choice=later&span=month');
    await post(url, 'choice=back');
    expect(await world.choices('bo')).toEqual([]);
  });

  it('"already done" is said once a day', async () => {
    const url = world.urls.ask(mailOf('ana', 'safe-at-work'), 'done');
    await post(url, 'choice=done');
    world.now += 60_000;
    const before = await world.revision('ana');
    const answer = await post(url, 'choice=done');
    expect(await world.revision('ana')).toBe(before);
    expect(await world.choices('ana')).toMatchObject([{ kind: 'said-done', campaign: 'safe-at-work' }]);
    expect((await world.visit(answer.headers.location ?? '')).body).toContain('Fijn dat je het zegt');
  });

  it('"not for me" stops the topic, and is not offered in required training', async () => {
    await post(world.urls.ask(mailOf('bo'), 'stop'), 'choice=stop');
    expect(await world.choices('bo')).toMatchObject([{ kind: 'stop', topic: 'digital-skills' }]);
    const required = world.urls.ask(mailOf('ana', 'safe-at-work'), 'stop');
    expect((await get(required)).body).not.toContain('Niet voor mij');
    await post(required, 'choice=stop');
    expect(await world.choices('ana')).toEqual([]);
  });

  it('claims nothing that is not so: an address alone says nothing was stopped', async () => {
    const page = await get(`${world.urls.ask(mailOf('bo'), 'later').split('?')[0]}?said=stop`);
    expect(page.body).not.toContain('You get no more mails');
  });

  it('refuses a span or a reason that is not in the list', async () => {
    const url = world.urls.ask(mailOf('bo'), 'later');
    expect((await post(url, 'choice=later&span=forever')).statusCode).toBe(400);
    expect((await post(url, 'choice=later&span=week&reason=my+boss')).statusCode).toBe(400);
    expect(await world.choices('bo')).toEqual([]);
  });
});

describe('the preference page', () => {
  it('is the person’s own: another mail’s token opens another person’s page, a changed one none', async () => {
    const url = world.urls.preferences(mailOf('bo'));
    expect((await get(`${url.slice(0, -1)}!`)).statusCode).toBe(404);
    expect((await get(url.replace('/me/', '/a/'))).statusCode).toBe(404);
    expect((await get(world.urls.preferences('msg_0190f1c2a3b47c5d8e9f001122334455'))).statusCode).toBe(404);
  });

  it('keeps nothing in caches and passes no address on', async () => {
    const { headers } = await get(world.urls.preferences(mailOf('bo')));
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });
});

describe('a test mail', () => {
  it('shows its pages, says what it is, and changes nothing for the person it was written for', async () => {
    await world.store.write((tx) => tx.db.update(tx.tables.messages).set({ kind: 'test' }));
    const url = world.urls.stop(mailOf('bo'));
    expect((await get(url)).body).toContain('This belongs to a test mail');
    await post(url, 'stop=all');
    await post(url, 'List-Unsubscribe=One-Click');
    await post(world.urls.ask(mailOf('bo'), 'later'), 'choice=later&span=week');
    await post(world.urls.preferences(mailOf('bo')), 'save=choices&locale=nl');
    expect(await world.choices('bo')).toEqual([]);
    expect((await get(url)).body).toContain('Stop mails about Digital skills?');
  });
});

describe('a mail to a manager about others', () => {
  it('says so, and does not ask whether it is done', async () => {
    await world.store.write((tx) => tx.db.update(tx.tables.messages).set({ kind: 'bundle' }));
    expect((await get(world.urls.why(mailOf('bo')))).body).toContain('is about colleagues who count on you');
    const page = await get(world.urls.ask(mailOf('bo'), 'done'));
    expect(page.body).toContain('<h1>Not now</h1>');
    expect(page.body).not.toContain('Already done');
  });
});

describe('"why do I get this"', () => {
  it('says whom the campaign is for, who sends it, and where to choose', async () => {
    const page = await get(world.urls.why(mailOf('bo')));
    expect(page.body).toContain(
      '“Data literacy in six quarter-hours” is for whoever fits this: department is Sales or Finance.',
    );
    expect(page.body).toContain('Noor, Learning &#38; Development');
    expect(page.body).toContain(world.path(world.urls.preferences(mailOf('bo'))));
  });

  it('says that required training is for everyone', async () => {
    const page = await get(world.urls.why(mailOf('ana', 'safe-at-work')));
    expect(page.body).toContain('“Veilig aan het werk” is er voor iedereen bij Waterlijn. Deze training is verplicht.');
  });
});
