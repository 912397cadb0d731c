import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type WordTable, wordsIn } from '../../src/cli/words.ts';
import { SOUND, WORKSPACE, type Workspace, workspaceWith } from './druppel.ts';

const TABLE = {
  people: ['{count} {count:persoon|mensen}', '{count} {count:person|people}', '{count} {count:personne|personnes}'],
} as const;

describe('the sentences of commands', () => {
  it('fit their number: French counts nobody as one', () => {
    const said = (locale: 'nl' | 'en' | 'fr') =>
      [0, 1, 2].map((count) => wordsIn(TABLE, locale)('people', { count })).join(', ');
    expect(said('nl')).toBe('0 mensen, 1 persoon, 2 mensen');
    expect(said('en')).toBe('0 people, 1 person, 2 people');
    expect(said('fr')).toBe('0 personne, 1 personne, 2 personnes');
  });

  it('refuse to be told half: a value that is missing is a bug', () => {
    expect(() => wordsIn(TABLE, 'en')('people')).toThrow('is told count');
  });

  it('say in all three languages the same things, and the same commands', async () => {
    const folder = join(import.meta.dirname, '../../src/cli/words');
    let sentences = 0;
    for (const file of await readdir(folder)) {
      const tables = Object.values((await import(join(folder, file))) as Record<string, WordTable>);
      for (const [name, texts] of tables.flatMap((table) => Object.entries(table))) {
        sentences += 1;
        const [nl, en, fr] = texts.map(valuesIn);
        expect([file, name, nl]).toEqual([file, name, en]);
        expect([file, name, fr]).toEqual([file, name, en]);
        expect(texts.every((text) => text === text.trim() || / $|^ |^, /.test(text))).toBe(true);
      }
    }
    expect(sentences).toBeGreaterThan(100);
  });

  /** What a sentence is told, and the commands and options in it; a form that fits a number is a matter of language. */
  function valuesIn(text: string): string[] {
    const values = text.matchAll(/\{(\w+)\}/g);
    const commands = text.matchAll(/druppel [a-z]+|--[a-z-]+/g);
    return [...new Set([...values, ...commands].map(([found]) => found))].sort();
  }
});

describe('a workspace whose first language is another', () => {
  const inLanguage = (locale: string) =>
    workspaceWith({
      ...SOUND,
      'campaigns/workspace.yaml': WORKSPACE.replace('locales: [en, nl]', `locales: [${locale}, en]`).replaceAll(
        'nl: ',
        `${locale}: `,
      ),
      'campaigns/data/campaign.yaml': (SOUND['campaigns/data/campaign.yaml'] as string).replace('nl: ', `${locale}: `),
      [`campaigns/data/kick-off.${locale}.md`]: SOUND['campaigns/data/kick-off.nl.md'] ?? '',
      [`campaigns/data/last-one.${locale}.md`]: SOUND['campaigns/data/last-one.en.md'] ?? '',
    });

  /** All that a marketer's week says, beginning with the check and ending with the end. */
  async function aWeek(world: Workspace): Promise<string> {
    await world.druppel('import', 'employees', join(world.folder, 'people.csv'), '--now', '2027-04-20T08:00:00Z');
    const now = ['--now', '2027-04-20T08:00:00Z'];
    const said: string[] = [];
    for (const args of [
      ['check'],
      ['audience', 'department: Sales', ...now],
      ['publish', 'data', '--dry-run', ...now],
      ['publish', 'data', ...now],
      ['plan', 'data', ...now],
      ['plan', 'data', '--as', 'ana@waterlijn.example', ...now],
      ['launch', 'data', '--dry-run', ...now],
      ['launch', 'data', '--pilot', '1%', ...now],
      ['widen', 'data', ...now],
      ['recall', 'data', ...now],
      ['launch', 'data', ...now],
      ['pause', 'data', ...now],
      ['resume', 'data', '--dry-run', ...now],
      ['resume', 'data', ...now],
      ['stats', 'data', ...now],
      ['finish', 'data', ...now],
      ['push', ...now],
    ]) {
      const { code, stdout, stderr } = await world.druppel(...args);
      expect([args, code, stderr]).toEqual([args, 0, expect.anything()]);
      said.push(stdout);
    }
    return said.join('');
  }

  it.each([
    [
      'nl',
      [
        '✓ data: geen fouten',
        '2 mensen, 2 van hen met een mailbox.',
        'Wie het zijn: hetzelfde met --list.',
        'data zou als versie 1 gepubliceerd worden.',
        '✓ data is gepubliceerd als versie 1',
        'Mails per persoon:',
        'data kan van start',
        '✓ data is gestart.',
        'De start van data is ingetrokken',
        'data staat op pauze.',
        'Er is niets gewijzigd. Weer verder: druppel resume data',
        'data gaat verder.',
        'in de doelgroep',
        'data neemt niemand nieuw op',
        'naar de database gebracht',
      ],
    ],
    [
      'fr',
      [
        '✓ data : aucune erreur',
        '2 personnes, dont 2 avec une boîte de messagerie.',
        'data serait publiée comme version 1.',
        '✓ data est publiée comme version 1',
        'Messages par personne :',
        'data peut être lancée',
        '✓ data est lancée.',
        'Le lancement de data est annulé',
        'data : en pause.',
        'Rien n’a été modifié. Pour reprendre : druppel resume data',
        'data : c’est reparti.',
        'dans le public',
        'data n’accueille plus personne',
        'vers la base de données',
      ],
    ],
  ])('hears a whole week in %s', async (locale, sentences) => {
    const said = await aWeek(await inLanguage(locale));
    for (const sentence of sentences) expect(said).toContain(sentence);
    expect(said).not.toMatch(/\b(?:Next:|Nothing was changed|would be|is launched|people|goes on|shows|errors)\b/);
  });
});
