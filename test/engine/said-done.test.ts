import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../src/domain/campaign.ts';
import type { LearningEvent } from '../../src/domain/learning.ts';
import type { Choice } from '../../src/engine/facts/situation.ts';
import { EngineRun } from '../support/engine-run.ts';
import { at, campaign, FINISHED, learned, mail, on, remind, setting, situation } from '../support/engine-world.ts';

const weekly = remind(['nudge', 'again', 'last-one'], '1 week', { every: { amount: 7, unit: 'days' } });
const voluntary = campaign({
  inform: [mail('kick-off', on('start'))],
  activate: [weekly],
  retain: [mail('well-done')],
});
const required: Campaign = campaign(
  { inform: [mail('kick-off', on('start'))], activate: [{ ...weekly, until: FINISHED }] },
  { required: { by: 'law', because: { en: 'the law' } } },
);
const SAID: Choice = { kind: 'said-done', campaign: 'data', at: at('2027-04-29 10:00') };
const run = (definition: Campaign) =>
  new EngineRun([situation('ana')], setting([definition]), '2027-04-20').until('2027-04-29');

/** "I already did this" against what learning platforms say before, with, and after it (rules.md R2). */
describe('"I already did this"', () => {
  it('and a completion at one instant: the goal counts, in whichever order they are told', () => {
    const learn = (one: EngineRun) => one.learns('ana', learned('completed', '2027-04-29 10:00'));
    const say = (one: EngineRun) => one.chooses('ana', SAID);
    for (const told of [say(learn(run(voluntary))), learn(say(run(voluntary)))]) {
      told.until('2027-06-30');
      expect(told.participation('ana')?.goalReachedAt).toBe(at('2027-04-29 10:00'));
      expect(told.mails.at(-1)).toBe('ana well-done Thu 29 Apr 10:00');
    }
  });

  it('stands when a completion comes late: nothing is undone, and retain is not begun', () => {
    const late = run(voluntary)
      .chooses('ana', SAID)
      .until('2027-05-02')
      .learns('ana', learned('completed', '2027-04-28 10:00', { holdsFrom: at('2027-05-02') }))
      .until('2027-06-30');
    expect(late.ended('ana')).toBe('said-done Thu 29 Apr 10:00');
    expect(late.mails).toEqual(['ana kick-off Mon 26 Apr 09:00']);
  });

  it.each<[event: LearningEvent, when: string, silent: boolean]>([
    ['started', '2027-04-29 10:01', false],
    ['progressed', '2027-04-29 10:01', false],
    ['failed', '2027-04-29 10:01', false],
    ['started', '2027-04-29 09:59', true],
    ['started', '2027-04-29 10:00', true],
    ['assigned', '2027-04-29 10:01', true],
  ])('silences required training for 14 days: %s at %s leaves it so: %s', (event, when, silent) => {
    const told = run(required).chooses('ana', SAID).learns('ana', learned(event, when)).until('2027-06-30');
    const nudges = told.mails.filter((line) => line.startsWith('ana nudge'));
    expect(nudges).toEqual([silent ? 'ana nudge Thu 13 May 10:00' : 'ana nudge Mon 3 May 09:00']);
  });

  it('is withdrawn by an import that says otherwise, also one that comes before anybody looked', () => {
    const other = learned('started', '2027-04-29 10:01', { activity: 'safety' });
    const before = run(voluntary).learns('ana', learned('started', '2027-04-29 10:01'), other);
    const known = before.chooses('ana', SAID).until('2027-04-29 10:00');
    expect(known.ended('ana')).toBe('said-done Thu 29 Apr 10:00');
    const unseen = run(voluntary)
      .change('ana', (one) => ({
        ...one,
        choices: [{ ...SAID, at: at('2027-04-28 10:00') }],
        learning: [learned('started', '2027-04-28 11:00')],
      }))
      .until('2027-05-10');
    expect(unseen.ended('ana')).toBeNull();
  });

  it('of another activity says nothing, and neither does a campaign for which it was not said', () => {
    const elsewhere = run(required)
      .chooses('ana', SAID)
      .learns('ana', learned('started', '2027-04-29 10:01', { activity: 'safety' }))
      .until('2027-05-12');
    expect(elsewhere.mails).toEqual(['ana kick-off Mon 26 Apr 09:00']);
    const other = run(voluntary)
      .chooses('ana', { ...SAID, campaign: 'safety' })
      .until('2027-05-04');
    expect(other.mails.at(-1)).toBe('ana nudge Mon 3 May 09:00');
  });

  it('is silent once more when it is said again after it was withdrawn', () => {
    const again = run(required)
      .chooses('ana', SAID)
      .learns('ana', learned('failed', '2027-04-30 10:00'))
      .until('2027-05-02')
      .chooses('ana', { ...SAID, at: at('2027-05-02 10:00') })
      .until('2027-05-15');
    expect(again.mails).toEqual(['ana kick-off Mon 26 Apr 09:00']);
  });
});
