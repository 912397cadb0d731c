import { UserError } from '../../domain/errors.ts';
import { systemLocale } from '../../domain/reason-texts.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { Explained } from '../../flow/audiences/explain-rule.ts';
import type { AudienceQuestion } from '../../flow/audiences/find-audience.ts';
import type { StoredEmployee } from '../../store/people/employees.ts';
import { type Call, type Command, hasOption, textOption } from '../command.ts';
import { type DataContext, withStore } from '../with-store.ts';
import { AUDIENCE_WORDS } from '../words/audience-words.ts';
import { type Words, wordsIn } from '../words.ts';

/** People that are listed on a screen; --json has them all. */
const SHOWN = 50;

export const audience: Command = {
  usage: 'audience [rule-or-name]',
  summary: 'Counts the people a rule fits, or an audience of the workspace; lists them, or explains one.',
  examples: [
    'druppel audience    # what rules can ask about, and audiences that have a name',
    'druppel audience "department: Sales, Finance"',
    'druppel audience new-joiners --list',
    'druppel audience "- hired: within 90 days" --explain ana@waterlijn.example',
  ],
  options: [
    ['--list', 'who they are; not where the rule asks what people did, learned or need'],
    ['--explain <email>', 'part by part, whether it fits this person'],
  ],
  async run(call) {
    const [text] = call.args;
    const explain = textOption(call, 'explain');
    await withStore(call, 'reading', async (context): Promise<void> => {
      const { workspaceInForce, readRuleFor } = await import('../../flow/publishing/workspace-files.ts');
      const { read } = context.store;
      const { workspace, activities } = await workspaceInForce(call.config.workspace, read);
      if (text === undefined) return showChoice(call, context, workspace);
      const rule = await readRuleFor({ workspace, activities }, call.config.workspace, read, text);
      const question = { rule, workspace, activities, campaign: null, now: context.clock() };
      if (hasOption(call, 'list')) await list(call, context, question);
      else if (explain === null) await count(call, context, question);
      else await explainOne(call, context, question, explain);
    });
  },
};

/** What a marketer can write a rule with: attributes with their types, and audiences by name. */
async function showChoice({ terminal }: Call, { store }: DataContext, workspace: Workspace): Promise<void> {
  const { attributesOf } = await import('../../flow/audiences/attributes.ts');
  const { describeCondition } = await import('../../flow/audiences/describe-condition.ts');
  const { READY_AUDIENCES } = await import('../../domain/ready-audiences.ts');
  const attributes = await attributesOf(store.read, workspace);
  const named = { ...READY_AUDIENCES, ...workspace.audiences };
  const audiences = Object.entries(named).map(([name, rule]) => ({ name, rule: describeCondition(rule) }));
  terminal.answer({ attributes, audiences });
  if (terminal.json) return;
  const { table } = await import('../table.ts');
  const words = wordsOf(workspace);
  const rows = attributes.map(({ name, type, by, sensitive, mixed }) => [
    name,
    type,
    mixed ? words('mixed', { by, types: mixed.join(', ') }) : sensitive ? words('sensitive', { by }) : by,
  ]);
  terminal.say(table(terminal, [words('attribute'), words('type'), words('knownFrom')], rows));
  terminal.say(
    table(
      terminal,
      [words('audience'), words('who')],
      [...audiences, { name: 'alumni-of-CAMPAIGN', rule: 'finished campaign: CAMPAIGN' }].map(({ name, rule }) => [
        name,
        rule,
      ]),
    ),
  );
  terminal.say(words('types'));
}

