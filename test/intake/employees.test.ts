import { describe, expect, it } from 'vitest';
import { type EmployeeRow, readEmployees } from '../../src/intake/people/employees.ts';
import { isRefused } from '../../src/intake/tables/delimited.ts';
import { bytesOf, listOf } from './bytes.ts';
import { reasonOf } from './reason-of.ts';

async function read(text: string, dates: string | null = null) {
  const attributes = {
    level: { type: 'number', sensitive: false },
    contract_end: { type: 'date', sensitive: false },
  } as const;
  const { table, rows } = await readEmployees(bytesOf(text), { attributes, dates });
  const all = await listOf(rows);
  return { table, people: all.filter((row): row is EmployeeRow => !isRefused(row)), refused: all.filter(isRefused) };
}

describe('an employees file', () => {
  it('with a byte order mark and semicolons: bad rows are refused alone, with the line of the file', async () => {
    const { people, refused } = await read(
      '\uFEFFEmail;First_Name;Department;Timezone\r\nana@waterlijn.example;Ana;Sales;Europe/Amsterdam\r\n"bad@x.example, evil@y.example";Bad;Sales;Europe/Amsterdam\r\nzoe@waterlijn.example;Zoë;Sales;Mars/Base\r\nben@waterlijn.example;Ben;Finance;Europe/Brussels\r\n',
    );
    expect(people.map(({ identity }) => identity)).toEqual(['ana@waterlijn.example', 'ben@waterlijn.example']);
    expect(refused.map(({ line, column }) => [line, column])).toEqual([
      [3, 'email'],
      [4, 'timezone'],
    ]);
    expect(reasonOf(refused[1])).toBe('"Mars/Base" is not a time zone. Write it like Europe/Amsterdam.');
  });

  it('fills fields and attributes; a missing column is absent, an empty cell is null', async () => {
    const { people } = await read(
      'id,email,country,region,working_days,leave,hired_on,manager_email,first_name,level,ambassador,shoe size,contract_end,left_on\n' +
        'P1,Ana@Waterlijn.example,de,DE-BE,mon tue thu-fri,"2027-02-01..2027-02-12, 2027-05-14",2020-01-31,Bo@waterlijn.example,Ana,3,ja,38,2028-01-01,\n',
    );
    expect(people[0]).toEqual({
      line: 2,
      identity: 'P1',
      fields: {
        id: 'P1',
        email: 'ana@waterlijn.example',
        country: 'DE',
        region: 'BE',
        workingDays: ['mon', 'tue', 'thu', 'fri'],
        leave: [
          { from: '2027-02-01', to: '2027-02-12' },
          { from: '2027-05-14', to: '2027-05-14' },
        ],
        hiredOn: '2020-01-31',
        leftOn: null,
        managerEmail: 'bo@waterlijn.example',
      },
      attributes: { first_name: 'Ana', level: 3, ambassador: 'yes', shoe_size: '38', contract_end: '2028-01-01' },
    });
  });

  it('understands the headers of Dutch and German systems, and tells it', async () => {
    const dutch = await read(
      'E-mailadres,Voornaam,Achternaam,Afdeling,Land,Leidinggevende\nana@acme.example,Ana,de Wit,Sales,NL,bo@acme.example\n',
    );
    expect(dutch.people[0]).toMatchObject({
      fields: { email: 'ana@acme.example', country: 'NL', managerEmail: 'bo@acme.example' },
      attributes: { first_name: 'Ana', last_name: 'de Wit', department: 'Sales' },
    });
    expect(dutch.table.understood).toContainEqual({ header: 'Voornaam', column: 'first_name' });
    expect((await read('E-Mail,Vorname,Abteilung\nana@acme.example,Ana,IT\n')).people[0]?.attributes).toEqual({
      first_name: 'Ana',
      department: 'IT',
    });
  });

  it.each([
    [
      'Dutch',
      'Personeelsnr;Roepnaam;Geslachtsnaam;E-mail werk;Afdelingsnaam;Functienaam;Werklocatie;Landcode;Datum in dienst;Datum uit dienst;E-mail leidinggevende\r\n' +
        '1007;Zoë;de Wit;zoe@acme.example;Inkoop;Planner;Gent;BE;2026-05-01;;bo@acme.example\r\n',
    ],
    [
      'German',
      'Personal-Nr.;Rufname;Familienname;E-Mail geschäftlich;Abteilung;Stellenbezeichnung;Niederlassung;Land;Eintritt;Austritt;E-Mail Vorgesetzter\r\n' +
        '1007;Zoë;de Wit;zoe@acme.example;Inkoop;Planner;Gent;BE;2026-05-01;;bo@acme.example\r\n',
    ],
  ])('reads a %s personnel export as it comes: semicolons, Windows-1252, no header of ours', async (_, text) => {
    const { table, rows } = await readEmployees(bytesOf(Buffer.from(text, 'latin1')), { attributes: {} });
    expect(await listOf(rows)).toEqual([
      {
        line: 2,
        identity: '1007',
        fields: {
          id: '1007',
          email: 'zoe@acme.example',
          country: 'BE',
          hiredOn: '2026-05-01',
          leftOn: null,
          managerEmail: 'bo@acme.example',
        },
        attributes: {
          department: 'Inkoop',
          first_name: 'Zoë',
          last_name: 'de Wit',
          location: 'Gent',
          role: 'Planner',
        },
      },
    ]);
    expect(table.format).toEqual({ encoding: 'windows-1252', delimiter: ';' });
  });

  it('takes somebody without a mailbox by their id', async () => {
    expect((await read('id,email\nP7,\n')).people[0]).toMatchObject({ identity: 'P7', fields: { email: null } });
  });

  it('keeps formulas as text', async () => {
    const { people } = await read('email,motto\nana@acme.example,=1+1\n');
    expect(people[0]?.attributes).toEqual({ motto: '=1+1' });
  });

  it('reads dates in the stated form only', async () => {
    expect((await read('email,hired_on\na@acme.example,31-12-2026\n', 'dd-mm-yyyy')).people[0]?.fields.hiredOn).toBe(
      '2026-12-31',
    );
    expect((await read('email,hired_on\na@acme.example,1/2/2026\n', 'm/d/yyyy')).people[0]?.fields.hiredOn).toBe(
      '2026-01-02',
    );
    expect(reasonOf((await read('email,hired_on\na@acme.example,31-12-2026\n')).refused[0])).toMatch(
      /is not a date.*--dates dd-mm-yyyy/,
    );
    const stated = await read('email,hired_on\na@acme.example,01.03.2026\nb@acme.example,31-02-2026\n', 'dd-mm-yyyy');
    expect(stated.refused.map(reasonOf)).toEqual([
      '"01.03.2026" is not a date. Write it like 2027-04-26, or as dd-mm-yyyy, as was stated; this one looks like dd.mm.yyyy.',
      '"31-02-2026" is not a date. There is no such day.',
    ]);
    await expect(read('email\n', 'day month')).rejects.toThrow(/"day month" is not a form of dates/);
  });

  it.each<[cell: string, column: string, says: RegExp]>([
    ['Ana <ana@acme.example>', 'email', /has a space in it/],
    ['"a""@acme.example"', 'email', /quoted local part/],
    ['Holland', 'country', /not a country\. Write two letters/],
    ['Berlin', 'region', /not a region code/],
    ['weekdays', 'working_days', /does not name weekdays/],
    ['next week', 'leave', /neither a date nor a span/],
    ['2027-02-30', 'hired_on', /is not a date. There is no such day/],
    ['01.03.2026', 'hired_on', /--dates dd\.mm\.yyyy/],
    ['03/25/2026', 'hired_on', /--dates mm\/dd\/yyyy/],
    ['46138', 'hired_on', /spreadsheet counts days/],
    ['17', 'manager_email', /numbers or names, leave it out/],
    ['Dutch!', 'locale', /not a language tag/],
    ['many', 'level', /is not a number/],
    ['perhaps', 'ambassador', /neither yes nor no/],
    ['"Ana\nBcc: x"', 'first_name', /line break/],
    ['Ana\u202Eana', 'first_name', /direction of writing/],
  ])('refuses %s as %s', async (cell, column, says) => {
    const text = column === 'email' ? `id,email\n1,${cell}\n` : `email,${column}\nana@acme.example,${cell}\n`;
    const { people, refused } = await read(text);
    expect(people).toEqual([]);
    expect(refused[0]).toMatchObject({ line: 2, column });
    expect(reasonOf(refused[0])).toMatch(says);
  });

  it('refuses a row that names nobody, and a file that can name nobody', async () => {
    expect(reasonOf((await read('id,email,team\n,,A\n')).refused[0])).toMatch(/neither an id nor an email/);
    await expect(read('name,age\nAna,3\n')).rejects.toThrow(
      /neither a column "id" nor a column "email"; found name, age/,
    );
  });

  it('tells everything that is wrong with a row in one refusal', async () => {
    const { refused } = await read('email,country,timezone\nana@acme.example,Holland,Mars\n');
    expect(refused).toHaveLength(1);
    expect(reasonOf(refused[0])).toMatch(/"Holland".*timezone: "Mars"/);
  });
});
