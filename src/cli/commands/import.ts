import { dirname, join, parse, resolve } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import { type SystemLocale, systemLocale } from '../../domain/reason-texts.ts';
import { rowReasonsText } from '../../domain/row-reason-texts.ts';
import { formatInstant, wallClock } from '../../domain/time.ts';
import type { ImportResult, RefusalListener } from '../../flow/people/import-result.ts';
import type { RefusedRow } from '../../intake/tables/delimited.ts';
import type { ImportKind, ImportProfile } from '../../intake/tables/import-profile.ts';
import { type Call, type Command, hasOption, numberOption, textOption } from '../command.ts';
import { type DataContext, withStore } from '../with-store.ts';
import { IMPORT_WORDS } from '../words/import-words.ts';
import { wordsIn } from '../words.ts';

const KINDS: readonly ImportKind[] = ['employees', 'activities', 'learning'];

export const importCommand: Command = {
  usage: 'import [kind] [file]',
  summary:
    'Brings in employees, learning activities or what people learned, from CSV or XLSX; the same file twice changes nothing.',
  examples: [
    'druppel import employees people.csv --dry-run',
    'druppel import employees hr.csv --source hr-export',
    'druppel import learning export.csv --dates dd-mm-yyyy',
    'druppel import --undo',
  ],
  options: [
    ['--dry-run', 'says what it would do and changes nothing'],
    ['--full', 'employees: the file holds everybody; who is missing from it left'],
    ['--dates <form>', 'how dates are written, if not 2027-04-26: dd-mm-yyyy, mm/dd/yyyy …'],
    ['--source <name>', 'reads the file as campaigns/imports/NAME.yaml says: columns, dates, values'],
    ['--map <file>', 'the same, from a file anywhere'],
    ['--save-source <name>', 'writes down how this file was read, for --source'],
    ['--yes <number>', 'employees: repeats how many people may be taken out'],
    ['--strict', 'one wrong row, and nothing is imported'],
    ['--errors <file>', 'refused rows as CSV: line, column, value, reason; by itself when there are many'],
    ['--undo', 'takes back the last import; repeated, the one before'],
  ],
  async run(call) {
    if (hasOption(call, 'undo')) return undo(call);
    const [kind, file] = call.args;
    if (!isKind(kind) || file === undefined) {
      throw new UserError('Say what to import, and from which file.', {
        hint: `druppel import ${KINDS.join('|')} FILE`,
      });
    }
    const isStray = kind !== 'employees' && (hasOption(call, 'full') || textOption(call, 'yes') !== null);
    if (isStray) {
      throw new UserError(`--full and --yes are for employees: an import of ${kind} takes nobody out.`, {
        hint: `Leave them out: druppel import ${kind} FILE`,
      });
    }
    await importFile(call, kind, file);
  },
};

async function importFile(call: Call, kind: ImportKind, file: string): Promise<void> {
  const { chosenProfile, checkSaveSource, saveSource } = await import('../import-source.ts');
  const { reportImport, showRefused } = await import('../import-report.ts');
  const { UnsoundFile } = await import('../../flow/people/import-result.ts');
  const { stoppedIn } = await import('../stopped-import.ts');
  const { preferSmallMemory } = await import('../prefer-small-memory.ts');
  preferSmallMemory(call.config.databaseUrl.startsWith('file:'));
  const { terminal } = call;
  const dryRun = hasOption(call, 'dryRun');
  const profile = await chosenProfile(call, kind);
  const saveAs = checkSaveSource(call);
  // Until the workspace is read.
  let locale: SystemLocale = 'en';
  const errors = await openErrorFile(call, file, () => locale);
  const interrupted = () => {
    terminal.note(wordsIn(IMPORT_WORDS, locale)(dryRun ? 'stoppedChecking' : 'stopped'));
    process.exit(INTERRUPTED);
  };
  process.once('SIGINT', interrupted);
  const result = await withStore(call, dryRun ? 'reading' : 'writing', async (context) => {
    locale = await localeOf(call, context);
    return importOne(call, context, locale, { kind, path: resolve(file), profile, refusals: errors });
  })
    .catch(async (error: unknown) => {
      const errorsIn = await errors.close();
      if (!(error instanceof UnsoundFile)) throw stoppedIn(locale, error);
      showRefused(terminal, file, error, errorsIn, locale);
      const nothing = { read: error.read, new: 0, changed: 0, unchanged: 0, left: 0 };
      terminal.answer({ ...nothing, refused: error.refused, errors: error.errors.map(told), details: { errorsIn } });
      throw stoppedIn(locale, error);
    })
    .finally(() => process.off('SIGINT', interrupted));
  const errorsIn = await errors.close();
  const words = wordsIn(IMPORT_WORDS, locale);
  reportImport(terminal, { kind, file, dryRun, errorsIn, locale }, result);
  if (saveAs !== null) {
    const { recognised } = result;
    terminal.say(words('saved', { path: await saveSource(call, saveAs, recognised), name: saveAs }));
  }
  terminal.answer(answerOf(result, errorsIn));
  if (result.read > 0 && result.refused === result.read) {
    throw new UserError(words('allRefused', { count: result.read.toLocaleString(locale), file }), {
      hint: words('rightFile'),
    });
  }
}

