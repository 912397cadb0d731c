import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newestWorkspace, saveWorkspace } from '../../src/store/campaigns/workspaces.ts';
import { choiceTotals } from '../../src/store/people/choices.ts';
import { employeesByKey, type StoredEmployee } from '../../src/store/people/employees.ts';
import { openWebWorld, type WebWorld } from './web-world.ts';

let world: WebWorld;
beforeEach(async () => {
  world = await openWebWorld();
});
afterEach(() => world.close());

function pathOf(name: string, campaign = 'data-literacy'): string {
  return world.path(world.urls.preferences(world.mails.get(`${campaign}/${name}`) ?? ''));
}

async function open(name: string): Promise<string> {
  return (await world.visit(pathOf(name))).body;
}

/** What a browser sends of a page on which nothing was touched: field by field. */
function fieldsOf(page: string): [name: string, value: string][] {
  return [...page.matchAll(/<input type="(\w+)" name="(\w+)" value="([^"]*)"( checked)?>/g)].flatMap(
    ([, type, name = '', value = '', checked]) => (type === 'hidden' || checked ? [[name, value] as const] : []),
  ) as [string, string][];
}

/** Touches what is named, leaves the rest as it stands on the page, and presses a button. */
async function save(
  name: string,
  page: string,
  touched: Readonly<Record<string, readonly string[]>>,
  button = 'choices',
) {
  const kept = fieldsOf(page).filter(([field]) => touched[field] === undefined);
  const chosen = Object.entries(touched).flatMap(([field, values]) =>
    values.map((value): [string, string] => [field, value]),
  );
  const answer = await world.visit({
    method: 'POST',
    url: pathOf(name),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams([...kept, ...chosen, ['save', button]]).toString(),
  });
  return { status: answer.statusCode, body: answer.body, next: answer.headers.location ?? '' };
}

async function saved(name: string, touched: Readonly<Record<string, readonly string[]>>, button?: string) {
  const { next } = await save(name, await open(name), touched, button);
  return (await world.visit(next)).body;
}

async function employee(name: string): Promise<StoredEmployee | undefined> {
  return (await employeesByKey(world.store.read, [`emp_${name}`]))[0];
}

async function stopped(name: string) {
  return (await world.choices(name)).flatMap((one) => (one.kind === 'stop' ? [one.topic] : [])).toSorted();
}

describe('the preference page', () => {
  it('is one form with one button to save, and shows how everything stands', async () => {
    const page = await open('bo');
    expect(page.match(/<form/g)).toHaveLength(1);
    expect(page.match(/class="primary"/g)).toHaveLength(1);
    expect(fieldsOf(page).filter(([name]) => !/^(had|listed)/.test(name))).toEqual([
      ['need', ''],
      ['topic', 'digital-skills'],
      ['topic', 'new-here'],
      ['topic', 'safety'],
      ['span', 'same'],
      ['locale', 'en'],
    ]);
  });

  it('keeps everything that was changed, in one go, and says what', async () => {
    const before = await world.revision('bo');
    const page = await saved('bo', { locale: ['nl'], need: ['career'], topic: ['safety', 'new-here'], span: ['week'] });
    expect(page).toContain(
      '<p class="saved" role="status">Bewaard: wat mij het meest helpt, onderwerpen, even rust en taal.</p>',
    );
    expect(page).toContain('<title>Bewaard: ');
    expect(await employee('bo')).toMatchObject({ chosenLocale: 'nl', chosenNeed: 'career' });
    expect(await stopped('bo')).toEqual(['digital-skills']);
    expect(await world.choices('bo')).toContainEqual(expect.objectContaining({ kind: 'not-now', campaign: null }));
    expect(await world.revision('bo')).toBeGreaterThan(before);
    expect((await employee('bo'))?.wakeAt).toBeLessThanOrEqual(world.now);
  });

  it('changes nothing by being read, nor by a form in which nothing was touched', async () => {
    const before = await world.revision('bo');
    expect(await saved('bo', {})).toContain('role="status">Nothing was changed.<');
    expect(await world.revision('bo')).toBe(before);
    expect(await employee('bo')).toMatchObject({ chosenLocale: null, chosenNeed: null });
    expect(await world.choices('bo')).toEqual([]);
  });

  it('does once what is sent twice', async () => {
    const page = await open('bo');
    const touched = { need: ['growth'], topic: ['safety'], span: ['month'], locale: ['fr'] };
    await save('bo', page, touched);
    const after = [await world.revision('bo'), await world.choices('bo')];
    await save('bo', page, touched);
    expect([await world.revision('bo'), await world.choices('bo')]).toEqual(after);
    expect((await choiceTotals(world.store.read, 'data-literacy')).map(({ kind, count }) => [kind, count])).toEqual([
      ['not-now', 1],
      ['stopped', 2],
    ]);
  });

  it('leaves alone what another tab changed meanwhile', async () => {
    const older = await open('bo');
    await saved('bo', { need: ['career'], topic: ['safety'], span: ['week'], locale: ['nl'] });
    const newer = [await employee('bo'), await world.choices('bo')] as const;
    await save('bo', older, {});
    expect([await employee('bo'), await world.choices('bo')]).toEqual(newer);
    await save('bo', older, { need: ['solve-now'] });
    expect(await employee('bo')).toMatchObject({ chosenNeed: 'solve-now', chosenLocale: 'nl' });
    expect(await world.choices('bo')).toEqual(newer[1]);
  });

  it('leaves alone a topic that came after the page was opened', async () => {
    const page = await open('bo');
    const workspace = (await newestWorkspace(world.store.read))?.definition;
    if (workspace === undefined) throw new Error('there is a workspace');
    const topics = { ...workspace.topics, health: { en: 'Health' } };
    await world.store.write((tx) =>
      saveWorkspace(tx, { definition: { ...workspace, topics }, files: {}, hash: 'w2', createdAt: world.now }),
    );
    await save('bo', page, { topic: ['safety'] });
    expect(await stopped('bo')).toEqual(['digital-skills', 'new-here']);
  });
});

