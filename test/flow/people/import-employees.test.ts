import { describe, expect, it } from 'vitest';
import { undoImport } from '../../../src/flow/people/undo-import.ts';
import { saveParticipations } from '../../../src/store/campaigns/participations.ts';
import { chooseLocale, countEmployees } from '../../../src/store/people/employees.ts';
import { participation } from '../../store/world.ts';
import { dataWorld } from '../data-world.ts';

describe('importing employees', () => {
  it('brings new people in, wakes them now, and changes nothing the second time', async () => {
    const world = await dataWorld();
    const file = 'email,first_name,department\nAna@waterlijn.example,Ana,Sales\nbo@waterlijn.example,Bo,IT\n';
    expect(await world.employees(file)).toMatchObject({ read: 2, new: 2, changed: 0, unchanged: 0, refused: 0 });
    const ana = await world.person('ana@waterlijn.example');
    expect(ana).toMatchObject({ id: 'ana@waterlijn.example', createdAt: world.now, wakeAt: world.now });
    world.now += 1000;
    expect(await world.employees(file)).toMatchObject({ new: 0, changed: 0, unchanged: 2 });
    expect(await world.person('ana@waterlijn.example')).toEqual(ana);
  });

  it('leaves what has no column and clears what has an empty cell', async () => {
    const world = await dataWorld();
    await world.employees('email,first_name,country,level\nana@waterlijn.example,Ana,NL,3\n');
    expect(await world.employees('email,level\nana@waterlijn.example,\n')).toMatchObject({ changed: 1 });
    const ana = await world.person('ana@waterlijn.example');
    expect(ana).toMatchObject({ country: 'NL', attributes: { first_name: 'Ana' } });
    expect(ana?.attributes).not.toHaveProperty('level');
  });

  it('never touches what the person chose', async () => {
    const world = await dataWorld();
    await world.employees('email,locale\nana@waterlijn.example,nl\n');
    const ana = await world.person('ana@waterlijn.example');
    await world.store.write((tx) => chooseLocale(tx, ana?.key ?? '', 'fr'));
    await world.employees('email,locale\nana@waterlijn.example,\n');
    expect(await world.person('ana@waterlijn.example')).toMatchObject({ locale: null, chosenLocale: 'fr' });
  });

  it('finds a person by id, whatever the email says now, and by the former email afterwards', async () => {
    const world = await dataWorld();
    await world.employees('id,email\n7,ana@waterlijn.example\n');
    const { key } = (await world.person('ana@waterlijn.example')) ?? {};
    expect(await world.employees('id,email\n7,ana.smit@waterlijn.example\n')).toMatchObject({ new: 0, changed: 1 });
    expect(await world.person('ana.smit@waterlijn.example')).toMatchObject({ key, id: '7' });
    expect(await world.employees('email,department\nana@waterlijn.example,Sales\n')).toMatchObject({
      new: 0,
      changed: 1,
    });
    expect(await world.person('ana.smit@waterlijn.example')).toMatchObject({
      key,
      attributes: { department: 'Sales' },
    });
  });

  it('adopts by id whom it knew by email only', async () => {
    const world = await dataWorld();
    await world.employees('email\nana@waterlijn.example\n');
    const { key } = (await world.person('ana@waterlijn.example')) ?? {};
    expect(await world.employees('id,email\n7,ana@waterlijn.example\n')).toMatchObject({ new: 0, changed: 1 });
    expect(await world.person('ana@waterlijn.example')).toMatchObject({ key, id: '7' });
  });

  it('refuses the email of another id, and lets two people swap theirs', async () => {
    const world = await dataWorld();
    await world.employees('id,email\n1,ana@waterlijn.example\n2,bo@waterlijn.example\n');
    const taken = await world.employees('id,email\n3,ana@waterlijn.example\n2,ana@waterlijn.example\n');
    expect(taken).toMatchObject({
      new: 0,
      changed: 0,
      refused: 2,
      errors: [{ line: 2, column: 'email' }, { line: 3 }],
    });
    const swapped = await world.employees('id,email\n1,bo@waterlijn.example\n2,ana@waterlijn.example\n');
    expect(swapped).toMatchObject({ changed: 2, refused: 0 });
    expect(await world.person('ana@waterlijn.example')).toMatchObject({ id: '2' });
  });

  it('refuses the later of two rows with one id, also where it has the email of somebody known by it only', async () => {
    const world = await dataWorld();
    await world.employees('email\nana@waterlijn.example\n');
    const rows = ['7,bo@waterlijn.example', '7,ana@waterlijn.example'];
    for (const [first, second] of [rows, rows.toReversed()]) {
      const file = `id,email\n${first}\n${second}\n`;
      const errors = [{ line: 3, column: 'id' }];
      expect(await world.employees(file, { dryRun: true })).toMatchObject({ refused: 1, errors });
      expect(await world.employees(file)).toMatchObject({ refused: 1, errors });
      await undoImport(world.context);
    }
  });

  it('refuses the later of two rows for one person, also far apart in the file', async () => {
    const world = await dataWorld();
    const many = Array.from({ length: 600 }, (_, i) => `p${i}@waterlijn.example,Sales`).join('\n');
    const file = `email,department\nana@waterlijn.example,Sales\n${many}\nANA@waterlijn.example,IT\n`;
    const dry = await world.employees(file, { dryRun: true });
    expect(dry).toMatchObject({ new: 601, refused: 1, errors: [{ line: 603, column: 'email' }] });
    expect(await countEmployees(world.store.read)).toBe(0);
    expect(await world.employees(file)).toEqual(dry);
    expect(await world.person('ana@waterlijn.example')).toMatchObject({ attributes: { department: 'Sales' } });
  });

  it('imports the good rows beside wrong ones, and none with --strict', async () => {
    const world = await dataWorld();
    const file = 'email,timezone\nana@waterlijn.example,Mars/Base\nbo@waterlijn.example,Europe/Brussels\n';
    await expect(world.employees(file, { strict: true })).rejects.toThrow(/1 row is wrong.*Line 2 \(timezone\)/);
    expect(await countEmployees(world.store.read)).toBe(0);
    expect(await world.employees(file)).toMatchObject({
      new: 1,
      refused: 1,
      errors: [{ line: 2, column: 'timezone' }],
    });
  });

  it('says once for which countries no public holidays are known', async () => {
    const world = await dataWorld();
    const { remarks } = await world.employees(
      'email,country\na@waterlijn.example,NP\nb@waterlijn.example,NP\nc@waterlijn.example,NL\n',
    );
    expect(remarks).toEqual([expect.stringContaining('NP')]);
  });
});

