import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MINUTE_MS } from '../../src/domain/time.ts';
import { engagementOf, linkEventsOf } from '../../src/store/learning/engagement.ts';
import { addOpenMarks, openTotals } from '../../src/store/mails/open-marks.ts';
import { employeesByKey } from '../../src/store/people/employees.ts';
import { HONEYPOT_LINK } from '../../src/tracking/links.ts';
import { createOpenMarks } from '../../src/tracking/open-marks.ts';
import { BROWSER, openWebWorld, SECRET, type WebWorld } from './web-world.ts';

let world: WebWorld;
let mail: string;
beforeEach(async () => {
  world = await openWebWorld();
  mail = world.mails.get('data-literacy/ana') ?? '';
});
afterEach(() => world.close());

async function click(
  link: number,
  more: { method?: 'GET' | 'HEAD'; agent?: string; headers?: Record<string, string> } = {},
) {
  const headers = { 'user-agent': more.agent ?? BROWSER, ...more.headers };
  return world.visit({ method: more.method ?? 'GET', url: world.path(world.urls.click(mail, link)), headers });
}

async function facts() {
  return (await engagementOf(world.store.read, ['emp_ana'])).get('emp_ana') ?? [];
}

async function classes() {
  return (await linkEventsOf(world.store.read, mail)).map((event) => event.class);
}

describe('a link of a mail', () => {
  it('leads where the database says', async () => {
    const answer = await click(0);
    expect(answer.statusCode).toBe(302);
    expect(answer.headers.location).toBe('https://learn.waterlijn.example/data-101?part=1');
    expect(answer.headers['referrer-policy']).toBe('no-referrer');
  });

  it('never leads where the address says', async () => {
    const answer = await world.visit(
      `${world.path(world.urls.click(mail, 0))}?to=https://evil.example&url=//evil.example`,
    );
    expect(answer.headers.location).toBe('https://learn.waterlijn.example/data-101?part=1');
  });

  it('is not there when its token is wrong, its number unknown, or its target no web address', async () => {
    const changed = world.path(world.urls.click(mail, 0)).slice(0, -1);
    expect((await world.visit(changed)).statusCode).toBe(404);
    expect((await world.visit(world.path(world.urls.click(mail, 0)).replace('/t/c/', '/u/'))).statusCode).toBe(404);
    expect((await click(40)).statusCode).toBe(404);
    expect((await click(3)).statusCode).toBe(404);
  });

  it('tells the engine of a reader ten minutes later, and at once that something changed', async () => {
    const before = await world.revision('ana');
    await click(0);
    const [fact] = await facts();
    expect(fact).toMatchObject({ kind: 'clicked', about: 'kick-off', campaign: 'data-literacy', at: world.now });
    expect(fact?.holdsFrom).toBe(world.now + 10 * MINUTE_MS);
    const [ana] = await employeesByKey(world.store.read, ['emp_ana']);
    expect(ana?.wakeAt).toBeLessThanOrEqual(world.now + 10 * MINUTE_MS);
    expect(ana?.revision).toBeGreaterThan(before);
  });

  it('counts each click, and tells the engine once a day', async () => {
    await click(0);
    world.now += MINUTE_MS;
    const before = await world.revision('ana');
    await click(1);
    expect(await classes()).toEqual(['human', 'human']);
    expect(await facts()).toHaveLength(1);
    expect(await world.revision('ana')).toBe(before);
  });

  it.each([
    ['HEAD', { method: 'HEAD' as const }],
    ['a prefetch', { headers: { 'sec-purpose': 'prefetch' } }],
    ['a scanner', { agent: 'Mozilla/5.0 (compatible; Barracuda)' }],
  ])('asked for by %s, leads on, is counted as automatic and steers nothing', async (_who, how) => {
    expect((await click(0, how)).statusCode).toBe(302);
    expect(await classes()).toEqual(['automatic']);
    expect(await facts()).toEqual([]);
  });

  it('takes back what it told when two more links follow within two seconds', async () => {
    await click(0);
    await click(1);
    expect(await facts()).toHaveLength(1);
    await click(2);
    expect(await classes()).toEqual(['automatic', 'automatic', 'automatic']);
    expect(await facts()).toEqual([]);
  });

  it('that nobody sees is a trap: it leads nowhere and shows who came as a machine', async () => {
    await click(0);
    expect((await click(HONEYPOT_LINK)).statusCode).toBe(404);
    expect(await classes()).toEqual(['automatic', 'automatic']);
    expect(await facts()).toEqual([]);
  });

  it('followed more than sixty times a minute is held back, and other links are not', async () => {
    for (let n = 1; n <= 60; n += 1) expect((await click(0)).statusCode).toBe(302);
    expect((await click(0)).statusCode).toBe(429);
    expect((await click(1)).statusCode).toBe(302);
  });

  it('is counted as automatic while the mail server has not answered yet', async () => {
    await world.store.write((tx) =>
      tx.db.update(tx.tables.messages).set({
        state: 'data',
        email: 'x@waterlijn.example',
        claimedBy: 'boot_a',
        leaseUntilAt: world.now,
      }),
    );
    await click(0);
    expect(await classes()).toEqual(['automatic']);
  });
});

describe('with tracking off', () => {
  it('an old link still leads on, and nothing is written', async () => {
    await world.close();
    world = await openWebWorld({ tracking: 'off' });
    mail = world.mails.get('data-literacy/ana') ?? '';
    expect((await click(0)).statusCode).toBe(302);
    expect(await classes()).toEqual([]);
    expect(await facts()).toEqual([]);
  });
});

describe('an open mark', () => {
  const block = { campaign: 'data-literacy', version: 1, message: 'kick-off', locale: 'nl', day: '2027-04-26' };
  const marks = createOpenMarks(SECRET).make(3);

  async function open(mark: string, agent = BROWSER) {
    return world.visit({ url: `/t/o/${mark}.gif`, headers: { 'user-agent': agent } });
  }

  it('is a tiny picture that webmail may show, counted once and tied to nobody', async () => {
    await world.store.write((tx) => addOpenMarks(tx, block, marks));
    const answers = [await open(marks[0] ?? ''), await open(marks[0] ?? ''), await open(marks[1] ?? '', 'Mozilla/5.0')];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(answers[0]?.headers).toMatchObject({
      'content-type': 'image/gif',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'cross-origin',
    });
    await vi.waitFor(async () =>
      expect(await openTotals(world.store.read, 'data-literacy')).toEqual(
        expect.arrayContaining([
          { message: 'kick-off', seen: 'human', count: 1 },
          { message: 'kick-off', seen: 'automatic', count: 1 },
          { message: 'kick-off', seen: null, count: 1 },
        ]),
      ),
    );
    expect(await facts()).toEqual([]);
  });

  it('is not there when it is guessed, whatever its length', async () => {
    const guesses = ['A'.repeat(32), 'x', `${marks[0]}A`, 'druppel-open-mark'];
    const answers = await Promise.all(guesses.map((guess) => open(guess)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404]);
    expect((await world.visit(`/t/o/${marks[0]}`)).statusCode).toBe(404);
  });
});

describe('the log of requests', () => {
  it('names routes and never tokens', async () => {
    const url = world.path(world.urls.click(mail, 0));
    await world.visit(url);
    await world.visit(world.path(world.urls.preferences(mail)));
    const text = world.logged.join('');
    expect(text).toContain('/t/c/:token');
    expect(text).not.toContain(url.split('/').at(-1));
    expect(text).not.toContain('@');
  });
});
