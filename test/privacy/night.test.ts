import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPublicHolidays } from '../../src/calendar/public-holidays.ts';
import { newId } from '../../src/domain/ids.ts';
import { DAY_MS, formatInstant, HOUR_MS, type Instant, instantAt, MINUTE_MS } from '../../src/domain/time.ts';
import { nextNightAt, nightAfter, workIfNight, workTheNight } from '../../src/flow/privacy/night.ts';
import { nextRelease } from '../../src/flow/privacy/release-figures.ts';
import type { Sender } from '../../src/flow/sending/send-messages.ts';
import { createLog } from '../../src/log.ts';
import type { Queue } from '../../src/queue/open-queue.ts';
import { startWorker } from '../../src/queue/worker.ts';
import { campaignStats } from '../../src/stats/campaign-stats.ts';
import { takeAnswerPlace } from '../../src/store/access/kept-answers.ts';
import { addCampaign, addCampaignVersion, changeCampaign } from '../../src/store/campaigns/campaigns.ts';
import { saveParticipations } from '../../src/store/campaigns/participations.ts';
import { saveWorkspace } from '../../src/store/campaigns/workspaces.ts';
import { addEngagement, addLinkEvents, engagementOf, linkEventsOf } from '../../src/store/learning/engagement.ts';
import { keepCorrections } from '../../src/store/learning/learning-corrections.ts';
import { saveStatements, statementsById } from '../../src/store/learning/statements.ts';
import { addInboxMail, countInboxMails } from '../../src/store/mails/inbox.ts';
import { messagesTo } from '../../src/store/mails/messages.ts';
import { addOpenMarks, openTotals, spendOpenMark } from '../../src/store/mails/open-marks.ts';
import { recoverFrom } from '../../src/store/mails/settling.ts';
import { lastNightAt } from '../../src/store/meta.ts';
import { openStore } from '../../src/store/open-store.ts';
import { choicesOf, choose } from '../../src/store/people/choices.ts';
import { upsertEmployees } from '../../src/store/people/employees.ts';
import { addImportChanges, someImportChanges } from '../../src/store/people/import-changes.ts';
import { addImport } from '../../src/store/people/imports.ts';
import type { Store } from '../../src/store/store.ts';
import { MONDAY, participation, person } from '../store/world.ts';
import { campaign, mail, workspace } from '../support/engine-world.ts';

const NAMES = Array.from({ length: 40 }, (_, n) => `p${String(n).padStart(2, '0')}`);
let store: Store;
let now: Instant;

const night = async (at: Instant) => {
  now = at;
  await workTheNight({ store, clock: () => now });
};

/** A campaign whose kick-off went to forty people on Monday, of whom the last is still under way. */
beforeEach(async () => {
  store = await openStore('memory:');
  await store.write(async (tx) => {
    await saveWorkspace(tx, { definition: workspace(), files: {}, hash: 'w', createdAt: MONDAY });
    await addCampaign(tx, { id: 'data-literacy', state: 'published', currentVersion: 1 });
    await addCampaignVersion(tx, {
      ...{ campaign: 'data-literacy', number: 1, audiences: {}, messages: [], frames: {}, images: {}, hash: 'c' },
      definition: campaign({ inform: [mail('kick-off')] }, { id: 'data-literacy' }),
      ...{ workspaceVersion: 1, publishedAt: MONDAY, publishedBy: null },
    });
    await changeCampaign(tx, 'data-literacy', { state: 'running', launchedAt: MONDAY, startsAt: MONDAY });
    await upsertEmployees(
      tx,
      NAMES.map((name) => person(name)),
      MONDAY,
    );
    await saveParticipations(
      tx,
      NAMES.map((name, n) =>
        participation(name, { ended: n < 39 ? { at: MONDAY + DAY_MS, because: 'time-is-up' } : null }),
      ),
    );
    for (const name of NAMES) {
      await tx.db.insert(tx.tables.messages).values({
        ...{ id: `msg_${name}`, kind: 'step', key: `${name}/kick-off`, campaign: 'data-literacy', version: 1 },
        ...{ participation: `par_${name}`, recipient: `emp_${name}`, step: 'kick-off', phase: 'inform' },
        ...{ message: 'kick-off', about: [], state: 'sent', dueAt: MONDAY, slotAt: MONDAY, nextTryAt: MONDAY },
        ...{ settledAt: MONDAY, sentAt: MONDAY, lane: 'data-literacy', attempts: 0, claim: 1, simulated: false },
        ...{ email: `${name}@waterlijn.example`, values: { firstName: name, $links: ['https://a.example'] } },
      });
    }
  });
});
afterEach(() => store.close());

