import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Instant } from '../../domain/time.ts';
import type { Database } from '../../store/database.ts';
import type { StoredMessage } from '../../store/mails/messages.ts';
import type { JournalLine, JournalResult, SendJournal, WitnessedGate } from '../../store/mails/send-journal.ts';
import {
  hasWitnessed,
  holdMessages,
  holdWitnessed,
  knownGateNumbers,
  settleWitnessed,
  type Witnessed,
  witnessedBy,
} from '../../store/mails/witnessed-mails.ts';
import { keptJournalKey, knownJournalKey } from '../../store/meta.ts';
import { lookAgain } from '../../store/people/employee-wakes.ts';
import { employeesByKey } from '../../store/people/employees.ts';
import type { Store } from '../../store/store.ts';

/** What the journal says of a mail: which one it is, and where it went through. */
export interface GateToWitness {
  readonly message: Pick<StoredMessage, 'kind' | 'key' | 'campaign' | 'step' | 'recipient'>;
  readonly messageId: string;
  /** The employee's `id`, which a new import gives again; null: there is none. */
  readonly personId: string | null;
}

/** Mails by which nobody is found: under the store's own key (guarantees.md F11). */
export interface Fingerprints {
  /** Names the store in the journal, which several may share. */
  readonly store: string;
  of(gate: Omit<GateToWitness, 'messageId'>): string;
}

/**
 * The witness of one process that sends: writes each gate and each result into the journal, and knows what the journal
 * saw and the database forgot.
 */
export interface Witness {
  gates(passed: readonly GateToWitness[], lastNumber: number, at: Instant): JournalLine[];
  result(messageId: string, result: JournalResult, at: Instant): JournalLine;
  append(lines: readonly JournalLine[]): Promise<void>;
  /** Of what was claimed: what may be sent. The rest is held, or settled as the journal says. */
  sift(store: Store, claimed: readonly StoredMessage[], now: Instant): Promise<{ free: StoredMessage[]; held: number }>;
}

export function fingerprintsUnder(key: string): Fingerprints {
  const store = createHash('sha256').update(key).digest('hex').slice(0, 12);
  return {
    store,
    of: ({ message: { kind, key: name, recipient }, personId }) =>
      createHmac('sha256', key)
        .update(JSON.stringify([personId ?? recipient, kind, name]))
        .digest('base64url')
        .slice(0, 24),
  };
}

/** The key under which this store is known to its journal, made where there is none. */
export async function keepJournalKey(tx: Database): Promise<string> {
  return keptJournalKey(tx, randomBytes(32).toString('base64url'));
}

/**
 * Compares the journal with the database: what it saw pass a gate that the database does not know, because it was
 * restored from a backup, is held from here on (guarantees.md F11).
 * @returns how many mails were found so just now.
 */
async function compareJournal(store: Store, journal: SendJournal): Promise<number> {
  const unknown = await unknownGates(store.read, journal);
  if (unknown.length > 0) await store.write((tx) => holdWitnessed(tx, unknown));
  return unknown.length;
}

/** What a comparison would find; changes nothing. */
export async function unknownGates(database: Database, journal: SendJournal): Promise<WitnessedGate[]> {
  const key = await knownJournalKey(database);
  if (key === null) return [];
  const known = await knownGateNumbers(database);
  return journal.unknownGates(fingerprintsUnder(key).store, ({ boot, number }) => number <= (known.get(boot) ?? 0));
}

export async function openWitness(store: Store, journal: SendJournal, boot: string): Promise<Witness> {
  const prints = fingerprintsUnder(await store.write(keepJournalKey));
  await compareJournal(store, journal);
  const isRestored = await hasWitnessed(store.read);
  return {
    gates: (passed, lastNumber, at) =>
      passed.map((gate, index) => ({
        what: 'gate',
        store: prints.store,
        boot,
        number: lastNumber - passed.length + 1 + index,
        at,
        fingerprint: prints.of(gate),
        messageId: gate.messageId,
        campaign: gate.message.campaign,
        step: gate.message.step,
      })),
    result: (messageId, what, at) => ({ what, store: prints.store, messageId, at }),
    append: (lines) => journal.append(lines),
    async sift(to, claimed, now) {
      if (!isRestored) return { free: [...claimed], held: 0 };
      const witnessed = await recognise(to.read, prints, claimed);
      const free = claimed.filter(({ id }) => (witnessed.get(id)?.mail.verdict ?? 'again') === 'again');
      const held = [...witnessed.values()].filter(({ mail }) => mail.verdict === 'held');
      const gone = [...witnessed.values()].filter(({ mail }) => mail.verdict === 'gone');
      const people = claimed.filter(({ id }) => gone.some((one) => one.id === id)).map(({ recipient }) => recipient);
      await to.write(async (tx) => {
        await holdMessages(tx, held);
        await settleWitnessed(tx, gone);
        await lookAgain(tx, [...new Set(people)], now);
      });
      return { free, held: held.length };
    },
  };
}

/** Which of these messages the journal saw, by their ids. */
export async function recognise(
  database: Database,
  prints: Fingerprints,
  messages: readonly StoredMessage[],
): Promise<Map<string, Witnessed>> {
  const keys = [...new Set(messages.map(({ recipient }) => recipient))];
  const ids = new Map((await employeesByKey(database, keys)).map(({ key, id }) => [key, id]));
  const byPrint = new Map(
    messages.map((message) => [prints.of({ message, personId: ids.get(message.recipient) ?? null }), message]),
  );
  const found = await witnessedBy(database, [...byPrint.keys()]);
  return new Map(
    [...byPrint].flatMap(([print, { id, claim }]) => {
      const mail = found.get(print);
      return mail === undefined ? [] : [[id, { id, claim, mail }] as const];
    }),
  );
}
