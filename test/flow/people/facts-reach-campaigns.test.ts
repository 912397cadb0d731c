import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Campaign } from '../../../src/domain/campaign.ts';
import type { Condition } from '../../../src/domain/condition.ts';
import { DAY_MS } from '../../../src/domain/time.ts';
import { countAudience } from '../../../src/flow/audiences/find-audience.ts';
import { provisionLearning } from '../../../src/flow/people/provision-learning.ts';
import { provisionPerson, removePerson } from '../../../src/flow/people/provision-person.ts';
import { recordStatements } from '../../../src/flow/people/record-statements.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { openPgliteStore, openServerStore } from '../../store/stores.ts';
import { at, campaign, department, mail, remind, STARTED } from '../../support/engine-world.ts';
import { postgresUrl } from '../../support/services.ts';
import { type FactsWorld, factsWorld } from './facts-world.ts';

const REMINDED = campaign({
  inform: [mail('kick-off')],
  activate: [remind(['start-small', 'last-one'], '2 days', { every: { amount: 7, unit: 'days' }, until: STARTED })],
});
const HEADER = 'id,email,department,manager_email,buddy_email,left_on';
const STAFF = [
  'ana,ana@waterlijn.example,Sales,,,',
  'bo,bo@waterlijn.example,Sales,,,',
  'cas,cas@waterlijn.example,Legal,,,',
];

/** The kick-off went on Monday 26 April; the reminder of the 28th is decided and waits for 09:00. */
async function reminderStands(world: FactsWorld): Promise<void> {
  await world.employees(HEADER, ...STAFF);
  await world.tick();
  world.now = at('2027-04-26 09:00');
  await world.tick();
  await world.store.write(async ({ db, tables: { messages } }) => {
    await db.update(messages).set({ state: 'sent', settledAt: world.now, sentAt: world.now });
  });
  await world.employees('id,team', 'ana,one', 'bo,one');
  world.now += 60_000;
  await world.tick();
  expect(await world.ledger('ana')).toEqual(expect.arrayContaining(['kick-off sent', 'start-small planned']));
  expect(await world.tick()).toEqual([]);
}

const about = (names: readonly string[], fact: 'takes-part-in' | 'finished-campaign'): Condition => ({
  kind: 'membership',
  fact,
  names,
});
const bare = (id: string, audience: Condition): Campaign =>
  campaign({ inform: [mail(`${id}-mail`)] }, { id, audience, promotes: [], goal: null });

const DIALECTS: readonly [name: string, open: () => Promise<Store>][] = [
  ['SQLite', () => openStore('memory:')],
  ['Postgres inside the process', openPgliteStore],
  ...(postgresUrl() === null
    ? []
    : [['a Postgres server', () => openServerStore(postgresUrl() ?? '', 'facts')] as [string, () => Promise<Store>]]),
];

