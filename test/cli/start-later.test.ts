import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stableShare } from '../../src/domain/hash.ts';
import { CAMPAIGN, SOUND, type Workspace, workspaceWith } from './druppel.ts';

const NOW = ['--now', '2027-04-20T08:00:00Z'] as const;
const ALL = Array.from({ length: 60 }, (_, n) => `p${String(n).padStart(2, '0')}@waterlijn.example`);
const isLater = (email: string) => stableShare('start-later', 'data', email) < 0.4;
const LATER = ALL.filter(isLater);
const AT_ONCE = ALL.filter((email) => !isLater(email));

const LATE = 'start-later: 40% by 2 weeks\nstarts:';

async function published(campaign = CAMPAIGN.replace('starts:', LATE), people = ALL): Promise<Workspace> {
  const world = await workspaceWith({
    ...SOUND,
    'campaigns/data/campaign.yaml': campaign,
    'people.csv': `email,department\n${people.map((email) => `${email},Sales\n`).join('')}`,
  });
  await world.druppel('import', 'employees', join(world.folder, 'people.csv'), ...NOW);
  return world;
}

async function learned(world: Workspace, emails: readonly string[], at: string): Promise<void> {
  const rows = emails.map((email) => `${email},data-101,completed,${at}\n`).join('');
  const file = await world.put(`learned-${at.slice(0, 10)}.csv`, `email,activity,event,at\n${rows}`);
  expect(await world.druppel('import', 'learning', file)).toMatchObject({ code: 0 });
}

describe('a campaign that some begin later', () => {
  it('says before the launch what it could show, in publish, plan and launch', async () => {
    const world = await published();
    const power = /With 60 people, \d+ of whom begin later, only a difference of 3\d points or more would show\./;
    expect((await world.druppel('publish', 'data', ...NOW)).stdout).toMatch(power);
    expect((await world.druppel('plan', 'data', ...NOW)).stderr).toMatch(power);
    const plan = (await world.druppel('plan', 'data', '--json', ...NOW)).json();
    expect(plan.comparison).toEqual({ now: AT_ONCE.length, later: LATER.length, minimumGroup: 10 });
    expect((await world.druppel('launch', 'data', '--dry-run', ...NOW)).stderr).toMatch(power);
    const pilot = await world.druppel('launch', 'data', '--pilot', '20%', '--dry-run', ...NOW);
    expect(pilot.stderr).toMatch(/nothing will be compared: each group needs at least 10\./);
  });

  it('warns where a group would be too small to be shown', async () => {
    const world = await published(undefined, ALL.slice(0, 12));
    const { stdout } = await world.druppel('publish', 'data', ...NOW);
    expect(stdout).toContain('nothing will be compared: each group needs at least 10.');
  });

  it('shows in plan and timeline that they begin later, and why', async () => {
    const world = await published();
    await world.druppel('publish', 'data', ...NOW);
    const soon = (await world.druppel('plan', 'data', '--days', '10', '--json', ...NOW)).json();
    expect(soon.nothing.map(({ email }: { email: string }) => email)).toEqual(LATER);
    expect(new Set(soon.nothing.map(({ reason }: { reason: string }) => reason))).toEqual(new Set(['start-later']));
    await world.druppel('launch', 'data', ...NOW);
    await world.druppel('run', '--until', '2027-04-30T08:00:00Z');
    const { stdout } = await world.druppel('timeline', LATER[0] ?? '');
    expect(stdout).toMatch(/10 May/);
    expect(stdout).toMatch(/begins later/);
  });

  it('is compared until they begin, and the figures say no more than they can', async () => {
    const world = await published();
    await world.druppel('publish', 'data', ...NOW);
    await world.druppel('launch', 'data', ...NOW);
    await world.druppel('run', '--until', '2027-05-03T12:00:00Z');
    expect((await world.druppel('stats', 'data')).stdout).toContain('cannot be told');
    await learned(world, [...AT_ONCE.slice(0, 24), ...LATER.slice(0, 3)], '2027-05-03T10:00:00Z');
    await world.druppel('run', '--until', '2027-05-06T12:00:00Z');
    const so = (await world.druppel('stats', 'data', '--json')).json();
    expect(so.reach.startLater).toBe(LATER.length);
    expect(so.participants).toBe(AT_ONCE.length);
    expect(so.goal.startLaterRate).toBeCloseTo(3 / LATER.length);
    expect(so.goal.comparison).toMatchObject({ verdict: 'more', days: 14, isOver: false });

    // Who learned of their own accord while they waited begins nothing; the others do, and get their own first mail.
    await world.druppel('run', '--until', '2027-05-12T12:00:00Z');
    const after = (await world.druppel('stats', 'data', '--json')).json();
    expect(after.participants).toBe(ALL.length - 3);
    expect(after.goal.comparison).toMatchObject({ verdict: 'more', isOver: true });
    const words = (await world.druppel('stats', 'data')).stdout;
    expect(words).toMatch(/reached the goal within 2 weeks; of the \d+ who begin later, \d+%\./);
    expect(words).toMatch(
      /So the campaign added about \d+ points \(probably between \d+ and \d+\)\. That is about \d+ people\./,
    );
    // What happens after that is no part of the comparison.
    await learned(world, LATER.slice(3), '2027-05-12T10:00:00Z');
    await world.druppel('run', '--until', '2027-05-20T12:00:00Z');
    expect((await world.druppel('stats', 'data', '--json')).json().goal).toMatchObject({
      startLaterRate: so.goal.startLaterRate,
      reached: 24 + LATER.length - 3,
    });
  });

  it('is refused at a launch that leaves them less time than each person has', async () => {
    const late = CAMPAIGN.replace(
      'starts: 2027-04-26',
      'start-later: 40% by 2 weeks\nper-person: 30 days\nends: 2027-06-01',
    );
    const world = await published(late);
    expect(await world.druppel('publish', 'data', ...NOW)).toMatchObject({ code: 0 });
    const refused = await world.druppel('launch', 'data', '--at', '2027-04-26T09:00:00Z', ...NOW);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toContain('who begins 14 days later has less than 30 days until 2027-06-01');
    expect(await world.druppel('launch', 'data', ...NOW)).toMatchObject({ code: 1 });
    await world.put('campaigns/data/campaign.yaml', late.replace('30 days', '20 days'));
    await world.druppel('publish', 'data', ...NOW);
    expect(await world.druppel('launch', 'data', ...NOW)).toMatchObject({ code: 0 });
  });
});

