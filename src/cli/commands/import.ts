import { resolve } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import { formatInstant } from '../../domain/time.ts';
import type { ImportResult } from '../../flow/people/import-result.ts';
import { type Call, type Command, hasOption, numberOption, textOption } from '../command.ts';
import { type DataContext, withStore } from '../with-store.ts';

const KINDS = ['employees', 'activities', 'learning'] as const;
type Kind = (typeof KINDS)[number];

/** Refused rows that are shown; --json has them all. */
const SHOWN = 20;

export const importCommand: Command = {
  usage: 'import [kind] [file]',
  summary:
    'Brings in employees, learning activities or what people learned, from CSV or XLSX; the same file twice changes nothing.',
  examples: [
    'druppel import employees people.csv --dry-run',
    'druppel import learning export.csv --dates dd-mm-yyyy',
    'druppel import --undo',
  ],
  options: [
    ['--dry-run', 'says what it would do and changes nothing'],
    ['--full', 'employees: the file holds everybody; who is missing from it left'],
    ['--dates <form>', 'how dates are written, if not 2027-04-26: dd-mm-yyyy, mm/dd/yyyy …'],
    ['--yes <number>', 'employees: repeats how many people may be taken out'],
    ['--strict', 'one wrong row, and nothing is imported'],
    ['--undo', 'takes back the last import; repeated, the one before'],
  ],
  async run(call) {
    const dryRun = hasOption(call, 'dryRun');
    if (hasOption(call, 'undo')) return undo(call);
    const [kind, file] = call.args;
    if (!isKind(kind) || file === undefined) {
      throw new UserError('Say what to import, and from which file.', {
        hint: `druppel import ${KINDS.join('|')} FILE`,
      });
    }
    const result = await withStore(call, dryRun ? 'reading' : 'writing', (context) =>
      importOne(call, context, kind, resolve(file), dryRun),
    );
    print(call, kind, file, result, dryRun);
    const { remarks: _remarks, ...answer } = result;
    call.terminal.answer(answer);
    if (result.read > 0 && result.refused === result.read) {
      throw new UserError(`All ${result.read} rows of ${file} were refused; nothing was imported.`, {
        hint: 'Each has its reason above. Is it the right file?',
      });
    }
  },
};

async function importOne(
  call: Call,
  context: DataContext,
  kind: Kind,
  path: string,
  dryRun: boolean,
): Promise<ImportResult> {
  const { workspaceInForce } = await import('../../flow/publishing/workspace-files.ts');
  const strict = hasOption(call, 'strict');
  const dates = textOption(call, 'dates');
  const onProgress = (rows: number) => call.terminal.progress(`${rows} rows …`);
  if (kind === 'activities') {
    const { importActivities } = await import('../../flow/people/import-activities.ts');
    return importActivities(context, { path, dryRun, strict });
  }
  const { workspace, activities } = await workspaceInForce(call.config.workspace, context.store.read);
  if (kind === 'learning') {
    const { importLearning } = await import('../../flow/people/import-learning.ts');
    return importLearning(context, {
      path,
      workspace,
      knownActivities: activities.map(({ id }) => id),
      dryRun,
      strict,
      dates,
      onProgress,
    });
  }
  const { importEmployees } = await import('../../flow/people/import-employees.ts');
  return importEmployees(context, {
    path,
    workspace,
    full: hasOption(call, 'full'),
    dryRun,
    strict,
    dates,
    yes: numberOption(call, 'yes', 1),
    onProgress,
  });
}

function print({ terminal }: Call, kind: Kind, file: string, result: ImportResult, dryRun: boolean): void {
  const { colour } = terminal;
  for (const { line, column, message } of result.errors.slice(0, SHOWN)) {
    terminal.note(`${colour.bold(`${file}:${line}`)}${column === null ? '' : ` › ${column}`}: ${message}`);
  }
  if (result.errors.length > SHOWN) terminal.note(`… and ${result.errors.length - SHOWN} more; --json lists all.`);
  for (const remark of result.remarks) terminal.note(remark);
  const parts = [
    `${result.new} new`,
    ...(kind === 'learning' ? [] : [`${result.changed} changed`]),
    `${result.unchanged} unchanged`,
    ...(result.left > 0 ? [`${result.left} marked as left`] : []),
    ...(result.refused > 0 ? [colour.yellow(`${result.refused} refused`)] : []),
  ];
  const taken = result.read - result.refused;
  const what = `${taken} ${NOUNS[kind][taken === 1 ? 0 : 1]} from ${file}: ${parts.join(', ')}.`;
  terminal.say(dryRun ? `Would import ${what}` : `${taken > 0 ? `${colour.green('✓')} ` : ''}Imported ${what}`);
  if (dryRun) terminal.say('Nothing was changed. The same without --dry-run imports it.');
  else if (result.refused > 0)
    terminal.say('Mend the refused rows and import the file again: what is in already stays.');
  else terminal.say(NEXT[kind]);
}

const NOUNS: Readonly<Record<Kind, readonly [one: string, many: string]>> = {
  employees: ['person', 'people'],
  activities: ['activity', 'activities'],
  learning: ['record', 'records'],
};

const NEXT: Readonly<Record<Kind, string>> = {
  employees: 'Next: druppel audience shows what rules can ask about; druppel plan CAMPAIGN shows who gets what.',
  activities: 'Next: druppel check.',
  learning: 'Next: druppel stats CAMPAIGN.',
};

async function undo(call: Call): Promise<void> {
  if (call.args.some((arg) => arg !== undefined)) {
    throw new UserError('--undo takes back the last import, whatever it was.', { hint: 'druppel import --undo' });
  }
  const undone = await withStore(call, 'writing', async (context) => {
    const { undoImport } = await import('../../flow/people/undo-import.ts');
    return undoImport(context);
  });
  const kept =
    undone.kept > 0 ? ` ${undone.kept} new people take part in something already and stay, marked as missing.` : '';
  call.terminal.say(
    `Took back the import of ${undone.kind} from ${undone.fileName} (${formatInstant(undone.at)}): ${undone.restored} as before, ${undone.removed} gone.${kept}`,
  );
  call.terminal.say('Mails that went and endings stay.');
  call.terminal.answer({ ...undone, at: formatInstant(undone.at) });
}

function isKind(text: string | undefined): text is Kind {
  return (KINDS as readonly (string | undefined)[]).includes(text);
}
