import type { Instant } from '../../domain/time.ts';
import type { WitnessedOutcome } from '../tables/lifecycle-tables.ts';

/**
 * A witness of what went, apart from the database (guarantees.md F11): append-only, a line for each gate that was
 * passed and one for each result. It names no person: a mail is known by its Message-ID and a keyed fingerprint.
 */
export interface SendJournal {
  /** A path, or a database without its password. */
  readonly name: string;
  /** Resolves when the lines are where a crash does not reach them, if there is a gate among them. */
  append(lines: readonly JournalLine[]): Promise<void>;
  /**
   * Gates of one store that are not known there, oldest first, with what became of them; those that the mail server
   * refused are left out. The journal of a store that was never restored has none.
   */
  unknownGates(store: string, isKnown: (gate: GatePosition) => boolean): Promise<WitnessedGate[]>;
  close(): Promise<void>;
}

/** The number that a process gave a gate as it committed it. */
export interface GatePosition {
  readonly boot: string;
  readonly number: number;
}

export type JournalLine =
  | ({ readonly what: 'gate' } & Omit<WitnessedGate, 'outcome'> & { readonly store: string })
  | {
      readonly what: JournalResult;
      readonly store: string;
      readonly messageId: string;
      readonly at: Instant;
    };

export type JournalResult = 'sent' | 'in-doubt' | 'not-sent';

export interface WitnessedGate extends GatePosition {
  readonly fingerprint: string;
  readonly messageId: string;
  readonly campaign: string;
  readonly step: string;
  readonly at: Instant;
  /** Without a result nobody knows whether it arrived. */
  readonly outcome: WitnessedOutcome;
}

/** What became of gates, from lines in any order. */
export function witnessed(
  gates: readonly Omit<WitnessedGate, 'outcome'>[],
  results: ReadonlyMap<string, JournalResult>,
): WitnessedGate[] {
  return gates.flatMap((gate) => {
    const result = results.get(gate.messageId) ?? 'in-doubt';
    return result === 'not-sent' ? [] : [{ ...gate, outcome: result }];
  });
}
