import { describe, expect, it } from 'vitest';
import type { MailStep, Personalised } from '../../src/domain/campaign.ts';
import { stepsThatComeTelling, tellingSteps } from '../../src/engine/answers/redaction.ts';
import { campaign, mail, remind, workspace } from '../support/engine-world.ts';

const world = workspace(
  {},
  { attributes: { birth_year: { type: 'number', sensitive: true }, level: { type: 'number', sensitive: false } } },
);

function written(choice: Partial<Personalised>): MailStep {
  return { ...mail('hello'), ...choice };
}

describe('a mail whose version tells something about its reader is a mail of its campaign', () => {
  it.each<[by: string, choice: Partial<Personalised>, tells: boolean]>([
    ['need', { variantPer: { of: 'need' } }, true],
    ['the column of needs', { variantPer: { of: 'attribute', name: 'need' } }, true],
    ['a sensitive column', { variantPer: { of: 'attribute', name: 'birth_year' } }, true],
    ['an open column', { variantPer: { of: 'attribute', name: 'level' } }, false],
    ['a column nobody declared', { variantPer: { of: 'attribute', name: 'department' } }, false],
    ['a column with the name of a method', { variantPer: { of: 'attribute', name: 'constructor' } }, false],
    ['a hash', { tries: ['a', 'b'] }, false],
    ['nothing', {}, false],
  ])('written by %s', (_, choice, tells) => {
    const one = campaign({ inform: [mail('before'), written(choice), mail('after')] });
    expect([...tellingSteps(one, world)]).toEqual(tells ? ['hello'] : []);
    // Everybody gets one, so that how many got it tells nothing.
    expect([...stepsThatComeTelling(one, world)]).toEqual([]);
  });

  it('so are all mails of a reminder', () => {
    const reminder = { ...remind(['one', 'two'], '1 day'), variantPer: { of: 'need' } } as const;
    expect([...tellingSteps(campaign({ activate: [reminder] }), world)]).toEqual(['one', 'two']);
  });
});
