import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { imageOf } from '../../src/domain/image.ts';
import { addImages } from '../../src/store/campaigns/images.ts';
import { PNG } from '../support/images.ts';
import { describeWith } from '../support/services.ts';
import { keepMail, openWebWorld, PUBLIC_URL, type WebWorld } from './web-world.ts';

/** Every page as somebody with other eyes or hands meets it: WCAG 2.2 AA by axe, at each width and in both colours. */
describeWith('chromium', 'in a browser', (executablePath) => {
  let world: WebWorld;
  let browser: Browser;
  let origin: string;
  let paths: Record<string, string>;

  beforeAll(async () => {
    world = await openWebWorld();
    origin = await world.listen();
    paths = await pathsOf(world);
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...QUIET] });
  });
  afterAll(async () => {
    await browser.close();
    await world.close();
  });

  async function open(path: string, width: number, colorScheme: 'light' | 'dark'): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    const page = await context.newPage();
    await page.goto(`${origin}${path}`);
    return page;
  }

  /** What `look` finds on each page, with the page's name before it. */
  async function onEachPage(width: number, scheme: 'light' | 'dark', look: (page: Page) => Promise<string[]>) {
    const found: string[] = [];
    const page = await open('/', width, scheme);
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(`${origin}${path}`);
      for (const one of await look(page)) found.push(`${name}: ${one}`);
    }
    await page.context().close();
    return found;
  }

  async function barriers(axe: AxeBuilder): Promise<string[]> {
    const { violations } = await axe.exclude('iframe').analyze();
    return violations.map(({ id, nodes }) => `${id} at ${nodes.map((node) => node.target).join(' ')}`);
  }

  it('no page has a barrier', async () => {
    const look = (page: Page) => barriers(new AxeBuilder({ page }).withTags(WCAG));
    expect(await onEachPage(800, 'light', look)).toEqual([]);
  });

  it('no text is too faint in the dark', async () => {
    const look = (page: Page) => barriers(new AxeBuilder({ page }).withRules(['color-contrast']));
    expect(await onEachPage(800, 'dark', look)).toEqual([]);
  });

  it('no page is wider than a small phone, which is also a desktop at 400 %', async () => {
    const look = async (page: Page) => {
      const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
      return width > 320 ? [`${width} px`] : [];
    };
    expect(await onEachPage(320, 'light', look)).toEqual([]);
  });

  it('a reader can say "not now" with the keyboard alone', async () => {
    const page = await open(paths.later ?? '', 800, 'light');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('status').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Fine. We are quiet until Monday 10 May');
    await page.context().close();
  });

  it('a reader can choose what helps with the keyboard alone, and Enter saves it', async () => {
    const page = await open(paths.preferences ?? '', 800, 'light');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('status').textContent()).toBe('Saved: what helps me most.');
    expect(await page.getByLabel('Solve a problem I have now').isChecked()).toBe(true);
    expect(await page.getByLabel('Digital skills').isChecked()).toBe(true);
    await page.context().close();
  });

  it('what cannot be saved is told without a barrier', async () => {
    const page = await open(paths.preferences ?? '', 320, 'dark');
    await page.getByLabel('français').evaluate((input) => ((input as unknown as { value: string }).value = 'tlh'));
    await page.getByLabel('français').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').waitFor();
    expect(await barriers(new AxeBuilder({ page }).withTags(WCAG))).toEqual([]);
    await page.context().close();
  });

  it('a mail in the inbox runs no script, and its dark colours show without those of the browser', async () => {
    const page = await open(`${paths.mail}?scheme=dark`, 1200, 'light');
    const mail = page.frameLocator('iframe');
    const colour = await mail
      .locator('p')
      .evaluate((element) => (globalThis as unknown as InBrowser).getComputedStyle(element).color);
    expect(colour).toBe('rgb(1, 2, 3)');
    expect(await mail.locator('p').textContent()).toBe('Hi Bo');
    await page.context().close();
  });

  it('a mail in the inbox shows our images, though its frame has no origin', async () => {
    const page = await open(`${paths.mail}`, 1200, 'light');
    const width = await page
      .frameLocator('iframe')
      .locator('img')
      .evaluate((element) => (element as unknown as { readonly naturalWidth: number }).naturalWidth);
    expect(width).toBe(1);
    await page.context().close();
  });

  it('the figures on a page follow without a reload', async () => {
    const page = await open('/', 1200, 'light');
    await page.getByText('Campaigns').first().waitFor();
    await world.store.write((tx) => tx.db.delete(tx.tables.campaigns));
    await page.getByText('No campaign has been published yet.').waitFor();
    expect(await page.locator('main').count()).toBe(1);
    await page.context().close();
  });
});

/** What a function that runs in the page finds there. */
interface InBrowser {
  getComputedStyle(element: unknown): { readonly color: string };
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

async function pathsOf(world: WebWorld): Promise<Record<string, string>> {
  const bo = world.mails.get('data-literacy/bo') ?? '';
  const required = world.mails.get('safe-at-work/ana') ?? '';
  const image = imageOf(PNG);
  await world.store.write((tx) => addImages(tx, image === null ? [] : [image]));
  const html = `<!doctype html><html lang="en"><head><title>x</title><style>@media (prefers-color-scheme: dark){p{color:#010203}}</style></head><body><p>Hi Bo</p><img src="${PUBLIC_URL}/i/${image?.name}" alt=""><script>document.querySelector("p").textContent = "caught"</script></body></html>`;
  const inboxMail = await keepMail(world.store, {
    at: world.now,
    recipient: 'bo@waterlijn.example',
    subject: 'Six quarter-hours',
    html,
  });
  const path = (url: string) => world.path(url);
  return {
    stop: path(world.urls.stop(bo)),
    required: path(world.urls.stop(required)),
    later: path(world.urls.ask(bo, 'later')),
    done: path(world.urls.ask(required, 'done')),
    preferences: path(world.urls.preferences(bo)),
    saved: `${path(world.urls.preferences(bo))}?saved=topics.pause`,
    why: path(world.urls.why(bo)),
    gone: '/nothing',
    overview: '/',
    campaign: '/campaigns/data-literacy',
    inbox: '/inbox',
    mail: `/inbox/${inboxMail}`,
    text: `/inbox/${inboxMail}?view=text`,
    source: `/inbox/${inboxMail}?view=source`,
  };
}
