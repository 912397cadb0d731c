import { describe, expect, it } from 'vitest';
import { type Campaign, mailsOf, type Timing } from '../../../src/domain/campaign.ts';
import { campaignOf, head } from './reading.ts';

function read(text: string, files?: readonly string[]): Campaign {
  const { campaign, errors } = campaignOf(text, files);
  expect(errors).toEqual([]);
  if (!campaign) throw new Error('no campaign');
  return campaign;
}

describe('a campaign file', () => {
  it('is read with its defaults', () => {
    const campaign = read(head);
    expect(campaign).toMatchObject({
      id: 'data',
      newcomers: 'join',
      starts: 'launch',
      ends: null,
      perPersonDays: 90,
      priority: 'normal',
      required: null,
      goal: { kind: 'learning', fact: 'finished', about: { of: 'promoted' } },
    });
  });

  it('names rounds, a comparison group, what stands around the mails, and a team update', () => {
    const campaign = read(`${head}again: after 12 months
counts: only new
start-later: 30% by 4 weeks
around:
  - poster: canteens Utrecht and Ghent
    at: 5 working days before start
    owner: facilities@waterlijn.example
team-update: { mail: kick-off, weekly: mon }
`);
    expect(campaign).toMatchObject({
      again: { amount: 12, unit: 'months' },
      counts: 'only-new',
      startLater: { share: 0.3, days: 28 },
      around: [
        {
          kind: 'poster',
          id: 'poster-canteens-utrecht-and-ghent',
          what: 'canteens Utrecht and Ghent',
          owner: 'facilities@waterlijn.example',
          at: { anchor: { kind: 'start' }, days: -5, workingDays: true },
        },
      ],
      teamUpdate: { message: 'kick-off', weekday: 'mon' },
    });
  });

  it('has steps that ask, that invite, and that are written in several versions', () => {
    const text = `${head}inform:
  - mail: kick-off
    variant-per: need
    try: [a, b]
  - event: kick-off
    id: gathering
    on: 2027-01-12
    between: "10:00-11:00"
    place: Canteen
activate:
  - pick-a-moment: kick-off
    id: quarter-hour
    after: 3 working days
    choices: [tue 10:00, wed 13:30]
    weekly: 6 times
retain:
  - ask: kick-off
    id: questions
    after: 5 working days
  - ask-story: kick-off
    id: your-story
    variant-per: department
`;
    const { phases } = read(text, ['kick-off.en.md', 'kick-off.a.en.md', 'kick-off.b.en.md']);
    expect(phases.inform.steps).toMatchObject([
      { kind: 'mail', variantPer: { of: 'need' }, tries: ['a', 'b'], asks: null },
      {
        id: 'gathering',
        asks: { kind: 'event', on: '2027-01-12', from: 36_000_000, to: 39_600_000, place: 'Canteen' },
      },
    ]);
    expect(phases.activate.steps).toMatchObject([
      {
        id: 'quarter-hour',
        message: 'kick-off',
        asks: {
          kind: 'moment',
          choices: [
            { weekday: 'tue', time: 36_000_000 },
            { weekday: 'wed', time: 48_600_000 },
          ],
          minutes: 15,
          weeks: 6,
        },
      },
    ]);
    expect(phases.retain.steps).toMatchObject([
      { id: 'questions', asks: { kind: 'survey', survey: 'kick-off' } },
      { id: 'your-story', asks: { kind: 'story' }, variantPer: { of: 'attribute', name: 'department' } },
    ]);
  });

  it('without promoted activity and goal has no goal', () => {
    expect(read(head.replace('promotes: data-101\n', '')).goal).toBeNull();
  });

  it('may ask who answered its own surveys, those of a branch too, and those of other campaigns', () => {
    const { errors } = campaignOf(`${head}inform:
  - if: { answered: mid-term }
    then:
      - ask: halfway
  - mail: kick-off
    when: [not answered: halfway]
`);
    expect(errors).toEqual([]);
  });

  it('names a due rule, a sender, hours and a brief', () => {
    const campaign = read(`${head}due: 30 days after joining
from: Noor <noor@waterlijn.example>
required-by: law
because: The law asks for it.
sending: { days: tue-thu, between: "10:00-12:00" }
ends: 2027-12-31
starts: 2027-01-12
per-person: 8 weeks
brief:
  target: 60% finished by 2027-04-30
  why: { me: An hour a week back. }
`);
    expect(campaign).toMatchObject({
      due: { daysAfterJoining: 30 },
      from: 'Noor <noor@waterlijn.example>',
      required: { by: 'law', because: { en: 'The law asks for it.' } },
      sending: { days: ['tue', 'wed', 'thu'], from: 36_000_000, to: 43_200_000 },
      perPersonDays: 56,
      brief: { target: { share: 0.6, by: '2027-04-30' }, why: { me: 'An hour a week back.' } },
    });
  });

  it('branches, waits, mails the manager and ends', () => {
    const campaign = read(`${head}inform:
  - mail: kick-off
    wait-until: started
    no-longer-than: 2 weeks
    to: managers
    skip-if-late: never
activate:
  - sooner-if: started
  - if: not started
    then:
      - mail: start-small
        when: { department: [Sales, Finance] }
    else:
      - end: they know already
`);
    expect(campaign.phases.inform.steps[0]).toMatchObject({
      to: 'managers',
      skipIfLate: 'never',
      timing: { kind: 'wait-until', noLongerThan: { amount: 14, unit: 'days' } },
    });
    expect(campaign.phases.activate.soonerIf).toMatchObject({ fact: 'started' });
    const [branch] = campaign.phases.activate.steps;
    expect(branch).toMatchObject({ kind: 'if', else: [{ kind: 'end', reason: 'they know already' }] });
    expect(mailsOf(campaign).map(({ id }) => id)).toEqual(['kick-off', 'start-small']);
  });

  const timings: [written: string, timing: Timing][] = [
    ['', { kind: 'next-slot' }],
    ['after: 4 hours', { kind: 'after', wait: { amount: 4, unit: 'hours' } }],
    ['after: 10 days without progress', { kind: 'after-no-progress', wait: { amount: 10, unit: 'days' } }],
    ['at: start', moment({ kind: 'start' }, 0)],
    ['at: 5 working days before start', moment({ kind: 'start' }, -5, true)],
    ['at: 2 weeks before due', moment({ kind: 'due' }, -14)],
    ['at: on due', moment({ kind: 'due' }, 0)],
    ['at: 1 day after due', moment({ kind: 'due' }, 1)],
    ['at: day 30 after hired', moment({ kind: 'attribute', name: 'hired_on' }, 29)],
    ['at: day 1 after hired', moment({ kind: 'attribute', name: 'hired_on' }, 0)],
    ['at: 30 days before lapse', moment({ kind: 'lapse' }, -30)],
    ['at: 3 days before review_on', moment({ kind: 'attribute', name: 'review_on' }, -3)],
    ['at: 2027-02-03', moment({ kind: 'date', on: '2027-02-03' }, 0)],
    ['at: tue 10:00', { kind: 'next-time', weekday: 'tue', time: 36_000_000 }],
  ];
  it.each(timings)('a mail with "%s"', (written, timing) => {
    const campaign = read(`${head}starts: 2027-01-12\ninform:\n  - mail: kick-off\n    ${written}\n`);
    expect(campaign.phases.inform.steps[0]).toMatchObject({ timing });
  });

  it('one reminder may serve several dates; its ids count on', () => {
    const campaign = read(
      `${head}activate:\n  - remind: last-one\n    at: [14 days before due, 3 days before due, on due]\n`,
    );
    expect(mailsOf(campaign).map(({ id }) => id)).toEqual(['last-one', 'last-one-2', 'last-one-3']);
  });

  it('an id keeps two uses of one message apart', () => {
    const campaign = read(`${head}activate:
  - remind: [start-small, last-one]
    every: 7 days
    until: started
  - remind: [start-small, last-one]
    id: again
    after: 10 days without progress
`);
    expect(mailsOf(campaign).map(({ id }) => id)).toEqual([
      'start-small',
      'last-one',
      'again-start-small',
      'again-last-one',
    ]);
  });
});