const clicks = (names: readonly string[], at: Instant) =>
  store.write((tx) =>
    addLinkEvents(
      tx,
      names.map((name) => ({
        ...{ id: `evt_${name}_${at}`, messageId: `msg_${name}`, link: '0', at, class: 'human', why: 'no-signal' },
      })),
    ),
  );

const kickOff = async () => (await campaignStats(store.read, 'data-literacy', now)).steps[0];

describe('every night', () => {
  it('comes at three in the zone of the workspace, once a night, also when clocks change', () => {
    const following = (text: string) => formatInstant(nightAfter(Date.parse(text), 'Europe/Amsterdam'));
    expect(following('2027-04-26T07:00:00Z')).toBe('2027-04-27T01:00:00Z');
    expect(following('2027-04-27T00:59:00Z')).toBe('2027-04-27T01:00:00Z');
    expect(following('2027-04-27T01:00:00Z')).toBe('2027-04-28T01:00:00Z');
    // The night in which 02:00 becomes 03:00, and the one in which 03:00 becomes 02:00.
    expect(following('2027-03-28T00:30:00Z')).toBe('2027-03-28T01:00:00Z');
    expect(following('2027-03-28T01:00:00Z')).toBe('2027-03-29T01:00:00Z');
    expect(following('2027-10-31T00:30:00Z')).toBe('2027-10-31T02:00:00Z');
    expect(following('2027-10-31T02:00:00Z')).toBe('2027-11-01T02:00:00Z');
  });

  it('is worked once by whoever asks first, and after days of silence at once', async () => {
    now = MONDAY;
    const context = { store, clock: () => now };
    expect(await workIfNight(context)).toBe(true);
    expect(await workIfNight(context)).toBe(false);
    now = (await nextNightAt(store.read, now)) + MINUTE_MS;
    expect(await Promise.all([workIfNight(context), workIfNight(context)])).toContain(true);
    expect(await workIfNight(context)).toBe(false);
    now += 5 * DAY_MS;
    expect(await workIfNight(context)).toBe(true);
  });

  it('is worked by a running process, which asks its queue to be called for it', async () => {
    const tasks = new Map<string, () => Promise<void>>();
    const queue = {
      every: (name: string, _intervalMs: number, task: () => Promise<void>) => void tasks.set(name, task),
      wake: async () => {},
      work: () => {},
    } as unknown as Queue;
    now = MONDAY;
    const ends = {
      channels: {} as unknown as Parameters<typeof startWorker>[0]['channels'],
      bootId: 'boot_a',
      random01: () => 0,
    };
    const nothing = { sent: 0, failed: 0, inDoubt: 0, deferred: 0, back: 0, held: 0, stopped: null, braked: [] };
    const sender = { sendReady: async () => nothing, stop: () => {} } as unknown as Sender;
    const context = { store, clock: () => now, newId, publicHolidays: await loadPublicHolidays() };
    const { firstRound } = startWorker({ ...ends, queue, context, sender, log: createLog('silent') });
    await firstRound;
    await tasks.get('night')?.();
    expect(await lastNightAt(store.read)).toBe(MONDAY);
  });
});

