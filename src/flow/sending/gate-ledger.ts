import { EnvironmentError } from '../../domain/errors.ts';
import { MINUTE_MS } from '../../domain/time.ts';
import type { Database } from '../../store/database.ts';
import type { Claim } from '../../store/mails/claims.ts';
import { passGates } from '../../store/mails/gate.ts';
import type { StoredMessage } from '../../store/mails/messages.ts';
import type { JournalLine } from '../../store/mails/send-journal.ts';
import { type Outcome as Settlement, settle } from '../../store/mails/settling.ts';
import { countGates } from '../../store/mails/witnessed-mails.ts';
import { changedSince, lookAgain } from '../../store/people/employee-wakes.ts';
import type { FlowContext } from '../context.ts';
import { brakeIfRefused } from './brake.ts';
import { GroupCommit } from './group-commit.ts';
import type { StillGoing } from './last-look.ts';
import { noteAddress } from './note-address.ts';
import type { GateToWitness, Witness } from './witness.ts';

export interface Settled {
  readonly message: StoredMessage;
  readonly outcome: Settlement;
}

/** A mail that asks to pass the gate, with those it tells of beside its reader. */
export type AtTheGate = Claim & GateToWitness & Pick<StillGoing, 'members'>;

/** One mail as it was settled. */
export type OnSettled = (message: StoredMessage, outcome: Settlement) => void;

export interface GateLedger {
  /** Resolves once the gate is committed, and its witness written: true lets the body go. */
  pass(mail: AtTheGate): Promise<boolean>;
  settle(one: Settled): Promise<void>;
  /** What keeps the witness from writing; mail waits as long as it does. */
  readonly trouble: EnvironmentError | null;
  /** Campaigns that paused by themselves since somebody asked last. */
  takeBraked(): Braked[];
}

/** A campaign whose mails were refused, and why it paused (guarantees.md §1). */
export interface Braked {
  readonly campaign: string;
  readonly words: string;
}

/**
 * Where gates and results are written down, in groups: a commit takes along the gates of some mails and the results of
 * others. A gate counts once its line is in the journal; when that cannot be written, the mails are ready again and
 * nothing of them was sent.
 */
export function openGateLedger(
  { store, clock, newId }: FlowContext,
  bootId: string,
  witness: Witness | null,
  onSettled: OnSettled,
): GateLedger {
  let trouble: EnvironmentError | null = null;
  /** Message-IDs of what passed here and has no result yet, by row and claim: nobody else's result is written. */
  const onTheWire = new Map<string, string>();

  /** Campaigns with a refusal among so few mails that the next ones can still tip the share. */
  const refused = new Set<string>();
  let braked: Braked[] = [];

  const commits = new GroupCommit<AtTheGate | Settled, boolean>(async (wishes) => {
    const results = wishes.filter((wish) => 'outcome' in wish);
    const claims = wishes.filter((wish) => 'claim' in wish);
    const { passed, last, paused } = await store.write(async (tx) => {
      const brakedNow = await settleGroup(tx, results);
      const changed = await changedSince(
        tx,
        claims.flatMap(({ members }) => members),
      );
      const asLooked = claims.filter(({ members }) => !members.some(({ key }) => changed.has(key)));
      const through = await passGates(tx, asLooked, clock());
      const count = witness === null || through.size === 0 ? 0 : await countGates(tx, bootId, through.size);
      return { passed: through, last: count, paused: brakedNow };
    });
    braked.push(...paused);
    const gates = claims.filter(({ id }) => passed.has(id));
    const isWitnessed = witness === null || (await write(witness, gates, last, results));
    for (const { message, outcome } of results) onSettled(message, outcome);
    return wishes.map((wish) => 'outcome' in wish || (isWitnessed && passed.has(wish.id)));
  });

  return {
    pass: (mail) => commits.ask(mail),
    settle: async (one) => {
      await commits.ask(one);
    },
    get trouble() {
      return trouble;
    },
    takeBraked() {
      const taken = braked;
      braked = [];
      return taken;
    },
  };

  /** @returns false: no body may follow. */
  async function write(
    to: Witness,
    gates: readonly AtTheGate[],
    last: number,
    results: readonly Settled[],
  ): Promise<boolean> {
    const at = clock();
    const lines: JournalLine[] = [...to.gates(gates, last, at), ...resultsOf(to, results, at)];
    try {
      await to.append(lines);
      if (gates.length > 0) trouble = null;
      for (const gate of gates) onTheWire.set(wireKey(gate), gate.messageId);
      return true;
    } catch (error) {
      if (!(error instanceof EnvironmentError)) throw error;
      trouble = error;
      const back = gates.map(({ id, claim }): Settlement => {
        return { id, claim, state: 'ready', nextTryAt: at + MINUTE_MS, countsAttempt: false, reply: null };
      });
      await store.write((tx) => settle(tx, back));
      return false;
    }
  }

  function resultsOf(to: Witness, results: readonly Settled[], at: number): JournalLine[] {
    return results.flatMap(({ outcome }) => {
      const messageId = onTheWire.get(wireKey(outcome));
      if (messageId === undefined) return [];
      onTheWire.delete(wireKey(outcome));
      const { state } = outcome;
      return [to.result(messageId, state === 'sent' || state === 'in-doubt' ? state : 'not-sent', at)];
    });
  }

  async function settleGroup(tx: Database, group: readonly Settled[]): Promise<Braked[]> {
    const settled = await settle(
      tx,
      group.map(({ outcome }) => outcome),
    );
    const concerned = group.filter(
      ({ message, outcome }) => settled.has(message.id) && outcome.state !== 'ready' && message.kind !== 'test',
    );
    await lookAgain(tx, [...new Set(concerned.map(({ message }) => message.recipient))], clock());
    for (const { message, outcome } of concerned) {
      if (outcome.state === 'failed' && outcome.reason === 'bounced') await noteAddress(tx, message, clock());
    }
    for (const { message, outcome } of concerned)
      if (outcome.state === 'failed' && (outcome.reply?.code ?? 0) >= 500) refused.add(message.campaign);
    const brakedNow: Braked[] = [];
    for (const campaign of new Set(concerned.map(({ message }) => message.campaign))) {
      if (!refused.has(campaign)) continue;
      const look = await brakeIfRefused(tx, { clock, newId }, campaign);
      if (!look.isFilling) refused.delete(campaign);
      if (look.braked !== null) brakedNow.push({ campaign, words: look.braked });
    }
    return brakedNow;
  }
}

function wireKey({ id, claim }: Claim): string {
  return `${id}/${claim}`;
}