describe('a wrong campaign file is refused with file, line, column, what was expected and the next act', () => {
  const step = (lines: string) => `${head}inform:\n  - mail: kick-off\n    ${lines}\n`;
  const remind = (lines: string) => `${head}activate:\n  - ${lines.replaceAll('\n', '\n    ')}\n`;
  const table: [name: string, text: string, says: RegExp][] = [
    [
      'a misspelt duration',
      step('after: 2 dayz'),
      /^campaigns\/data\/campaign\.yaml:8:12 › inform › kick-off › after: "2 dayz" is not a duration\. Write it like "2 days" or "4 hours"\.$/,
    ],
    [
      'an unknown key',
      `${head}newcommers: join\n`,
      /:6:1 › newcommers: There is no "newcommers" here\. Did you mean "newcomers"\?/,
    ],
    [
      'an unknown key of a step',
      step('whe: started'),
      /:8:5 › inform › kick-off › whe: There is no "whe" here\. Did you mean "when"\?/,
    ],
    [
      'an unknown key of the brief',
      `${head}brief: { whom: Sales }\n`,
      /brief › whom: There is no "whom" here\. Did you mean "who"\?/,
    ],
    ['a missing key', head.replace('topic: digital-skills\n', ''), /:1:1: "topic" is missing/],
    ['a value that is none', head.replace('topic: digital-skills', 'topic:'), /:3:1 › topic: There is no value/],
    [
      'a word outside a closed set',
      `${head}newcomers: maybe\n`,
      /newcomers: "maybe" is not known here\. Known are: join, not/,
    ],
    ['a number for a text', `${head}starts: 2027\n`, /starts: Expected a text, found 2027/],
    [
      'something that is no step',
      `${head}inform:\n  - mails: kick-off\n`,
      /:7:5 › inform › mails: "mails" is not a step\. Did you mean "mail"\?/,
    ],
    ['a text for a step', `${head}inform:\n  - kick-off\n`, /:7:5 › inform: "kick-off" is not a step/],
    ['steps that are no list', `${head}inform: kick-off\n`, /inform: Expected a list, found "kick-off"/],
    [
      'a story of nobody in particular',
      step('story: all'),
      /story: "all" is not known here. Known are: own department, other department, any/,
    ],
    [
      'a story for managers',
      step('story: any\n    to: managers'),
      /story: A story goes to who takes part, not to managers. Remove the line, or "to"/,
    ],
    ['a new round without its time', `${head}again: yearly\n`, /again: "yearly" does not say after how long/],
    ['counting what nobody counts', `${head}counts: all\n`, /counts: "all" is not known here/],
    ['a comparison of everybody', `${head}start-later: 100% by 4 weeks\n`, /"100% by 4 weeks" does not say who begins/],
    [
      'a comparison of who has to learn',
      `${head}start-later: 30% by 4 weeks\nrequired-by: law\n`,
      /Who has to learn cannot begin later/,
    ],
    [
      'a comparison that hangs on a due date',
      `${head}start-later: 30% by 4 weeks\ninform:\n  - mail: kick-off\n    at: on due\n`,
      /Steps that hang on a due date cannot begin later/,
    ],
    [
      'a comparison of newcomers',
      `${head.replace(/for:.*\n(?: .*\n)*/, 'for:\n  - hired: within 90 days\n')}start-later: 30% by 4 weeks\n`,
      /would be new no more/,
    ],
    [
      'a comparison that leaves too little time',
      `${head}start-later: 30% by 4 weeks\nstarts: 2027-01-12\nends: 2027-03-01\n`,
      /has less than 90 days until the campaign ends/,
    ],
    ['trying on who has to learn', `${step('try: [a, b]')}required-by: law\n`, /Nobody tries two versions/],
    ['two versions of one name', step('try: [a, a]'), /names the version "a" twice/],
    ['a variant of nothing', step('variant-per: departmnt'), /"departmnt" is neither "need" nor.*"department"/],
    [
      'a moment without a time',
      `${head}retain:\n  - pick-a-moment: kick-off\n    choices: [tue]\n`,
      /"tue" is not a moment of the week/,
    ],
    [
      'a learning moment of a day',
      `${head}retain:\n  - pick-a-moment: kick-off\n    choices: [tue 10:00]\n    for: 2 days\n`,
      /"2 days" is no length of a learning moment/,
    ],
    [
      'a moment that comes back forever',
      `${head}retain:\n  - pick-a-moment: kick-off\n    choices: [tue 10:00]\n    weekly: 99 times\n`,
      /"99 times" does not say how often/,
    ],
    ['an event without hours', `${head}inform:\n  - event: kick-off\n    on: 2027-01-12\n`, /"between" is missing/],
    ['a poster of nobody', `${head}around:\n  - poster: hall\n    at: start\n`, /around: "owner" is missing/],
    [
      'something unheard of around the mails',
      `${head}around:\n  - pster: hall\n    at: start\n`,
      /"pster" is not something around the mails\. Did you mean "poster"\?/,
    ],
    [
      'a poster at a moment of a person',
      `${head}around:\n  - poster: hall\n    at: on due\n    owner: hall@waterlijn.example\n`,
      /happens once per campaign/,
    ],
    [
      'a post into no channel',
      `${head}around:\n  - post: teams\n    text: kick-off\n    at: start\n`,
      /There is no channel "teams"/,
    ],
    ['a team update on no day', `${head}team-update: { mail: kick-off, weekly: daily }\n`, /"daily" is not a day/],
    [
      'an unknown activity',
      head.replace('data-101', 'data-102'),
      /:2:11 › promotes: There is no learning activity "data-102"\. Did you mean "data-101"\?/,
    ],
    [
      'an unknown topic',
      head.replace('digital-skills', 'digital-skils'),
      /topic: The workspace has no topic "digital-skils"\. Did you mean "digital-skills"\?/,
    ],
    [
      'an unknown message',
      `${head}inform:\n  - mail: kickoff\n`,
      /:7:11 › .*There is no file for the message "kickoff"\. Did you mean "kick-off"\? Write it in campaigns\/data\/kickoff\.en\.md/,
    ],
    [
      'an unknown anchor',
      step('at: 3 days before duee'),
      /"duee" is not a moment that a step can hang on\. Did you mean "due"\?/,
    ],
    ['an attribute that is no date', step('at: 3 days before level'), /The attribute "level" is not a date/],
    ['a moment that is none', step('at: when it suits'), /"when it suits" is not a moment\. Write it like "start"/],
    ['a day 0', step('at: day 0 after hired'), /There is no day 0/],
    ['hours before a date', step('at: 4 hours before due'), /A moment counts whole days/],
    [
      'two timings',
      step('after: 2 days\n    at: start'),
      /:9:9 › .*one of after, at, wait-until; this one has after and at/,
    ],
    ['a bound without a wait', step('no-longer-than: 2 days'), /"no-longer-than" bounds a "wait-until"/],
    [
      'due without anything promoted',
      step('at: on due').replace('promotes: data-101\n', ''),
      /Nobody has a date "due" here/,
    ],
    [
      'a learning word without anything promoted',
      step('when: started').replace('promotes: data-101\n', ''),
      /"started" alone means what the campaign promotes, and this campaign promotes nothing/,
    ],
    [
      'several reminders without distance',
      remind('remind: [start-small, last-one]\nafter: 2 days'),
      /There are 2 mails, and nothing says how long between them\. Add "every: 7 days"/,
    ],
    [
      'a dated reminder with distance',
      remind('remind: last-one\nat: on due\nevery: 2 days'),
      /"every" has no place here/,
    ],
    [
      'more dates than mails',
      remind('remind: [start-small, last-one]\nat: [start, on due, 2027-02-01]'),
      /There are 2 mails and 3 dates/,
    ],
    [
      'two steps of one name',
      `${head}inform:\n  - mail: kick-off\n  - mail: kick-off\n`,
      /:8:11 › .*There is already a step "kick-off"\. Give one of them an "id"/,
    ],
    [
      'sooner-if in the middle',
      `${head}activate:\n  - mail: kick-off\n  - sooner-if: started\n`,
      /:8:5 › activate: "sooner-if" is not the first line/,
    ],
    ['sooner-if of the first phase', `${head}inform:\n  - sooner-if: started\n`, /"inform" is the first phase/],
    [
      'a no-reply sender',
      `${head}from: Druppel <no-reply@waterlijn.example>\n`,
      /from: "no-reply@waterlijn\.example" tells people not to answer/,
    ],
    ['a list of senders', `${head}from: a@waterlijn.example, b@waterlijn.example\n`, /from: "a@.*" has a space in it/],
    ['a because without required-by', `${head}because: The law.\n`, /"because" explains "required-by"/],
    [
      'an end before the start',
      `${head}starts: 2027-02-01\nends: 2027-01-01\n`,
      /ends on 2027-01-01, before it starts on 2027-02-01/,
    ],
    [
      'days on which the workspace does not send',
      `${head}sending: { days: sat-sun }\n`,
      /None of these days is a sending day/,
    ],
    [
      'a target without number',
      `${head}brief: { target: most people }\n`,
      /"most people" is not a target\. Write it with number and date/,
    ],
    [
      'a condition on a mail of another campaign',
      step('when: [not received: mid-term]'),
      /:8:26 › inform › kick-off › when › not received: There is no message "mid-term"\. Known are: kick-off/,
    ],
    [
      'a condition on an unknown survey',
      step('when: [answered: mid-terms]'),
      /:8:22 › inform › kick-off › when › answered: There is no survey "mid-terms"\. Did you mean "mid-term"\?/,
    ],
    ['a title without the first locale', head.replace('en:', 'nl:'), /title: There is no text in en/],
    ['a date that does not exist', `${head}starts: 2027-02-30\n`, /starts: "2027-02-30" is not a date/],
    ['broken YAML', `${head}inform: [`, /:6:\d+: This is not valid YAML/],
    [
      'steps that lead back to themselves',
      `${head}inform: &phase\n  - mail: kick-off\n  - if: started\n    then: *phase\n`,
      /:9:11: "\*phase" stands within what it repeats\. Write the lines out/,
    ],
    ['a key twice', `${head}topic: other\n`, /:6:1: This is not valid YAML/],
    ['a file that is a list', '- mail: kick-off\n', /The file does not hold keys and values/],
    ['an empty file', '', /The file does not hold keys and values/],
  ];
  it.each(table)('%s', (_, text, says) => {
    const { campaign, errors } = campaignOf(text);
    expect(errors.join('\n')).toMatch(new RegExp(says.source, 'm'));
    expect(campaign).toBeNull();
  });

  it('one mistake does not hide another', () => {
    const { errors } = campaignOf(
      `${head.replace('data-101', 'data-102')}newcommers: join\ninform:\n  - mail: kick-off\n    after: 2 dayz\n`,
    );
    expect(errors.map((line) => line.split(':')[1])).toEqual(['2', '6', '9']);
  });
});

