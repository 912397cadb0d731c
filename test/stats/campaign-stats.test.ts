import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Phase } from '../../src/domain/campaign.ts';
import { newId } from '../../src/domain/ids.ts';
import type { MessageState } from '../../src/domain/message.ts';
import type { Reason } from '../../src/domain/reasons.ts';
import { releaseFigures } from '../../src/flow/privacy/release-figures.ts';
import { campaignStats } from '../../src/stats/campaign-stats.ts';
import { overview } from '../../src/stats/overview.ts';
import { addCampaign, addCampaignVersion, changeCampaign } from '../../src/store/campaigns/campaigns.ts';
import { saveParticipations } from '../../src/store/campaigns/participations.ts';
import { saveWorkspace } from '../../src/store/campaigns/workspaces.ts';
import { addLinkEvents } from '../../src/store/learning/engagement.ts';
import { addOpenMarks, spendOpenMark } from '../../src/store/mails/open-marks.ts';
import { learningDataArrived } from '../../src/store/meta.ts';
import { openStore } from '../../src/store/open-store.ts';
import { countChoice } from '../../src/store/people/choices.ts';
import { upsertEmployees } from '../../src/store/people/employees.ts';
import type { Store } from '../../src/store/store.ts';
import { MONDAY, participation, person } from '../store/world.ts';
import { campaign, mail, workspace } from '../support/engine-world.ts';

const NAMES = Array.from({ length: 40 }, (_, n) => `p${String(n).padStart(2, '0')}`);
let store: Store;

beforeEach(async () => {
  store = await openStore('memory:');
  await store.write(async (tx) => {
    await saveWorkspace(tx, { definition: workspace(), files: {}, hash: 'w', createdAt: MONDAY });
    await addCampaign(tx, { id: 'data-literacy', state: 'published', currentVersion: 1 });
    const steps = { inform: [mail('kick-off')], activate: [mail('start-small')], retain: [mail('well-done')] };
    const definition = campaign(steps, { id: 'data-literacy', title: { en: 'Data literacy' }, brief: BRIEF });
    await addCampaignVersion(tx, {
      campaign: 'data-literacy',
      number: 1,
      definition,
      audiences: {},
      messages: [],
      frames: {},
      images: {},
      hash: 'c',
      workspaceVersion: 1,
      publishedAt: MONDAY,
    });
    await changeCampaign(tx, 'data-literacy', { state: 'running', launchedAt: MONDAY, startsAt: MONDAY });
    const people = NAMES.map((name) => person(name, name === 'p00' ? { email: null } : {}));
    await upsertEmployees(tx, people, MONDAY);
    await saveParticipations(
      tx,
      NAMES.map((name, n) =>
        participation(name, {
          goalReachedAt: n < 10 ? MONDAY : null,
          ended: n === 39 ? { at: MONDAY + 1, because: 'stopped' } : null,
        }),
      ),
    );
  });
});
afterEach(() => store.close());

const BRIEF = {
  ...{ who: null, what: null, where: null, when: null, reason: null, sponsor: null, costs: {} },
  why: { organisation: null, team: null, me: null },
  target: { share: 0.6, by: '2027-06-30' },
};

/** One mail of a step for each name, in a state as the worker left it. */
async function mails(
  step: string,
  names: readonly string[],
  state: MessageState,
  more: { reason?: Reason; simulated?: boolean; phase?: Phase } = {},
) {
  const ids = new Map<string, string>();
  await store.write(async (tx) => {
    for (const name of names) {
      const id = newId('msg');
      ids.set(name, id);
      await tx.db.insert(tx.tables.messages).values({
        ...{ id, kind: 'step', key: `par_${name}/${step}/0`, campaign: 'data-literacy', version: 1 },
        ...{
          participation: `par_${name}`,
          recipient: `emp_${name}`,
          step,
          phase: more.phase ?? 'inform',
          message: step,
        },
        ...{ about: [], state, dueAt: MONDAY, slotAt: MONDAY, nextTryAt: MONDAY, reason: more.reason ?? null },
        ...{ settledAt: MONDAY, lane: 'data-literacy', attempts: 0, claim: 0, simulated: more.simulated ?? false },
        ...{ email: `${name}@waterlijn.example`, claimedBy: 'boot_a', leaseUntilAt: MONDAY },
      });
    }
  });
  return ids;
}

async function kickOffStats() {
  await releaseFigures(store);
  const stats = await campaignStats(store.read, 'data-literacy', MONDAY);
  return stats.steps.find(({ id }) => id === 'kick-off');
}

