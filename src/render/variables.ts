import type { AttributeType } from '../domain/workspace.ts';

/**
 * What a message is written for: one person who takes part; one mail to a manager or buddy about several; a weekly mail
 * to a manager about a team in figures; a post in a chat channel, which has no reader of its own.
 */
export type MailKind = 'participant' | 'bundle' | 'team' | 'post';

/**
 * How a value is written: dates as `dinsdag 26 januari`, months as `maart`, budgets as `€ 800` or `3 dagen`. Prose is text
 * whose paragraphs are parted by an empty line.
 */
export type VariableType = 'text' | 'number' | 'date' | 'month' | 'budget' | 'url' | 'yes-no' | 'list' | 'prose';

export interface Variable {
  readonly name: string;
  readonly type: VariableType;
  /** It needs a fallback, or an `{{#if}}` around it. */
  readonly canBeMissing: boolean;
  readonly kinds: readonly MailKind[];
  /** As it would be given in `MergeValues`; for previews, lints and tests. */
  readonly sample: MergeValue;
  readonly description: string;
  /** What `{{#each}}` over it knows besides everything else. */
  readonly fields?: readonly Variable[];
}

export type MergeValue = string | number | boolean | Budget | readonly MergeItem[];
export type MergeItem = Readonly<Record<string, string | number | boolean | null>>;

/** `unit` is an ISO 4217 code (`EUR`), `days` or `hours`. */
export interface Budget {
  readonly amount: number;
  readonly unit: string;
}

/**
 * The facts of one mail by variable name: `{ firstName: 'Ana', 'manager.firstName': 'Bo', due: '2027-02-03' }`. Dates are
 * local dates (`YYYY-MM-DD`); missing and null mean unknown. Attributes stand under `attributes.NAME`.
 */
export type MergeValues = Readonly<Record<string, MergeValue | null | undefined>>;

/** Every variable a message can name, apart from the workspace's attributes. */
const VARIABLES: readonly Variable[] = [
  some('firstName', 'text', 'Noor', 'The reader’s first name.'),
  some('lastName', 'text', 'de Wit', 'The reader’s last name.'),
  some('department', 'text', 'Finance', 'The reader’s department.'),
  forAll(sure('academy', 'text', 'Academie Waterlijn', 'The academy’s name.')),
  forAll(some('academyUrl', 'url', 'https://learn.waterlijn.example', 'Where the academy is.')),
  forAll(sure('organisation', 'text', 'Waterlijn', 'The organisation’s name.')),
  forAll(
    sure(
      'campaign.title',
      'text',
      'Data literacy in six quarter-hours',
      'The campaign’s title in the reader’s language.',
    ),
  ),
  forAll(sure('activity.title', 'text', 'Data literacy, part 1', 'The first promoted activity.')),
  forAll(
    sure('activity.url', 'url', 'https://learn.waterlijn.example/data-101', 'Where the first promoted activity is.'),
  ),
  forAll(some('activity.minutes', 'number', 15, 'How long the first promoted activity takes, in minutes.')),
  {
    ...forAll(
      sure(
        'activities',
        'list',
        [{ title: 'Data literacy, part 1', url: 'https://learn.waterlijn.example/data-101', minutes: 15 }],
        'Everything promoted, for {{#each activities}}.',
      ),
    ),
    fields: [
      sure('title', 'text', 'Data literacy, part 1', 'Its title.'),
      some('url', 'url', 'https://learn.waterlijn.example/data-101', 'Where it is.'),
      some('minutes', 'number', 15, 'How long it takes, in minutes.'),
    ],
  },
  forAll(sure('start', 'date', '2027-01-12', 'When the campaign starts for the reader.')),
  some('due', 'date', '2027-02-09', 'The due date; in a mail to a manager the nearest one.'),
  own('hiredOn', 'date', '2027-01-04', 'The reader’s first day.'),
  own('manager.firstName', 'text', 'Bram', 'The reader’s manager.'),
  own('buddy.firstName', 'text', 'Lotte', 'The reader’s buddy.'),
  forAll(sure('sender.firstName', 'text', 'Noor', 'Who signs.')),
  forAll(sure('sender.name', 'text', 'Noor, Learning & Development', 'Who signs, in full.')),
  own('learningBudgetLeft', 'budget', { amount: 800, unit: 'EUR' }, 'What is left of the learning budget.'),
  own('learningDaysLeft', 'number', 3, 'Training days left.'),
  own('minutesLeft', 'number', 30, 'Minutes to go in what is promoted.'),
  own('part', 'number', 4, 'The part the reader was at.'),
  sure('laterMonth', 'month', '2027-03-01', 'The month in which “later” asks again.'),
  own('managerNotice', 'date', '2027-02-03', 'From when the manager sees that this is open (required training).'),
  ofStory('title', 'text', 'My month-end without retyping', 'What the story is called.'),
  ofStory('quote', 'text', 'I thought: this is not for me.', 'One sentence of it; a story may have none.'),
  ofStory('text', 'prose', 'I began with part 4.\n\nNow Monday is an hour shorter.', 'The story itself.'),
  ofStory('author', 'text', 'Mara, controller, Finance', 'Who tells it, as they agreed to be shown.'),
  ofStory('firstName', 'text', 'Mara', 'The first name; “a colleague” of who tells it without.'),
  ofStory('department', 'text', 'Finance', 'The department of who tells it; it may be unknown.'),
  { ...sure('count', 'number', 2, 'How many people the mail is about.'), kinds: ['bundle'] },
  {
    ...sure(
      'people',
      'list',
      [
        { firstName: 'Ana', lastName: 'Silva', due: '2027-02-09', hiredOn: '2027-01-04' },
        { firstName: 'Bo', lastName: 'Jansen', due: '2027-02-12', hiredOn: '2027-01-11' },
      ],
      'The people the mail is about, for {{#each people}}.',
    ),
    kinds: ['bundle'],
    fields: [
      some('firstName', 'text', 'Ana', 'First name.'),
      some('lastName', 'text', 'Silva', 'Last name.'),
      some('department', 'text', 'Finance', 'Department.'),
      some('due', 'date', '2027-02-09', 'Due date.'),
      some('hiredOn', 'date', '2027-01-04', 'First day.'),
      some('buddy.firstName', 'text', 'Lotte', 'The person’s buddy.'),
    ],
  },
  ofTeam('team.size', 45, 'How many of the manager’s people take part, to the nearest five.'),
  ofTeam('team.started', 30, 'How many of them have started, to the nearest five.'),
  ofTeam('team.finished', 15, 'How many of them have finished, to the nearest five.'),
];

