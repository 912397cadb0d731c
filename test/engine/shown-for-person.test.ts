import { describe, expect, it } from 'vitest';
import type { Campaign, Step } from '../../src/domain/campaign.ts';
import type { Condition } from '../../src/domain/condition.ts';
import { REASONS, type Reason } from '../../src/domain/reasons.ts';
import { viewOfPerson } from '../../src/engine/answers/shown-for-person.ts';
import { campaign, department, FINISHED, mail, on, remind, STARTED, workspace } from '../support/engine-world.ts';

const CLICKED: Condition = { kind: 'engagement', fact: 'clicked', about: null };
const YOUNG: Condition = { kind: 'attribute', name: 'birth_year', test: { is: 'over', value: 1990 } };
const HOUSE = workspace({}, { attributes: { birth_year: { type: 'number', sensitive: true } } });
const LAW: Partial<Campaign> = { required: { by: 'law', because: null } };

const learning: Step[] = [mail('hello', on('start')), remind(['nudge'], '1 day', { until: STARTED })];
const clicking: Step[] = [mail('hello', on('start')), mail('more', '1 day', { when: CLICKED })];

const TELLING: readonly Reason[] = [
  'goal-reached',
  'said-done',
  'until-true',
  'when-false',
  'moved-on',
  'ended-by-step',
];

function hidden(definition: Campaign, wasTold: boolean, step: string | null): Reason[] {
  const view = viewOfPerson(definition, HOUSE, wasTold);
  return REASONS.filter((reason) => view.reason(reason, step) === 'not-needed-any-more');
}

describe('what is said of one person (guarantees.md §3)', () => {
  it.each<[what: string, definition: Campaign, wasTold: boolean, step: string | null, hides: readonly Reason[]]>([
    ['voluntary, learning ends it', campaign({ inform: learning }), true, 'nudge', TELLING],
    ['required, and told so in a mail', campaign({ inform: learning }, LAW), true, 'nudge', []],
    ['required, but no mail has told so yet', campaign({ inform: learning }, LAW), false, 'nudge', TELLING],
    [
      'required: that a click was asked for stays hidden',
      campaign({ inform: clicking }, LAW),
      true,
      'more',
      ['moved-on', 'ended-by-step', 'when-false', 'until-true'],
    ],
    [
      'no step asks what somebody did or learned',
      campaign({ inform: [mail('hello'), mail('more', '1 day', { when: department('Sales') })] }, { goal: null }),
      true,
      'more',
      ['said-done'],
    ],
    [
      'an audience by a sensitive column',
      campaign({ inform: learning }, { audience: YOUNG }),
      true,
      null,
      [...TELLING, 'left-audience'],
    ],
  ])('%s', (_what, definition, wasTold, step, hides) => {
    expect(hidden(definition, wasTold, step).sort()).toEqual([...hides].sort());
  });

  it('a mail that hangs on a click is a mail of its campaign, whoever it is about', () => {
    const view = viewOfPerson(campaign({ inform: clicking }), HOUSE, true);
    expect([view.step('hello'), view.step('more')]).toEqual(['hello', null]);
  });

  it.each<[what: string, definition: Campaign, wasTold: boolean, shows: boolean]>([
    ['voluntary, with a goal', campaign({}), true, false],
    ['required', campaign({}, LAW), true, true],
    ['required, not told yet', campaign({}, LAW), false, false],
    ['without a goal', campaign({}, { goal: null }), true, true],
    [
      'required, sooner by a click',
      campaign(
        {},
        {
          ...LAW,
          phases: { ...campaign({}).phases, activate: { soonerIf: CLICKED, steps: [] } },
        },
      ),
      true,
      false,
    ],
    ['a goal in a column', campaign({}, { goal: department('Sales') }), true, true],
    ['a goal in learning', campaign({}, { goal: FINISHED }), true, false],
  ])('the phase somebody is in: %s', (_what, definition, wasTold, shows) => {
    expect(viewOfPerson(definition, HOUSE, wasTold).showsPhase).toBe(shows);
  });
});