it('a mistake in a branch does not hide another', () => {
  const { errors } = campaignOf(`${head}inform:
  - if: started
    then:
      - mail: kick-off
        after: 2 dayz
        wehn: started
      - mali: x
`);
  expect(errors.map((line) => line.split(':')[1])).toEqual(['10', '11', '12']);
});

describe('advice does not stop anybody', () => {
  it('names the locale that a message lacks, and the message nobody sends', () => {
    const { campaign, advice } = campaignOf(`${head}inform:\n  - mail: kick-off\n`, ['kick-off.en.md', 'old.en.md']);
    expect(campaign).not.toBeNull();
    expect(advice.join('\n')).toMatch(/:7:11 .*advice: The message "kick-off" has no text in nl; those readers get en/);
    expect(advice.join('\n')).toMatch(/No step sends the message "old"/);
  });

  it('a message without the first locale is an error', () => {
    const { errors } = campaignOf(`${head}inform:\n  - mail: kick-off\n`, ['kick-off.nl.md']);
    expect(errors.join()).toMatch(/:7:11 .*has no text in en, the workspace's first locale\. Write kick-off\.en\.md/);
  });

  it('asks for the five W and a target', () => {
    expect(campaignOf(head).advice.join()).toMatch(/There is no brief: who, what, where, when, why, and a target/);
    expect(campaignOf(`${head}brief: { who: Sales }\n`).advice.join()).toMatch(
      /does not say "what"[\s\S]*in it for the reader[\s\S]*no target/,
    );
  });

  it('wonders about a halfway mail to people who have not begun', () => {
    const mail = `${head}activate:\n  - mail: halfway\n`;
    expect(campaignOf(mail).advice.join()).toMatch(/"halfway" sounds like a halfway mail/);
    expect(campaignOf(`${mail}    when: started\n`).advice.join()).not.toMatch(/sounds like/);
  });

  it('sees a mail before a start that nobody knows beforehand', () => {
    expect(campaignOf(`${head}inform:\n  - mail: kick-off\n    at: 2 days before start\n`).advice.join()).toMatch(
      /Nobody gets this mail/,
    );
  });
});

function moment(anchor: object, days: number, workingDays = false): Timing {
  return { kind: 'dated', moments: [{ anchor, days, workingDays }] } as Timing;
}