describe('a campaign that begins again', () => {
  it('counts everybody once, by the round they are in, and tells the rounds apart', async () => {
    const again = CAMPAIGN.replace('starts:', 'again: after 1 month\nper-person: 14 days\nstarts:');
    const world = await published(again, ['ana@waterlijn.example', 'ben@waterlijn.example']);
    await world.druppel('publish', 'data', ...NOW);
    await world.druppel('launch', 'data', ...NOW);
    await world.druppel('run', '--until', '2027-04-28T12:00:00Z');
    await learned(world, ['ben@waterlijn.example'], '2027-04-28T10:00:00Z');
    await world.druppel('run', '--until', '2027-06-04T12:00:00Z');
    const stats = (await world.druppel('stats', 'data', '--json')).json();
    // Ben's way ended on 28 April, so his second round is under way; Ana's second begins on 10 June.
    expect(stats).toMatchObject({
      participants: 2,
      active: 1,
      ended: { 'time-is-up': 1, 'goal-reached': 0 },
      goal: { reached: 0 },
      rounds: [
        { round: 1, participants: 2, reached: 1 },
        { round: 2, participants: 1, reached: 0 },
      ],
    });
    expect(stats.steps[0]).toMatchObject({ id: 'kick-off', simulated: 3 });
    expect((await world.druppel('stats', 'data')).stdout).toContain(
      'Rounds: 1 with 2, of whom 1 reached the goal; 2 with 1',
    );
  });

  it('“counts: only new” invites who has finished before', async () => {
    const world = await published(CAMPAIGN.replace('starts:', 'counts: only new\nstarts:'), ['ana@waterlijn.example']);
    await world.druppel('publish', 'data', ...NOW);
    const file = await world.put(
      'old.csv',
      'email,activity,event,at\nana@waterlijn.example,data-101,completed,2027-01-10\n',
    );
    await world.druppel('import', 'learning', file, ...NOW);
    await world.druppel('launch', 'data', ...NOW);
    await world.druppel('run', '--until', '2027-04-28T12:00:00Z');
    expect((await world.druppel('stats', 'data', '--json')).json()).toMatchObject({
      participants: 1,
      goal: { reached: 0 },
    });
  });
});
