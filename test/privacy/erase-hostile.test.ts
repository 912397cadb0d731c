import { describe, expect, it } from 'vitest';
import { newId } from '../../src/domain/ids.ts';
import { provisionEmployees } from '../../src/flow/people/provision-employees.ts';
import { provisionPerson } from '../../src/flow/people/provision-person.ts';
import { recordStatements } from '../../src/flow/people/record-statements.ts';
import { collectPersonData } from '../../src/flow/privacy/collect-person-data.ts';
import { addConsoleUser, consoleUserByEmail } from '../../src/store/access/console-users.ts';
import { keepAnswer, takeAnswerPlace } from '../../src/store/access/kept-answers.ts';
import { saveMessages } from '../../src/store/mails/messages.ts';
import { employeeByEmail } from '../../src/store/people/employees.ts';
import { inboxNaming, type PrivacyWorld, placesOf, privacyWorld } from './privacy-world.ts';

const PEOPLE = `id,email,first_name,department,country,manager_email,buddy_email,mentor
E-4711,ana@waterlijn.example,Anaïs,Sales,NL,bo@waterlijn.example,,
E-2,bo@waterlijn.example,Bo,IT,BE,,,Mentor: Ana <Ana@Waterlijn.example>; and cleo@waterlijn.example
E-3,cleo@waterlijn.example,Cleo,Sales,NL,bo@waterlijn.example,,
`;
const ANA = 'ana@waterlijn.example';
const BO = 'bo@waterlijn.example';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('whoever is erased stands nowhere', () => {
  it('also where the address is a part of what is said of a colleague, now, before, and when it is said again', async () => {
    const world = await privacyWorld(PEOPLE);
    await imported(world, PEOPLE.replace('Mentor:', 'Coach:'));
    expect((await world.druppel('erase', ANA, '--yes')).code).toBe(0);
    expect(placesOf(world, ANA)).toEqual([]);
    await imported(
      world,
      PEOPLE.split('\n')
        .filter((line) => !line.startsWith('E-4711'))
        .join('\n'),
    );
    expect(placesOf(world, ANA)).toEqual([]);
    await world.withStore(async (store) => {
      const context = { store, clock: () => world.now, newId };
      await provisionEmployees(context, [{ email: BO, mentor: `see ${ANA}.` }], null);
    });
    expect(placesOf(world, ANA)).toEqual([]);
  });

  it('also as the manager that an identity provider names, by address, number or its own id', async () => {
    for (const by of ['address', 'number', 'id'] as const) {
      const world = await privacyWorld(PEOPLE);
      const name = await world.withStore(async (store) => {
        const context = { store, clock: () => world.now, newId };
        const made = await provisionPerson(context, null, { userName: ANA, emails: [{ value: ANA }] });
        const id = made.kind === 'kept' ? made.user.id : 'none';
        const value = { address: ANA, number: 'E-4711', id }[by];
        await provisionPerson(context, null, {
          userName: BO,
          emails: [{ value: BO }],
          [ENTERPRISE]: { manager: { value, displayName: 'Anaïs' } },
        });
        return value;
      });
      expect(placesOf(world, name)).not.toEqual([]);
      expect((await world.druppel('erase', ANA, '--yes')).code).toBe(0);
      for (const trace of [name, ANA, 'Anaïs', 'E-4711'])
        expect([by, trace, placesOf(world, trace)]).toEqual([by, trace, []]);
    }
  });

  it('also as the owner of a poster who is reminded of it, an employee or not', async () => {
    for (const owner of [ANA, 'facilities@elsewhere.example']) {
      const world = await privacyWorld(PEOPLE);
      await world.withStore((store) =>
        store.write((tx) =>
          saveMessages(tx, [
            {
              ...{ id: 'msg_poster', kind: 'around', key: 'data/poster', campaign: 'data', version: 1 },
              ...{ participation: null, recipient: `mailto:${owner}`, step: 'poster', phase: 'inform' },
              ...{ message: 'poster', about: [], email: owner, state: 'ready', dueAt: world.now, openingAt: world.now },
              ...{ slotAt: world.now, validUntilAt: null, reason: null, settledAt: null },
            },
          ]),
        ),
      );
      expect((await world.druppel('erase', owner, '--yes')).code).toBe(0);
      expect(placesOf(world, owner)).toEqual([]);
    }
  });

  it('also in an answer of the API that is kept for a repeated request, by number alone', async () => {
    const world = await privacyWorld(PEOPLE);
    await world.withStore((store) =>
      store.write(async (tx) => {
        for (const [apiKey, id] of [
          ['a', 'E-4711'],
          ['b', 'E-47110'],
        ] as const) {
          const place = { apiKey, idempotencyKey: 'k', request: 'r', at: world.now };
          await takeAnswerPlace(tx, place);
          await keepAnswer(tx, place, { status: 200, body: JSON.stringify({ errors: [{ id, message: 'no such' }] }) });
        }
      }),
    );
    await world.druppel('erase', 'E-4711', '--yes');
    expect(placesOf(world, '"E-4711"')).toEqual([]);
    expect(placesOf(world, '"E-47110"')).not.toEqual([]);
  });
});

