import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/domain/ids.ts';
import { addDays, localDate } from '../../../src/domain/time.ts';
import { erasePerson } from '../../../src/flow/privacy/erase-person.ts';
import { checkWorkspace } from '../../../src/flow/publishing/check-workspace.ts';
import { publishCampaign } from '../../../src/flow/publishing/publish-campaign.ts';
import { CAMPAIGN, message, SOUND } from '../../cli/druppel.ts';
import { dataWorld } from '../data-world.ts';

const TELLING = message('{{story.title}}').replace(/\n\n/, '\n\n{{story.text}}\n\n**{{story.author}}**\n\n');

function story(author: string, department: string, more = '', text = 'It went well.'): string {
  return `author: ${author}@waterlijn.example\nname: Mara\ndepartment: ${department}\nconsent: 2027-01-01\n${more}texts:\n  en: { title: "By ${author}", role: controller, text: "${text}" }\n  nl: { title: "Door ${author}", text: "Ja." }\n`;
}

interface Written {
  readonly choice?: string;
  readonly text?: string;
  readonly stories?: Readonly<Record<string, string>>;
  /** `department`, so many of each. */
  readonly people?: readonly (readonly [count: number, department: string])[];
}

async function written({ choice = 'any', text = TELLING, stories = {}, people = [] }: Written) {
  const world = await dataWorld();
  const files = {
    ...SOUND,
    'campaigns/data/campaign.yaml': CAMPAIGN.replace(
      '- mail: kick-off',
      `- mail: kick-off\n    story: ${choice}`,
    ).replace(/department: .*/, 'department: Sales, Finance, Legal'),
    'campaigns/data/kick-off.en.md': text,
    ...Object.fromEntries(Object.entries(stories).map(([id, yaml]) => [`campaigns/stories/${id}.yaml`, yaml])),
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(world.folder, path)), { recursive: true });
    await writeFile(join(world.folder, path), content);
  }
  const rows = people.flatMap(([count, department]) =>
    Array.from(
      { length: count },
      (_, index) => `${department.toLowerCase()}${index}@waterlijn.example,${department},en`,
    ),
  );
  if (rows.length > 0) await world.employees(`email,department,locale\n${rows.join('\n')}\n`);
  return world;
}

async function says(wish: Written): Promise<string> {
  const world = await written(wish);
  const { findings } = await checkWorkspace(world.folder, [], world.store.read, world.now);
  return findings
    .filter(({ code }) => !/locale/.test(code))
    .map(({ severity, place, message: found, hint }) => `${severity} ${place.file}:${place.line} ${found} ${hint}`)
    .join('\n');
}

const PEOPLE = [
  [45, 'Sales'],
  [20, 'Finance'],
  [3, 'Legal'],
] as const;

describe('what the check says of stories', () => {
  it('nothing where everybody is told one', async () => {
    const stories = { one: story('sales0', 'Sales'), two: story('finance0', 'Finance') };
    expect(await says({ stories, people: PEOPLE })).not.toMatch(/stor(y|ies)/i);
  });

  it('that there is nothing to tell', async () => {
    expect(await says({ people: PEOPLE })).toMatch(
      /advice campaigns\/data\/campaign\.yaml:\d+ There is no story that "kick-off" may tell on .*: everybody is passed over\./,
    );
  });

  it('which departments no story suits, and never a small one by name', async () => {
    const found = await says({
      choice: 'own department',
      stories: { two: story('finance0', 'Finance') },
      people: PEOPLE,
    });
    expect(found).toMatch(
      /74 % of this audience \(about 50 people\) gets no "kick-off": no story suits them \(own department\)\. sales \(about 45\)\. Write one/,
    );
    expect(found).not.toMatch(/legal/i);
  });

  it('an author whom nobody knows, and none of that before anybody was imported', async () => {
    const stories = { one: story('nobody', 'Sales') };
    expect(await says({ stories, people: PEOPLE })).toMatch(
      /campaigns\/stories\/one\.yaml:1 Nobody among the employees is "nobody@waterlijn\.example", so the story is told to nobody\./,
    );
    expect(await says({ stories })).not.toMatch(/Nobody among/);
  });

  it('an author who was erased, and does not repeat the address', async () => {
    const world = await written({ stories: { one: story('sales0', 'Sales') }, people: PEOPLE });
    const context = { store: world.store, clock: () => world.now, newId };
    await erasePerson(context, 'sales0@waterlijn.example', { dryRun: false });
    const { findings } = await checkWorkspace(world.folder, [], world.store.read, world.now);
    const said = findings.filter(({ code }) => code === 'story-author').map((one) => `${one.message} ${one.hint}`);
    expect(said).toEqual([
      'The author was erased and stays erased, so the story is not published, and told to nobody. Remove the file: it still names them.',
    ]);
  });

  it('an author who was erased, also when a campaign is published', async () => {
    const stories = { kept: story('sales1', 'Sales'), one: story('sales0', 'Sales') };
    const world = await written({ stories, people: PEOPLE });
    const context = { store: world.store, clock: () => world.now, newId };
    const impact = async () => {
      const published = await publishCampaign(context, world.folder, 'data', { dryRun: true });
      return 'refused' in published ? published : published.impact;
    };
    expect(await impact()).toMatchObject({ stories: 2, storiesLeftOut: [] });
    await erasePerson(context, 'sales0@waterlijn.example', { dryRun: false });
    expect(await impact()).toMatchObject({ stories: 1, storiesLeftOut: ['one'] });
  });

  it('what ends soon, has ended, or is taken back', async () => {
    const { now } = await dataWorld();
    const today = localDate(now, 'Europe/Amsterdam');
    const ending = (day: string) => says({ stories: { one: story('sales0', 'Sales', day) }, people: PEOPLE });
    expect(await ending(`expires: ${addDays(today, 30)}\n`)).toMatch(/It is told until .*, and then to nobody\./);
    expect(await ending(`expires: ${addDays(today, 31)}\n`)).not.toMatch(/It is told until/);
    expect(await ending(`expires: ${addDays(today, -1)}\n`)).toMatch(
      /It could be told until .*, and is told to nobody\./,
    );
    expect(await ending(`withdrawn: ${today}\n`)).toMatch(
      /The consent is taken back from .* on\. Once published, remove/,
    );
  });

  it('how it reads: blame, length, marks that would be shown as they stand', async () => {
    const reads = (text: string) => says({ stories: { one: story('sales0', 'Sales', '', text) }, people: PEOPLE });
    expect(await reads('You still haven’t begun.')).toMatch(/presses or blames/);
    expect(await reads('word '.repeat(121))).toMatch(/The story has 121 words; busy people read 120\./);
    expect(await reads('See [this](https://x.example).')).toMatch(
      /"\]\(" is shown as it stands: a story is plain text\./,
    );
  });

  it('a message that says nothing of its story, and a message that has none to tell', async () => {
    const stories = { one: story('sales0', 'Sales') };
    expect(await says({ stories, people: PEOPLE, text: message('Hello') })).toMatch(
      /advice .*The step tells a story, and no text of "kick-off" says anything of it\./,
    );
    const world = await written({ stories });
    await writeFile(join(world.folder, 'campaigns/data/campaign.yaml'), CAMPAIGN);
    const { findings } = await checkWorkspace(world.folder, [], world.store.read, world.now);
    expect(findings.filter(({ severity }) => severity === 'error').map((one) => one.message)).toContain(
      '"story.title" is never there: a step that sends this message has no "story:".',
    );
  });
});
