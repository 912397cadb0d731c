import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseStory, type StoryQuestion } from '../../src/engine/mails/choose-story.ts';
import { EngineRun } from '../support/engine-run.ts';
import { campaign, department, live, mail, setting, situation, story } from '../support/engine-world.ts';

const ana = situation('ana');

function ask(changes: Partial<StoryQuestion> = {}): StoryQuestion {
  return {
    choice: 'any',
    campaign: { id: 'data', promotes: ['data-101'], topic: 'digital-skills' },
    reader: ana.employee,
    on: '2027-05-03',
    seen: new Set(),
    defaultLocale: 'en',
    ...changes,
  };
}

describe('a story for Ana of Sales', () => {
  it.each([
    ['without anything against it', {}, true],
    ['on the day of the consent', { consentOn: '2027-05-03' }, true],
    ['a day before the consent', { consentOn: '2027-05-04' }, false],
    ['on its last day', { expiresOn: '2027-05-03' }, true],
    ['a day after its last day', { expiresOn: '2027-05-02' }, false],
    ['on the day on which the consent is taken back', { withdrawnOn: '2027-05-03' }, false],
    ['a day before the consent is taken back', { withdrawnOn: '2027-05-04' }, true],
    ['her own', { by: 'ana' }, false],
    ['of somebody nobody knows any more', { authorNow: null }, false],
    [
      'on the last day of its author',
      { authorNow: { key: 'emp_zoe', leftOn: '2027-05-03', missingSince: null } },
      true,
    ],
    ['a day later', { authorNow: { key: 'emp_zoe', leftOn: '2027-05-02', missingSince: null } }, false],
    [
      'of an author missing from the personnel file',
      { authorNow: { key: 'emp_zoe', leftOn: null, missingSince: 1 } },
      false,
    ],
    ['about what the campaign promotes', { about: ['safety', 'data-101'] }, true],
    ['about its topic', { about: ['digital-skills'] }, true],
    ['about something else', { about: ['safety'] }, false],
    [
      'in a language that she does not read',
      { texts: { fr: { title: '', quote: null, role: null, text: '' } } },
      false,
    ],
  ])('%s', (_name, changes, isTold) => {
    expect(chooseStory([story('one', changes)], ask()) !== null).toBe(isTold);
  });

  it.each([
    ['own department', 'sales ', true],
    ['own department', 'IT', false],
    ['own department', null, false],
    ['other department', 'IT', true],
    ['other department', 'SALES', false],
    ['other department', null, false],
    ['any', null, true],
    ['any', 'Sales', true],
  ] as const)('%s: a story of %s', (choice, of, isTold) => {
    expect(chooseStory([story('one', { department: of })], ask({ choice })) !== null).toBe(isTold);
  });

  it('who has no department gets neither of her own nor knowingly of another', () => {
    const { employee } = situation('ana');
    const { department: _, ...attributes } = employee.attributes;
    const reader = { ...employee, attributes };
    expect(chooseStory([story('one')], ask({ reader, choice: 'own department' }))).toBeNull();
    expect(chooseStory([story('one')], ask({ reader, choice: 'other department' }))).toBeNull();
    expect(chooseStory([story('one')], ask({ reader }))?.id).toBe('one');
  });

  it('nothing that she has seen', () => {
    const library = [story('one'), story('two')];
    expect(chooseStory(library, ask({ seen: new Set(['one']) }))?.id).toBe('two');
    expect(chooseStory(library, ask({ seen: new Set(['one', 'two']) }))).toBeNull();
  });
});

describe('which one', () => {
  const library = ['one', 'two', 'three', 'four'].map((id) => story(id));
  const readers = Array.from({ length: 400 }, (_, index) => situation(`reader-${index}`).employee);

  it('is spread evenly over the stories', () => {
    const counts = new Map<string, number>();
    for (const reader of readers) {
      const id = chooseStory(library, ask({ reader }))?.id ?? '';
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    for (const { id } of library) expect(counts.get(id)).toBeGreaterThan(70);
  });

  it('hangs on no order of the library, and a story that goes moves its own readers only', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(library, { minLength: 1 }), fc.constantFrom(...readers), (some, reader) => {
        const first = chooseStory(some, ask({ reader }));
        expect(chooseStory([...some].reverse(), ask({ reader }))).toEqual(first);
        for (const gone of some.filter((one) => one !== first)) {
          const left = some.filter((one) => one !== gone);
          expect(chooseStory(left, ask({ reader }))).toEqual(first);
        }
      }),
    );
  });
});

describe('steps that tell a story', () => {
  const telling = (choice: 'any' | 'own department') =>
    campaign({ inform: [mail('one', { kind: 'next-slot' }, { story: choice }), mail('two', '1 day')] });

  function run(stories: ReturnType<typeof story>[], definition = telling('any')): EngineRun {
    return new EngineRun([ana], setting([definition], { stories }), '2027-04-20');
  }

  it('the ledger and the plan know which', () => {
    const played = run([story('month-end')]).until('2027-05-10');
    expect(played.sent.map(({ step, story: told }) => [step, told])).toEqual([
      ['one', 'month-end'],
      ['two', null],
    ]);
  });

  it('without a story the mail is passed at its slot, and the campaign goes on', () => {
    const played = run([]).until('2027-05-10');
    expect(played.mails).toEqual(['ana two Wed 28 Apr 09:00']);
    const passed = played.person('ana').messages.find(({ step }) => step === 'one');
    expect(passed).toMatchObject({ state: 'passed', reason: 'no-story', story: null });
  });

  it('of another department never stands in for the own one', () => {
    expect(run([story('it')], telling('own department')).until('2027-05-10').mails).not.toContainEqual(
      expect.stringContaining('ana one'),
    );
  });

  it('a story that is added before the slot is told', () => {
    const played = run([])
      .until('2027-04-25')
      .set({ stories: [story('late')] })
      .until('2027-05-10');
    expect(played.sent[0]).toMatchObject({ step: 'one', story: 'late' });
  });

  it('a mail that moves to another day keeps its story, unless it may not be told then', () => {
    const library = ['one', 'two', 'three'].map((id) => story(id));
    const planned = run(library).until('2027-04-26 08:00');
    const first = planned.person('ana').messages[0]?.story ?? '';
    const leave = { leave: [{ from: '2027-04-26', to: '2027-05-04' }] };
    const moved = run(library).until('2027-04-26 08:00').employee('ana', leave).until('2027-05-20');
    expect(moved.sent[0]).toMatchObject({ step: 'one', story: first });
    const shorter = library.map((one) => (one.id === first ? { ...one, expiresOn: '2027-04-30' } : one));
    const other = run(shorter).until('2027-04-26 08:00').employee('ana', leave).until('2027-05-20');
    expect(other.sent[0]?.story).not.toBe(first);
    expect(other.sent[0]?.story).toBeTruthy();
  });

  it('two campaigns that go at one instant tell two stories, and the third has none left', () => {
    const three = ['a', 'b', 'c'].map((id) =>
      live({ ...telling('any'), id, phases: { ...telling('any').phases }, audience: department('Sales') }),
    );
    const played = new EngineRun([ana], setting(three, { stories: [story('x'), story('y')] }), '2027-04-20').until(
      '2027-04-27',
    );
    expect(played.sent.map(({ campaign: id }) => id)).toEqual(['a', 'b']);
    expect(new Set(played.sent.map((one) => one.story))).toEqual(new Set(['x', 'y']));
    expect(played.person('ana').messages.find((one) => one.campaign === 'c')?.reason).toBe('no-story');
  });
});