describe('what an import tells', () => {
  it('says what unknown columns look like, and which header was perhaps meant', async () => {
    const world = await dataWorld();
    const { remarks } = await world.employees(
      'email,Kostenplaats,fte,start_in_team,remote,departement_,level\na@waterlijn.example,K7,0.8,2026-05-01,yes,IT,3\nb@waterlijn.example,K8,1,2026-06-01,no,IT,4\n',
    );
    expect(remarks).toEqual([
      '5 columns are kept as attributes, with what their values look like: kostenplaats ("Kostenplaats"): text, fte: number, start_in_team: date, remote: yes or no, departement_: text.',
      'Is "departement_" meant to be "department"? Then rename the column, or map it: --map FILE.',
    ]);
  });

  it('says which column without a header was not read', async () => {
    const world = await dataWorld();
    const { remarks } = await world.employees('email,,country,\na@waterlijn.example,lost,NL,\n');
    expect(remarks).toEqual(['Column 2 has no header, so it was not read. Name it, or take it out.']);
  });

  it('hands on every refused row, in the order of the file, and lists no more than fit into memory', async () => {
    const world = await dataWorld();
    const told: number[] = [];
    const refusals = {
      begin: async () => void told.splice(0),
      add: async (rows: readonly { readonly line: number }[]) => void told.push(...rows.map(({ line }) => line)),
    };
    const rows = Array.from({ length: 20_500 }, (_, i) => (i % 2 === 0 ? 'nobody' : `"open${i}`));
    const result = await world.employees(`email\n${rows.join('\n')}\n`, { refusals });
    expect(result).toMatchObject({ read: 20_500, refused: 20_500 });
    expect(result.errors).toHaveLength(20_000);
    expect(told).toEqual(rows.map((_, i) => i + 2));
  });
});

