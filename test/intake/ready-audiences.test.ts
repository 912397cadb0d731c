import { describe, expect, it } from 'vitest';
import type { Condition } from '../../src/domain/condition.ts';
import { UserError } from '../../src/domain/errors.ts';
import { READY_AUDIENCES } from '../../src/domain/ready-audiences.ts';
import { type ConditionContext, conditionContext } from '../../src/intake/conditions/condition-context.ts';
import { readConditionText } from '../../src/intake/conditions/read-condition-text.ts';

const outside = conditionContext(
  { attributes: {}, audiences: { overdue: { kind: 'all', of: [] } } },
  { campaigns: ['welcome'] },
);
const campaign: ConditionContext = { ...outside, promotes: 'something', audiences: new Set() };

describe('ready audiences', () => {
  it.each(Object.keys(READY_AUDIENCES))('"%s" can be named in a campaign without a definition', (name) => {
    expect(readConditionText(`in: ${name}`, campaign)).toEqual(READY_AUDIENCES[name]);
  });

  it('make alumni of every campaign', () => {
    const alumni: Condition = { kind: 'membership', fact: 'finished-campaign', names: ['welcome'] };
    expect(readConditionText('in: alumni-of-welcome', outside)).toEqual(alumni);
    expect(() => readConditionText('in: alumni-of-welcom', outside)).toThrow(/no campaign "welcom".*"welcome"/s);
  });

  it('give way to an audience of the same name in the workspace', () => {
    const own: Condition = { kind: 'membership', fact: 'in-audience', names: ['overdue'] };
    expect(readConditionText('in: overdue', outside)).toEqual(own);
    const of = [own, READY_AUDIENCES.managers];
    expect(readConditionText('in: [managers, overdue]', outside)).toEqual({ kind: 'any', of });
  });

  it('about learning are refused where nothing is promoted', () => {
    const reading = () => readConditionText('in: not-yet-started', outside);
    expect(reading).toThrow(UserError);
    expect(reading).toThrow(/Name the activity: "not started: safety"/);
  });

  it('are offered for a slip of the pen', () => {
    expect(() => readConditionText('in: new-joiner', campaign)).toThrow(/Did you mean "new-joiners"/);
  });
});
