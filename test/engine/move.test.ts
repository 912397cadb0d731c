import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Campaign, PHASES } from '../../src/domain/campaign.ts';
import { invariant } from '../../src/domain/errors.ts';
import { HOUR_MS } from '../../src/domain/time.ts';
import type { LiveCampaign, Setting } from '../../src/engine/facts/situation.ts';
import { simulate } from '../../src/engine/plan/simulate.ts';
import { EngineRun } from '../support/engine-run.ts';
import { campaign, department, live, mail, on, remind, setting, situation } from '../support/engine-world.ts';
import { edited, edits } from '../support/generated-versions.ts';
import { generatedWorld, teamNoteOf, WORLD_BEGINS, WORLD_ENDS } from '../support/generated-world.ts';

/** The same campaign with another version in it, to which everybody under way moves. */
function withNext(one: LiveCampaign, next: Campaign): LiveCampaign {
  const version = one.versions.get(one.current);
  const number = one.current + 1;
  const versions = new Map([
    ...one.versions,
    [number, { audiences: version?.audiences ?? {}, campaign: next }] as const,
  ]);
  return { ...one, versions, current: number, movesTo: number };
}

/** So that there is always somebody to be told twice. */
function withStepToManagers(known: Setting): Setting {
  const a = known.campaigns.get('a');
  const first = a?.versions.get(1);
  invariant(a && first, 'there is a campaign a');
  const told = edited(first.campaign, [{ do: 'put in', phase: 'inform', at: 0, as: 'managers' }], 'told-');
  const versions = new Map([[1, { ...first, campaign: told }]]);
  return { ...known, campaigns: new Map([...known.campaigns, ['a', { ...a, versions }] as const]) };
}

const LAUNCH = '2027-04-26T08:00:00Z';
const inform = [mail('one', '1 hour'), mail('two', '3 days'), mail('three', '7 days')];

/** Ana and her manager Mia; a campaign launched on Monday 26 April, and moved to what stands in its files later. */
function running(first: Campaign): EngineRun {
  const mia = situation('mia', { attributes: { department: 'Board' } });
  const ana = situation('ana', {}, { manager: 'emp_mia' });
  const one = live({ ...first, audience: department('Sales') }, LAUNCH);
  return new EngineRun([ana, mia], setting([one]), LAUNCH);
}

function move(run: EngineRun, first: Campaign, next: Campaign): EngineRun {
  const sales = department('Sales');
  return run.campaign(first.id, withNext(live({ ...first, audience: sales }, LAUNCH), { ...next, audience: sales }));
}