const byName = new Map(VARIABLES.map((variable) => [variable.name, variable]));

/** The variable of that name; null: there is none. `attributes.NAME` are the workspace's own. */
export function variableNamed(name: string, attributes: Readonly<Record<string, AttributeType>>): Variable | null {
  const known = byName.get(name);
  if (known !== undefined) return known;
  const column = name.startsWith('attributes.') ? name.slice('attributes.'.length) : null;
  if (column === null || !Object.hasOwn(attributes, column)) return null;
  const type = attributes[column]?.type ?? 'text';
  return own(name, type, SAMPLES[type], `The reader’s ${column}.`);
}

/** What every story has: certain in a mail that tells one. */
export const STORY_CERTAIN: readonly string[] = ['story.title', 'story.text', 'story.author', 'story.firstName'];

/** All that only a mail has that tells a story. */
export const STORY_VARIABLES: readonly string[] = VARIABLES.flatMap(({ name }) =>
  name.startsWith('story.') ? [name] : [],
);

/** Every name that can stand in a message of this kind, for suggestions and the help. */
export function variableNames(kind: MailKind, attributes: Readonly<Record<string, AttributeType>>): string[] {
  return [
    ...VARIABLES.filter((variable) => variable.kinds.includes(kind)).map((variable) => variable.name),
    ...(kind === 'participant' ? Object.keys(attributes).map((name) => `attributes.${name}`) : []),
  ];
}

/** A value for every variable of this kind of message: for previews and lints. */
export function sampleValues(kind: MailKind, attributes: Readonly<Record<string, AttributeType>>): MergeValues {
  const entries = variableNames(kind, attributes).map((name) => [
    name,
    variableNamed(name, attributes)?.sample ?? null,
  ]);
  return Object.fromEntries(entries);
}

const SAMPLES = { text: 'Utrecht', number: 3, date: '2027-03-01', 'yes-no': true } as const;

function sure(name: string, type: VariableType, sample: MergeValue, description: string): Variable {
  return { name, type, canBeMissing: false, kinds: ['participant', 'bundle', 'team'], sample, description };
}

function some(name: string, type: VariableType, sample: MergeValue, description: string): Variable {
  return { ...sure(name, type, sample, description), canBeMissing: true };
}

/** About the participant alone: a mail about several people has no such value. */
function own(name: string, type: VariableType, sample: MergeValue, description: string): Variable {
  return { ...some(name, type, sample, description), kinds: ['participant'] };
}

/** Of the story that a step with `story:` tells; other mails have none. */
function ofStory(name: string, type: VariableType, sample: MergeValue, description: string): Variable {
  return own(`story.${name}`, type, sample, description);
}

/** Missing in a small team, and where it would tell about few: the text has words instead (guarantees.md §3). */
function ofTeam(name: string, sample: MergeValue, description: string): Variable {
  return { ...some(name, 'number', sample, description), kinds: ['team'] };
}

/** About the campaign, so that even a post without a reader can say it. */
function forAll(variable: Variable): Variable {
  return { ...variable, kinds: [...variable.kinds, 'post'] };
}
