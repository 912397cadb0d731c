import { expect, it } from 'vitest';
import type { Campaign } from '../../src/domain/campaign.ts';
import type { Participation } from '../../src/domain/participation.ts';
import type { Situation } from '../../src/engine/facts/situation.ts';
import { type DoubtfulMail, resendOf } from '../../src/engine/mails/resend.ts';
import { at, campaign, learned, live, mail, on, setting, situation } from '../support/engine-world.ts';

const LAW: Partial<Campaign> = { required: { by: 'law', because: { en: 'The law' } } as Campaign['required'] };
const PHASES = { inform: [mail('tell')], retain: [mail('keep'), mail('dated', on('start', 2))] };

const ana: Participation = {
  id: 'par_1',
  campaign: 'data',
  person: 'emp_ana',
  round: 1,
  version: 1,
  beganAt: at('2027-05-10 09:00'),
  joinedAt: at('2027-05-10 09:00'),
  newcomer: false,
  fixed: {},
  place: { phase: 'inform', last: 'tell', turnAt: at('2027-05-10 09:00'), waitedUntil: null } as never,
  goalReachedAt: null,
  saidDoneAt: null,
  suspended: null,
  ended: null,
} as never;

const doubtful: DoubtfulMail = {
  ...{ id: 'msg_1', kind: 'step', key: 'par_1/tell/0', campaign: 'data', version: 1, participation: 'par_1' },
  ...{ recipient: 'emp_ana', step: 'tell', phase: 'inform', message: 'tell', about: [], state: 'in-doubt' },
  ...{ dueAt: at('2027-05-10 09:00'), openingAt: null, slotAt: at('2027-05-10 09:00'), validUntilAt: null },
  ...{ reason: null, settledAt: at('2027-05-10 09:00'), resentAt: null },
};

interface Case {
  readonly mail?: Partial<DoubtfulMail>;
  readonly campaign?: Partial<Campaign>;
  readonly person?: Partial<Situation>;
  readonly part?: Partial<Participation>;
  readonly now?: string;
  readonly paused?: boolean;
}

function decide({ mail: row, campaign: changes, person, part, now = '2027-05-11 10:00', paused }: Case) {
  const pauses = paused ? [{ from: at('2027-05-10 12:00'), to: null }] : [];
  const running = live(campaign(PHASES, { ...LAW, ...changes }), '2027-05-03 08:00', { pauses });
  const reader = situation('ana', {}, { participations: [{ ...ana, ...part }], ...person });
  return resendOf({ ...doubtful, ...row }, reader, setting([running]), at(now));
}

const clicked = {
  ...{ kind: 'clicked', campaign: 'data', about: 'tell', answers: [] },
  ...{ at: at('2027-05-10 11:00'), holdsFrom: at('2027-05-10 11:10') },
};

it.each<[what: string, is: 'goes' | 'waits' | 'parked', situation: Case]>([
  ['required mail of inform', 'goes', {}],
  ['voluntary mail', 'parked', { campaign: { required: null } }],
  ['mail of retain', 'parked', { mail: { step: 'keep', message: 'keep', phase: 'retain' } }],
  ['dated mail of retain', 'goes', { mail: { step: 'dated', message: 'dated', phase: 'retain' } }],
  ['what went twice', 'parked', { mail: { resentAt: at('2027-05-11 09:30') } }],
  ['what bounced meanwhile', 'parked', { mail: { state: 'bounced' } }],
  ['who clicked in it', 'parked', { person: { engagement: [clicked as never] } }],
  ['who cannot be mailed', 'parked', { person: { suppressed: true } }],
  ['who has come to the end', 'parked', { part: { ended: { at: at('2027-05-11 08:00'), because: 'stopped' } } }],
  ['who reached the goal', 'parked', { person: { learning: [learned('completed', '2027-05-10 15:00')] } }],
  ['a Saturday', 'waits', { now: '2027-05-15 10:00' }],
  ['a paused campaign', 'waits', { paused: true }],
  ['a step that is gone', 'parked', { mail: { step: 'nowhere' } }],
  ['after a week', 'parked', { now: '2027-05-18 10:00' }],
])('%s: %s (R9)', (_what, is, given) => {
  expect(decide(given).is).toBe(is);
});

it('waits for the opening of the next window, and goes no longer than until its end', () => {
  expect(decide({ now: '2027-05-15 10:00' })).toEqual({ is: 'waits', until: at('2027-05-18 09:00') });
  expect(decide({})).toEqual({ is: 'goes', validUntil: at('2027-05-11 16:30') });
});
