import { describe, expect, it } from 'vitest';
import type { Campaign, Moment } from '../../src/domain/campaign.ts';
import { shortTime } from '../../src/domain/time-words.ts';
import type { Workspace } from '../../src/domain/workspace.ts';
import type { LiveCampaign } from '../../src/engine/facts/situation.ts';
import { type AroundMoment, momentOfAction } from '../../src/engine/plan/around.ts';
import { at, campaign, live, moment, setting, workspace } from '../support/engine-world.ts';

const AMSTERDAM = 'Europe/Amsterdam';
/** Tuesday 18 May 2027; Monday the 17th is Whit Monday, Thursday the 6th Ascension Day. */
const STARTS = '2027-05-18';

interface Story {
  readonly action: Moment;
  readonly starts?: Campaign['starts'];
  readonly ends?: string;
  readonly launched?: string;
  readonly now?: string;
  readonly live?: Partial<LiveCampaign>;
  readonly sending?: Partial<Workspace['sending']>;
  readonly workspace?: Partial<Workspace>;
}

/** `Tue 18 May 09:00`, `waits: paused`, `passed: too-late`; asked at the launch when nothing else is said. */
function falls(story: Story): string {
  const { action, starts = STARTS, ends = null, launched = '2027-05-03 08:00', now = launched } = story;
  const definition = campaign({}, { starts, ends });
  const running = live(definition, launched, story.live);
  const world = setting([running], { workspace: workspace(story.sending, story.workspace) });
  return inWords(momentOfAction({ at: action }, running, definition, world, at(now)), story.workspace?.timezone);
}

function inWords(found: AroundMoment, zone = AMSTERDAM): string {
  if (found.is === 'waits') return `waits: ${found.reason}`;
  if (found.is === 'passed') return `passed: ${found.reason}`;
  return `${shortTime(found.at, zone, 'en')}${found.reason === null ? '' : ` (${found.reason})`}`;
}

describe('something around the mails falls on its day, at the opening of the workspace’s window (T35)', () => {
  it.each<[what: string, action: Moment, when: string]>([
    ['at the start', moment('start'), 'Tue 18 May 09:00'],
    ['a day before, over a holiday and a weekend', moment('start', -1, true), 'Fri 14 May 09:00'],
    ['5 working days before', moment('start', -5, true), 'Mon 10 May 09:00'],
    [
      '10 working days before, when the launch is a day too late for it',
      moment('start', -10, true),
      'Fri 7 May 09:00 (window)',
    ],
    [
      '3 days before, which is a Saturday: on the Monday, were it not a holiday',
      moment('start', -3),
      'Fri 14 May 09:00',
    ],
    ['a week before', moment('start', -7), 'Tue 11 May 09:00'],
    ['2 days after', moment('start', 2), 'Thu 20 May 09:00'],
    ['4 days after, a Saturday', moment('start', 4), 'Mon 24 May 09:00 (day-off)'],
    ['3 working days after', moment('start', 3, true), 'Fri 21 May 09:00'],
    ['a fixed date', moment({ kind: 'date', on: '2027-06-02' }), 'Wed 2 Jun 09:00'],
    ['a fixed date that is a holiday', moment({ kind: 'date', on: '2027-05-17' }), 'Tue 18 May 09:00 (holiday)'],
  ])('%s', (_what, action, when) => {
    expect(falls({ action, launched: '2027-05-07 08:00' })).toBe(when);
  });

  it.each<[what: string, story: Story, when: string]>([
    [
      'in the workspace’s zone',
      { action: moment('start'), workspace: { timezone: 'America/New_York', country: 'US' } },
      'Tue 18 May 09:00',
    ],
    ['in the workspace’s window', { action: moment('start'), sending: { from: 36_000_000 } }, 'Tue 18 May 10:00'],
    ['on the workspace’s days', { action: moment('start'), sending: { days: ['thu'] } }, 'Thu 20 May 09:00 (day-off)'],
    [
      'not on the organisation’s own days off',
      { action: moment('start'), sending: { daysOff: [STARTS] } },
      'Wed 19 May 09:00 (day-off)',
    ],
    [
      'not in a period without mail',
      { action: moment('start'), sending: { blackout: [{ from: STARTS, to: '2027-05-20' }] } },
      'Fri 21 May 09:00 (blackout)',
    ],
    [
      'before a start that lies behind days off: still before it',
      { action: moment('start', -1), sending: { daysOff: ['2027-05-14', '2027-05-13'] } },
      'Wed 12 May 09:00',
    ],
    [
      '09:00 after the clock change is 09:00',
      { action: moment('start'), starts: '2027-11-02', launched: '2027-10-25 08:00' },
      'Tue 2 Nov 09:00',
    ],
  ])('%s', (_what, story, when) => {
    expect(falls(story)).toBe(when);
  });
});

