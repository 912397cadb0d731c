import { mailsOf } from '../../domain/campaign.ts';
import { invariant } from '../../domain/errors.ts';
import type { Message } from '../../domain/message.ts';
import type { Reason } from '../../domain/reasons.ts';
import type { Instant } from '../../domain/time.ts';
import { advance } from '../advance.ts';
import { earlier } from '../conditions/next-change.ts';
import type { Decision, MessageDraft } from '../decision.ts';
import type { Setting, Situation } from '../facts/situation.ts';
import type { BundlePut } from '../journey/walk.ts';
import { bundleSlot, bundleWith, isBundleDue, offBundleBecause, settleBundle, takesMore } from '../mails/bundle.ts';
import { leadsOver } from '../mails/team-update.ts';
import { WakeQueue } from './wake-queue.ts';

/** A mail of the dry run: who gets what, when, and what delayed it. */
export interface PlannedMail {
  readonly recipient: string;
  readonly campaign: string;
  readonly version: number;
  readonly step: string;
  readonly message: string;
  /** The story that it tells; null: none. */
  readonly story: string | null;
  readonly at: Instant;
  readonly reason: Reason | null;
  readonly about: readonly string[];
}

export interface Simulation {
  /** Sorted by instant, then by the person's id. */
  readonly mails: readonly PlannedMail[];
  /** Everybody as they stand at the end, by employee key. */
  readonly people: ReadonlyMap<string, Situation>;
}

/** Looks at one person in one instant that still lead to something; more means that the rules run in a circle. */
const MAX_LOOKS = 200;

/**
 * Plays campaigns on a virtual clock with the very `advance` that sends them (rules.md R12), assuming that every mail
 * goes through and that nothing more is learned, clicked or imported. The same input gives the same mails.
 *
 * @param people everybody, with what is known now. Not changed.
 * @param from the first instant, at which everybody is looked at.
 * @param until the last instant, included.
 */
export function simulate(people: readonly Situation[], setting: Setting, from: Instant, until: Instant): Simulation {
  const known = new Map(people.map((situation) => [situation.employee.key, situation]));
  const mails: PlannedMail[] = [];
  const keys = new Map<string, string>();
  const ownerOf = new Map(
    people.flatMap((situation) => situation.participations.map((one) => [one.id, situation.employee.key] as const)),
  );
  const queue = new WakeQueue();
  // People meet in bundles and team updates only. Where there are none, each story is told to its end before the next one begins: what
  // it needs stays at hand, which makes a large dry run about twice as fast.
  const everybody = [...known.keys()];
  const teams = hasTeamUpdates(setting) ? teamsAmong(people) : new Map<string, string[]>();
  for (const together of teams.size > 0 || hasBundles(people, setting) ? [everybody] : everybody.map((key) => [key])) {
    for (const key of together) queue.set(key, from);
    for (let next = queue.nextAt(); next !== null && next <= until; next = queue.nextAt()) {
      const entry = queue.pop();
      invariant(entry, 'the queue is not empty');
      look(entry.id, entry.at);
    }
    queue.clear();
  }
  const idOf = (key: string) => known.get(key)?.employee.id ?? key;
  mails.sort(
    (a, b) => a.at - b.at || compareTexts(idOf(a.recipient), idOf(b.recipient)) || compareTexts(a.campaign, b.campaign),
  );
  return { mails, people: known };

  function look(key: string, now: Instant): void {
    for (let looks = 0; looks < MAX_LOOKS; looks += 1) {
      sendBundles(key, now);
      const situation = situationOf(key);
      const decision = advance(leading(situation), setting, now);
      const sent = apply(situation, decision, now);
      for (const put of decision.puts) putOnBundle(put);
      if (!sent) {
        queue.set(key, earlier(decision.wakeAt, nextBundleAt(key, now)));
        return;
      }
    }
    invariant(false, `${key} does not come to rest at ${now}`);
  }

  /** Writes a decision down as the store would, and sends at once what is ready. */
  function apply(situation: Situation, decision: Decision, now: Instant): boolean {
    let sent = false;
    let { participations, messages } = situation;
    for (const one of decision.participations) {
      participations = written(participations, one, (other) => other.id === one.id);
      ownerOf.set(one.id, one.person);
    }
    for (const draft of decision.messages) {
      const goes = draft.state === 'ready';
      const row = rowOf(draft, shared(draft.key), situation.employee.key);
      messages = written(messages, row, (other) => other.key === draft.key && other.kind === draft.kind);
      if (!goes) continue;
      sent = true;
      mails.push({
        recipient: row.recipient,
        campaign: row.campaign,
        version: row.version,
        step: row.step,
        message: row.message,
        story: row.story ?? null,
        at: draft.slotAt ?? now,
        reason: draft.reason,
        about: NOBODY,
      });
    }
    known.set(situation.employee.key, { ...situation, lookedAt: now, participations, messages });
    return sent;
  }

  /** One text for all who get the same mail. */
  function shared(key: string): string {
    const first = keys.get(key) ?? key;
    keys.set(first, first);
    return first;
  }

  function putOnBundle(put: BundlePut): void {
    const recipient = known.get(put.recipient);
    const live = setting.campaigns.get(put.campaign);
    const campaign = live?.versions.get(put.version)?.campaign;
    if (!recipient || !live || !campaign) return;
    const slot = bundleSlot(recipient, setting, live, campaign, put);
    const open = recipient.messages.find((message) => message.kind === 'bundle' && message.key === slot.key);
    if (open !== undefined && !takesMore(open)) return;
    const row = bundleWith(put, slot, open, slot.key);
    known.set(put.recipient, {
      ...recipient,
      messages: [...recipient.messages.filter((message) => message !== open), row],
    });
    queue.set(put.recipient, earlier(queue.wakeAtOf(put.recipient), slot.at ?? put.at));
  }

  function sendBundles(key: string, now: Instant): void {
    const recipient = situationOf(key);
    const due = recipient.messages.filter((message) => isBundleDue(message, now));
    if (due.length === 0) return;
    const settled = due.map((bundle): Message => {
      const about = bundle.about.filter((id) => {
        const owner = ownerOf.get(id);
        return owner !== undefined && offBundleBecause(situationOf(owner), setting, bundle, id, now) === null;
      });
      const decided = settleBundle(bundle, about, recipient, setting, now);
      if (decided.state !== 'ready') return decided;
      mails.push({
        recipient: key,
        campaign: bundle.campaign,
        version: bundle.version,
        step: bundle.step,
        message: bundle.message,
        story: null,
        at: decided.slotAt ?? now,
        reason: null,
        about,
      });
      return { ...decided, state: 'sent', settledAt: decided.slotAt };
    });
    known.set(key, {
      ...recipient,
      messages: recipient.messages.map(
        (message) => settled.find((one) => one.key === message.key && message.kind === 'bundle') ?? message,
      ),
    });
  }

  function nextBundleAt(key: string, now: Instant): Instant | null {
    const slots = situationOf(key).messages.flatMap((message) =>
      message.kind === 'bundle' && message.state === 'planned' && message.slotAt !== null && message.slotAt > now
        ? [message.slotAt]
        : [],
    );
    return slots.length === 0 ? null : Math.min(...slots);
  }

  /** With what others' campaigns mean for a manager, as it stands at this instant. */
  function leading(situation: Situation): Situation {
    const reports = teams.get(situation.employee.key);
    if (reports === undefined) return situation;
    return { ...situation, leads: leadsOver(reports.flatMap((key) => situationOf(key).participations)) };
  }

  function situationOf(key: string): Situation {
    const situation = known.get(key);
    invariant(situation, `${key} is known`);
    return situation;
  }
}