describe('what helps me most', () => {
  it.each([
    ['ana', 'Een volgende stap in mijn loopbaan', 'Geen voorkeur'],
    ['bo', 'Take the next step in my career', 'No preference'],
    ['chloe', 'Faire évoluer ma carrière', 'Pas de préférence'],
  ])('is asked of %s in words, never in codes', async (name, career, none) => {
    const page = await open(name);
    expect(page).toContain(`<span>${career}</span>`);
    expect(page).toContain(`<span>${none}</span>`);
    expect(page).not.toMatch(/>\s*(?:career|efficiency|employable|growth|solve-now)\s*</);
  });

  it('can be taken back', async () => {
    await saved('bo', { need: ['career'] });
    expect(fieldsOf(await open('bo'))).toContainEqual(['need', 'career']);
    await saved('bo', { need: [''] });
    expect(await employee('bo')).toMatchObject({ chosenNeed: null });
  });

  it('of which there are no words is refused where it stands; the rest of the form stays as it was filled in', async () => {
    const answer = await save('bo', await open('bo'), { need: ['my <b>own</b>'], topic: ['safety'], locale: ['nl'] });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('role="alert">Nothing has been saved yet.');
    expect(answer.body).toContain('<strong class="wrong">That choice is no longer there. Choose another one.</strong>');
    expect(answer.body).not.toContain('own</b>');
    expect(fieldsOf(answer.body)).toEqual(
      expect.arrayContaining([
        ['topic', 'safety'],
        ['locale', 'nl'],
        ['hadLocale', 'en'],
      ]),
    );
    expect(fieldsOf(answer.body).filter(([field]) => field === 'topic')).toHaveLength(1);
    expect(await employee('bo')).toMatchObject({ chosenNeed: null, chosenLocale: null });
    expect(await world.choices('bo')).toEqual([]);
  });
});

describe('topics', () => {
  it('go off and on', async () => {
    await saved('bo', { topic: ['digital-skills', 'safety'] });
    expect(await stopped('bo')).toEqual(['new-here']);
    await saved('bo', { topic: ['digital-skills', 'safety', 'new-here'] });
    expect(await stopped('bo')).toEqual([]);
  });

  it('that there are not, as a page from long ago may list them, change nothing', async () => {
    await saved('bo', { listed: ['gone'], hadTopic: ['gone'], topic: [] });
    expect(await stopped('bo')).toEqual([]);
    await saved('bo', { listed: ['gone'], hadTopic: [], topic: ['gone'] });
    expect(await world.choices('bo')).toEqual([]);
  });

  it('stop all together by a button that also keeps what else was changed', async () => {
    const page = await saved('bo', { need: ['growth'] }, 'stop-all');
    expect(await stopped('bo')).toEqual([null]);
    expect(await employee('bo')).toMatchObject({ chosenNeed: 'growth' });
    expect(page).toContain('Choose a topic to hear about it again.');
    expect(page).not.toContain('value="stop-all"');
  });

  it('come back one by one after everything was stopped', async () => {
    await saved('bo', {}, 'stop-all');
    await saved('bo', { topic: ['safety'] });
    expect(await stopped('bo')).toEqual(['digital-skills', 'new-here']);
  });
});

describe('a pause', () => {
  it('holds over everything, says until when, and can be ended', async () => {
    const page = await saved('bo', { span: ['two-weeks'] });
    expect(page).toContain('A pause until Monday 10 May');
    await saved('bo', { need: ['career'] });
    expect(await world.choices('bo')).toMatchObject([{ kind: 'not-now', campaign: null }]);
    await saved('bo', { span: ['none'] });
    expect(await world.choices('bo')).toEqual([]);
  });
});

describe('the language', () => {
  it('is that of the page too', async () => {
    expect(await saved('bo', { locale: ['nl'] })).toContain('<h1>Jouw mails, jouw keuze</h1>');
  });

  it('that nobody writes is refused where it stands', async () => {
    const answer = await save('bo', await open('bo'), { locale: ['tlh'] });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('<strong class="wrong">We do not write that language. Choose another one.</strong>');
    expect(await employee('bo')).toMatchObject({ chosenLocale: null });
  });
});

describe('of a test mail', () => {
  it('nothing is kept, and nothing is said to be', async () => {
    await world.store.write((tx) => tx.db.update(tx.tables.messages).set({ kind: 'test' }));
    const page = await saved('bo', { need: ['career'], locale: ['nl'] });
    expect(page).toContain('what you choose here changes nothing');
    expect(page).not.toContain('role="status"');
    expect(await employee('bo')).toMatchObject({ chosenNeed: null, chosenLocale: null });
  });
});
