import { expect, it, onTestFinished } from 'vitest';
import { newId } from '../../src/domain/ids.ts';
import { DAY_MS } from '../../src/domain/time.ts';
import { countDiscreetly } from '../../src/flow/audiences/count-discreetly.ts';
import { collectPersonData } from '../../src/flow/privacy/collect-person-data.ts';
import { erasePerson } from '../../src/flow/privacy/erase-person.ts';
import { workTheNight } from '../../src/flow/privacy/night.ts';
import { readmitPerson } from '../../src/flow/privacy/stay-erased.ts';
import { suppressAddress, unsuppressAddress } from '../../src/flow/privacy/suppress-address.ts';
import { campaignStats } from '../../src/stats/campaign-stats.ts';
import { addCampaign, addCampaignVersion, changeCampaign } from '../../src/store/campaigns/campaigns.ts';
import { saveParticipations } from '../../src/store/campaigns/participations.ts';
import { saveWorkspace } from '../../src/store/campaigns/workspaces.ts';
import { addEngagement, addLinkEvents } from '../../src/store/learning/engagement.ts';
import { saveMessages } from '../../src/store/mails/messages.ts';
import { addOpenMarks, spendOpenMark } from '../../src/store/mails/open-marks.ts';
import { employeeByEmail, upsertEmployees } from '../../src/store/people/employees.ts';
import { addImport } from '../../src/store/people/imports.ts';
import { openPgliteStore } from '../store/stores.ts';
import { kickOff, MONDAY, participation, person } from '../store/world.ts';
import { campaign, mail, workspace } from '../support/engine-world.ts';

const NAMES = Array.from({ length: 25 }, (_, n) => `p${String(n).padStart(2, '0')}`);

it('Postgres ages, lets out, counts, exports and erases as SQLite does', async () => {
  const store = await openPgliteStore();
  onTestFinished(() => store.close());
  let now = MONDAY;
  const context = { store, clock: () => now, newId };
  await store.write(async (tx) => {
    await saveWorkspace(tx, { definition: workspace(), files: {}, hash: 'w', createdAt: MONDAY });
    await addCampaign(tx, { id: 'data-literacy', state: 'published', currentVersion: 1 });
    await addCampaignVersion(tx, {
      ...{ campaign: 'data-literacy', number: 1, audiences: {}, messages: [], frames: {}, images: {}, hash: 'c' },
      definition: campaign({ inform: [mail('kick-off')] }, { id: 'data-literacy' }),
      ...{ workspaceVersion: 1, publishedAt: MONDAY, publishedBy: 'p00@waterlijn.example' },
    });
    await changeCampaign(tx, 'data-literacy', { state: 'running', launchedAt: MONDAY, startsAt: MONDAY });
    const people = NAMES.map((name) => person(name, { managerEmail: 'p00@waterlijn.example' }));
    await upsertEmployees(tx, people, MONDAY);
    const about = { id: 'imp_1', kind: 'employees', fileName: 'a.csv', at: MONDAY, counts: {} } as const;
    await addImport(tx, { ...about, undo: null, fileHash: null, rowsDone: null, turn: 1 });
    await tx.db
      .insert(tx.tables.importChanges)
      .values(people.map((before) => ({ importId: 'imp_1', person: before.key, before, turn: 1 })));
    const ended = { at: MONDAY + DAY_MS, because: 'time-is-up' } as const;
    await saveParticipations(
      tx,
      NAMES.map((name) => participation(name, { ended })),
    );
    await saveMessages(
      tx,
      NAMES.map((name) => kickOff(name)),
    );
    await saveMessages(tx, [
      kickOff('p00', { id: 'm_b', kind: 'bundle', key: 'b', about: ['par_p01', 'par_p02'], participation: null }),
    ]);
    const { messages } = tx.tables;
    await tx.db
      .update(messages)
      .set({ state: 'sent', sentAt: MONDAY, settledAt: MONDAY, values: { firstName: 'P', $links: [] } });
    const click = { link: '0', at: MONDAY + 1, class: 'human' as const, why: 'no-signal' };
    await addLinkEvents(
      tx,
      NAMES.slice(0, 12).map((name) => ({ ...click, id: `evt_${name}`, messageId: `msg_${name}` })),
    );
    await addEngagement(
      tx,
      NAMES.slice(0, 12).map((name) => ({
        ...{ id: `eng_${name}`, person: `emp_${name}`, campaign: 'data-literacy', participation: `par_${name}` },
        ...{ step: 'kick-off', kind: 'clicked' as const, about: 'kick-off', answers: [], day: '2027-04-26' },
        ...{ at: MONDAY, holdsFrom: MONDAY },
      })),
    );
    const block = { campaign: 'data-literacy', version: 1, message: 'kick-off', locale: 'nl', day: '2027-04-26' };
    await addOpenMarks(tx, block, NAMES);
    for (const mark of NAMES.slice(0, 11)) await spendOpenMark(tx, mark, 'human');
    await suppressAddress(tx, 'p05@waterlijn.example', { since: MONDAY, why: 'bounced' });
  });
  await unsuppressAddress(context, 'p05@waterlijn.example');

  const night = async (days: number) => {
    now = MONDAY + days * DAY_MS;
    await workTheNight(context);
    return campaignStats(store.read, 'data-literacy', now, { inScope: 0, reachable: 0 });
  };
  const first = await night(1);
  expect(first.steps[0]).toMatchObject({ sent: 26, clicks: { human: 12 }, opens: { human: 11 } });
  const rule = { kind: 'engagement', fact: 'clicked', about: 'kick-off' } as const;
  const question = { rule, workspace: workspace(), activities: [], campaign: null, now };
  expect(await countDiscreetly(store.read, question)).toEqual({ count: 10, reachable: null });
  expect(await collectPersonData(store.read, 'emp_p01', now)).toMatchObject({
    clicks: [{ step: 'kick-off' }],
    mails: [{}],
  });

  const erased = await erasePerson(context, 'p01@waterlijn.example', { dryRun: false });
  expect(erased.removed).toMatchObject({ employees: 1, messages: 1, participations: 1, importsChanged: 1 });
  await erasePerson(context, 'p00@waterlijn.example', { dryRun: false });
  expect((await employeeByEmail(store.read, 'p02@waterlijn.example'))?.managerEmail).toBeNull();
  const rows: unknown[] = [];
  for (const table of Object.values(store.read.tables)) rows.push(...(await store.read.db.select().from(table)));
  expect(JSON.stringify(rows)).not.toMatch(/p0[01]@|emp_p0[01]|par_p0[01]"/);
  await readmitPerson(context, 'p01@waterlijn.example');

  const aged = await night(500);
  expect(await store.read.db.select().from(store.read.tables.messages)).toEqual([]);
  expect(await store.read.db.select().from(store.read.tables.engagement)).toEqual([]);
  expect({ ...aged, learningDataAt: null }).toEqual({ ...first, reach: aged.reach });
});