function hasBundles(people: readonly Situation[], { campaigns }: Setting): boolean {
  const versions = [...campaigns.values()].flatMap((live) => [...live.versions.values()]);
  return (
    versions.some(({ campaign }) => mailsOf(campaign).some((mail) => mail.to !== 'participant')) ||
    people.some(({ messages }) => messages.some((message) => message.kind === 'bundle'))
  );
}

function hasTeamUpdates({ campaigns }: Setting): boolean {
  return [...campaigns.values()].some((live) => live.versions.get(live.current)?.campaign.teamUpdate != null);
}

/** Direct reports by the key of their manager. */
function teamsAmong(people: readonly Situation[]): Map<string, string[]> {
  const teams = new Map<string, string[]>();
  for (const { employee, manager } of people) {
    if (manager === null) continue;
    teams.set(manager, [...(teams.get(manager) ?? []), employee.key]);
  }
  return teams;
}

/** Written out: a copy by spreading has a hidden class of its own, which makes a million of them slow and large. */
function rowOf(draft: MessageDraft, key: string, recipient: string): Message {
  const goes = draft.state === 'ready';
  return {
    id: key,
    kind: draft.kind,
    key,
    campaign: draft.campaign,
    version: draft.version,
    participation: draft.participation,
    recipient,
    step: draft.step,
    phase: draft.phase,
    message: draft.message,
    story: draft.story ?? null,
    about: NOBODY,
    state: goes ? 'sent' : draft.state,
    dueAt: draft.dueAt,
    openingAt: draft.openingAt,
    slotAt: draft.slotAt,
    validUntilAt: draft.validUntilAt,
    reason: draft.reason,
    settledAt: goes ? draft.slotAt : draft.settledAt,
  };
}

const NOBODY: readonly string[] = [];

/** The rows with a new one in the place of the row it replaces, or at the end. */
function written<Row>(rows: readonly Row[], row: Row, isSame: (other: Row) => boolean): readonly Row[] {
  const at = rows.findIndex(isSame);
  return at < 0 ? [...rows, row] : rows.with(at, row);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
