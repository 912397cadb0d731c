/** One thing that was looked at, and what to do about it. */
export interface Symptom {
  readonly about:
    | 'workspace'
    | 'database'
    | 'clock'
    | 'mail'
    | 'links'
    | 'dns'
    | 'disk'
    | 'learning data'
    | 'queue'
    | 'journal'
    | 'channels'
    | 'approval';
  readonly state: 'good' | 'look' | 'bad';
  readonly says: string;
  /** The next act; null: nothing to do. */
  readonly mend: string | null;
}
