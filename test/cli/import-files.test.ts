import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeProgress, importProgress } from '../../src/cli/import-progress.ts';
import { createTerminal } from '../../src/cli/terminal.ts';
import { textCell, workbookOf } from '../intake/workbook.ts';
import { SOUND, type Workspace, workspaceWith } from './druppel.ts';

const HR_EXPORT =
  'Pers.nr.;Mailadres werk;Roepnaam;Afd.;In dienst;Notitie\r\n1;ana@waterlijn.example;Zoë;VK;01-05-2026;x\r\n2;;Bo;Inkoop;02-05-2026;y\r\n';
const PROFILE = `kind: employees
dates: dd-mm-yyyy
columns:
  Pers.nr.: id
  Mailadres werk: email
  Afd.: department
leave-out: [Notitie]
constants: { country: NL }
values:
  department: { VK: Sales }
`;

async function world(): Promise<Workspace & { at(name: string): string }> {
  const workspace = await workspaceWith({ ...SOUND, 'hr.csv': Buffer.from(HR_EXPORT, 'latin1') });
  return { ...workspace, at: (name) => join(workspace.folder, name) };
}

describe('refused rows', () => {
  const rows = (count: number, bad: string) =>
    `email,country\n${Array.from({ length: count }, () => bad).join('\n')}\nana@waterlijn.example,NL\n`;

  it('are written to the file that --errors names, with formulas kept from running', async () => {
    const { druppel, put, at } = await world();
    await put('in.csv', 'email,country\n=1+1@y,NL\nbo@waterlijn.example,Nowhere\n"open,NL\n');
    const ran = await druppel('import', 'employees', at('in.csv'), '--errors', at('wrong.csv'), '--json');
    expect(ran.json()).toMatchObject({ refused: 3, details: { errorsIn: at('wrong.csv') } });
    const lines = (await readFile(at('wrong.csv'), 'utf8')).split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toBe('\uFEFFline,column,value,reason');
    expect(lines[1]).toMatch(/^2,email,'=1\+1@y,/);
    expect(lines[2]).toMatch(/^3,country,Nowhere,"""Nowhere"" is not a country\./);
    expect(lines[3]).toMatch(/^4,,,"A quotation mark opens here/);
  });

  it('go into a file beside the imported one when they are more than are shown, and into none when few', async () => {
    const { druppel, put, at } = await world();
    await put('few.csv', rows(20, 'nobody,NL'));
    expect((await druppel('import', 'employees', at('few.csv'))).stderr).not.toContain('errors.csv');
    await put('many.csv', rows(25, 'nobody,NL'));
    const many = await druppel('import', 'employees', at('many.csv'), '--dry-run');
    expect(many.stderr).toContain(`… and 5 more. All refused rows are in ${at('many.errors.csv')}.`);
    expect((await readFile(at('many.errors.csv'), 'utf8')).trim().split('\n')).toHaveLength(26);
  });

  it('are all told with --strict, which imports nothing', async () => {
    const { druppel, put, at } = await world();
    await put('in.csv', rows(3, 'bo@waterlijn.example,Nowhere'));
    const ran = await druppel('import', 'employees', at('in.csv'), '--strict');
    expect(ran.code).toBe(1);
    for (const line of [2, 3, 4]) expect(ran.stderr).toContain(`in.csv:${line} › country: "Nowhere"`);
    expect(ran.stderr).toContain('3 rows are wrong, and with --strict nothing is imported.');
    const json = await druppel('import', 'employees', at('in.csv'), '--strict', '--json');
    expect(json.json()).toMatchObject({ read: 4, new: 0, refused: 3, errors: [{ line: 2 }, { line: 3 }, { line: 4 }] });
  });

  it('are left out of a file for which there is no room, and that is said', async () => {
    const { druppel, put, at } = await world();
    await put('in.csv', rows(3, 'nobody,NL'));
    const ran = await druppel('import', 'employees', at('in.csv'), '--errors', '/dev/full');
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('/dev/full cannot be written (ENOSPC)') });
  });

  it('need a place that can be written, asked before anything is imported', async () => {
    const { druppel, at } = await world();
    const ran = await druppel('import', 'employees', at('people.csv'), '--errors', at('no/such/folder.csv'));
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be written (ENOENT)') });
    expect((await druppel('audience', 'department: unknown', '--json')).json()).toMatchObject({ count: 0 });
  });
});

describe('a profile of how the files of one source are read', () => {
  it('maps headers, dates and values, gives constants, and leaves columns out', async () => {
    const { druppel, put, at } = await world();
    await put('campaigns/imports/hr.yaml', PROFILE);
    const ran = await druppel('import', 'employees', at('hr.csv'), '--source', 'hr', '--json');
    expect(ran.json()).toMatchObject({ read: 2, new: 2, refused: 0, details: { withoutEmail: 1 } });
    const fits = async (rule: string) => (await druppel('audience', rule, '--json')).json().count;
    expect(await fits('[{ department: Sales }, { first_name: Zoë }, { country: NL }]')).toBe(1);
    expect(await fits('[{ department: Inkoop }, { hired: before 2026-05-03 }]')).toBe(1);
    expect((await druppel('audience', 'notitie: x', '--json')).code).toBe(1);
    const profile = at('campaigns/imports/hr.yaml');
    const again = await druppel('import', 'employees', at('hr.csv'), '--map', profile, '--json');
    expect(again.json()).toMatchObject({ unchanged: 2 });
  });

  it('is written from what was recognised, so that the next import needs nothing', async () => {
    const { druppel, put, at } = await world();
    const known = { 'Pers.nr.': 'Personeelsnummer', 'Mailadres werk': 'E-mailadres', 'Afd.': 'Afdeling' };
    let text = HR_EXPORT;
    for (const [odd, usual] of Object.entries(known)) text = text.replace(odd, usual);
    await put('hr.csv', Buffer.from(text, 'latin1'));
    const import_ = (...args: string[]) => druppel('import', 'employees', at('hr.csv'), ...args);
    const saved = await import_('--dates', 'dd-mm-yyyy', '--save-source', 'hr-export');
    expect(saved.stdout).toContain('How the file was read is in campaigns/imports/hr-export.yaml: --source hr-export.');
    expect(
      await readFile(at('campaigns/imports/hr-export.yaml'), 'utf8'),
    ).toBe(`# How files of this source are read: druppel import employees FILE --source hr-export
kind: employees
encoding: windows-1252
delimiter: ;
dates: dd-mm-yyyy
columns:
  Personeelsnummer: id
  E-mailadres: email
  Roepnaam: first_name
  Afdeling: department
  In dienst: hired_on
`);
    expect((await import_('--source', 'hr-export', '--json')).json()).toMatchObject({ unchanged: 2, refused: 0 });
    const taken = await import_('--save-source', 'hr-export');
    expect(taken).toMatchObject({ code: 1, stderr: expect.stringContaining('There is a profile hr-export already') });
  });

  it.each([
    ['a column the file does not have', 'columns: { Mailadres werkk: email }', /names a column "mailadres_werkk"/],
    [
      'a constant for a column the file has',
      'columns: { Mailadres werk: email }\nconstants: { email: x }',
      /"email", and/,
    ],
    ['values for no column', 'columns: { Mailadres werk: email }\nvalues: { afdd.: { a: b } }', /Did you mean "afd."/],
    ['another kind of file', 'kind: learning', /is for learning, not for employees/],
    ['an unknown key', 'colums: {}', /p\.yaml:1:1 › colums: There is no key "colums".* Did you mean "columns"\?/],
    ['an unknown encoding', 'encoding: latin', /"latin" is no encoding that can be read/],
    ['a form of dates that is none', 'dates: someday', /"someday" is not a form of dates/],
    ['a list where a map belongs', 'columns: [a, b]', /is not a map/],
  ])('does not work with %s', async (_, text, says) => {
    const { druppel, put, at } = await world();
    await put('p.yaml', text);
    const ran = await druppel('import', 'employees', at('hr.csv'), '--map', at('p.yaml'));
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(says);
  });

  it('is looked at by check', async () => {
    const { druppel, put } = await world();
    await put('campaigns/imports/hr.yaml', 'columns:\n  Afd.: department\nencoding: utf-9\n');
    const checked = await druppel('check');
    expect(checked.code).toBe(1);
    expect(`${checked.stdout}${checked.stderr}`).toContain('campaigns/imports/hr.yaml:3:11 › encoding: error: "utf-9"');
  });

  it('is found by its name, which is a file name', async () => {
    const { druppel, at } = await world();
    const says = async (...args: string[]) => {
      const { code, stderr } = await druppel('import', 'employees', at('people.csv'), ...args);
      return [code, stderr.split('\n')[0]];
    };
    expect(await says('--source', 'hr')).toEqual([1, 'There is no profile campaigns/imports/hr.yaml.']);
    expect(await says('--source', '../../x')).toEqual([1, '"../../x" is not a name for a source.']);
    expect(await says('--source', 'hr', '--map', 'x.yaml')).toEqual([
      1,
      '--map and --source both say how the file is read.',
    ]);
  });
});

describe('what an import tells', () => {
  it.each([
    [
      'nl',
      [
        'Eén persoon heeft geen mailadres: wel geteld, niet per mail bereikbaar.',
        'Voor NP zijn geen feestdagen bekend',
        '✓ Geïmporteerd: 2 mensen uit PATH: 2 nieuw, 0 gewijzigd, 0 ongewijzigd, 1 geweigerd.',
        'Verbeter de geweigerde rijen en importeer het bestand opnieuw',
      ],
      'De import van medewerkers uit in.csv',
    ],
    [
      'fr-BE',
      [
        'Une personne n’a pas d’adresse : comptée, mais pas joignable par message.',
        'Aucun jour férié n’est connu pour NP',
        '✓ Importé : 2 personnes de PATH : 2 nouveaux, 0 modifié, 0 inchangé, 1 refusé.',
        'Corrigez les lignes refusées et importez de nouveau le fichier',
      ],
      'L’importation de collaborateurs depuis in.csv',
    ],
    [
      'de',
      [
        'One person has no email address: counted, and not reachable by mail.',
        'No public holidays are known for NP',
        '✓ Imported 2 people from PATH: 2 new, 0 changed, 0 unchanged, 1 refused.',
        'Mend the refused rows and import the file again',
      ],
      'Took back the import of employees from in.csv',
    ],
  ])(
    'is in the first language of the workspace, English where that is not spoken: %s',
    async (locale, told, undone) => {
      const { druppel, put, at } = await world();
      const workspace = SOUND['campaigns/workspace.yaml'] ?? '';
      const spoken = workspace
        .replace(/^locales: .*$/m, `locales: [${locale}]`)
        .replace(/digital-skills: \{[^}]*\}/, `digital-skills: { ${locale}: Data }`);
      await put('campaigns/workspace.yaml', spoken);
      await put('in.csv', 'id,email,country\n1,ana@waterlijn.example,NP\n2,,NL\n3,bo@waterlijn.example,Nowhere\n');
      const ran = await druppel('import', 'employees', at('in.csv'));
      for (const line of told) expect(ran.stdout + ran.stderr).toContain(line.replace('PATH', at('in.csv')));
      expect((await druppel('import', '--undo')).stdout).toContain(undone);
    },
  );
});

describe('an option that would have no effect', () => {
  it.each([['--full'], ['--yes', '12']])('is refused: %s of what is not about employees', async (...option) => {
    const { druppel, put, at } = await world();
    await put('in.csv', 'id,title\nx,X\n');
    const ran = await druppel('import', 'activities', at('in.csv'), ...option);
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('--full and --yes are for employees') });
  });

  it('is refused: --dry-run of --undo, which would take back all the same', async () => {
    const { druppel, at } = await world();
    await druppel('import', 'employees', at('people.csv'));
    const ran = await druppel('import', '--undo', '--dry-run');
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('there is no --dry-run of it') });
    expect((await druppel('import', 'employees', at('people.csv'), '--json')).json()).toMatchObject({ new: 0 });
  });
});

describe('what is no file to import', () => {
  it('is told as what it is', async () => {
    const { druppel, at, folder } = await world();
    const says = async (path: string) => (await druppel('import', 'employees', path)).stderr.split('\n')[0];
    expect(await says(folder)).toBe(`${folder} is a folder.`);
    expect(await says(at('none.csv'))).toBe(`There is no file ${at('none.csv')}.`);
    execFileSync('mkfifo', [at('pipe')]);
    for (const path of [at('pipe'), '/dev/null'])
      expect(await says(path)).toBe(`${path} is not a file: what comes from it can be read only once.`);
  });

  it('of several sheets says which one it read', async () => {
    const { druppel, put, at } = await world();
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const second = { 'xl/worksheets/sheet2.xml': `<worksheet xmlns="${main}"><sheetData/></worksheet>` };
    const sheets = [{ name: 'Staff' }, { name: 'Interns' }];
    await put('hr.xlsx', workbookOf([textCell('A1', 'id'), textCell('A2', '1')], second, [], sheets));
    const ran = await druppel('import', 'employees', at('hr.xlsx'), '--dry-run');
    expect(ran.stderr).toContain('Of the workbook only the sheet "Staff" was read, not "Interns".');
  });
});

describe('an import that is interrupted', () => {
  it('says what it leaves, and how to go on or back', async () => {
    const { folder, put, at } = await world();
    await put('many.csv', `id\n${Array.from({ length: 200_000 }, (_, i) => `p${i}`).join('\n')}\n`);
    const program = join(import.meta.dirname, '../../dist/src/cli/main.js');
    const ran = spawn(process.execPath, [program, 'import', 'employees', at('many.csv')], {
      env: { WORKSPACE: folder },
    });
    let stderr = '';
    ran.stderr.on('data', (text) => {
      stderr += text;
    });
    // The first of its people are in.
    const database = join(folder, 'data/druppel.db-wal');
    const watching = setInterval(() => {
      if ((statSync(database, { throwIfNoEntry: false })?.size ?? 0) < 2_000_000) return;
      clearInterval(watching);
      ran.kill('SIGINT');
    }, 5);
    const [code] = await once(ran, 'exit');
    expect(code).toBe(130);
    // A slow machine tells its progress before.
    expect(stderr.trimEnd().split('\n').at(-1)).toBe(
      'Interrupted. What was imported so far stays: the same command goes on with it, druppel import --undo takes it back.',
    );
  });
});

describe('progress', () => {
  const at = { doing: 'importing', rows: 250_000, bytes: 25, ofBytes: 100 } as const;

  it('says the share, the rate and the time left', () => {
    const figures = '25 % · 250,000 rows · 25,000/s · 0:30 left';
    expect(describeProgress(at, 10_000, false, 'en')).toBe(`importing ${figures}`);
    expect(describeProgress(at, 10_000, true, 'en')).toBe(`importing ${'█'.repeat(6)}${'░'.repeat(18)} ${figures}`);
    expect(describeProgress({ ...at, rows: 10 }, 500, false, 'en')).toBe('importing 25 % · 10 rows');
    expect(describeProgress(at, 10_000, false, 'nl')).toBe('importeren 25 % · 250.000 rijen · 25.000/s · nog 0:30');
  });

  it('keeps to one line of a narrow terminal, the only one that is written over', () => {
    let text = '';
    const stream = { write: (part: string) => (text += part), isTTY: true, columns: 30 };
    createTerminal({ stdout: stream, stderr: stream }, false).progress(describeProgress(at, 10_000, true, 'en'));
    expect(text).toBe(`\r\u001b[Kimporting ${'█'.repeat(6)}${'░'.repeat(13)}`);
  });

  it('is a bar where somebody watches, a line now and then where not, and nothing with --json', () => {
    const told = (isTTY: boolean, json: boolean) => {
      let now = 1_000_000;
      let text = '';
      const write = (part: string) => {
        text += part;
      };
      const stream = { write, isTTY };
      const tell = importProgress(createTerminal({ stdout: stream, stderr: stream }, json), () => now, 'en');
      for (let step = 1; step <= 25; step += 1) {
        now += 1_000;
        tell({ ...at, rows: step * 1_000, bytes: step });
      }
      return text;
    };
    expect(told(true, false).split('\r')).toHaveLength(26);
    expect(told(false, false).match(/^importing .* left$/gm)).toHaveLength(2);
    expect(told(true, true)).toBe('');
    expect(told(false, true)).toBe('');
  });
});
