import { describe, expect, it, onTestFinished } from 'vitest';
import { type EmployeeChoice, recordChoice } from '../../src/flow/answers/record-choice.ts';
import { advancePeople } from '../../src/flow/deciding/advance-people.ts';
import { provisionLearning } from '../../src/flow/people/provision-learning.ts';
import { provisionPerson } from '../../src/flow/people/provision-person.ts';
import { recordStatements } from '../../src/flow/people/record-statements.ts';
import { undoImport } from '../../src/flow/people/undo-import.ts';
import { erasePerson } from '../../src/flow/privacy/erase-person.ts';
import { participationsOf } from '../../src/store/campaigns/participations.ts';
import { messagesTo } from '../../src/store/mails/messages.ts';
import { CLOSE, startScriptedSmtp } from '../support/smtp-script.ts';
import { ANA, BO, CLEO, keyOf, type LastSecond, lastSecond } from './last-second-world.ts';

type Tell = (world: LastSecond) => Promise<unknown>;
const asks =
  (choice: EmployeeChoice): Tell =>
  async ({ context }) =>
    recordChoice(context, { person: await keyOf(context, ANA), campaign: 'data', step: 'kick-off' }, choice);
const COMPLETED = '2027-04-28T07:00:00Z';
const statement = {
  id: '6690e6c9-3ef0-4ed3-8b37-7f3964730bee',
  actor: { mbox: `mailto:${ANA}` },
  verb: { id: 'http://adlnet.gov/expapi/verbs/completed' },
  object: { id: 'https://learn.waterlijn.example/data-101' },
  timestamp: COMPLETED,
};

/** Every fact that takes the reminder away, by every door that it comes in by. */
const FACTS: readonly [what: string, tell: Tell][] = [
  ['she completes, says a file', (world) => world.learns(`${ANA},data-101,completed,${COMPLETED}`)],
  [
    'she completes, says the API',
    ({ context }) =>
      provisionLearning(context, [{ email: ANA, activity: 'data-101', event: 'completed', at: COMPLETED }]),
  ],
  ['she completes, says the learning platform', ({ context }) => recordStatements(context, [statement])],
  ['she only starts', (world) => world.learns(`${ANA},data-101,started,${COMPLETED}`)],
  ['she says that she did it already', asks({ kind: 'said-done', campaign: 'data' })],
  ['she stops the topic', asks({ kind: 'stop', topic: 'digital-skills' })],
  ['she stops all mail', asks({ kind: 'stop', topic: null })],
  ['she says "not now"', asks({ kind: 'not-now', campaign: null, span: 'week', reason: null })],
  ['she left, says a file', (world) => world.employees('id,left_on', '1,2027-04-27')],
  ['she is in no full file any more', (world) => world.employees('id,email', `2,${BO}`, `3,${CLEO}`, { full: true })],
  [
    'she is deactivated by SCIM',
    ({ context }) => provisionPerson(context, null, { userName: ANA, emails: [{ value: ANA }], active: false }),
  ],
  ['she moves to another department', (world) => world.employees('id,department', '1,Legal')],
  ['she is on leave', (world) => world.employees('id,leave', '1,2027-04-28..2027-04-30')],
  ['she is erased', ({ context }) => erasePerson(context, ANA, { dryRun: false })],
];

