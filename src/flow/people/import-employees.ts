import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { loadPublicHolidays } from '../../calendar/public-holidays.ts';
import type { Employee } from '../../domain/employee.ts';
import type { Instant } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { Setting } from '../../engine/situation.ts';
import { isRefused, type RefusedRow } from '../../intake/delimited.ts';
import { type EmployeeRow, readEmployees } from '../../intake/employees.ts';
import type { Database } from '../../store/database.ts';
import { countEmployees, type StoredEmployee, upsertEmployees } from '../../store/employees.ts';
import { addImport } from '../../store/imports.ts';
import type { FlowContext } from '../context.ts';
import { decideEmployeeRows, type RowDecision } from './decide-employee-rows.ts';
import { importMemory } from './import-memory.ts';
import { checkFile, type ImportResult, inBatches, inFile, refuseUnlessSound } from './import-result.ts';
import { missingAfter, namedByRefusedRows, type Presence } from './missing-people.ts';
import { BRAKE_PEOPLE, brake, leaversIn, settingInForce, suspendedBy } from './who-would-fall-out.ts';

export interface EmployeeImport {
  readonly path: string;
  readonly workspace: Workspace;
  /** The file holds everybody: who is missing from it left. */
  readonly full: boolean;
  readonly dryRun: boolean;
  readonly strict: boolean;
  /** How dates are written besides ISO 8601: `dd-mm-yyyy`. */
  readonly dates: string | null;
  /** The number of people that may be taken out, repeated. */
  readonly yes: number | null;
  readonly onProgress?: (rows: number) => void;
}

/** The change set of an import, as it is kept: who was new, and how the others were before. */
export interface EmployeesUndo {
  readonly people: { readonly key: string; readonly before: Employee | null }[];
}

type Context = Pick<FlowContext, 'store' | 'clock' | 'newId'>;

/**
 * People from a CSV or XLSX file (rules.md R17). The file is read twice: once to know what it would do, which is all of
 * a dry run, and once to do it, in transactions of some hundred rows; the same file again changes nothing.
 * @throws {UserError} when the file is no table, when it would take too many people out, or is not sound with `strict`.
 */
export async function importEmployees(context: Context, options: EmployeeImport): Promise<ImportResult> {
  await checkFile(options.path);
  const now = context.clock();
  const { read } = context.store;
  // Into a nearly empty store nothing can be taken out, so that a first import need not be read twice.
  if (options.dryRun || options.strict || (await countEmployees(read)) >= BRAKE_PEOPLE) {
    const setting = await settingInForce(read);
    const reading: InTransaction = (work) => work(read);
    const foretold = await walk(context, options, reading, { now, setting, write: false });
    if (options.strict) refuseUnlessSound(foretold.result.errors);
    await brake(read, foretold.fallOut, options.workspace, now, options.yes);
    if (options.dryRun) return foretold.result;
  }
  const writing: InTransaction = (work) => context.store.write(work);
  const done = await walk(context, options, writing, { now, setting: null, write: true });
  const { read: rows, errors: _, remarks: __, ...counts } = done.result;
  if (done.changes.length === 0) return done.result;
  await context.store.write((tx) =>
    addImport(tx, {
      id: context.newId('imp'),
      kind: 'employees',
      fileName: basename(options.path),
      at: now,
      counts: { read: rows, ...counts },
      undo: { people: done.changes } satisfies EmployeesUndo,
    }),
  );
  return done.result;
}

type InTransaction = <T>(work: (database: Database) => Promise<T>) => Promise<T>;

interface Walk {
  readonly now: Instant;
  /** To know who would be suspended; null: not asked. */
  readonly setting: Setting | null;
  readonly write: boolean;
}

interface Walked {
  readonly result: ImportResult;
  readonly fallOut: { readonly left: number; readonly suspended: number; readonly people: number };
  readonly changes: EmployeesUndo['people'];
}