describe.each(DIALECTS)('on %s', (_dialect, open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  describe('a completion takes away the reminder that stands ready, and nobody else is looked at', () => {
    it.each<[how: string, tell: (world: FactsWorld) => Promise<unknown>]>([
      ['by file', (world) => world.learns('ana@waterlijn.example,data-101,completed,2027-04-27T08:00:00Z')],
      [
        'by the API',
        ({ context }) =>
          provisionLearning(context, [
            { id: 'ana', activity: 'data-101', event: 'completed', at: '2027-04-27T08:00:00Z' },
          ]),
      ],
      ['by xAPI', ({ context }) => recordStatements(context, [statement('completed', '2027-04-27T08:00:00Z')])],
    ])('%s', async (_how, tell) => {
      const world = await factsWorld(store, [REMINDED]);
      await reminderStands(world);
      world.now = at('2027-04-27 10:01');
      await tell(world);
      expect(await world.tick()).toEqual(['ana']);
      expect(await world.ledger('ana')).toEqual([
        'kick-off sent',
        'last-one passed: goal-reached',
        'start-small passed: goal-reached',
      ]);
      expect(await world.ledger('bo')).toEqual(['kick-off sent', 'start-small planned']);
    });
  });

  it('what was learned comes back out with the import that brought it: the reminder stands again', async () => {
    const world = await factsWorld(store, [REMINDED]);
    await reminderStands(world);
    world.now = at('2027-04-27 10:00');
    await world.learns('bo@waterlijn.example,data-101,started,2027-04-27T07:00:00Z');
    await world.undo();
    expect(await world.tick()).toEqual(['bo']);
    expect(await world.ledger('bo')).toEqual(['kick-off sent', 'start-small planned']);
  });

  it('a statement that is voided before the reminder went lets it go', async () => {
    const world = await factsWorld(store, [REMINDED]);
    await reminderStands(world);
    world.now = at('2027-04-27 10:00');
    const id = '7ccd3322-e1a5-411a-a67d-6a735c76f119';
    await recordStatements(world.context, [{ ...statement('initialized', '2027-04-27T07:00:00Z'), id }]);
    const voiding = statement('voided', '2027-04-27T07:00:00Z');
    await recordStatements(world.context, [{ ...voiding, object: { objectType: 'StatementRef', id } }]);
    expect(await world.tick()).toEqual(['ana']);
    expect(await world.ledger('ana')).toEqual(['kick-off sent', 'start-small planned']);
  });

  describe('a leaver gets nothing more', () => {
    it.each<[how: string, tell: (world: FactsWorld) => Promise<unknown>, ends: string]>([
      ['by file', (world) => world.employees('id,left_on', 'ana,2027-04-26'), 'data ended: left-company'],
      [
        'by SCIM, deactivated',
        ({ context }) => provisionPerson(context, null, { userName: 'ana@waterlijn.example', active: false }),
        'data suspended',
      ],
      [
        'by SCIM, deleted',
        async ({ context }) => {
          const made = await provisionPerson(context, null, { userName: 'ana@waterlijn.example', active: true });
          if (made.kind === 'kept') await removePerson(context, made.user.id);
        },
        'data suspended',
      ],
    ])('%s', async (_how, tell, ends) => {
      const world = await factsWorld(store, [REMINDED]);
      await reminderStands(world);
      world.now = at('2027-04-27 10:00');
      await tell(world);
      expect(await world.tick()).toEqual(['ana']);
      expect(await world.takesPart('ana')).toEqual([ends]);
      expect((await world.ledger('ana')).at(-1)).toContain('start-small withdrawn');
    });

    it('and who comes back by an undo goes on where it was', async () => {
      const world = await factsWorld(store, [REMINDED]);
      await reminderStands(world);
      world.now = at('2027-04-27 10:00');
      await world.employees('id,department', 'ana,Legal');
      expect(await world.tick()).toEqual(['ana']);
      expect(await world.takesPart('ana')).toEqual(['data suspended']);
      await world.undo();
      expect(await world.tick()).toEqual(['ana']);
      expect(await world.takesPart('ana')).toEqual(['data']);
      expect(await world.ledger('ana')).toEqual(['kick-off sent', 'start-small planned']);
    });
  });

  it('a mover changes audiences at once: out of the one, into the other', async () => {
    const water = bare('water', department('Water'));
    const world = await factsWorld(store, [REMINDED, water]);
    await reminderStands(world);
    world.now = at('2027-04-27 10:00');
    await world.employees('id,department', 'ana,Water');
    expect(await world.tick()).toEqual(['ana']);
    expect(await world.takesPart('ana')).toEqual(['data suspended', 'water']);
    expect(await world.ledger('ana')).toEqual([
      'kick-off sent',
      'start-small withdrawn: left-audience',
      'water-mail ready',
    ]);
  });

  it('a newcomer joins the running campaign, and does not get what was missed all at once', async () => {
    const world = await factsWorld(store, [REMINDED]);
    await reminderStands(world);
    world.now = at('2027-05-10 10:00');
    await world.tick();
    await world.employees(HEADER, 'eve,eve@waterlijn.example,Sales,,,');
    expect(await world.tick()).toEqual(['eve']);
    expect(await world.ledger('eve')).toEqual(['kick-off ready']);
  });

  describe('what hangs on somebody else', () => {
    const LEADERS = bare('leaders', { kind: 'membership', fact: 'leads-people', names: [] });

    it('makes a manager of whom a new colleague names, and of nobody else', async () => {
      const world = await factsWorld(store, [LEADERS]);
      await world.employees(HEADER, ...STAFF);
      world.now = at('2027-04-27 10:00');
      await world.tick();
      expect(await world.takesPart('cas')).toEqual([]);
      world.now += 60_000;
      await world.employees(HEADER, 'eve,eve@waterlijn.example,Sales,cas@waterlijn.example,,');
      expect(await world.tick()).toEqual(['cas', 'eve']);
      expect(await world.takesPart('cas')).toEqual(['leaders']);
    });

    it('makes a manager of whom colleagues named before the manager was known', async () => {
      const world = await factsWorld(store, [LEADERS]);
      await world.employees(HEADER, 'ana,ana@waterlijn.example,Sales,eve@waterlijn.example,,', ...STAFF.slice(1));
      world.now = at('2027-04-27 10:00');
      await world.tick();
      world.now += 60_000;
      await world.employees(HEADER, 'eve,eve@waterlijn.example,Board,,,');
      expect(await world.tick()).toEqual(['ana', 'eve']);
      expect(await world.takesPart('eve')).toEqual(['leaders']);
    });

    it('looks at the old and the new manager when a colleague changes teams, leaves, or was a mistake', async () => {
      const world = await factsWorld(store, [LEADERS]);
      const others = ['dee,dee@waterlijn.example,Board,,,', 'fay,fay@waterlijn.example,Board,,,'];
      await world.employees(HEADER, ...STAFF, ...others);
      await world.tick();
      for (const [line, woken] of [
        ['ana,ana@waterlijn.example,Sales,dee@waterlijn.example,,', ['ana', 'dee']],
        ['ana,ana@waterlijn.example,Sales,fay@waterlijn.example,,', ['ana', 'dee', 'fay']],
        ['ana,ana@waterlijn.example,Sales,fay@waterlijn.example,,2027-04-19', ['ana', 'fay']],
      ] as const) {
        world.now += 60_000;
        await world.employees(HEADER, line);
        expect(await world.tick()).toEqual(woken);
      }
      world.now += 60_000;
      await world.employees(HEADER, 'gus,gus@waterlijn.example,Sales,dee@waterlijn.example,,');
      await world.undo();
      expect(await world.tick()).toEqual(['dee']);
    });

    it('looks at whoever names an address that moves, as manager or as buddy', async () => {
      const world = await factsWorld(store, [REMINDED]);
      await world.employees(
        HEADER,
        'boss,boss@waterlijn.example,Board,,,',
        'ana,ana@waterlijn.example,Sales,boss@waterlijn.example,,',
        'bo,bo@waterlijn.example,Sales,,boss@waterlijn.example,',
        'cas,cas@waterlijn.example,Sales,,,',
      );
      await world.tick();
      world.now += 60_000;
      await world.employees('id,email', 'boss,chief@waterlijn.example');
      expect(await world.tick()).toEqual(['ana', 'bo', 'boss']);
      world.now += 60_000;
      await world.employees(HEADER, 'new,boss@waterlijn.example,Board,,,');
      expect(await world.tick()).toEqual(['ana', 'bo', 'new']);
    });
  });

  describe('what one campaign learns, another hears at the same instant', () => {
    it('who finishes the first joins the one for those who did', async () => {
      const world = await factsWorld(store, [
        REMINDED,
        bare('alumni', about(['data'], 'finished-campaign')),
        bare('a-during', about(['data'], 'takes-part-in')),
      ]);
      await reminderStands(world);
      expect(await world.takesPart('ana')).toEqual(['a-during ended: ended-by-step', 'data']);
      world.now = at('2027-04-27 10:01');
      await world.learns('ana@waterlijn.example,data-101,completed,2027-04-27T08:00:00Z');
      await world.tick();
      expect(await world.takesPart('ana')).toEqual([
        'a-during ended: ended-by-step',
        'alumni',
        'data ended: goal-reached',
      ]);
      expect(await world.tick()).toEqual([]);
    });
  });

  it('a mail of long ago still counts as received when somebody asks in another campaign', async () => {
    const received: Condition = { kind: 'engagement', fact: 'received', about: 'kick-off' };
    const readers: Condition = { kind: 'membership', fact: 'in-audience', names: ['readers'] };
    const later = bare('later', { kind: 'all', of: [department('Legal'), readers] });
    const world = await factsWorld(store, [{ ...REMINDED, perPersonDays: 5 }, later], {
      audiences: { readers: received },
    });
    await reminderStands(world);
    world.now += 300 * DAY_MS;
    await world.tick();
    expect(await world.takesPart('ana')).toEqual(['data ended: time-is-up']);
    await world.employees('id,department', 'ana,Legal', 'cas,Legal');
    await world.tick();
    const question = { rule: received, workspace: world.workspace, activities: [], campaign: null, now: world.now };
    expect((await countAudience(world.store.read, question)).count).toBe(2);
    expect([await world.takesPart('ana'), await world.takesPart('cas')]).toEqual([
      ['data ended: time-is-up', 'later'],
      [],
    ]);
  });
});

function statement(verb: string, timestamp: string): Record<string, unknown> {
  return {
    actor: { mbox: 'mailto:ana@waterlijn.example' },
    verb: { id: `http://adlnet.gov/expapi/verbs/${verb}` },
    object: { id: 'https://learn.waterlijn.example/data-101' },
    timestamp,
  };
}