describe('a campaign in figures', () => {
  it('counts people, endings and the goal exactly, against its target', async () => {
    const stats = await campaignStats(store.read, 'data-literacy', MONDAY);
    expect(stats).toMatchObject({
      campaign: 'data-literacy',
      version: 1,
      state: 'running',
      learningDataAt: null,
      reach: { inScope: 40, reachable: 39, startLater: 0 },
      participants: 40,
      active: 39,
      ended: { stopped: 1, 'goal-reached': 0 },
      goal: { reached: 10, rate: 0.25, target: 0.6, startLaterRate: null },
      phases: { inform: { began: 40 }, activate: { began: 0 }, retain: { began: 0 } },
    });
  });

  it('takes who fits the audience from who asked the engine', async () => {
    const reach = { inScope: 55, reachable: 50, startLater: 0 };
    expect((await campaignStats(store.read, 'data-literacy', MONDAY, reach)).reach).toEqual(reach);
  });

  it('says when learning data last came', async () => {
    await store.write((tx) => learningDataArrived(tx, MONDAY));
    expect((await campaignStats(store.read, 'data-literacy', MONDAY)).learningDataAt).toBe('2027-04-26T07:00:00Z');
  });

  it('lists every step of the file in its order, with what became of its mails', async () => {
    await mails('kick-off', NAMES.slice(0, 20), 'sent');
    await mails('kick-off', NAMES.slice(20, 25), 'sent', { simulated: true });
    await mails('kick-off', NAMES.slice(25, 27), 'in-doubt');
    await mails('kick-off', NAMES.slice(27, 28), 'data');
    await mails('kick-off', NAMES.slice(28, 29), 'bounced');
    await mails('kick-off', NAMES.slice(29, 30), 'failed');
    await mails('kick-off', NAMES.slice(30, 33), 'passed', { reason: 'too-late' });
    await mails('kick-off', NAMES.slice(33, 37), 'planned', { reason: 'mail-limit' });
    await mails('kick-off', NAMES.slice(37, 39), 'ready');
    const { steps, mailsPerPerson } = await campaignStats(store.read, 'data-literacy', MONDAY);
    expect(steps.map(({ id, phase }) => [id, phase])).toEqual([
      ['kick-off', 'inform'],
      ['start-small', 'activate'],
      ['well-done', 'retain'],
    ]);
    expect(steps[0]).toMatchObject({
      // What is on the wire this very moment is planned, not in doubt.
      ...{ planned: 3, waiting: 4, sent: 20, simulated: 5, inDoubt: 2, failed: 1, bounced: 1 },
      ...{ passed: { 'too-late': 3 }, waitingBecause: { 'mail-limit': 4 } },
    });
    expect(mailsPerPerson).toEqual({ median: 1, max: 1 });
  });

  it('shows clicks and opens by readers and machines, once there are enough of each', async () => {
    const ids = [...(await mails('kick-off', NAMES, 'sent')).values()];
    const click = (messageId: string, of: 'human' | 'automatic') => ({
      ...{ id: newId('evt'), messageId, link: '0', at: MONDAY, class: of, why: 'no-signal' },
    });
    const marks = NAMES.map((name) => `mark-${name}`);
    await store.write(async (tx) => {
      await addLinkEvents(
        tx,
        ids.slice(0, 12).map((id) => click(id, 'human')),
      );
      await addLinkEvents(
        tx,
        ids.slice(0, 3).map((id) => click(id, 'human')),
      );
      await addOpenMarks(
        tx,
        { campaign: 'data-literacy', version: 1, message: 'kick-off', locale: 'en', day: '2027-04-26' },
        marks,
      );
      for (const [n, mark] of marks.slice(0, 30).entries())
        await spendOpenMark(tx, mark, n < 15 ? 'human' : 'automatic');
      await countChoice(tx, { campaign: 'data-literacy', step: 'kick-off', kind: 'not-now', reason: 'no-time' });
      await countChoice(tx, { campaign: 'data-literacy', step: 'kick-off', kind: 'not-now', reason: null });
    });
    expect(await kickOffStats()).toMatchObject({
      clicks: { human: 12, automatic: null },
      opens: { human: 15, automatic: 15 },
      notNow: 2,
      stopped: 0,
    });
  });

  it('hides clicks of fewer than the minimum group', async () => {
    const ids = [...(await mails('kick-off', NAMES, 'sent')).values()];
    await store.write((tx) =>
      addLinkEvents(
        tx,
        ids.slice(0, 9).map((messageId) => ({
          ...{ id: newId('evt'), messageId, link: '0', at: MONDAY, class: 'human' as const, why: 'no-signal' },
        })),
      ),
    );
    expect(await kickOffStats()).toMatchObject({ clicks: { human: null, automatic: null } });
  });

  it('is told what it is called when its name is mistyped', async () => {
    await expect(campaignStats(store.read, 'data-litercy', MONDAY)).rejects.toMatchObject({
      message: 'There is no campaign "data-litercy".',
      hint: 'Did you mean "data-literacy"?',
    });
  });
});

describe('all campaigns on one page', () => {
  it('sums what went, what waits and when the next mail goes', async () => {
    await mails('kick-off', NAMES.slice(0, 20), 'sent', { simulated: true });
    await mails('kick-off', NAMES.slice(20, 23), 'planned', { reason: 'holiday' });
    await releaseFigures(store);
    expect(await overview(store.read)).toMatchObject({
      ...{ employees: 40, mails: 20, waiting: 3, inDoubt: 0, nextMailAt: MONDAY, allPausedSince: null },
      campaigns: [{ id: 'data-literacy', participants: 40, goalReached: 10, target: 0.6, mails: 20, waiting: 3 }],
    });
  });
});