describe('the launch', () => {
  it.each<[what: string, story: Story, when: string]>([
    [
      'starts on launch: the start is that instant',
      { action: moment('start'), starts: 'launch', launched: '2027-05-18 11:00' },
      'Tue 18 May 11:00',
    ],
    [
      'starts on launch, at night',
      { action: moment('start'), starts: 'launch', launched: '2027-05-18 20:00' },
      'Wed 19 May 09:00 (window)',
    ],
    [
      'starts on launch: there is no time before it',
      { action: moment('start', -5, true), starts: 'launch', launched: '2027-05-18 08:00' },
      'passed: too-late',
    ],
    [
      'a launch for later leaves time before it',
      {
        action: moment('start', -2, true),
        starts: 'launch',
        launched: '2027-05-10 08:00',
        live: { startsAt: at('2027-05-20 10:00') },
      },
      'Tue 18 May 09:00',
    ],
    [
      'launched a day too late for it, before the start: at the launch',
      { action: moment('start', -5, true), launched: '2027-05-11 12:00' },
      'Tue 11 May 12:00',
    ],
    [
      'launched after the start: nothing before it any more',
      { action: moment('start', -5, true), launched: '2027-05-19 08:00' },
      'passed: too-late',
    ],
    [
      'launched two days after the start: what belongs to it comes late',
      { action: moment('start'), launched: '2027-05-20 08:00' },
      'Thu 20 May 09:00 (window)',
    ],
    [
      'launched more than a week after it: too late',
      { action: moment('start'), launched: '2027-05-26 08:00' },
      'passed: too-late',
    ],
    ['a fixed date long past', { action: moment({ kind: 'date', on: '2027-04-01' }) }, 'passed: too-late'],
    [
      'a fixed date after the campaign’s end',
      { action: moment({ kind: 'date', on: '2027-07-01' }), ends: '2027-06-30' },
      'passed: campaign-over',
    ],
  ])('%s', (_what, story, when) => {
    expect(falls(story)).toBe(when);
  });
});

describe('pauses, downtime and endings', () => {
  const pause = (from: string, to: string | null) => ({ from: at(from), to: to === null ? null : at(to) });

  it.each<[what: string, story: Story, when: string]>([
    [
      'a pause without an end',
      {
        action: moment('start'),
        now: '2027-05-18 09:00',
        live: { state: 'paused', pauses: [pause('2027-05-17', null)] },
      },
      'waits: paused',
    ],
    [
      'behind a pause',
      { action: moment('start'), now: '2027-05-18 09:00', live: { pauses: [pause('2027-05-17', '2027-05-19 12:00')] } },
      'Wed 19 May 12:00 (paused)',
    ],
    [
      'behind a pause of weeks, which is no lateness',
      { action: moment('start'), now: '2027-06-14 12:00', live: { pauses: [pause('2027-05-17', '2027-06-14 11:00')] } },
      'Mon 14 Jun 11:00 (paused)',
    ],
    [
      'paused until after the start: not what belongs before it',
      { action: moment('start', -5, true), now: '2027-05-20', live: { pauses: [pause('2027-05-06', '2027-05-19')] } },
      'passed: too-late',
    ],
    [
      'paused within the very window',
      {
        action: moment('start'),
        now: '2027-05-18 09:30',
        live: { state: 'paused', pauses: [pause('2027-05-18 09:10', null)] },
      },
      'waits: paused',
    ],
    ['the machine was down for a night', { action: moment('start'), now: '2027-05-19 11:00' }, 'Wed 19 May 11:00'],
    ['the machine was down for a fortnight', { action: moment('start'), now: '2027-06-01 11:00' }, 'passed: too-late'],
    ['finished', { action: moment('start'), live: { state: 'finished' } }, 'passed: campaign-over'],
  ])('%s', (_what, story, when) => {
    expect(falls(story)).toBe(when);
  });

  it('a pause of all mail holds it too', () => {
    const definition = campaign({}, { starts: STARTS });
    const running = live(definition, '2027-05-03');
    const world = setting([running], { pauses: [pause('2027-05-10', null)] });
    expect(inWords(momentOfAction({ at: moment('start') }, running, definition, world, at('2027-05-12')))).toBe(
      'waits: paused',
    );
  });

  it('says the same whenever it is asked before the day', () => {
    for (const now of ['2027-05-03 08:00', '2027-05-09 23:59', '2027-05-18 08:59', '2027-05-18 09:00'])
      expect(falls({ action: moment('start'), now })).toBe('Tue 18 May 09:00');
  });
});