/** As shells report a program that Ctrl-C ended: 128 and the number of the signal. */
const INTERRUPTED = 130;

/** The contract's keys (interfaces.md), and whatever else there is to know in one of its own. */
function answerOf(
  { read, new: added, changed, unchanged, left, refused, errors, recognised: _, ...details }: ImportResult,
  errorsIn: string | null,
): object {
  const counts = { read, new: added, changed, unchanged, left, refused };
  return { ...counts, errors: errors.map(told), details: { ...details, errorsIn } };
}

/** For scripts: codes and values, which stay, and one English sentence. */
function told({ line, column, reasons }: RefusedRow): object {
  return { line, column, message: rowReasonsText(reasons, 'en'), reasons };
}

/** `people.csv` → `people.errors.csv` beside it, when more rows are refused than the terminal, or --json, shows. */
async function openErrorFile(call: Call, file: string, language: () => SystemLocale) {
  const { errorFile } = await import('../error-file.ts');
  const { MAX_LISTED } = await import('../../flow/people/import-result.ts');
  const { SHOWN } = await import('../import-report.ts');
  const asked = textOption(call, 'errors');
  if (asked !== null) return errorFile(resolve(asked), 0, language);
  return errorFile(
    join(dirname(resolve(file)), `${parse(file).name}.errors.csv`),
    call.terminal.json ? MAX_LISTED : SHOWN,
    language,
  );
}

interface FileToImport {
  readonly kind: ImportKind;
  readonly path: string;
  readonly profile: ImportProfile | null;
  readonly refusals: RefusalListener;
}

/** The workspace's first language; English before there is a workspace. */
async function localeOf(call: Call, { store }: DataContext): Promise<SystemLocale> {
  const { localeInForce } = await import('../../flow/publishing/workspace-files.ts');
  return systemLocale(await localeInForce(call.config.workspace, store.read));
}

async function importOne(
  call: Call,
  context: DataContext,
  locale: SystemLocale,
  { kind, ...file }: FileToImport,
): Promise<ImportResult> {
  const { importProgress } = await import('../import-progress.ts');
  const common = { ...file, dryRun: hasOption(call, 'dryRun'), strict: hasOption(call, 'strict') };
  if (kind === 'activities') {
    const { importActivities } = await import('../../flow/people/import-activities.ts');
    return importActivities(context, { ...common, locale });
  }
  const dates = textOption(call, 'dates');
  const onProgress = importProgress(call.terminal, wallClock, locale);
  const { workspaceInForce } = await import('../../flow/publishing/workspace-files.ts');
  const { workspace, activities } = await workspaceInForce(call.config.workspace, context.store.read);
  if (kind === 'learning') {
    const { importLearning } = await import('../../flow/people/import-learning.ts');
    const knownActivities = activities.map(({ id }) => id);
    return importLearning(context, { ...common, workspace, knownActivities, dates, onProgress });
  }
  const { importEmployees } = await import('../../flow/people/import-employees.ts');
  const [full, yes] = [hasOption(call, 'full'), numberOption(call, 'yes', 1)];
  return importEmployees(context, { ...common, workspace, full, yes, dates, onProgress });
}

async function undo(call: Call): Promise<void> {
  if (hasOption(call, 'dryRun')) {
    throw new UserError('--undo takes back at once; there is no --dry-run of it.', {
      hint: 'Leave out one of the two. What was taken back comes again with the same file.',
    });
  }
  if (call.args.some((arg) => arg !== undefined)) {
    throw new UserError('--undo takes back the last import, whatever it was.', { hint: 'druppel import --undo' });
  }
  const { undone, locale } = await withStore(call, 'writing', async (context) => {
    const { undoImport } = await import('../../flow/people/undo-import.ts');
    return { undone: await undoImport(context), locale: await localeOf(call, context) };
  });
  const words = wordsIn(IMPORT_WORDS, locale);
  const { kind, fileName: file, at, restored, removed } = undone;
  const tookBack = words('tookBack', { kind: words(KIND_WORDS[kind]), file, at: formatInstant(at), restored, removed });
  call.terminal.say(undone.kept > 0 ? `${tookBack}${words('kept', { count: undone.kept })}` : tookBack);
  call.terminal.say(words('mailsStay'));
  call.terminal.answer({ ...undone, at: formatInstant(undone.at) });
}

const KIND_WORDS = {
  employees: 'kindEmployees',
  activities: 'kindActivities',
  learning: 'kindLearning',
} as const satisfies Readonly<Record<ImportKind, string>>;

function isKind(text: string | undefined): text is ImportKind {
  return (KINDS as readonly (string | undefined)[]).includes(text);
}
