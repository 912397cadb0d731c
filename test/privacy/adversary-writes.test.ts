import { describe, expect, it } from 'vitest';
import { formatInstant } from '../../src/domain/time.ts';
import { WORKSPACE } from '../cli/druppel.ts';
import { ANA, FILES, PEOPLE, STEER, steeredWorld, text } from './adversary-world.ts';
import { type PrivacyWorld, privacyWorld } from './privacy-world.ts';

describe('somebody who writes a campaign to ask by it', () => {
  it('is not told by publishing how many it is for, where that would find one person', async () => {
    const campaign = (audience: string) =>
      `title: { en: Asked, nl: Gevraagd }\ntopic: digital-skills\nfor: ${audience}\nstarts: 2027-05-10\ninform:\n  - mail: first\n    at: start\n`;
    const first = FILES['campaigns/steer/first.en.md'];
    const world = await privacyWorld(PEOPLE, {
      'campaigns/ask/first.en.md': first,
      'campaigns/ask/first.nl.md': first,
    });
    const told = async (audience: string) => {
      await world.put('campaigns/ask/campaign.yaml', campaign(audience));
      const now = ['--now', formatInstant(world.now)];
      const asked = await world.druppel('publish', 'ask', '--dry-run', '--json', ...now);
      const said = await world.druppel('publish', 'ask', '--dry-run', ...now);
      return [asked.json().impact.audience, said.stdout.split('\n')[1]?.trim()];
    };
    for (const rule of ['need: skills', 'birth_year: over 1975'])
      expect(await told(`[{ email: ${ANA} }, { ${rule} }]`)).toEqual([
        { count: null, reachable: null },
        'How many people fit the audience is not told: too few do, or too few do not.',
      ]);
    expect(await told('[{ need: skills }]')).toEqual([
      { count: 45, reachable: null },
      'About 45 people fit the audience today.',
    ]);
    expect(await told('[{ department: Sales }]')).toEqual([
      { count: 30, reachable: 30 },
      '30 people fit the audience today, 30 of them with a mailbox.',
    ]);
  });
});

