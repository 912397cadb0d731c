import { describe, expect, it } from 'vitest';
import type { Campaign, Step } from '../../src/domain/campaign.ts';
import type { Condition } from '../../src/domain/condition.ts';
import { assumeHidden } from '../../src/engine/answers/assume-hidden.ts';
import { campaign, mail, remind, workspace } from '../support/engine-world.ts';

const CAREER: Condition = { kind: 'attribute', name: 'need', test: { is: 'one-of', values: ['career'] } };
const SALES: Condition = { kind: 'attribute', name: 'department', test: { is: 'one-of', values: ['Sales'] } };
const CLICKED: Condition = { kind: 'engagement', fact: 'clicked', about: 'hello' };
const ANSWERED: Condition = { kind: 'engagement', fact: 'answered', about: 'how-was-it' };
const ACTIVE: Condition = { kind: 'engagement', fact: 'active', about: null };
const FINISHED: Condition = { kind: 'learning', fact: 'finished', about: { of: 'promoted' } };
const MOST_ACTIVE: Condition = { kind: 'membership', fact: 'in-audience', names: ['keen'] };

const EVERYBODY: Condition = { kind: 'all', of: [] };
const NOBODY: Condition = { kind: 'not', of: EVERYBODY };

const world = workspace(
  {},
  {
    attributes: { birth_date: { type: 'date', sensitive: true }, level: { type: 'number', sensitive: false } },
    audiences: { keen: ACTIVE, sellers: SALES },
  },
);

const all = (...of: Condition[]): Condition => ({ kind: 'all', of });
const any = (...of: Condition[]): Condition => ({ kind: 'any', of });
const not = (of: Condition): Condition => ({ kind: 'not', of });

function opened(part: Partial<Campaign>, hasBegun = false) {
  return assumeHidden({ ...campaign({ inform: [mail('hello')] }), ...part }, world, { hasBegun, ofOnePerson: false });
}

function openedStep(step: Step, hasBegun = false) {
  const { campaign: open, assumed } = assumeHidden(campaign({ activate: [step] }), world, {
    hasBegun,
    ofOnePerson: false,
  });
  return { step: open.phases.activate.steps[0], assumed };
}

describe('a campaign that nothing of persons can be read from', () => {
  it('is itself where it asks openly, or what was learned', () => {
    const open = { ...campaign({ inform: [mail('hello')] }), audience: all(SALES, not(FINISHED)), goal: FINISHED };
    const { campaign: same, assumed } = assumeHidden(open, world, { hasBegun: true, ofOnePerson: false });
    expect(same).toBe(open);
    expect(assumed).toEqual([]);
  });

  it.each<[what: string, audience: Condition, open: Condition, assumed: readonly Condition[]]>([
    ['a need', all(SALES, CAREER), all(SALES, EVERYBODY), [CAREER]],
    ['not a need', all(SALES, not(CAREER)), all(SALES, not(NOBODY)), [CAREER]],
    ['one of both', any(SALES, ANSWERED), any(SALES, EVERYBODY), [ANSWERED]],
    ['not one of both', not(any(SALES, CAREER)), not(any(SALES, NOBODY)), [CAREER]],
    ['an audience of what people did', all(SALES, MOST_ACTIVE), all(SALES, EVERYBODY), [MOST_ACTIVE]],
    ['a need, twice', any(CAREER, all(SALES, CAREER)), any(EVERYBODY, all(SALES, EVERYBODY)), [CAREER]],
  ])('is for everybody whom the open parts let in: %s', (_, audience, open, assumed) => {
    const told = opened({ audience });
    expect(told.campaign.audience).toEqual(open);
    expect(told.assumed).toEqual(assumed);
  });

  it('takes the branch, the condition and the phase that a need would lead to, for everybody', () => {
    const branch: Step = {
      kind: 'if',
      condition: CAREER,
      then: [{ ...mail('yes'), when: CAREER }],
      else: [mail('no')],
    };
    expect(openedStep(branch)).toEqual({
      step: { ...branch, condition: EVERYBODY, then: [{ ...mail('yes'), when: EVERYBODY }] },
      assumed: [CAREER],
    });
    const phases = { ...campaign({}).phases, retain: { soonerIf: CAREER, steps: [] } };
    expect(opened({ phases }).campaign.phases.retain.soonerIf).toEqual(EVERYBODY);
  });

  it('takes nobody to have answered, so that no reminder ends and no goal is reached by it', () => {
    const reminder = { ...remind(['one'], '1 day'), until: ANSWERED };
    expect(openedStep(reminder)).toEqual({ step: { ...reminder, until: NOBODY }, assumed: [ANSWERED] });
    expect(opened({ goal: any(FINISHED, ANSWERED) }).campaign.goal).toEqual(any(FINISHED, NOBODY));
    const waits: Step = { ...mail('later'), timing: { kind: 'wait-until', condition: ANSWERED, noLongerThan: null } };
    expect(openedStep(waits).step).toEqual({ ...waits, timing: { ...waits.timing, condition: NOBODY } });
  });

  it('knows of no click in its own mails before it begins, and takes nobody to have clicked in changed files', () => {
    const nudge: Step = { ...mail('nudge'), when: not(CLICKED) };
    expect(openedStep(nudge)).toEqual({ step: nudge, assumed: [] });
    expect(openedStep(nudge, true)).toEqual({ step: { ...nudge, when: not(NOBODY) }, assumed: [CLICKED] });
  });

  it('sends on the day of the start what would come on a date that may not be told', () => {
    const on = (name: string): Step => ({
      ...mail('party'),
      timing: { kind: 'dated', moments: [{ anchor: { kind: 'attribute', name }, days: 3, workingDays: false }] },
    });
    expect(openedStep(on('birth_date'))).toEqual({
      step: {
        ...mail('party'),
        timing: { kind: 'dated', moments: [{ anchor: { kind: 'start' }, days: 3, workingDays: false }] },
      },
      assumed: [{ kind: 'attribute', name: 'birth_date', test: { is: 'known' } }],
    });
    expect(openedStep(on('hired_on'))).toEqual({ step: on('hired_on'), assumed: [] });
  });

  it('asks of all what was learned, and of one person only what is open', () => {
    const TAKES_PART: Condition = { kind: 'membership', fact: 'takes-part-in', names: ['other'] };
    const SELLERS: Condition = { kind: 'membership', fact: 'in-audience', names: ['sellers'] };
    const audience = all(SELLERS, not(FINISHED), TAKES_PART);
    const asked = { ...campaign({ activate: [{ ...mail('nudge'), when: not(FINISHED) }] }), audience };
    const ofAll = assumeHidden(asked, world, { hasBegun: false, ofOnePerson: false });
    expect(ofAll).toEqual({ campaign: asked, assumed: [] });
    const ofOne = assumeHidden(asked, world, { hasBegun: false, ofOnePerson: true });
    expect(ofOne.campaign.audience).toEqual(all(SELLERS, not(NOBODY), EVERYBODY));
    expect(ofOne.assumed).toEqual([FINISHED, TAKES_PART]);
    // Which mails come, and that one does not, tells as much as mail ever does; `for` alone would be asked at no cost.
    expect(ofOne.campaign.phases).toEqual(asked.phases);
  });
});