describe('what has been kept long enough goes', () => {
  it('raw clicks thirty days after the mail, and what they counted stays', async () => {
    await clicks(NAMES.slice(0, 12), MONDAY + HOUR_MS);
    await clicks(NAMES.slice(0, 3), MONDAY + 29 * DAY_MS);
    await night(MONDAY + 29 * DAY_MS);
    expect(await kickOff()).toMatchObject({ clicks: { human: 12 } });
    expect(await linkEventsOf(store.read, 'msg_p00')).toHaveLength(2);
    await night(MONDAY + 31 * DAY_MS);
    expect(await linkEventsOf(store.read, 'msg_p00')).toEqual([]);
    expect(await kickOff()).toMatchObject({ clicks: { human: 12 } });
    // Who clicks in an old mail again is not counted twice, and the click is gone by morning.
    await clicks(NAMES.slice(0, 12), MONDAY + 40 * DAY_MS);
    await night(MONDAY + 41 * DAY_MS);
    expect(await kickOff()).toMatchObject({ clicks: { human: 12 } });
    expect(await linkEventsOf(store.read, 'msg_p00')).toEqual([]);
  });

  it('open marks after thirty days, seen or not, and what they counted stays', async () => {
    const marks = NAMES.map((name) => `mark-${name}`);
    await store.write(async (tx) => {
      await addOpenMarks(
        tx,
        { campaign: 'data-literacy', version: 1, message: 'kick-off', locale: 'nl', day: '2027-04-26' },
        marks,
      );
      for (const mark of marks.slice(0, 20)) await spendOpenMark(tx, mark, 'human');
    });
    await night(MONDAY + DAY_MS);
    const before = await kickOff();
    expect(before).toMatchObject({ opens: { human: 20 } });
    await Promise.all([night(MONDAY + 32 * DAY_MS), night(MONDAY + 32 * DAY_MS)]);
    expect(await openTotals(store.read, 'data-literacy')).toEqual([]);
    expect((await kickOff())?.opens).toEqual(before?.opens);
    expect(await store.write((tx) => spendOpenMark(tx, 'mark-p30', 'human'))).toBeNull();
  });

  it('what steered a campaign, ninety days after its end for that person', async () => {
    const fact = {
      ...{ campaign: 'data-literacy', step: 'kick-off', kind: 'clicked' as const, about: 'kick-off', answers: [] },
      ...{ at: MONDAY, holdsFrom: MONDAY, day: '2027-04-26' },
    };
    await store.write((tx) =>
      addEngagement(
        tx,
        ['p00', 'p39'].map((name) => ({
          ...fact,
          id: `evt_${name}`,
          person: `emp_${name}`,
          participation: `par_${name}`,
        })),
      ),
    );
    await night(MONDAY + 90 * DAY_MS);
    expect((await engagementOf(store.read, ['emp_p00', 'emp_p39'])).size).toBe(2);
    await night(MONDAY + 92 * DAY_MS);
    expect([...(await engagementOf(store.read, ['emp_p00', 'emp_p39'])).keys()]).toEqual(['emp_p39']);
  });

  it('the words in a mail after thirty days; where its links lead stays, so that old mails still work', async () => {
    await night(MONDAY + 29 * DAY_MS);
    expect((await messagesTo(store.read, 'emp_p00'))[0]?.values).toHaveProperty('firstName');
    await night(MONDAY + 31 * DAY_MS);
    expect((await messagesTo(store.read, 'emp_p00'))[0]?.values).toEqual({ $links: ['https://a.example'] });
  });

  it('the words in a mail that a process died with, too: before the gate at once, after it in thirty days', async () => {
    await store.write(async ({ db, tables: { messages } }) => {
      const held = { claimedBy: 'boot_dead', leaseUntilAt: MONDAY + HOUR_MS, sentAt: null };
      await db
        .update(messages)
        .set({ ...held, state: 'claimed' })
        .where(eq(messages.id, 'msg_p00'));
      await db
        .update(messages)
        .set({ ...held, state: 'data' })
        .where(eq(messages.id, 'msg_p01'));
    });
    expect(await store.write((tx) => recoverFrom(tx, ['boot_dead']))).toEqual({ ready: 1, inDoubt: 1 });
    expect((await messagesTo(store.read, 'emp_p00'))[0]).toMatchObject({ state: 'ready', values: null });
    await night(MONDAY + 29 * DAY_MS);
    expect((await messagesTo(store.read, 'emp_p01'))[0]?.values).toHaveProperty('firstName');
    await night(MONDAY + 31 * DAY_MS);
    expect((await messagesTo(store.read, 'emp_p01'))[0]?.values).toEqual({ $links: ['https://a.example'] });
  });

  it('at the very instant at which a time is over, and not before', async () => {
    const kept = async () => ({
      clicks: (await linkEventsOf(store.read, 'msg_p00')).length,
      steered: (await engagementOf(store.read, ['emp_p00'])).size,
      words: Object.keys((await messagesTo(store.read, 'emp_p00'))[0]?.values ?? {}).includes('firstName'),
      mails: (await messagesTo(store.read, 'emp_p00')).length,
    });
    await clicks(['p00'], MONDAY + HOUR_MS);
    const fact = {
      campaign: 'data-literacy',
      step: 'kick-off',
      kind: 'clicked' as const,
      about: 'kick-off',
      answers: [],
    };
    const by = { id: 'evt_1', person: 'emp_p00', participation: 'par_p00' };
    await store.write((tx) =>
      addEngagement(tx, [{ ...fact, ...by, at: MONDAY, holdsFrom: MONDAY, day: '2027-04-26' }]),
    );
    // The participation ended a day later. Months are counted on the calendar of the workspace, over both clock changes.
    const thirteenMonths = instantAt('2028-05-26', 0, 'Europe/Amsterdam');
    await store.write(({ db, tables: { messages } }) =>
      db
        .update(messages)
        .set({ sentAt: instantAt('2027-04-26', 0, 'Europe/Amsterdam') })
        .where(eq(messages.id, 'msg_p01')),
    );
    await night(MONDAY + 30 * DAY_MS);
    expect(await kept()).toEqual({ clicks: 1, steered: 1, words: true, mails: 1 });
    await night(MONDAY + 30 * DAY_MS + 1);
    expect(await kept()).toEqual({ clicks: 0, steered: 1, words: false, mails: 1 });
    await night(MONDAY + 91 * DAY_MS);
    expect(await kept()).toMatchObject({ steered: 1 });
    await night(MONDAY + 91 * DAY_MS + 1);
    expect(await kept()).toMatchObject({ steered: 0, mails: 1 });
    await night(thirteenMonths + 23 * HOUR_MS);
    expect(await messagesTo(store.read, 'emp_p01')).toHaveLength(1);
    await night(thirteenMonths + 24 * HOUR_MS);
    expect(await messagesTo(store.read, 'emp_p01')).toEqual([]);
  });

  it('of an import of very many a part at a time, so that mail goes on meanwhile', async () => {
    const people = Array.from({ length: 4_500 }, (_, n) => ({ person: `emp_${n}`, before: null }));
    await store.write(async (tx) => {
      const about = { fileName: 'a.csv', at: MONDAY, counts: {}, undo: null, fileHash: null, rowsDone: null, turn: 1 };
      await addImport(tx, { ...about, id: 'imp_1', kind: 'employees' });
      await addImportChanges(tx, { importId: 'imp_1', turn: 1 }, people);
    });
    const left: number[] = [];
    const watched: Store = {
      ...store,
      async write(work) {
        const result = await store.write(work);
        left.push((await someImportChanges(store.read, 'imp_1', 'brought', 9_999)).length);
        return result;
      },
    };
    await workTheNight({ store: watched, clock: () => MONDAY + 31 * DAY_MS });
    expect(left.at(-1)).toBe(0);
    const steps = left.map((rest, index) => (left[index - 1] ?? people.length) - rest);
    expect(Math.max(...steps)).toBeLessThanOrEqual(2_000);
  });

  it('mails after thirteen months, unless their participation goes on; every total stays', async () => {
    await clicks(NAMES.slice(0, 12), MONDAY + HOUR_MS);
    // Thirty of them got a second one, a fortnight later: it ages out when the first one is gone.
    await store.write(async (tx) => {
      for (const { id, key, values, ...row } of (await tx.db.select().from(tx.tables.messages)).slice(0, 30)) {
        const later = { sentAt: MONDAY + 14 * DAY_MS, settledAt: MONDAY + 14 * DAY_MS, values };
        await tx.db.insert(tx.tables.messages).values({ ...row, id: `${id}_b`, key: `${key}/b`, ...later });
      }
    });
    await night(MONDAY + DAY_MS);
    const before = await campaignStats(store.read, 'data-literacy', now);
    expect(before.mailsPerPerson).toEqual({ median: 2, max: 2 });
    await night(Date.parse('2028-05-25T01:00:00Z'));
    expect(await messagesTo(store.read, 'emp_p00')).toHaveLength(2);
    await Promise.all([night(Date.parse('2028-05-27T01:00:00Z')), night(Date.parse('2028-05-27T01:00:00Z'))]);
    expect(await messagesTo(store.read, 'emp_p00')).toHaveLength(1);
    expect(await campaignStats(store.read, 'data-literacy', now)).toEqual(before);
    await night(Date.parse('2028-06-15T01:00:00Z'));
    expect(await messagesTo(store.read, 'emp_p00')).toEqual([]);
    expect(await messagesTo(store.read, 'emp_p39')).toHaveLength(1);
    expect(await campaignStats(store.read, 'data-literacy', now)).toEqual(before);
  });

  it('statements, kept answers, the inbox, undo sets and a "not now" that is over', async () => {
    const raw = Buffer.from('x');
    await store.write(async (tx) => {
      await saveStatements(tx, [
        { id: 's1', fingerprint: 'f', outcome: 'no-record', recordId: null, storedAt: MONDAY },
      ]);
      await takeAnswerPlace(tx, { apiKey: 'k', idempotencyKey: 'i', request: 'r', at: MONDAY });
      const inbox = { recipient: 'p00@waterlijn.example', subject: 's', campaign: null, step: null };
      await addInboxMail(tx, { ...inbox, id: 'inb_1', at: MONDAY, raw, sizeBytes: 1 });
      const about = { fileName: 'a.csv', at: MONDAY, counts: {}, undo: null, fileHash: null, rowsDone: null, turn: 1 };
      await addImport(tx, { ...about, id: 'imp_1', kind: 'employees' });
      await addImportChanges(tx, { importId: 'imp_1', turn: 1 }, [{ person: 'emp_p00', before: null }]);
      const before = { due: '2027-05-01', score: null, progress: null };
      await keepCorrections(tx, 'imp_1', [{ record: 'rec_1', person: 'emp_p00', before }]);
      await choose(tx, 'emp_p00', { kind: 'not-now', campaign: null, at: MONDAY, until: MONDAY + DAY_MS });
      await choose(tx, 'emp_p00', { kind: 'stop', topic: null, at: MONDAY });
    });
    const kept = async () => ({
      statements: (await statementsById(store.read, ['s1'])).size,
      answers: await store.write((tx) =>
        takeAnswerPlace(tx, { apiKey: 'k', idempotencyKey: 'i', request: 'r', at: now }),
      ),
      inbox: await countInboxMails(store.read),
      undo: (await someImportChanges(store.read, 'imp_1', 'brought', 10)).length === 1,
      corrections: await store.read.db.$count(store.read.tables.learningCorrections),
      choices: (await choicesOf(store.read, ['emp_p00'])).get('emp_p00')?.map(({ kind }) => kind),
    });
    await night(MONDAY + HOUR_MS);
    expect(await kept()).toMatchObject({
      statements: 1,
      answers: { request: 'r' },
      inbox: 1,
      undo: true,
      corrections: 1,
    });
    await night(MONDAY + 32 * DAY_MS);
    const gone = { undo: false, corrections: 0 };
    expect(await kept()).toMatchObject({ statements: 1, answers: 'taken', inbox: 1, ...gone, choices: ['stop'] });
    await night(Date.parse('2027-10-27T01:00:00Z'));
    expect(await kept()).toMatchObject({ statements: 1, inbox: 0 });
    await night(Date.parse('2028-05-27T01:00:00Z'));
    expect(await kept()).toMatchObject({ statements: 0, choices: ['stop'] });
  });
});