describe('a full import', () => {
  const people = (count: number) =>
    `email,department\n${Array.from({ length: count }, (_, i) => `p${i}@waterlijn.example,Sales`).join('\n')}\n`;

  it('marks who is missing as left, counts them there alone, and takes them back when they return', async () => {
    const world = await dataWorld();
    await world.employees(people(30));
    world.now += 1000;
    expect(await world.employees(people(28), { full: true })).toMatchObject({ unchanged: 28, changed: 0, left: 2 });
    expect(await world.person('p29@waterlijn.example')).toMatchObject({ missingSince: world.now });
    expect(await world.employees(people(28), { full: true })).toMatchObject({ left: 0 });
    expect(await world.employees(people(30), { full: true })).toMatchObject({ changed: 2, left: 0 });
    expect(await world.person('p29@waterlijn.example')).toMatchObject({ missingSince: null });
  });

  it('counts a refused row as present, also one that cannot be taken apart', async () => {
    const world = await dataWorld();
    await world.employees(people(3));
    const file =
      'email,department,timezone\np0@waterlijn.example,Sales,\np1@waterlijn.example,Sales,Mars/Base\np2@waterlijn.example,Sales,too,many\n';
    expect(await world.employees(file, { full: true })).toMatchObject({ refused: 2, left: 0 });
  });

  it('takes a file without rows for an export that broke off, not for everybody leaving', async () => {
    const world = await dataWorld();
    await world.employees(people(3));
    await expect(world.employees('id,email\n', { full: true })).rejects.toThrow(/no rows\. With --full/);
    await expect(world.employees('id,email\n', { full: true, dryRun: true })).rejects.toThrow(/no rows/);
  });

  it('changes nothing when more than a tenth and ten people would go, unless the number is repeated', async () => {
    const world = await dataWorld();
    await world.employees(people(60));
    await expect(world.employees(people(45), { full: true })).rejects.toThrow(/15 of 60 people \(25%\)/);
    await expect(world.employees(people(45), { full: true, yes: 14 })).rejects.toThrow('--yes says 14');
    expect(await world.person('p59@waterlijn.example')).toMatchObject({ missingSince: null });
    expect(await world.employees(people(45), { full: true, yes: 15 })).toMatchObject({ left: 15 });
  });

  it('lets nine of ten go: the brake is for files, not for small houses', async () => {
    const world = await dataWorld();
    await world.employees(people(10));
    expect(await world.employees(people(1), { full: true })).toMatchObject({ left: 9 });
  });

  it('brakes for people whose last day is over as well', async () => {
    const world = await dataWorld();
    await world.employees(people(20));
    const left = people(20).replace('department', 'left_on').replaceAll('Sales', '2027-04-01');
    await expect(world.employees(left)).rejects.toThrow(/20 of 20/);
  });
});

describe('taking an import back', () => {
  it('makes everything as it was, one import after another', async () => {
    const world = await dataWorld();
    await world.employees('email,department\nana@waterlijn.example,Sales\n');
    const before = await world.person('ana@waterlijn.example');
    await world.employees('email,department\nana@waterlijn.example,IT\nbo@waterlijn.example,IT\n');
    await world.employees('email,department\nana@waterlijn.example,IT\n');
    expect(await undoImport(world.context)).toMatchObject({ kind: 'employees', restored: 1, removed: 1, kept: 0 });
    expect(await world.person('bo@waterlijn.example')).toBeNull();
    expect((await world.person('ana@waterlijn.example'))?.attributes).toEqual(before?.attributes);
    expect(await undoImport(world.context)).toMatchObject({ removed: 1 });
    expect(await countEmployees(world.store.read)).toBe(0);
    await expect(undoImport(world.context)).rejects.toThrow('no import to undo');
  });

  it('gives back addresses that people swapped, also when one of two comes in a later part', async () => {
    const world = await dataWorld();
    const rows = (emailOf: (number: number) => number) =>
      Array.from({ length: 5_000 }, (_, i) => `${i},p${emailOf(i)}@waterlijn.example,`);
    // The parts of an undo go by who came first: with one more before the pairs, some pair is parted.
    const first = 'x,x@waterlijn.example,';
    await world.employees(['id,email,team', first, ...rows((i) => i)].join('\n'));
    const swapped = ['id,email,team', ...rows((i) => i ^ 1), `${first}A`].join('\n');
    expect(await world.employees(swapped)).toMatchObject({ changed: 5_001, refused: 0 });
    expect(await undoImport(world.context)).toMatchObject({ restored: 5_001, removed: 0 });
    for (const id of ['0', '1998', '1999', '4999'])
      expect(await world.person(`p${id}@waterlijn.example`)).toMatchObject({ id });
  });

  it('takes back who is new part by part, and keeps who takes part in something', async () => {
    const world = await dataWorld();
    const many = Array.from({ length: 4_100 }, (_, i) => `p${i}@waterlijn.example`);
    await world.employees(`email\n${many.join('\n')}\n`);
    const person = await world.person('p7@waterlijn.example');
    await world.store.write((tx) =>
      saveParticipations(tx, [participation('p7', { id: 'par_7', person: person?.key ?? '' })]),
    );
    expect(await undoImport(world.context)).toMatchObject({ removed: 4_099, kept: 1 });
    expect(await world.person('p7@waterlijn.example')).toMatchObject({ missingSince: world.now });
    expect(await countEmployees(world.store.read)).toBe(1);
  });

  it('brings back who was missing from a full file', async () => {
    const world = await dataWorld();
    await world.employees('email\nana@waterlijn.example\nbo@waterlijn.example\n');
    await world.employees('email\nana@waterlijn.example\n', { full: true });
    await undoImport(world.context);
    expect(await world.person('bo@waterlijn.example')).toMatchObject({ missingSince: null });
  });
});
