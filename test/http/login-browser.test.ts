import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../src/domain/ids.ts';
import { addUser, linkUser } from '../../src/flow/access/console-users.ts';
import { describeWith } from '../support/services.ts';
import { keepMail, openWebWorld, type WebWorld } from './web-world.ts';

const NOOR = 'noor@waterlijn.example';

describeWith('chromium', 'logging in with a browser', (executablePath) => {
  let world: WebWorld;
  let browser: Browser;
  let origin: string;

  beforeAll(async () => {
    world = await openWebWorld();
    origin = await world.listen();
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    await addUser(parts(), { email: NOOR, role: 'viewer' });
  });
  afterAll(async () => {
    await browser.close();
    await world.close();
  });

  function parts() {
    return { store: world.store, clock: () => world.now, newId };
  }

  async function newLink(): Promise<string> {
    return `${origin}/login/${(await linkUser(parts(), NOOR)).token}`;
  }

  it('takes a link and one key, shows every page, and ends with a button', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(origin);
    expect(await heading(page)).toBe('Log in to see this page');
    await page.goto(await newLink());
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Campaigns', level: 1 }).waitFor();
    expect(page.url()).toBe(`${origin}/`);
    expect(await page.evaluate('document.cookie')).toBe('');
    const mail = await keepMail(world.store, { at: world.now, recipient: NOOR, subject: 'Hi', html: '<p>Hi Noor</p>' });
    await page.goto(`${origin}/inbox/${mail}`);
    expect(await page.frameLocator('iframe').locator('p').textContent()).toBe('Hi Noor');
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('heading', { name: 'Log in to see this page' }).waitFor();
    expect(await context.cookies()).toEqual([]);
    await context.close();
  });

  it('is not set off by a form on another site, nor is logging out', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const link = await newLink();
    await pressOnOtherSite(page, link);
    expect(await heading(page)).toBe('We did not understand that');
    await logIn(page, link);
    await pressOnOtherSite(page, `${origin}/logout`);
    await page.goto(origin);
    expect(await heading(page)).toBe('Campaigns');
    await context.close();
  });

  it('opens the console from a link in another site’s mail, once there is a session', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await logIn(page, await newLink());
    await onOtherSite(context, `<a href="${origin}/inbox">inbox</a>`, page);
    await page.getByRole('link').click();
    await page.waitForURL(`${origin}/inbox`);
    expect(await heading(page)).toBe('Inbox');
    await context.close();
  });

  it('has no barrier on its pages, and none is wider than a small phone', async () => {
    const used = await newLink();
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ viewport: { width: 320, height: 800 }, colorScheme });
      const page = await context.newPage();
      const link = await newLink();
      const steps: Record<string, () => Promise<unknown>> = {
        asked: () => page.goto(origin),
        link: () => page.goto(link),
        refused: async () => {
          await page.goto(used);
          await page.getByRole('button').click();
          await page.getByRole('status').waitFor();
        },
        inside: () => logIn(page, link),
      };
      for (const [name, go] of Object.entries(steps)) {
        await go();
        const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
        expect([name, violations.map(({ id }) => id)]).toEqual([name, []]);
        expect([name, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([name, 320]);
      }
      await context.close();
    }
  });
});

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function logIn(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { name: 'Campaigns', level: 1 }).waitFor();
}

async function heading(page: Page): Promise<string | null> {
  return page.getByRole('heading', { level: 1 }).textContent();
}

async function pressOnOtherSite(page: Page, target: string): Promise<void> {
  await onOtherSite(page.context(), `<form method="post" action="${target}"><button>Win!</button></form>`, page);
  await page.getByRole('button').click();
  await page.waitForURL(target);
}

async function onOtherSite(context: BrowserContext, body: string, page: Page): Promise<void> {
  await context.route('http://evil.example/', (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto('http://evil.example/');
}