async function walk(
  { newId }: Context,
  options: EmployeeImport,
  inTransaction: InTransaction,
  { now, setting, write }: Walk,
): Promise<Walked> {
  const { table, rows } = await inFile(
    options.path,
    readEmployees(createReadStream(options.path), {
      attributes: options.workspace.attributes,
      dates: options.dates,
    }),
  );
  const memory = importMemory();
  const counts = { read: 0, new: 0, changed: 0, unchanged: 0 };
  const errors: RefusedRow[] = [];
  const changes: EmployeesUndo['people'] = [];
  const left = new Set<string>();
  const suspended = new Set<string>();
  const countries = new Set<string>();

  for await (const batch of inBatches<EmployeeRow | RefusedRow>(rows)) {
    const readable = batch.flatMap((row) => (isRefused(row) ? [] : [row]));
    // A transaction that another process disturbs runs again: what it decided counts when it is through.
    const done = await inTransaction(async (database) => {
      const draft = memory.draft();
      const decisions = await decideEmployeeRows(database, readable, draft, newId);
      const fallOut = setting ? await suspendedBy(database, decisions, setting, now) : [];
      if (write) await upsertEmployees(database, decisions.flatMap(toSave), now);
      return { draft, decisions, fallOut };
    });
    memory.take(done.draft);
    count(batch, done.decisions);
    for (const key of leaversIn(done.decisions, options.workspace, now)) left.add(key);
    for (const key of done.fallOut) suspended.add(key);
    options.onProgress?.(counts.read);
  }
  if (options.full) await markMissing();

  const fallOut = { left: left.size, suspended: suspended.size, people: new Set([...left, ...suspended]).size };
  errors.sort((a, b) => a.line - b.line);
  const remarks = [
    ...table.understood.map(({ header, column }) => `The column "${header}" was read as ${column}.`),
    ...(await unknownHolidays(countries, options.workspace)),
  ];
  return { result: { ...counts, left: left.size, refused: errors.length, errors, remarks }, fallOut, changes };

  function count(batch: readonly (EmployeeRow | RefusedRow)[], decisions: readonly RowDecision[]): void {
    counts.read += batch.length;
    errors.push(...batch.filter(isRefused));
    for (const decision of decisions) {
      if (decision.kind === 'refused') errors.push(decision.error);
      else counts[decision.kind] += 1;
      if (decision.kind !== 'refused' && decision.person.country !== null) countries.add(decision.person.country);
      if (decision.kind === 'new') changes.push({ key: decision.person.key, before: null });
      if (decision.kind === 'changed') changes.push({ key: decision.person.key, before: asImported(decision.before) });
    }
  }

  /** With --full a refused row counts as present: its person is there, only the row is wrong. */
  async function markMissing(): Promise<void> {
    const presence: Presence = {
      seen: memory.lines,
      named: await namedByRefusedRows(options.path, new Set(errors.map(({ line }) => line))),
    };
    for (let after: string | null = null, isLast = false; !isLast; ) {
      const page = await inTransaction(async (database) => {
        const found = await missingAfter(database, after, presence, options.workspace, now);
        if (write)
          await upsertEmployees(
            database,
            found.missing.map((person) => ({ ...person, missingSince: now })),
            now,
          );
        return found;
      });
      for (const person of page.missing) {
        left.add(person.key);
        changes.push({ key: person.key, before: asImported(person) });
      }
      after = page.last;
      isLast = page.last === null;
    }
  }
}

/** Without the bookkeeping that no import touches. */
function asImported(row: StoredEmployee): Employee {
  const {
    chosenLocale: _,
    revision: _r,
    wakeAt: _w,
    lookedAt: _l,
    suppressedAt: _s,
    notedAt: _n,
    createdAt: _c,
    emailDigest: _d,
    ...person
  } = row;
  return person;
}

function toSave(decision: RowDecision): Employee[] {
  return decision.kind === 'new' || decision.kind === 'changed' ? [decision.person] : [];
}

/** Where no public holidays are known, as for Nepal, mail goes on every working day: said once, never refused. */
async function unknownHolidays(countries: ReadonlySet<string>, { sending }: Workspace): Promise<string[]> {
  if (countries.size === 0 || !sending.holidays) return [];
  const holidays = await loadPublicHolidays();
  return [...countries]
    .filter((country) => !holidays.knows(country, null))
    .sort()
    .map((country) => `No public holidays are known for ${country}: mail goes there on every working day.`);
}