describe('somebody else who has an address that was theirs', () => {
  /** Ana became ana.new@, and Bo has ana@ since. */
  async function handedOver(): Promise<PrivacyWorld> {
    const world = await privacyWorld(PEOPLE);
    await imported(world, `id,email\nE-4711,ana.new@waterlijn.example\n`);
    await imported(world, `id,email\nE-2,${ANA}\n`);
    await imported(world, `id,manager_email\nE-3,${ANA}\n`);
    await world.withStore((store) =>
      store.write((tx) => addConsoleUser(tx, { id: newId('usr'), email: ANA, role: 'admin', createdAt: world.now })),
    );
    return world;
  }

  it('is not erased along: their address, team, console and imports stay', async () => {
    const world = await handedOver();
    expect((await world.druppel('erase', 'ana.new@waterlijn.example', '--yes')).code).toBe(0);
    expect(placesOf(world, 'ana.new@')).toEqual([]);
    expect(placesOf(world, 'Anaïs')).toEqual([]);
    expect(await inboxNaming(world, 'Ana=C3=AFs')).toEqual([]);
    await world.withStore(async (store) => {
      expect(await employeeByEmail(store.read, ANA)).toMatchObject({ id: 'E-2', attributes: { first_name: 'Bo' } });
      expect(await employeeByEmail(store.read, 'cleo@waterlijn.example')).toMatchObject({ managerEmail: ANA });
      expect(await consoleUserByEmail(store.read, ANA)).not.toBeNull();
    });
    const again = (await imported(world, `id,email,level\nE-2,${ANA},3\nE-4711,x@waterlijn.example,1\n`)).json();
    expect(again).toMatchObject({ refused: 1, changed: 1 });
  });

  it('stands in nobody else’s export', async () => {
    const world = await handedOver();
    await world.withStore(async (store) => {
      const ana = await employeeByEmail(store.read, 'ana.new@waterlijn.example');
      const data = await collectPersonData(store.read, ana?.key ?? '', world.now);
      expect(data).toMatchObject({ console: [], addresses: [{ email: 'ana.new@waterlijn.example' }, { email: ANA }] });
    });
  });
});

describe('whoever is erased is not brought back', () => {
  const statement = (actor: object) => ({
    actor,
    verb: { id: 'http://adlnet.gov/expapi/verbs/completed' },
    object: { id: 'https://learn.waterlijn.example/data-101' },
  });

  it('by any name: number, address of now or before, account or hash, in a file, by SCIM or from a learning platform', async () => {
    const world = await privacyWorld(PEOPLE);
    await imported(world, PEOPLE.replace(`E-4711,${ANA}`, 'E-4711,ana.new@waterlijn.example'));
    await world.druppel('erase', 'ana.new@waterlijn.example', '--yes');
    const rows = [
      'E-4711,other@waterlijn.example',
      `E-9,${ANA}`,
      'E-9,ANA.NEW@Waterlijn.example',
      `,${ANA}`,
      'E-4711,',
    ];
    for (const row of rows) {
      const answer = (await imported(world, `id,email\n${row}\n`)).json();
      expect([row, answer.new, answer.refused]).toEqual([row, 0, 1]);
      expect(answer.errors[0].message).toMatch(/was erased and stays erased/);
    }
    for (const row of ['E-4711,', `,${ANA}`, ',ana.new@waterlijn.example']) {
      const file = await world.put(
        'learning.csv',
        `id,email,activity,event,at\n${row},data-101,completed,2027-04-20\n`,
      );
      const told = (await world.druppel('import', 'learning', file, '--json')).json();
      expect([row, told.new, told.refused]).toEqual([row, 0, 1]);
      expect(told.errors[0].message).toMatch(/was erased and stays erased/);
    }
    await world.withStore(async (store) => {
      const context = { store, clock: () => world.now, newId };
      const users = [
        { userName: 'somebody', emails: [{ value: 'ANA@waterlijn.example' }] },
        {
          userName: 'somebody',
          emails: [{ value: 'o@waterlijn.example' }],
          [ENTERPRISE]: { employeeNumber: 'E-4711' },
        },
        { userName: 'Ana.New@waterlijn.example', emails: [{ value: 'o@waterlijn.example' }] },
      ];
      for (const user of users)
        expect([user, await provisionPerson(context, null, user)]).toEqual([
          user,
          expect.objectContaining({ kind: 'taken', why: expect.stringContaining('erased') }),
        ]);
      const actors = [
        { mbox: 'mailto:Ana@waterlijn.example' },
        { account: { homePage: 'https://learn.waterlijn.example', name: 'E-4711' } },
        { mbox_sha1sum: '0123456789012345678901234567890123456789' },
      ];
      for (const actor of actors)
        expect(await recordStatements(context, [statement(actor)])).toMatchObject({ kind: 'kept', unmapped: 1 });
    });
    for (const trace of [ANA, 'ana.new@', 'Anaïs', 'E-4711'])
      expect([trace, placesOf(world, trace)]).toEqual([trace, []]);
  });
});

async function imported(world: PrivacyWorld, people: string) {
  const ran = await world.druppel('import', 'employees', await world.put(`again.csv`, people), '--json');
  expect(ran.stderr).not.toMatch(/mistake in Druppel/);
  return ran;
}
