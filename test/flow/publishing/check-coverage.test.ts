import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Need } from '../../../src/domain/need.ts';
import { checkWorkspace } from '../../../src/flow/publishing/check-workspace.ts';
import { chooseNeed, employeeByEmail } from '../../../src/store/people/employees.ts';
import { CAMPAIGN, message, SOUND } from '../../cli/druppel.ts';
import { dataWorld } from '../data-world.ts';

const step = (lines: string) => CAMPAIGN.replace('  - mail: kick-off\n', `  - mail: kick-off\n    ${lines}\n`);

/** What is said about the campaign's texts and people; `people` are `locale,need,city`, so many of each. */
async function says(
  lines: string,
  versions: readonly string[],
  people: readonly (readonly [count: number, columns: string])[],
  changes: Readonly<Record<string, string>> = {},
  chosen: Readonly<Record<string, Need>> = {},
): Promise<string[]> {
  const world = await dataWorld();
  const files = {
    ...SOUND,
    'campaigns/data/campaign.yaml': Object.entries(changes).reduce(
      (text, [from, to]) => text.replace(from, to),
      step(lines),
    ),
    'campaigns/data/last-one.nl.md': message('De laatste'),
    ...Object.fromEntries(versions.map((name) => [`campaigns/data/kick-off.${name}.md`, message(name)])),
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(world.folder, path)), { recursive: true });
    await writeFile(join(world.folder, path), text);
  }
  const rows = people.flatMap(([count, columns], group) =>
    Array.from({ length: count }, (_, index) => `p${group}-${index}@waterlijn.example,Sales,${columns}`),
  );
  if (rows.length > 0) await world.employees(`email,department,locale,need,city\n${rows.join('\n')}\n`);
  for (const [email, need] of Object.entries(chosen)) {
    const person = await employeeByEmail(world.store.read, email);
    await world.store.write((tx) => chooseNeed(tx, person?.key ?? '', need));
  }
  const { findings } = await checkWorkspace(world.folder, [], world.store.read, world.now);
  return findings
    .filter(({ code }) => /coverage|unused-version/.test(code))
    .map(({ place, message: text, hint }) => `${place.line}: ${text} ${hint}`);
}

const both = (name: string) => [`${name}.en`, `${name}.nl`];

describe('how texts fit the people they are for', () => {
  it('says how many get the fallback of needs, to the nearest five, and nobody’s need', async () => {
    const found = await says('variant-per: need', both('career'), [
      [90, 'en,career,'],
      [10, 'nl,,'],
      [6, 'nl,growth,'],
    ]);
    expect(found).toEqual([
      '8: 14 % of this audience (about 15 people) gets the fallback of "kick-off". Ask people what they need, or write the fallback as well as the others.',
    ]);
  });

  it('asks what people chose before what was imported', async () => {
    const people = [
      [90, 'en,career,'],
      [16, 'nl,growth,'],
    ] as const;
    const chosen = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`p0-${index}@waterlijn.example`, 'growth'] as const),
    );
    expect((await says('variant-per: need', both('career'), people, {}, chosen)).join()).toMatch(
      /^8: 24 % of this audience \(about 25 people\) gets the fallback/,
    );
  });

  it('says nothing of needs where too few, or all but too few, have a text of their own', async () => {
    for (const [career, growth] of [
      [40, 9],
      [9, 40],
      [3, 0],
    ]) {
      const found = await says('variant-per: need', both('career'), [
        [career ?? 0, 'en,career,'],
        [growth ?? 0, 'nl,growth,'],
      ]);
      expect(found).toEqual([]);
    }
  });

  it('counts nobody in an audience that may not be listed', async () => {
    const world = { 'for:\n  - department: Sales\n': 'for:\n  - not finished: data-101\n' };
    const found = await says('variant-per: city', both('utrecht'), [[30, 'de,,Den Haag']], world);
    expect(found).toEqual([]);
  });

  it('names values without a text where a column is open, and spells the file they would be in', async () => {
    const found = await says('variant-per: city', both('utrecht'), [
      [30, 'en,,Utrecht'],
      [20, 'en,,Den Haag'],
      [10, 'en,,'],
    ]);
    expect(found.join()).toMatch(
      /50 % of this audience \(about 30 people\).*: den haag \(20\)\. Write kick-off\.den-haag\.en\.md/,
    );
  });

  it('finds the slip of the pen in a version’s name', async () => {
    expect((await says('variant-per: need', both('carreer'), [])).join()).toMatch(
      /"kick-off\.carreer" is for a need that is not known of this audience\. Did you mean "kick-off\.career"\?/,
    );
    expect((await says('variant-per: city', both('utrect'), [[30, 'en,,Utrecht']])).join()).toMatch(
      /Did you mean "kick-off\.utrecht"\?/,
    );
    expect(await says('variant-per: department', both('sale'), [])).toEqual([]);
  });

  it('says who reads a language that some mails do not have, once per language', async () => {
    const found = await says(
      'skip-if-late: 5 days',
      [],
      [
        [30, 'en,,'],
        [12, 'de-AT,,'],
        [8, 'fr,,'],
        [20, 'nl-BE,,'],
      ],
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(
      /14 % of this audience \(about 10 people\) reads de, and gets 2 mails, "kick-off" first, in en\. Write kick-off\.de\.md/,
    );
  });
});