describe('between the claim and the gate', () => {
  it.each(FACTS)('%s: not one byte of the reminder goes', async (_what, tell) => {
    const world = await lastSecond();
    await world.send({ before: (to) => (to === ANA ? tell(world) : null) });
    await advancePeople(world.context, world.now());
    await world.send({});
    expect(world.arrived().filter(({ to }) => to === ANA)).toEqual([]);
    // Nor does a word of what was written for her stay.
    const mails = await messagesTo(world.context.store.read, await keyOf(world.context, ANA));
    expect(mails.filter(({ step, values }) => step === 'last-one' && values !== null)).toEqual([]);
  });

  it.each<[what: string, tell: Tell, arrives: { to: string; step: string; text: RegExp }]>([
    [
      'an address that changes is the one that is written to',
      (world) => world.employees('id,email', '1,ana.new@waterlijn.example'),
      { to: 'ana.new@waterlijn.example', step: 'last-one', text: /Hello/ },
    ],
    [
      'a language that is chosen is the one that is written in',
      asks({ kind: 'language', locale: 'nl' }),
      { to: ANA, step: 'last-one', text: /Dag Ana/ },
    ],
    [
      'a name that was mended is the one that is said',
      (world) => world.employees('id,first_name', '1,Annelies'),
      { to: ANA, step: 'last-one', text: /Hello Annelies/ },
    ],
  ])('%s', async (_what, tell, { to, step, text }) => {
    const world = await lastSecond();
    await world.send({ before: (reader) => (reader === ANA ? tell(world) : null) });
    await advancePeople(world.context, world.now());
    await world.send({});
    const got = world.arrived().filter((mail) => mail.step === 'last-one');
    expect(got).toEqual([expect.objectContaining({ to, step, text: expect.stringMatching(text) })]);
  });

  it('another fact of hers holds the mail back for a second, and it goes after all, once', async () => {
    const world = await lastSecond();
    await world.send({ before: (to) => (to === ANA ? world.employees('id,team', '1,one') : null) });
    await advancePeople(world.context, world.now());
    await world.send({});
    expect(world.arrived().filter(({ to }) => to === ANA)).toHaveLength(1);
  });

  it('what was told by mistake and taken back at once leaves the mail as it was', async () => {
    const world = await lastSecond();
    await world.send({
      before: async (to) => {
        if (to !== ANA) return;
        await world.learns(`${ANA},data-101,completed,${COMPLETED}`);
        await undoImport(world.context);
      },
    });
    await advancePeople(world.context, world.now());
    await world.send({});
    expect(world.arrived().filter(({ to }) => to === ANA)).toHaveLength(1);
  });

  describe('a mail to somebody else that names her', () => {
    it.each([BO, CLEO])('to %s does not go when she is erased, whatever her last day', async (reader) => {
      for (const lastDay of ['', '2027-04-30']) {
        const world = await lastSecond();
        await world.employees('id,left_on', `1,${lastDay}`);
        await advancePeople(world.context, world.now());
        await world.send({
          before: (to) => (to === reader ? erasePerson(world.context, ANA, { dryRun: false }) : null),
        });
        await advancePeople(world.context, world.now());
        await world.send({});
        expect(world.arrived().filter(({ to }) => to === reader)).toEqual([]);
      }
    });

    it.each<[what: string, tell: Tell]>([
      ['completes', (world) => world.learns(`${ANA},data-101,completed,${COMPLETED}`)],
      ['moves to another department', (world) => world.employees('id,department', '1,Legal')],
      ['left', (world) => world.employees('id,left_on', '1,2027-04-27')],
      ['is deactivated', ({ context }) => provisionPerson(context, null, { userName: ANA, active: false })],
    ])('does not go when she %s, before anybody has looked at her again', async (_what, tell) => {
      for (const reader of [BO, CLEO]) {
        const world = await lastSecond();
        await world.send({ before: (to) => (to === reader ? tell(world) : null) });
        expect(world.arrived().filter(({ to }) => to === reader)).toEqual([]);
        await advancePeople(world.context, world.now());
        await world.send({});
        expect(world.arrived().filter(({ to }) => to === reader)).toEqual([]);
      }
    });

    it('goes a second later when the fact takes nothing from it', async () => {
      const world = await lastSecond();
      await world.send({ before: (to) => (to === BO ? world.employees('id,team', '1,one') : null) });
      expect(world.arrived().filter(({ to }) => to === BO)).toEqual([]);
      await advancePeople(world.context, world.now());
      await world.send({});
      expect(world.arrived().filter(({ to }) => to === BO)).toHaveLength(1);
    });

    it('is about whoever is left, with no word of her', async () => {
      const world = await lastSecond('4,dan@waterlijn.example,Dan,Sales,NL,en,bo@waterlijn.example,\n');
      await world.send({ before: (to) => (to === BO ? erasePerson(world.context, ANA, { dryRun: false }) : null) });
      await advancePeople(world.context, world.now());
      await world.send({});
      const got = world.arrived().filter(({ to }) => to === BO);
      expect(got.map(({ step }) => step)).toEqual(['your-team']);
      expect(got[0]?.text).toContain('Dan');
      expect(got[0]?.text).not.toMatch(/Ana/);
    });

    it('goes to nobody when its reader is erased, and what is about her goes on', async () => {
      const world = await lastSecond();
      await world.send({ before: (to) => (to === BO ? erasePerson(world.context, BO, { dryRun: false }) : null) });
      await advancePeople(world.context, world.now());
      await world.send({});
      expect(
        world
          .arrived()
          .map(({ to }) => to)
          .sort(),
      ).toEqual([ANA, CLEO]);
    });
  });
});

describe('once the body is on its way', () => {
  it('a completion calls nothing back, is counted, and ends what would follow', async () => {
    const world = await lastSecond();
    await world.send({ passed: (to) => (to === ANA ? world.learns(`${ANA},data-101,completed,${COMPLETED}`) : null) });
    await advancePeople(world.context, world.now());
    expect(world.arrived().filter(({ to }) => to === ANA)).toHaveLength(1);
    const key = await keyOf(world.context, ANA);
    const mails = await messagesTo(world.context.store.read, key);
    expect(mails.find(({ step }) => step === 'last-one')).toMatchObject({ state: 'sent' });
    const [one] = (await participationsOf(world.context.store.read, [key])).get(key) ?? [];
    expect(one?.ended).toMatchObject({ because: 'goal-reached' });
  });

  it.each([
    ['250 2.0.0 thank you, ana@waterlijn.example', 'sent', null],
    ['550 5.1.1 ana@waterlijn.example is not here', 'failed', null],
    ['452 4.2.2 ana@waterlijn.example is full', 'withdrawn', 'left-company'],
    [CLOSE, 'in-doubt', null],
  ] as const)(
    'an erasure leaves a number where the mail server answers %s, and no word of that',
    async (body, state, reason) => {
      const world = await lastSecond();
      const server = await startScriptedSmtp({ body });
      onTestFinished(() => server.close());
      const erase = (to: string) => (to === ANA ? erasePerson(world.context, ANA, { dryRun: false }) : null);
      await world.send({ passed: erase, url: server.url });
      await advancePeople(world.context, world.now());
      await world.send({});
      expect(world.arrived().filter(({ to }) => to === ANA)).toEqual([]);
      const { db, tables } = world.context.store.read;
      const rows: unknown[] = [];
      for (const table of Object.values(tables)) rows.push(...(await db.select().from(table)));
      expect(JSON.stringify(rows).toLowerCase()).not.toMatch(/ana@|anaïs/);
      const mails = await db.select().from(tables.messages);
      expect(mails.filter(({ step }) => step === 'last-one')).toEqual([expect.objectContaining({ state, reason })]);
    },
  );
});
