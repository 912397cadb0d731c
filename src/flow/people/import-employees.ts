import { profileOf } from '../../intake/people/recognised-profile.ts';
import { countEmployees, upsertEmployees } from '../../store/people/employees.ts';
import type { FlowContext } from '../context.ts';
import { type ChangeSet, openChangeSet } from './import-change-set.ts';
import { checkFile, hashFile, refuseIfChanged } from './import-file.ts';
import { employeeRemarks } from './import-remarks.ts';
import { type Continued, type ImportResult, refuseUnlessSound } from './import-result.ts';
import type { ManagerReport } from './manager-tree.ts';
import { type DecidedPart, type EmployeeImport, type Visit, type Walked, walkEmployees } from './walk-employees.ts';
import { BRAKE_PEOPLE, brake, settingInForce } from './who-would-fall-out.ts';

export interface EmployeeImportResult extends ImportResult {
  /** People of the file who cannot be mailed. */
  readonly withoutEmail: number;
  /** Null: the file does not say who leads whom. */
  readonly managers: ManagerReport | null;
}

type Context = Pick<FlowContext, 'store' | 'clock' | 'newId'>;

/**
 * People from a CSV or XLSX file (rules.md R17). The file is read twice: once to know what it would do, which is all of
 * a dry run, and once to do it, in transactions of some thousand rows. The same file again changes nothing, so after a
 * kill the same command finishes the work (F14).
 * @throws {UserError} when the file is no table, when it would take too many people out, or is not sound with `strict`.
 */
export async function importEmployees(context: Context, options: EmployeeImport): Promise<EmployeeImportResult> {
  const checked = await checkFile(options.path);
  const { store, newId } = context;
  const now = context.clock();
  let foretold: Walked | null = null;
  // Into a nearly empty store nothing can be taken out, so that a first import need not be read twice.
  if (options.dryRun || options.strict || (await countEmployees(store.read)) >= BRAKE_PEOPLE) {
    const setting = await settingInForce(store.read);
    foretold = await walkEmployees(options, checked, {
      doing: 'checking',
      now,
      newId,
      setting,
      inTransaction: (work) => work(store.read),
      save: null,
      saved: () => {},
    });
    if (options.strict) refuseUnlessSound({ ...foretold.counts, errors: foretold.refusals.listed });
    await brake(store.read, foretold.fallOut, options.workspace, now, options.yes);
    if (options.dryRun) return resultOf(context, options, foretold, null);
  }
  const { path, full, dates, profile = null } = options;
  const fileHash = await hashFile(path, { full, dates, profile });
  await refuseIfChanged(checked, null);
  const changeSet = await openChangeSet(store.read, newId, { kind: 'employees', path, fileHash, now });
  const walked =
    foretold !== null && changesNothing(foretold)
      ? foretold
      : await walkEmployees(options, checked, writing(context, changeSet, now));
  await store.write((tx) => changeSet.finish(tx, walked.counts));
  return resultOf(context, options, walked, changeSet.continued);
}

function writing({ store, newId }: Context, changeSet: ChangeSet, now: number): Visit {
  return {
    doing: 'importing',
    now,
    newId,
    setting: null,
    inTransaction: (work) => store.write(work),
    save(tx, part: DecidedPart) {
      const known = new Map(part.people.flatMap(({ person, before }) => (before ? [[person, before] as const] : [])));
      const people = part.people.map(({ after }) => after.person);
      return [() => changeSet.record(tx, part), () => upsertEmployees(tx, people, now, known)];
    },
    saved: (part) => changeSet.took(part),
  };
}

function changesNothing({ counts }: Walked): boolean {
  return counts.new + counts.changed + counts.left === 0;
}

async function resultOf(
  { store }: Context,
  { workspace, dates, profile = null }: EmployeeImport,
  walked: Walked,
  continued: Continued | null,
): Promise<EmployeeImportResult> {
  const { counts, refusals, withoutEmail } = walked;
  const managers = (await walked.managers?.report(store.read)) ?? null;
  const remarks = await employeeRemarks(workspace, { ...walked, managers, continued });
  const recognised = profileOf('employees', walked.file.table, dates, profile);
  return { ...counts, errors: refusals.listed, remarks, continued, recognised, withoutEmail, managers };
}
