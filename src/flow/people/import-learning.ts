import { type SystemLocale, systemLocale } from '../../domain/reason-texts.ts';
import { formatInstant, type Instant } from '../../domain/time.ts';
import { profileOf } from '../../intake/people/recognised-profile.ts';
import { allActivities } from '../../store/learning/activities.ts';
import { keepCorrections } from '../../store/learning/learning-corrections.ts';
import { learningDataAt } from '../../store/meta.ts';
import type { FlowContext } from '../context.ts';
import { openChangeSet } from './import-change-set.ts';
import { checkFile, hashFile, refuseIfChanged } from './import-file.ts';
import { continuedRemarks, headerRemarks } from './import-remarks.ts';
import { type Continued, type ImportResult, refuseUnlessSound } from './import-result.ts';
import { remarksIn } from './remark-words.ts';
import { daysAndHours } from './span-in-words.ts';
import { learningArrived } from './take-learning.ts';
import { type LearningImport, type WalkedRecords, walkLearning } from './walk-learning.ts';

export interface LearningImportResult extends ImportResult {
  /** How old what is known about learning was before this import (rules.md R16); null: nothing had ever come. */
  readonly learningDataWasOfAt: Instant | null;
  /** The latest record of the file; null: none. */
  readonly newestRecordAt: Instant | null;
}

type Context = Pick<FlowContext, 'store' | 'clock' | 'newId'>;

/**
 * What people learned, from a learning platform's export (rules.md R2, R16, R18). A record holds from its own time, a
 * late one from now. Told again, a record takes what is said of it now, as a deadline that moved; after a kill the same command finishes the work; whoever
 * it is about is looked at again.
 * @throws {UserError} when the file is no table, or is not sound with `strict`.
 */
export async function importLearning(context: Context, options: LearningImport): Promise<LearningImportResult> {
  const checked = await checkFile(options.path);
  const { store, newId } = context;
  const { path, dates, profile = null } = options;
  const now = context.clock();
  const wasOfAt = await learningDataAt(store.read);
  const known = new Set([...(await allActivities(store.read)).map(({ id }) => id), ...options.knownActivities]);
  const looking = { doing: 'checking', known, now, newId, importId: null } as const;
  if (options.dryRun || options.strict) {
    const foretold = await walkLearning(options, checked, {
      ...looking,
      inTransaction: (work) => work(store.read),
      save: null,
      saved: () => {},
    });
    if (options.strict) refuseUnlessSound({ ...foretold.counts, errors: foretold.refusals.listed });
    if (options.dryRun) return resultOf(options, foretold, null, wasOfAt, now);
  }
  const fileHash = await hashFile(path, { dates, profile });
  await refuseIfChanged(checked, null);
  const changeSet = await openChangeSet(store.read, newId, { kind: 'learning', path, fileHash, now });
  const walked = await walkLearning(options, checked, {
    ...looking,
    doing: 'importing',
    importId: changeSet.id,
    inTransaction: (work) => store.write(work),
    save: async (tx, part) => {
      await changeSet.record(tx, part);
      await keepCorrections(tx, changeSet.id, part.corrections);
    },
    saved: (part) => changeSet.took(part),
  });
  await store.write(async (tx) => {
    await changeSet.finish(tx, walked.counts);
    // A file of which nothing could be used tells nothing, but an empty one says that nothing happened.
    const { read, refused } = walked.counts;
    if (refused === 0 || refused < read) await learningArrived(tx, options.workspace, now);
  });
  return resultOf(options, walked, changeSet.continued, wasOfAt, now);
}

function resultOf(
  { workspace, dates, profile = null }: LearningImport,
  { counts, refusals, table, newestRecordAt }: WalkedRecords,
  continued: Continued | null,
  learningDataWasOfAt: Instant | null,
  now: Instant,
): LearningImportResult {
  const locale = systemLocale(workspace.locales[0] ?? 'en');
  const remarks = [
    ...continuedRemarks(continued, locale),
    ...headerRemarks(table, locale),
    ageRemark(learningDataWasOfAt, newestRecordAt, now, locale),
  ];
  const recognised = profileOf('learning', table, dates, profile);
  return { ...counts, errors: refusals.listed, remarks, continued, recognised, learningDataWasOfAt, newestRecordAt };
}

function ageRemark(wasOfAt: Instant | null, newestAt: Instant | null, now: Instant, locale: SystemLocale): string {
  const remark = remarksIn(locale);
  const ageOf = (at: Instant) => ({ span: daysAndHours(now - at, locale), at: formatInstant(at) });
  const newest = newestAt === null ? remark('noRecord') : remark('newestRecord', ageOf(newestAt));
  return wasOfAt === null
    ? remark('nothingLearned', { newest })
    : remark('learnedBefore', { ...ageOf(wasOfAt), newest });
}