async function count(call: Call, { store }: DataContext, question: AudienceQuestion): Promise<void> {
  const { terminal } = call;
  const { countAudience } = await import('../../flow/audiences/find-audience.ts');
  const { countDiscreetly } = await import('../../flow/audiences/count-discreetly.ts');
  const { mayNamePeople } = await import('../../flow/audiences/name-people.ts');
  const isOpen = await mayNamePeople(store.read, question);
  const { count, reachable } = await (isOpen ? countAudience : countDiscreetly)(store.read, question);
  terminal.answer({ count });
  const words = wordsOf(question.workspace);
  if (count === null) {
    terminal.say(words('tooFew', { least: question.workspace.minimumGroup }));
    return;
  }
  const withMailbox = reachable === null ? '' : words('reachable', { reachable });
  terminal.say(words(isOpen ? 'count' : 'about', { people: words('people', { count }), reachable: withMailbox }));
  if (isOpen && count > 0) terminal.say(words('whoTheyAre'));
}

async function list(call: Call, { store }: DataContext, question: AudienceQuestion): Promise<void> {
  const { terminal } = call;
  const { listAudience } = await import('../../flow/audiences/name-people.ts');
  const { people: found, untold } = await listAudience(store.read, question);
  terminal.answer({ count: found.length, employees: found.map(told), ...(untold > 0 && { untold }) });
  if (terminal.json) return;
  const { table } = await import('../table.ts');
  const words = wordsOf(question.workspace);
  const rows = found
    .slice(0, SHOWN)
    .map(told)
    .map(({ id, name, email, department }) => [id === email ? '' : id, name, email ?? '–', department ?? '']);
  const head = [words('id'), words('name'), words('email'), words('department')];
  if (rows.length > 0) terminal.say(table(terminal, head, rows));
  if (found.length > SHOWN) terminal.say(words('more', { count: found.length - SHOWN }));
  terminal.say(words('total', { people: words('people', { count: found.length }) }));
  if (untold > 0) terminal.say(words('untold', { count: untold }));
}

/** Enough to know who it is; never a sensitive column. */
function told({ id, email, attributes }: StoredEmployee) {
  const name = [attributes.first_name, attributes.last_name].filter((part) => part !== undefined).join(' ');
  return { id, email, name, department: attributes.department === undefined ? null : String(attributes.department) };
}

async function explainOne(
  call: Call,
  { store }: DataContext,
  question: AudienceQuestion,
  email: string,
): Promise<void> {
  const { terminal } = call;
  const { explainAudience } = await import('../../flow/audiences/name-people.ts');
  const { explainedWords } = await import('../../flow/audiences/explain-rule.ts');
  const { standingWords } = await import('../../flow/audiences/rule-words.ts');
  const locale = systemLocale(question.workspace.locales[0] ?? 'en');
  const explained = await explainAudience(store.read, question, email, locale);
  if (explained === null) {
    throw new UserError(`Nobody has the address "${email}".`, {
      hint: 'Look at the spelling, or import the employees.',
    });
  }
  const { describeCondition } = await import('../../flow/audiences/describe-condition.ts');
  const words = explainedWords(explained, locale);
  const parts = partsOfExplained(explained).map(({ part, ...rest }) => ({ part: describeCondition(part), ...rest }));
  terminal.answer({ email, fits: explained.holds, words, parts });
  terminal.say(`${email} ${standingWords(explained.holds ? 'fits' : 'does-not-fit', locale)}: ${words}.`);
  const say = (one: Explained, indent: string): void => {
    const mark = one.holds ? terminal.colour.green('✓') : terminal.colour.yellow('✗');
    if (one.kind === 'part') {
      const value =
        one.value === null ? '' : `  (${standingWords('is', locale).replace('{value}', () => String(one.value))})`;
      terminal.say(`${indent}${mark}  ${one.words}${value}`);
      return;
    }
    if (one.kind === 'any') terminal.say(`${indent}${mark}  ${standingWords('one-of', locale)}`);
    for (const part of one.of) say(part, one.kind === 'any' ? `${indent}   ` : indent);
  };
  say(explained, '  ');
}

function partsOfExplained(explained: Explained): Extract<Explained, { kind: 'part' }>[] {
  return explained.kind === 'part' ? [explained] : explained.of.flatMap(partsOfExplained);
}

function wordsOf({ locales }: Workspace): Words<typeof AUDIENCE_WORDS> {
  return wordsIn(AUDIENCE_WORDS, systemLocale(locales[0] ?? 'en'));
}
