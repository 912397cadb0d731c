import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/domain/ids.ts';
import { provisionEmployees } from '../../src/flow/people/provision-employees.ts';
import { provisionLearning } from '../../src/flow/people/provision-learning.ts';
import { provisionPerson } from '../../src/flow/people/provision-person.ts';
import { recordStatements } from '../../src/flow/people/record-statements.ts';
import { employeeByEmail } from '../../src/store/people/employees.ts';
import { inboxNaming, leaveTraces, MONDAY_NOON, placesOf, privacyWorld } from './privacy-world.ts';

const PEOPLE = `id,email,first_name,department,country,manager_email,buddy_email,mentor
1,ana@waterlijn.example,Anaïs,Sales,NL,bo@waterlijn.example,,
2,bo@waterlijn.example,Bo,IT,BE,,ana@waterlijn.example,Ana@Waterlijn.example
3,cleo@waterlijn.example,Cleo,Sales,NL,bo@waterlijn.example,ana@waterlijn.example,
`;
const ANA = 'ana@waterlijn.example';

describe('whoever is erased', () => {
  it('stands nowhere afterwards: not in a table, not in the file, not in its log, not in a mail to somebody else', async () => {
    const world = await privacyWorld(PEOPLE);
    await leaveTraces(world, ANA, 'Anaïs');
    await world.put('moved.csv', PEOPLE.replace('1,ana@', '1,ana.new@'));
    expect((await world.druppel('import', 'employees', join(world.folder, 'moved.csv'))).code).toBe(0);
    expect(placesOf(world, ANA)).not.toEqual([]);

    const foretold = await world.druppel('erase', 'ana.new@waterlijn.example', '--dry-run', '--json');
    expect(placesOf(world, ANA)).not.toEqual([]);
    const erased = await world.druppel('erase', 'ana.new@waterlijn.example', '--yes', '--json');
    expect(erased.code).toBe(0);
    expect(erased.json().removed).toEqual(foretold.json().removed);
    expect(erased.json()).toMatchObject({
      removed: {
        ...{ employees: 1, participations: 1, learningRecords: 2, statements: 1, engagement: 1, choices: 1 },
        ...{ scimUsers: 1, consoleUsers: 1, keptAnswers: 1, importsChanged: 2 },
      },
      ...{ onTheWire: 0, staysIn: [], wiped: true },
    });

    expect(placesOf(world, ANA)).toEqual([]);
    expect(placesOf(world, 'ana.new@waterlijn.example')).toEqual([]);
    expect(placesOf(world, 'Anaïs')).toEqual([]);
    expect(await inboxNaming(world, ANA)).toEqual([]);
    expect(await inboxNaming(world, 'Ana=C3=AFs')).toEqual([]);
    expect(await inboxNaming(world, 'cleo@waterlijn.example')).not.toEqual([]);
    await world.withStore(async (store) => {
      expect(await employeeByEmail(store.read, 'cleo@waterlijn.example')).toMatchObject({
        managerEmail: 'bo@waterlijn.example',
        buddyEmail: null,
      });
      expect((await employeeByEmail(store.read, 'bo@waterlijn.example'))?.attributes).not.toHaveProperty('mentor');
    });
  });

  it('stands nowhere either while another program, such as a running server, has the database open', async () => {
    const world = await privacyWorld(PEOPLE);
    await world.withStore(async (server) => {
      expect(await employeeByEmail(server.read, ANA)).not.toBeNull();
      expect((await world.druppel('erase', ANA, '--yes', '--json')).json().wiped).toBe(true);
      expect(placesOf(world, ANA)).toEqual([]);
    });
  });

  it('takes nobody along whose address only looks like theirs', async () => {
    const world = await privacyWorld(`${PEOPLE}4,diana@waterlijn.example,Diana,Sales,NL,,,\n`);
    await world.druppel('erase', ANA, '--yes');
    expect(await inboxNaming(world, 'diana@waterlijn.example')).toEqual(['diana@waterlijn.example kick-off']);
  });

  it('stays in the totals, as a number', async () => {
    const world = await privacyWorld(PEOPLE);
    const before = (await world.druppel('stats', 'data', '--json')).json();
    await world.druppel('erase', ANA, '--yes');
    const after = (await world.druppel('stats', 'data', '--json')).json();
    expect(before.steps[0]).toMatchObject({ id: 'kick-off', simulated: 2 });
    expect(after.steps[0]).toEqual(before.steps[0]);
    expect(after).toMatchObject({
      participants: 2,
      active: before.active - 1,
      ended: { 'left-company': 1 },
      mailsPerPerson: before.mailsPerPerson,
    });
  });

  it('gets nothing more, and neither does a manager about them', async () => {
    const world = await privacyWorld(PEOPLE);
    await world.druppel('erase', ANA, '--yes');
    const { sent } = (await world.druppel('run', '--until', '2027-05-20', '--json')).json();
    expect(sent).toBeGreaterThan(0);
    expect(await inboxNaming(world, ANA)).toEqual([]);
    expect(await inboxNaming(world, 'Ana=C3=AFs')).toEqual([]);
  });

  it('is not brought back by a file, the API, SCIM or a statement, each of which says so', async () => {
    const world = await privacyWorld(PEOPLE);
    await world.druppel('erase', ANA, '--yes');
    const again = (await world.druppel('import', 'employees', join(world.folder, 'people.csv'), '--json')).json();
    expect(again).toMatchObject({ read: 3, new: 0, refused: 1 });
    expect(again.errors).toMatchObject([{ line: 2, column: 'id', message: expect.stringContaining('was erased') }]);
    // Under her old address with another id, and with her old id under another address.
    const sly = 'id,email\n77,ana@waterlijn.example\n1,other@waterlijn.example\n';
    const slyAnswer = (await world.druppel('import', 'employees', await world.put('sly.csv', sly), '--json')).json();
    expect(slyAnswer).toMatchObject({ new: 0, refused: 2 });
    await world.withStore(async (store) => {
      const context = { store, clock: () => world.now, newId };
      const people = await provisionEmployees(
        context,
        [{ email: ANA }, { email: 'eva@waterlijn.example', manager_email: ANA }],
        null,
      );
      expect(people).toMatchObject({ new: 1, refused: 1 });
      expect((await employeeByEmail(store.read, 'eva@waterlijn.example'))?.managerEmail).toBeNull();
      const user = { userName: ANA, emails: [{ value: ANA }] };
      expect(await provisionPerson(context, null, user)).toMatchObject({
        kind: 'taken',
        why: expect.stringContaining('erased'),
      });
      const records = await provisionLearning(context, [
        { email: ANA, activity: 'data-101', event: 'started', at: '2027-04-20' },
      ]);
      expect(records.errors).toEqual([{ entry: 1, column: 'email', message: expect.not.stringContaining('ana@') }]);
      const statement = {
        actor: { mbox: `mailto:${ANA}` },
        verb: { id: 'http://adlnet.gov/expapi/verbs/completed' },
        object: { id: 'https://learn.waterlijn.example/data-101' },
      };
      expect(await recordStatements(context, [statement])).toMatchObject({ kind: 'kept', unmapped: 1 });
    });
    expect((await world.druppel('import', '--undo')).code).toBe(0);
    expect(placesOf(world, ANA)).toEqual([]);
  });

  it('may come back when they ask for it', async () => {
    const world = await privacyWorld(PEOPLE);
    await world.druppel('erase', ANA, '--yes');
    expect((await world.druppel('erase', ANA, '--yes')).stderr).toMatch(/erased already/);
    expect((await world.druppel('erase', 'nobody@waterlijn.example', '--readmit')).code).toBe(1);
    expect((await world.druppel('erase', ANA, '--readmit')).code).toBe(0);
    const again = (await world.druppel('import', 'employees', join(world.folder, 'people.csv'), '--json')).json();
    expect(again).toMatchObject({ new: 1, refused: 0 });
  });

  it('must be named right, and is not erased without being asked or told so', async () => {
    const world = await privacyWorld(PEOPLE);
    const typo = await world.druppel('erase', 'anna@waterlijn.example', '--yes');
    expect(typo).toMatchObject({ code: 1, stderr: expect.stringContaining('There is nobody') });
    const silent = await world.druppel('erase', ANA);
    expect(silent).toMatchObject({ code: 1, stderr: expect.stringContaining('--dry-run') });
    expect(await world.mailsTo(ANA)).not.toEqual([]);
  });

  it('cannot come back by another SECRET_KEY, under which nobody would know the hash', async () => {
    const world = await privacyWorld(PEOPLE, {}, { SECRET_KEY: 'a secret of more than thirty-two characters' });
    await world.druppel('erase', ANA, '--yes');
    await world.put('.env', 'SECRET_KEY=another secret of more than thirty-two characters\n');
    const { runProgram } = await import('../../src/cli/program.ts');
    let stderr = '';
    const streams = { stdout: { write: () => true }, stderr: { write: (text: string) => (stderr += text) } };
    const file = join(world.folder, 'people.csv');
    expect(await runProgram(['import', 'employees', file], streams, { WORKSPACE: world.folder })).toBe(2);
    expect(stderr).toMatch(/SECRET_KEY is not the one/);
  });

  it('leaves the sender of a campaign where it stands, and says so', async () => {
    const world = await privacyWorld(`${PEOPLE}9,learning@waterlijn.example,Noor,HR,NL,,,\n`);
    const { code, stderr } = await world.druppel('erase', 'learning@waterlijn.example', '--yes');
    expect(code).toBe(0);
    expect(stderr).toMatch(/stands in version 1 of the workspace/);
  });

  it('is erased at the instant of a played store', async () => {
    const world = await privacyWorld(PEOPLE);
    await world.druppel('erase', ANA, '--yes');
    const at = await world.withStore(async (store) => store.read.db.select().from(store.read.tables.erasedPeople));
    expect(new Set(at.map((row) => row.at))).toEqual(new Set([Date.parse(MONDAY_NOON)]));
    expect(at).toHaveLength(2);
  });
});
