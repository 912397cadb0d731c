import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  finishCampaign,
  launchCampaign,
  pauseCampaign,
  resumeCampaign,
} from '../../src/flow/publishing/campaign-lifecycle.ts';
import { publishCampaign } from '../../src/flow/publishing/publish-campaign.ts';
import { recallCampaign } from '../../src/flow/publishing/recall-campaign.ts';
import { widenCampaign } from '../../src/flow/publishing/widen-campaign.ts';
import { actionsOn } from '../../src/store/campaigns/actions.ts';
import { type StoryWorld, storyWorld } from '../support/story-world.ts';
import { people } from './people.ts';

const ROOT = join(import.meta.dirname, '../..');
const NOOR = 'noor@waterlijn.example';
const SALES = { kind: 'attribute', name: 'department', test: { is: 'one-of', values: ['Sales'] } } as const;

/** The shipped workspace with a mail more in data literacy: one page on a chart, two working days after the kick-off. */
async function editedFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'druppel-edited-'));
  for (const part of ['campaigns', 'templates']) await cp(join(ROOT, part), join(folder, part), { recursive: true });
  const campaign = join(folder, 'campaigns/data-literacy');
  for (const file of await readdir(campaign))
    if (/^teaser\.\w+\.md$/.test(file))
      await cp(join(campaign, file), join(campaign, file.replace('teaser', 'one-page')));
  const text = await readFile(join(campaign, 'campaign.yaml'), 'utf8');
  const withPage = text.replace(
    '  - mail: kick-off\n    after: 3 working days\n',
    '  - mail: kick-off\n    after: 3 working days\n\n  - mail: one-page\n    after: 2 working days\n',
  );
  expect(withPage).not.toBe(text);
  await writeFile(join(campaign, 'campaign.yaml'), withPage);
  return folder;
}

let world: StoryWorld;
let folder: string;
let widened: number | null;
let told: unknown;

beforeAll(async () => {
  folder = await editedFolder();
  world = await storyWorld('2027-03-22 08:00');
  const { context } = world;
  await world.employees(people());
  await world.publish('data-literacy');
  // Launched for everybody by mistake: taken back before the first mail.
  await launchCampaign(context, 'data-literacy', { by: NOOR });
  await world.until('2027-03-22 08:30');
  await recallCampaign(context, 'data-literacy', NOOR);
  await world.until('2027-03-23 08:00');
  await launchCampaign(context, 'data-literacy', { pilot: { rule: SALES }, by: NOOR });
  await world.until('2027-04-02 12:00');
  ({ comeIn: widened } = await widenCampaign(context, 'data-literacy', { to: null, by: NOOR }));
  // Sales has had the kick-off, Finance and Marketing have not: the new mail lies ahead of all of them.
  const published = await publishCampaign(context, folder, 'data-literacy', { inFlight: 'move', by: NOOR });
  told = 'refused' in published ? published : published.impact.people;
  await world.until('2027-04-09 12:00');
  await pauseCampaign(context, 'data-literacy', NOOR);
  await world.until('2027-04-14 12:00');
  await resumeCampaign(context, 'data-literacy', NOOR);
  await world.until('2027-04-23 12:00');
  await finishCampaign(context, 'data-literacy', { endAll: true, by: NOOR });
  await world.until('2027-06-01');
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

describe('data literacy, changed while it runs', () => {
  it('tells beforehand for how many the new mail lies ahead', () => {
    expect(widened).toBe(2);
    expect(told).toMatchObject({ ahead: 3, past: 0, wouldRepeat: 0, wouldMiss: 0 });
  });

  // Launched on Tuesday 23 March; Easter Monday is the 29th; the pause ends on 14 April at noon.
  it('goes to the pilot first, to the others after widening, and to each the new mail in its place', () => {
    const of = (name: string) => world.lines('data-literacy').filter((line) => line.includes(` ${name} `));
    expect(of('ana')).toEqual([
      'Fri 26 Mar ana teaser',
      'Thu 1 Apr ana kick-off',
      'Mon 5 Apr ana one-page',
      'Thu 8 Apr ana whats-in-it',
      'Wed 14 Apr ana start-small',
      'Wed 21 Apr ana together',
    ]);
    expect(of('ben').map((line) => line.split(' ').at(-1))).toEqual(['teaser', 'kick-off', 'one-page', 'whats-in-it']);
  });

  it('nobody gets a mail twice, and nothing goes in the pause or after the end', () => {
    const seen = world.arrived
      .filter(({ campaign, to }) => campaign === 'data-literacy' && !to.startsWith('mia'))
      .map(({ to, step }) => `${to}/${step}`);
    expect(new Set(seen).size).toBe(seen.length);
    const days = world.lines('data-literacy').map((line) => line.split(' ').slice(1, 3).join(' '));
    for (const day of ['12 Apr', '13 Apr', '26 Apr', '28 Apr']) expect(days).not.toContain(day);
  });

  it('keeps who did what', async () => {
    const actions = await actionsOn(world.context.store.read, 'data-literacy');
    expect(actions.map(({ verb }) => verb)).toEqual([
      ...['publish', 'launch', 'recall', 'launch', 'widen', 'publish', 'pause', 'resume', 'finish'],
    ]);
    expect(actions.slice(1).every(({ by }) => by === NOOR)).toBe(true);
    expect(actions.map(({ words }) => words)).toContain('version 2, those under way move to it');
  });
});
