import { resolve } from 'node:path';
import type { House } from '../../app.ts';
import { UserError } from '../../domain/errors.ts';
import { formatInstant } from '../../domain/time.ts';
import type { ImportResult } from '../../flow/import-result.ts';
import { type Call, type Command, hasOption, numberOption, textOption, withHouse } from '../command.ts';

const KINDS = ['employees', 'activities', 'learning'] as const;
type Kind = (typeof KINDS)[number];

export const importCommand: Command = {
  usage: 'import [kind] [file]',
  summary: 'Brings in employees, learning activities or what people learned, from CSV or XLSX.',
  examples: [
    'druppel import employees people.csv --dry-run',
    'druppel import learning export.csv --dates dd-mm-yyyy',
    'druppel import --undo',
  ],
  options: [
    ['--dry-run', 'says what it would do and changes nothing'],
    ['--full', 'the file holds everybody: who is missing from it left'],
    ['--dates <form>', 'how dates are written, if not 2027-04-26: dd-mm-yyyy, mm/dd/yyyy …'],
    ['--yes <number>', 'takes out that many people, when the brake asked'],
    ['--strict', 'one wrong row, and nothing is imported'],
    ['--undo', 'takes back the last import'],
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
    const result = await withHouse(call, dryRun ? 'reading' : 'writing', (house) =>
      importOne(call, house, kind, resolve(file), dryRun),
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
  { context }: House,
  kind: Kind,
  path: string,
  dryRun: boolean,
): Promise<ImportResult> {
  const { workspaceInForce } = await import('../../flow/workspace-files.ts');
  const strict = hasOption(call, 'strict');
  const dates = textOption(call, 'dates');
  const onProgress = (rows: number) => call.terminal.progress(`${rows} rows …`);
  if (kind === 'activities') {
    const { importActivities } = await import('../../flow/import-activities.ts');
    return importActivities(context, { path, dryRun, strict });
  }
  const { workspace, activities } = await workspaceInForce(call.config.workspace, context.store.read);
  if (kind === 'learning') {
    const { importLearning } = await import('../../flow/import-learning.ts');
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
  const { importEmployees } = await import('../../flow/import-employees.ts');
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
  for (const { line, column, message } of result.errors)
    terminal.note(`${file}:${line}${column === null ? '' : ` › ${column}`}: ${message}`);
  for (const remark of result.remarks) terminal.note(remark);
  const left = result.left > 0 ? `, ${result.left} left` : '';
  terminal.say(
    `${dryRun ? 'Would import' : 'Imported'} ${kind} from ${file}: ${result.read} rows, ${result.new} new, ${result.changed} changed, ${result.unchanged} unchanged${left}, ${result.refused} refused.`,
  );
}

async function undo(call: Call): Promise<void> {
  const undone = await withHouse(call, 'writing', async ({ context }) => {
    const { undoImport } = await import('../../flow/undo-import.ts');
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
