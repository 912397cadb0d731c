import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SOUND, WORKSPACE, workspaceWith } from './druppel.ts';

const WRONG = 'email,country,hired_on\nana@waterlijn.example,Holland,2027-02-30\nbo@waterlijn.example,NL,26-04-2027\n';

async function speaking(locale: string) {
  const world = await workspaceWith({
    ...SOUND,
    'campaigns/workspace.yaml': WORKSPACE.replace('locales: [en, nl]', `locales: [${locale}, en]`).replaceAll(
      'nl: ',
      `${locale}: `,
    ),
    'wrong.csv': WRONG,
  });
  const at = (name: string) => join(world.folder, name);
  return { ...world, at };
}

it.each([
  [
    'nl',
    [
      'country: "Holland" is geen land. Schrijf twee letters (ISO 3166), zoals NL of BE, of de naam voluit.',
      'hired_on: "2027-02-30" is geen datum: die dag bestaat niet.',
      '--dates dd-mm-yyyy',
    ],
    /^\uFEFFregel,kolom,waarde,reden\n2,country,Holland,"""Holland"" is geen land\./,
  ],
  [
    'fr',
    [
      'country : « Holland » n’est pas un pays.',
      'hired_on : « 2027-02-30 » n’est pas une date : ce jour n’existe pas.',
      '--dates dd-mm-yyyy',
    ],
    /^\uFEFFligne,colonne,valeur,raison\n2,country,Holland,"?« Holland » n’est pas un pays\./,
  ],
])(
  'in %s a broken file is refused in that language, on the screen and in the file of errors',
  async (locale, says, file) => {
    const { druppel, at } = await speaking(locale);
    const ran = await druppel('import', 'employees', at('wrong.csv'), '--errors', at('errors.csv'));
    expect(ran.code).toBe(1);
    for (const sentence of says) expect(ran.stderr).toContain(sentence);
    expect(ran.stderr).not.toMatch(/is not|Write it|There is/);
    expect(await readFile(at('errors.csv'), 'utf8')).toMatch(file);
  },
);

it('scripts read codes and values, and one English sentence, in every language', async () => {
  const { druppel, at } = await speaking('nl');
  const { json } = await druppel('import', 'employees', at('wrong.csv'), '--dry-run', '--json');
  expect(json()).toMatchObject({
    refused: 2,
    errors: [
      {
        line: 2,
        column: 'country',
        message: expect.stringMatching(/^"Holland" is not a country\..* hired_on: "2027-02-30" is not a date\./),
        reasons: [
          { code: 'not-a-country', value: 'Holland', column: 'country' },
          { code: 'date-does-not-exist', value: '2027-02-30', what: 'date', column: 'hired_on' },
        ],
      },
      { line: 3, reasons: [{ code: 'date-in-no-stated-form', looksLike: 'dd-mm-yyyy', column: 'hired_on' }] },
    ],
  });
});

it('--strict says in the language why nothing is imported', async () => {
  const { druppel, at } = await speaking('nl');
  const ran = await druppel('import', 'employees', at('wrong.csv'), '--strict');
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain(
    '2 rijen kloppen niet, en met --strict wordt dan niets geïmporteerd. Regel 2 (country): "Holland" is geen land.',
  );
});

it('the brake says in the language how many would be gone', async () => {
  const { druppel, at, put } = await speaking('nl');
  const people = Array.from({ length: 20 }, (_, i) => `p${i}@waterlijn.example`);
  await put('all.csv', `email\n${people.join('\n')}\n`);
  await put('half.csv', `email\n${people.slice(0, 5).join('\n')}\n`);
  expect((await druppel('import', 'employees', at('all.csv'))).code).toBe(0);
  const ran = await druppel('import', 'employees', at('half.csv'), '--full');
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain(
    'Door deze import zouden 15 van de 20 mensen (75%) wegvallen: 15 als vertrokken gemarkeerd',
  );
  expect(ran.stderr).toContain('Kijk het bestand na: is het volledig? Klopt het, herhaal dan het aantal: --yes 15.');
});