describe('figures about what people did', () => {
  it('move at night only', async () => {
    await clicks(NAMES.slice(0, 12), MONDAY + HOUR_MS);
    now = MONDAY + 2 * HOUR_MS;
    expect(await kickOff()).toMatchObject({ clicks: { human: null } });
    await night(MONDAY + DAY_MS);
    expect(await kickOff()).toMatchObject({ clicks: { human: 12 } });
    await clicks(NAMES.slice(12, 24), MONDAY + 26 * HOUR_MS);
    expect(await kickOff()).toMatchObject({ clicks: { human: 12 } });
    await night(MONDAY + 2 * DAY_MS);
    expect(await kickOff()).toMatchObject({ clicks: { human: 24 } });
  });

  it('move when a group stands behind the difference, so that two days side by side tell of nobody', async () => {
    await clicks(NAMES.slice(0, 12), MONDAY + HOUR_MS);
    await night(MONDAY + DAY_MS);
    await clicks(NAMES.slice(12, 13), MONDAY + 26 * HOUR_MS);
    await night(MONDAY + 2 * DAY_MS);
    expect(await kickOff()).toMatchObject({ clicks: { human: 12 } });
    expect(nextRelease({ count: 12, of: 40 }, { count: 21, of: 50 }, 10)).toEqual({ count: 12, of: 50 });
    expect(nextRelease({ count: 12, of: 40 }, { count: 22, of: 50 }, 10)).toEqual({ count: 22, of: 50 });
    expect(nextRelease(null, { count: 9, of: 50 }, 10)).toEqual({ count: 0, of: 50 });
    expect(nextRelease({ count: 30, of: 40 }, { count: 18, of: 40 }, 10)).toEqual({ count: 18, of: 40 });
  });
});