describe('somebody who asks a campaign that has not begun', () => {
  const HEAD = 'title: { en: Asked, nl: Gevraagd }\ntopic: digital-skills\nstarts: 2027-05-10\nper-person: 60 days\n';
  const OPENLY = 'for: [{ department: Sales }]\n';
  const FIRST = 'inform:\n  - mail: first\n    at: start\n';
  /** Each would have another answer for Ana before and after, if it were asked of her. */
  const DRAFTS: Readonly<Record<string, string>> = {
    'for whom by need': `${HEAD}for: [{ department: Sales }, { need: skills }]\n${FIRST}`,
    'for whom by need, her alone': `${HEAD}for: [{ email: ${ANA} }, { need: skills }]\n${FIRST}`,
    'for whom by what is not needed': `${HEAD}for: [{ not: { need: skills } }]\n${FIRST}`,
    'for whom by a sensitive column': `${HEAD}for: [{ birth_year: over 1985 }]\n${FIRST}`,
    'for whom by a named audience': `${HEAD}for: [{ in: keen }]\n${FIRST}`,
    'a branch by need': `${HEAD}${OPENLY}${FIRST}activate:\n  - if: { need: skills }\n    then:\n      - mail: more\n        after: 3 days\n`,
    'a condition by age': `${HEAD}${OPENLY}${FIRST}activate:\n  - mail: more\n    after: 3 days\n    when: { birth_year: over 1985 }\n`,
    'a wait by need': `${HEAD}${OPENLY}${FIRST}activate:\n  - mail: more\n    wait-until: { need: time }\n    no-longer-than: 9 days\n`,
    'a reminder until a need': `${HEAD}${OPENLY}${FIRST}activate:\n  - remind: [more, nudge]\n    every: 3 days\n    until: { need: time }\n`,
    'a comparison': `${HEAD}for: [{ need: skills }]\npromotes: data-101\nstart-later: 50% by 4 weeks\n${FIRST}`,
  };
  const KEEN = WORKSPACE.replace('audiences:', 'audiences:\n  keen:\n    - need: skills');

  it.each(Object.keys(DRAFTS))('is not told of one person what may not be told: %s', async (name) => {
    const world = await privacyWorld(PEOPLE, { ...FILES, 'campaigns/workspace.yaml': KEEN });
    for (const message of ['first', 'more', 'nudge'])
      for (const locale of ['en', 'nl'])
        await world.put(`campaigns/ask/${message}.${locale}.md`, text(`Of ${message}`, 'Hello, this is it.'));
    await world.put('campaigns/ask/campaign.yaml', DRAFTS[name] ?? '');
    expect(await asked(world, ['check', 'ask'])).toMatch(/^0\n/);
    const draft = await afterHerChange(world, [
      ['plan', 'ask'],
      ['plan', 'ask', '--json'],
      ['plan', 'ask', '--as', ANA],
      ['plan', 'ask', '--as', ANA, '--json'],
      ['publish', 'ask', '--dry-run', '--json'],
      ['preview', 'ask/first', '--for', ANA],
    ]);
    expect(draft).toEqual([]);
    expect(await asked(world, ['publish', 'ask'])).toMatch(/^0\n/);
    const published = await afterHerChange(world, [
      ['plan', 'ask', '--published', '--json'],
      ['plan', 'ask', '--published', '--as', ANA],
      ['why', ANA, 'ask'],
      ['why', ANA, 'ask', '--json'],
      ['timeline', ANA, '--json'],
      ['stats', 'ask', '--json'],
      ['launch', 'ask', '--dry-run', '--json'],
    ]);
    expect(published).toEqual([]);
  });

  it.each([
    `[{ email: ${ANA} }, { finished: data-101 }]`,
    '[{ department: Sales }, { finished: data-101 }]',
    '[{ department: Sales }, { not: { finished: data-101 } }]',
    '[{ department: Sales }, { finished campaign: data }]',
  ])('is not told by whom it is for what one person learned: %s', async (audience) => {
    const world = await privacyWorld(PEOPLE, FILES);
    for (const locale of ['en', 'nl']) await world.put(`campaigns/ask/first.${locale}.md`, text('First', 'Hello.'));
    await world.put('campaigns/ask/campaign.yaml', `${HEAD}for: ${audience}\n${FIRST}`);
    const drafted = [
      ['plan', 'ask', '--json'],
      ['plan', 'ask'],
      ['plan', 'ask', '--as', ANA],
      ['publish', 'ask', '--dry-run', '--json'],
    ];
    const published = [
      ['plan', 'ask', '--published', '--json'],
      ['why', ANA, 'ask'],
      ['stats', 'ask', '--json'],
    ];
    const look = async () => {
      const draft = await Promise.all(drafted.map((args) => asked(world, args)));
      expect(await asked(world, ['publish', 'ask'])).toMatch(/^0\n/);
      return [...draft, ...(await Promise.all(published.map((args) => asked(world, args))))];
    };
    await look();
    const before = await look();
    const file = await world.put(
      'learning.csv',
      `email,activity,event,at\n${ANA},data-101,completed,2027-04-26T09:00:00Z\n`,
    );
    expect(await asked(world, ['import', 'learning', file])).toMatch(/^0\n/);
    // When data last came is no secret, nor which mails of the campaign that runs are planned.
    const plain = (one: string) => one.replaceAll(/"learningDataAt": ?[^,]+|^.* data\/\S+$/gm, '');
    expect((await look()).map(plain)).toEqual(before.map(plain));
  });

  it('is told that the plan assumes it of everybody, and the rule', async () => {
    const world = await privacyWorld(PEOPLE, { ...FILES, 'campaigns/workspace.yaml': KEEN });
    for (const locale of ['en', 'nl']) await world.put(`campaigns/ask/first.${locale}.md`, text('First', 'Hello.'));
    await world.put('campaigns/ask/campaign.yaml', DRAFTS['for whom by need'] ?? '');
    const { stdout } = await world.druppel('plan', 'ask', '--now', formatInstant(world.now));
    expect(stdout).toContain('Before the launch nobody is shown to fit, or not to fit: need: skills.');
    const plan = (await world.druppel('plan', 'ask', '--json', '--now', formatInstant(world.now))).json();
    expect(plan.assumed).toEqual(['need: skills']);
    const readers = plan.mails.filter((mail: { campaign: string }) => mail.campaign === 'ask');
    expect(readers).toHaveLength(30);
    expect((await world.druppel('publish', 'ask', '--now', formatInstant(world.now))).code).toBe(0);
    const stats = await world.druppel('stats', 'ask', '--now', formatInstant(world.now));
    expect(stats.stdout).toContain('About 15 people in scope, 0 take part or did, 0 on the way.');
    const why = await world.druppel('why', ANA, 'ask', '--now', formatInstant(world.now));
    expect(why.stdout).toMatch(/not shown/);
    expect(why.stdout).toMatch(
      /Who fits what is not shown is told of nobody before the launch; this is as if it held\./,
    );
  });

  it('is told no more by asking whom a wider pilot would let in', async () => {
    const world = await privacyWorld(PEOPLE, FILES, {}, ['steer']);
    for (const args of [
      ['publish', 'data'],
      ['launch', 'data', '--pilot', 'country: BE'],
    ])
      expect(await asked(world, args)).toMatch(/^0\n/);
    const widen = (to: string) => ['widen', 'data', '--to', to, '--dry-run'];
    const pointed = ['need: skills', 'birth_year: over 1985'].map((rule) => widen(`[{ email: ${ANA} }, { ${rule} }]`));
    expect(await afterHerChange(world, pointed)).toEqual([]);
    for (const args of pointed) expect(await asked(world, args)).toContain('How many people would come in is not told');
    expect(await asked(world, widen('department: Sales'))).toContain('30 people would come in');
    const her = widen(`email: ${ANA}`);
    const before = await asked(world, her);
    const file = await world.put(
      'learning.csv',
      `email,activity,event,at\n${ANA},data-101,completed,2027-04-26T09:00:00Z\n`,
    );
    expect(await asked(world, ['import', 'learning', file])).toMatch(/^0\n/);
    expect(await asked(world, her)).toBe(before);
  });

  it('is told no more where their own file says that a sensitive column is open, or that three are a group', async () => {
    const world = await privacyWorld(PEOPLE, FILES);
    for (const locale of ['en', 'nl']) await world.put(`campaigns/ask/first.${locale}.md`, text('First', 'Hello.'));
    await world.put(
      'campaigns/ask/campaign.yaml',
      `${HEAD}for: [{ email: ${ANA} }, { birth_year: over 1985 }]\n${FIRST}`,
    );
    const opened = WORKSPACE.replace('birth_year: { type: number, sensitive: true }', 'birth_year: number');
    expect(opened).not.toBe(WORKSPACE);
    await world.put('campaigns/workspace.yaml', `${opened}minimum-group: 5\n`);
    const told = await afterHerChange(world, [
      ['audience', 'birth_year: over 1985', '--list'],
      ['audience', 'birth_year: over 1985', '--explain', ANA],
      ['audience', `[{ email: ${ANA} }, { birth_year: over 1985 }]`, '--json'],
      ['plan', 'ask', '--as', ANA],
      ['plan', 'ask', '--json'],
      ['preview', 'ask/first', '--for', ANA],
      ['publish', 'ask', '--dry-run', '--json'],
    ]);
    expect(told).toEqual([]);
    expect(await asked(world, ['audience', 'birth_year: over 1985', '--list'])).toContain('not listed');
    expect(await asked(world, ['check', 'ask'])).toContain('"birth_year" is sensitive as published.');
    // A publish opens it: an act that is written down.
    expect(await asked(world, ['publish', 'ask'])).toMatch(/^0\n/);
    expect(await asked(world, ['check', 'ask'])).not.toContain('is sensitive as published');
  });

  it('is told no more by changed files of one that runs', async () => {
    const world = await steeredWorld();
    const asks = STEER.replace('{ clicked: first }', '{ need: skills }').replace(
      'else:\n      - mail: nudge',
      'else:\n      - mail: nudge\n        when: { clicked: first }',
    );
    await world.put('campaigns/steer/campaign.yaml', asks);
    const told = [
      ['plan', 'steer', '--json'],
      ['plan', 'steer', '--as', ANA],
      ['publish', 'steer', '--dry-run', '--json'],
    ];
    expect(await afterHerChange(world, told)).toEqual([]);
    const before = await Promise.all(told.map((args) => asked(world, args)));
    await world.click(ANA, 'first');
    expect(await Promise.all(told.map((args) => asked(world, args)))).toEqual(before);
  });

  /** What answers otherwise when Ana needs something else and is of another age. */
  async function afterHerChange(world: PrivacyWorld, questions: readonly string[][]): Promise<string[]> {
    const before: string[] = [];
    for (const args of questions) before.push(await asked(world, args));
    await change(world, 'time,1999');
    const after: string[] = [];
    for (const args of questions) after.push(await asked(world, args));
    await change(world, 'skills,1970');
    return questions.flatMap((args, at) =>
      before[at] === after[at] ? [] : [`${args.join(' ')}\n${before[at]}\n→\n${after[at]}`],
    );
  }

  async function change(world: PrivacyWorld, values: string): Promise<void> {
    const file = await world.put('changed.csv', `id,need,birth_year\n0,${values}\n`);
    expect((await world.druppel('import', 'employees', file, '--now', formatInstant(world.now))).code).toBe(0);
  }

  async function asked(world: PrivacyWorld, args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await world.druppel(...args, '--now', formatInstant(world.now));
    return [code, stdout, stderr].join('\n');
  }
});
