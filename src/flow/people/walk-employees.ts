import { UserError } from '../../domain/errors.ts';
import type { NewId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { Setting } from '../../engine/facts/situation.ts';
import { type EmployeeRow, type EmployeesFile, readEmployees } from '../../intake/people/employees.ts';
import { isRefused, type RefusedRow } from '../../intake/tables/delimited.ts';
import type { ImportProfile } from '../../intake/tables/import-profile.ts';
import type { Database } from '../../store/database.ts';
import { overlapped } from '../../store/overlapped.ts';
import type { ImportChange } from '../../store/people/import-changes.ts';
import { decideOrWait, type RowDecision } from './decide-employee-rows.ts';
import { FingerprintIndex } from './fingerprint-index.ts';
import { type CheckedFile, type ImportProgress, inFile, openFile, refuseIfChanged } from './import-file.ts';
import { importMemory } from './import-memory.ts';
import {
  collectRefusals,
  type ImportResult,
  inBatches,
  type RefusalListener,
  type Refusals,
  readAhead,
} from './import-result.ts';
import { asImported } from './imported-person.ts';
import { type ManagerTree, managerTree } from './manager-tree.ts';
import { missingAfter } from './missing-people.ts';
import { type RowsThatWait, rowsThatWait } from './rows-that-wait.ts';
import { leaversIn, suspendedBy } from './who-would-fall-out.ts';

export interface EmployeeImport {
  readonly path: string;
  readonly workspace: Workspace;
  /** The file holds everybody: who is missing from it left. */
  readonly full: boolean;
  readonly dryRun: boolean;
  readonly strict: boolean;
  /** How dates are written besides ISO 8601: `dd-mm-yyyy`. */
  readonly dates: string | null;
  /** How the files of one source are read; null: by what they are. */
  readonly profile?: ImportProfile | null | undefined;
  /** The number of people that may be taken out, repeated. */
  readonly yes: number | null;
  readonly refusals?: RefusalListener | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** What one transaction takes, where it is not as usual. */
  readonly rowsPerPart?: number | undefined;
}

/** What is done with each part of the file, in a transaction or only looking. */
export interface Visit {
  readonly doing: 'checking' | 'importing';
  readonly now: Instant;
  readonly newId: NewId;
  /** To know who would be suspended; null: not asked. */
  readonly setting: Setting | null;
  /** Runs the work again when another process disturbed it. */
  readonly inTransaction: <T>(work: (database: Database) => Promise<T>) => Promise<T>;
  /** What writes the part, in pieces for {@link overlapped}; null: nothing is written. */
  readonly save: ((database: Database, part: DecidedPart) => readonly (() => Promise<void>)[]) | null;
  /** The part's transaction is over. */
  readonly saved: (part: DecidedPart) => void;
}

/** What a part of the file, or of the people that are missing from it, comes to. */
export interface DecidedPart {
  readonly rowsDone: number;
  readonly counts: Pick<ImportResult, 'new' | 'changed' | 'left'>;
  readonly people: readonly (ImportChange & { readonly after: RowDecision & { readonly kind: 'new' | 'changed' } })[];
}

/** What a walk through the whole file found. */
export interface Walked {
  readonly file: EmployeesFile;
  readonly counts: Pick<ImportResult, 'read' | 'new' | 'changed' | 'unchanged' | 'left' | 'refused'>;
  readonly refusals: Refusals;
  readonly fallOut: { readonly left: number; readonly suspended: number; readonly people: number };
  readonly withoutEmail: number;
  readonly countries: ReadonlySet<string>;
  /** Null: the file does not say who leads whom. */
  readonly managers: ManagerTree | null;
}

/** Reads the file part by part, decides each and has it written; with `full`, then looks for who is missing. */
export async function walkEmployees(options: EmployeeImport, checked: CheckedFile, visit: Visit): Promise<Walked> {
  const { workspace, full, onProgress } = options;
  const { now, newId, setting, inTransaction, save } = visit;
  const bytes = openFile(options.path);
  const file = await inFile(
    options.path,
    readEmployees(bytes, { attributes: workspace.attributes, dates: options.dates, profile: options.profile }),
  );
  const refusals = await collectRefusals(options.refusals);
  const memory = importMemory(save !== null);
  const namedByRefused = new FingerprintIndex();
  const managers = file.table.columns.some(({ name }) => name === 'manager_email') ? managerTree() : null;
  const counts = { read: 0, new: 0, changed: 0, unchanged: 0 };
  const left = new Set<string>();
  const suspended = new Set<string>();
  const countries = new Set<string>();
  let withoutEmail = 0;

  const waiting = rowsThatWait();
  const batches = readAhead(inBatches(file.rows, options.rowsPerPart));
  for (let next = await batches.next(); !next.done; next = await batches.next())
    await takePart(next.value, waiting, batches.start);
  if (waiting.rows.length > 0) await takePart(waiting.rows, null);
  await refuseIfChanged(checked, save === null ? null : counts.read);
  if (full && counts.read === 0) throw noRows(options.path);
  if (full) await markMissing();

  return {
    file,
    counts: { ...counts, left: left.size, refused: refusals.count },
    refusals,
    fallOut: { left: left.size, suspended: suspended.size, people: new Set([...left, ...suspended]).size },
    withoutEmail,
    countries,
    managers,
  };

  /** @param behind null: these rows have waited, and were counted when they came. */
  async function takePart(
    batch: readonly (EmployeeRow | RefusedRow)[],
    behind: RowsThatWait | null,
    readOn?: () => void,
  ): Promise<void> {
    const readable = batch.filter((row): row is EmployeeRow => !isRefused(row));
    const rowsDone = counts.read + (behind === null ? 0 : batch.length);
    const done = await inTransaction(async (database) => {
      const draft = memory.draft();
      const outcome = await decideOrWait(database, readable, draft, newId, behind);
      const decisions = outcome.decided.map(({ decision }) => decision);
      const fallOut = setting ? await suspendedBy(database, decisions, setting, now) : [];
      const part = partOf(decisions, rowsDone);
      await overlapped(...(save?.(database, part) ?? []), async () => readOn?.());
      return { ...outcome, draft, decisions, fallOut, part };
    });
    visit.saved(done.part);
    memory.take(done.draft);
    behind?.add(done.waiting);
    await refuse([
      ...batch.filter(isRefused),
      ...done.decisions.flatMap((one) => (one.kind === 'refused' ? one.error : [])),
    ]);
    counts.read = rowsDone;
    for (const { line, decision } of done.decided) count(decision, line);
    for (const key of leaversIn(done.decisions, workspace, now)) left.add(key);
    for (const key of done.fallOut) suspended.add(key);
    onProgress?.({ doing: visit.doing, rows: counts.read, bytes: bytes.bytesRead, ofBytes: checked.sizeBytes });
  }

  function count(decision: RowDecision, line: number): void {
    if (decision.kind === 'refused') return;
    const { email, managerEmail, country } = decision.person;
    counts[decision.kind] += 1;
    if (country !== null) countries.add(country);
    if (email === null) withoutEmail += 1;
    managers?.add(line, email, managerEmail);
  }

  async function refuse(rows: readonly RefusedRow[]): Promise<void> {
    if (full) for (const { names = [] } of rows) for (const name of names) namedByRefused.set(name.toLowerCase(), 0);
    await refusals.add(rows);
  }

  /** With --full a refused row counts as present: its person is there, only the row is wrong. */
  async function markMissing(): Promise<void> {
    const presence = {
      isSeen: (id: string) => memory.lineOfId(id) !== undefined,
      isNamed: (name: string) => namedByRefused.get(name) !== undefined,
    };
    for (let after: string | null = null, isLast = false; !isLast; ) {
      const page = await inTransaction(async (database) => {
        const found = await missingAfter(database, after, presence, workspace, now);
        const people = found.missing.map((before) => {
          const person = { ...asImported(before), missingSince: now };
          return {
            person: before.key,
            before: asImported(before),
            after: { kind: 'changed', person, before } as const,
          };
        });
        const part = { rowsDone: counts.read, counts: { new: 0, changed: 0, left: people.length }, people };
        await overlapped(...(save?.(database, part) ?? []));
        return { ...found, part };
      });
      visit.saved(page.part);
      for (const { key } of page.missing) left.add(key);
      after = page.last;
      isLast = page.last === null;
    }
  }
}

function noRows(path: string): UserError {
  return new UserError(`${path} has a header and no rows. With --full everybody would be gone.`, {
    hint: 'Have it exported again; an export that broke off looks like this.',
  });
}

function partOf(decisions: readonly RowDecision[], rowsDone: number): DecidedPart {
  const people = decisions.flatMap((decision) => {
    if (decision.kind !== 'new' && decision.kind !== 'changed') return [];
    const before = decision.kind === 'new' ? null : asImported(decision.before);
    return [{ person: decision.person.key, before, after: decision }];
  });
  const added = people.filter(({ before }) => before === null).length;
  return { rowsDone, counts: { new: added, changed: people.length - added, left: 0 }, people };
}
