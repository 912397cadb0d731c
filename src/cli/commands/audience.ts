import { UserError } from '../../domain/errors.ts';
import type { AudienceQuestion } from '../../flow/audiences/find-audience.ts';
import type { StoredEmployee } from '../../store/employees.ts';
import { type Call, type Command, firstArgument, hasOption, textOption } from '../command.ts';
import { type DataContext, withStore } from '../with-store.ts';

/** People that are listed on a screen; --json has them all. */
const SHOWN = 50;

export const audience: Command = {
  usage: 'audience <rule-or-name>',
  summary: 'Counts the people a rule fits, or an audience of the workspace; lists them, or explains one.',
  examples: [
    'druppel audience "department: Sales, Finance"',
    'druppel audience new-joiners --list',
    'druppel audience "- hired: within 90 days" --explain ana@waterlijn.example',
  ],
  options: [
    ['--list', 'who they are; not where the rule asks what people did, learned or need'],
    ['--explain <email>', 'part by part, whether it fits this person'],
  ],
  async run(call) {
    const text = firstArgument(call);
    const explain = textOption(call, 'explain');
    await withStore(call, 'reading', async (context) => {
      const { workspaceInForce, readRuleFor } = await import('../../flow/publishing/workspace-files.ts');
      const { read } = context.store;
      const { workspace, activities } = await workspaceInForce(call.config.workspace, read);
      const rule = await readRuleFor({ workspace, activities }, call.config.workspace, read, text);
      const question = { rule, workspace, activities, campaign: null, now: context.clock() };
      const { mayBeListed } = await import('../../flow/audiences/find-audience.ts');
      const isOpen = mayBeListed(rule, workspace);
      if (!isOpen && (explain !== null || hasOption(call, 'list'))) {
        throw new UserError(
          'This rule asks what people did, learned, answered or need: it can be used and counted, not listed or explained.',
          {
            hint: 'Leave out --list and --explain.',
          },
        );
      }
      if (explain === null) await count(call, context, question, isOpen);
      else await explainOne(call, context, question, explain);
    });
  },
};

async function count(call: Call, { store }: DataContext, question: AudienceQuestion, isOpen: boolean): Promise<void> {
  const { terminal } = call;
  const { countAudience, findAudience, roundedForPrivacy } = await import('../../flow/audiences/find-audience.ts');
  if (!hasOption(call, 'list')) {
    const exact = await countAudience(store.read, question);
    const { count, reachable } = isOpen ? exact : roundedForPrivacy(exact, question.workspace);
    terminal.answer({ count });
    if (count === null) {
      terminal.say(`Fewer than ${question.workspace.minimumGroup} people, or all but so few: too few to be counted.`);
      return;
    }
    terminal.say(
      `${isOpen ? '' : 'About '}${count} ${count === 1 ? 'person' : 'people'}${reachable === null ? '' : `, ${reachable} of them with a mailbox`}.`,
    );
    if (isOpen && count > 0) terminal.say('Who they are: the same with --list.');
    return;
  }
  const found: StoredEmployee[] = [];
  for await (const person of findAudience(store.read, question)) found.push(person);
  found.sort((a, b) => (a.id < b.id ? -1 : 1));
  terminal.answer({ count: found.length, employees: found.map(told) });
  if (terminal.json) return;
  const { table } = await import('../table.ts');
  const rows = found
    .slice(0, SHOWN)
    .map(told)
    .map(({ id, name, email, department }) => [id === email ? '' : id, name, email ?? '–', department ?? '']);
  if (rows.length > 0) terminal.say(table(terminal, ['id', 'name', 'email', 'department'], rows));
  if (found.length > SHOWN) terminal.say(`… and ${found.length - SHOWN} more; --json lists all.`);
  terminal.say(`${found.length} ${found.length === 1 ? 'person' : 'people'}.`);
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
  const { explainAudience } = await import('../../flow/audiences/find-audience.ts');
  const { describeCondition } = await import('../../flow/audiences/describe-condition.ts');
  const explained = await explainAudience(store.read, question, email);
  if (explained === null) {
    throw new UserError(`Nobody has the address "${email}".`, {
      hint: 'Look at the spelling, or import the employees.',
    });
  }
  const parts = explained.parts.map(({ part, holds, value }) => ({ part: describeCondition(part), holds, value }));
  terminal.answer({ email, fits: explained.holds, parts });
  terminal.say(`${email} ${explained.holds ? 'fits' : 'does not fit'}.`);
  for (const { part, holds, value } of parts) {
    const mark = holds ? terminal.colour.green('yes') : terminal.colour.yellow('no ');
    terminal.say(`  ${mark}  ${part}${value === null ? '' : `  (is ${value})`}`);
  }
}