describe('whoever is moved to another version', () => {
  it('gets what was put in ahead of them, and not what was put in behind them', () => {
    const first = campaign({ inform });
    const next = campaign({
      inform: [
        mail('before', '1 hour'),
        ...inform.slice(0, 1),
        mail('between', '1 day'),
        ...inform.slice(1, 2),
        mail('ahead', '2 days'),
        ...inform.slice(2),
      ],
    });
    const run = running(first).until('2027-04-30');
    expect(move(run, first, next).until('2027-06-01').mails).toEqual([
      'ana one Mon 26 Apr 11:00',
      'ana two Thu 29 Apr 11:00',
      'ana ahead Mon 3 May 09:00',
      'ana three Mon 10 May 09:00',
    ]);
  });

  it('gets a renamed mail once more, as a name is all that tells mails apart', () => {
    const first = campaign({ inform });
    const next = campaign({ inform: inform.map((step, at) => (at === 1 ? { ...step, id: 'zwei' } : step)) });
    const run = running(first).until('2027-04-30');
    const { mails } = move(run, first, next).until('2027-06-01');
    expect(mails.map((line) => line.split(' ')[1])).toEqual(['one', 'two', 'zwei', 'three']);
  });

  it('goes on behind the last mail that is still there when the one they stand at is taken out', () => {
    const first = campaign({ inform });
    const next = campaign({ inform: inform.filter(({ id }) => id !== 'two') });
    const run = running(first).until('2027-04-30');
    expect(move(run, first, next).until('2027-06-01').mails).toEqual([
      'ana one Mon 26 Apr 11:00',
      'ana two Thu 29 Apr 11:00',
      'ana three Fri 7 May 09:00',
    ]);
  });

  it('goes on within a list of reminders behind the one they had last', () => {
    const list = (ids: string[]) => remind(ids, '1 day', { every: { amount: 3, unit: 'days' } });
    const first = campaign({ activate: [list(['r1', 'r2', 'r3'])] });
    const next = campaign({ activate: [list(['r0', 'r1', 'r2b', 'r3'])] });
    const run = running(first).until('2027-04-29');
    expect(move(run, first, next).until('2027-06-01').mails).toEqual([
      'ana r1 Wed 28 Apr 09:00',
      'ana r2b Mon 3 May 09:00',
      'ana r3 Fri 7 May 09:00',
    ]);
  });

  it('is not put on a manager’s bundle again when the step now stands further down', () => {
    const told = mail('told', '1 hour', { to: 'managers' });
    const first = campaign({ inform: [told, ...inform] });
    const next = campaign({ inform: [...inform, told] });
    const run = running(first).until('2027-04-30');
    const { mails } = move(run, first, next).until('2027-06-01');
    expect(mails.filter((line) => line.includes('told'))).toEqual(['mia told Wed 28 Apr 09:00']);
  });

  it('begins at the new date when it has not begun yet', () => {
    const first = campaign({ inform: [mail('one', on('start'))] }, { starts: '2027-05-10' });
    const next = { ...first, starts: '2027-05-18' };
    const run = running(first).until('2027-04-30');
    expect(move(run, first, next).until('2027-06-01').mails).toEqual(['ana one Tue 18 May 09:00']);
  });

  it('gets no mail twice in one round, none that is done, and never goes back a phase, whatever changed and whenever', () => {
    fc.assert(
      fc.property(generatedWorld, edits, edits, fc.nat({ max: 40 * 24 }), fc.nat({ max: 300 }), (...drawn) => {
        const [world, first, second, hours, later] = drawn;
        const instants = [hours, hours + later].map((after) => WORLD_BEGINS + after * HOUR_MS);
        let { people } = world;
        let now = withStepToManagers(world.setting);
        let from = WORLD_BEGINS;
        const sent: string[] = [];
        const phases = new Map<string, number>();
        for (const [index, until] of [...instants, WORLD_ENDS].entries()) {
          if (until < from) continue;
          const played = simulate(people, now, from, until);
          const roundAt = (recipient: string, id: string, at: number) =>
            played.people.get(recipient)?.participations.filter((one) => one.campaign === id && one.joinedAt <= at)
              .length;
          for (const { recipient, step, campaign: id, about, at, message } of played.mails) {
            if (message === teamNoteOf(id)) continue;
            const whose = about.length === 0 ? [`${id}/${recipient}/${roundAt(recipient, id, at)}`] : about;
            sent.push(...whose.map((one) => `${one}/${step}`));
          }
          people = [...played.people.values()];
          from = until;
          for (const { participations } of people)
            for (const { id, place } of participations) {
              const phase = PHASES.indexOf(place.phase);
              expect(phase).toBeGreaterThanOrEqual(phases.get(id) ?? 0);
              phases.set(id, phase);
            }
          const a = now.campaigns.get('a');
          const old = a?.versions.get(a.current)?.campaign;
          const list = [first, second][index];
          if (a === undefined || old === undefined || list === undefined) continue;
          const next = withNext(a, edited(old, list, `v${index}-`));
          now = { ...now, campaigns: new Map([...now.campaigns, ['a', next] as const]) };
        }
        const moved = people.flatMap(({ participations }) => participations).filter((one) => one.campaign === 'a');
        for (const one of moved) if (one.ended === null) expect(one.version).toBe(now.campaigns.get('a')?.current);
        expect(sent.toSorted()).toEqual([...new Set(sent)].toSorted());
      }),
      { numRuns: 120 },
    );
  });
});
