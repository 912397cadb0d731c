import { type LearningValues, saysTheSame, type ToldValues, toldAgain } from '../../domain/learning.ts';
import type { NewLearningRecord } from '../../store/learning/learning-records.ts';
import { FingerprintIndex } from './fingerprint-index.ts';

type Told = Omit<NewLearningRecord, 'id' | 'importId'>;

/** What makes two tellings one record: the same event of the same person at the same instant. */
export function nameOf({ person, activity, event, at }: Pick<Told, 'person' | 'activity' | 'event' | 'at'>): string {
  return JSON.stringify([person, activity, event, at]);
}

/** Each record once, with what all its tellings say together: the last one that says something counts. */
export function toldTogether<Record extends Told>(records: readonly Record[]): Map<string, Record> {
  const together = new Map<string, Record>();
  for (const record of records) {
    const name = nameOf(record);
    const before = together.get(name);
    together.set(name, before === undefined ? record : { ...before, ...toldAgain(before, record) });
  }
  return together;
}

/** What a dry run has read so far, in place of what an import would have written. */
export interface ToldSoFar {
  /** How many of these records are new, and how many say something else than what is known. */
  foretell(
    records: readonly Told[],
    kept: ReadonlyMap<string, LearningValues>,
  ): { readonly new: number; readonly changed: number };
}

/** @returns a memory of a few bytes a record, and of what it says only where it says something. */
export function toldSoFar(): ToldSoFar {
  const names = new FingerprintIndex();
  const values: LearningValues[] = [NOTHING];

  return {
    foretell(records, kept) {
      const counts = { new: 0, changed: 0 };
      const first = new Map<string, ToldValues>();
      for (const record of records) if (!first.has(nameOf(record))) first.set(nameOf(record), record);
      for (const [name, together] of toldTogether(records)) {
        const known = knownOf(name) ?? kept.get(name);
        if (known === undefined) counts.new += 1;
        // Of a record that comes twice in one part the first is taken, and corrected by the others.
        const before = known ?? toldAgain(NOTHING, first.get(name) ?? NOTHING);
        const after = toldAgain(before, together);
        if (!saysTheSame(before, after)) counts.changed += 1;
        remember(name, after);
      }
      return counts;
    },
  };

  function knownOf(name: string): LearningValues | undefined {
    const place = names.get(name);
    return place === undefined ? undefined : values[place];
  }

  function remember(name: string, { due, score, progress }: LearningValues): void {
    const isNothing = due === null && score === null && progress === null;
    names.set(name, isNothing ? 0 : values.push({ due, score, progress }) - 1);
  }
}

const NOTHING: LearningValues = { due: null, score: null, progress: null };
