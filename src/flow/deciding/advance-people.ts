import { invariant } from '../../domain/errors.ts';
import type { Message } from '../../domain/message.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import { advance } from '../../engine/advance.ts';
import { asksWhatWasReceived } from '../../engine/conditions/asked-about.ts';
import { earlier } from '../../engine/conditions/next-change.ts';
import type { Decision } from '../../engine/decision.ts';
import type { Setting, Situation } from '../../engine/facts/situation.ts';
import type { BundlePut } from '../../engine/journey/walk.ts';
import {
  bundleSlot,
  bundleWith,
  isBundleDue,
  offBundleBecause,
  settleBundle,
  takesMore,
} from '../../engine/mails/bundle.ts';
import { participationsById, saveParticipations } from '../../store/campaigns/participations.ts';
import type { Database } from '../../store/database.ts';
import { type MessageToSave, saveMessages } from '../../store/mails/messages.ts';
import { heldSettingRevision } from '../../store/meta.ts';
import { duePeople, type Look, saveLooks, wake } from '../../store/people/employee-wakes.ts';
import type { FlowContext } from '../context.ts';
import { loadSetting } from './load-setting.ts';
import { type LoadedPerson, loadSituations, loadSituationsByKey } from './load-situations.ts';
import { wakeEverybody } from './wake-everybody.ts';

/** People looked at in one transaction. */
const BATCH = 500;

export interface Advanced {
  /** People looked at. */
  looked: number;
  /** Mails whose slot has come. */
  ready: number;
  /** Mails passed for good. */
  passed: number;
}

/** Told what was decided about whom, after it was written down. */
export type OnDecision = (situation: Situation, decision: Decision) => void;

/**
 * The tick: looks at everybody whose time has come and writes down what follows. Work is found by index and done in
 * batches, so its cost follows what is due and not who takes part. Two ticks at once are harmless: a look counts only
 * if nothing about the person, and nothing that concerns everybody, changed since it was read.
 */
export async function advancePeople(
  context: FlowContext,
  now: Instant,
  onDecision: OnDecision = () => {},
): Promise<Advanced> {
  const total: Advanced = { looked: 0, ready: 0, passed: 0 };
  for (;;) {
    const asOf = await wakeEverybody(context.store);
    const people = await duePeople(context.store.read, now, BATCH);
    if (people.length === 0) return total;
    const { setting } = await loadSetting(context.store.read, context.publicHolidays);
    const loaded = await loadSituations(context.store.read, people, since(setting, now));
    const looks: Looked[] = [];
    for (const person of loaded.values()) looks.push(await look(context, person, setting, now));
    const counted = await context.store.write((tx) => write(tx, context, looks, setting, asOf, now));
    for (const one of looks) {
      if (!counted.has(one.situation.employee.key)) continue;
      total.looked += 1;
      total.ready += one.messages.filter((message) => message.state === 'ready').length;
      total.passed += one.messages.filter((message) => message.state === 'passed').length;
      onDecision(one.situation, one.decision);
    }
  }
}

/** Mails settled before this can be seen by no limit, no rule of one a day, and no audience. */
export function since(setting: Setting, now: Instant): Instant {
  if (asksWhatWasReceived(setting)) return 0;
  return now - ((setting.workspace.sending.mailLimit?.days ?? 0) + 3) * DAY_MS;
}

interface Looked {
  readonly situation: Situation;
  readonly read: LoadedPerson['read'];
  readonly decision: Decision;
  readonly messages: readonly MessageToSave[];
  readonly wakeAt: Instant | null;
}

async function look(
  context: FlowContext,
  { situation, read }: LoadedPerson,
  setting: Setting,
  now: Instant,
): Promise<Looked> {
  const bundles = await settleBundles(context.store.read, situation, setting, now);
  const byKey = new Map(bundles.map((bundle) => [bundle.id, bundle]));
  const seen = { ...situation, messages: situation.messages.map((message) => byKey.get(message.id) ?? message) };
  const decision = advance(seen, setting, now);
  const drafts = decision.messages.map(
    (draft): MessageToSave => ({ ...draft, id: context.newId('msg'), recipient: situation.employee.key, about: [] }),
  );
  return {
    situation,
    read,
    decision,
    messages: [...bundles, ...drafts],
    wakeAt: earlier(decision.wakeAt, nextBundleAt(seen, now)),
  };
}

/** Bundles to this person whose window has opened: the last look for each who is on it (rules.md R10). */
async function settleBundles(
  database: Database,
  recipient: Situation,
  setting: Setting,
  now: Instant,
): Promise<Message[]> {
  const due = recipient.messages.filter((message) => isBundleDue(message, now));
  const settled: Message[] = [];
  for (const bundle of due) {
    const about = await stillOnBundle(database, bundle, setting, now);
    settled.push(settleBundle(bundle, about, recipient, setting, now));
  }
  return settled;
}

/** Who was put on a bundle and still belongs on it, by person id. */
export async function stillOnBundle(
  database: Database,
  bundle: Message,
  setting: Setting,
  now: Instant,
): Promise<string[]> {
  const owners = new Map((await participationsById(database, bundle.about)).map((one) => [one.id, one.person]));
  const loaded = await loadSituationsByKey(database, [...new Set(owners.values())], since(setting, now));
  return bundle.about
    .flatMap((id) => {
      const situation = loaded.get(owners.get(id) ?? '')?.situation;
      return situation === undefined || offBundleBecause(situation, setting, bundle, id, now) !== null
        ? []
        : [{ id, person: situation.employee.id }];
    })
    .sort((a, b) => (a.person < b.person ? -1 : 1))
    .map(({ id }) => id);
}

function nextBundleAt(situation: Situation, now: Instant): Instant | null {
  let next: Instant | null = null;
  for (const message of situation.messages) {
    if (message.kind !== 'bundle' || message.slotAt === null) continue;
    if (message.state === 'planned' && message.slotAt > now) next = earlier(next, message.slotAt);
    if (message.state === 'ready' && message.validUntilAt !== null && message.validUntilAt > now)
      next = earlier(next, message.validUntilAt);
  }
  return next;
}

/**
 * All of the batch in one transaction: looks that still count, what they decided, and who gets on a bundle. None counts
 * if what is the same for everybody changed since `asOf`; who changes it now waits for us, and wakes everybody after.
 */
async function write(
  tx: Database,
  context: FlowContext,
  looks: readonly Looked[],
  setting: Setting,
  asOf: number,
  now: Instant,
): Promise<Set<string>> {
  if ((await heldSettingRevision(tx)) !== asOf) return new Set();
  const saved = await saveLooks(
    tx,
    looks.map((one) => asLook(one, now)),
  );
  const counted = looks.filter((one) => saved.has(one.situation.employee.key));
  await saveParticipations(
    tx,
    counted.flatMap((one) => one.decision.participations),
  );
  await saveMessages(
    tx,
    counted.flatMap((one) => one.messages),
  );
  await wake(tx, whoHearsOf(counted), now);
  await putOnBundles(
    tx,
    context,
    counted.flatMap((one) => one.decision.puts),
    setting,
    now,
  );
  return saved;
}

/** A mail to a manager or buddy may be about somebody for whom it is over: it must be looked at again before it goes. */
function whoHearsOf(counted: readonly Looked[]): string[] {
  const keys = counted.flatMap(({ situation, decision }) =>
    decision.participations.some((one) => one.ended !== null || one.suspended !== null || one.goalReachedAt !== null)
      ? [situation.manager, situation.buddy].filter((key) => key !== null)
      : [],
  );
  return [...new Set(keys)];
}

/** What a worker holds for this person was decided without what is decided now; unless nothing changed, it must look again. */
function asLook({ situation, read, messages, wakeAt }: Looked, now: Instant): Look {
  const holds = situation.messages.some((message) => message.state === 'claimed');
  return { key: situation.employee.key, read, lookedAt: now, wakeAt, raiseRevision: holds && messages.length > 0 };
}

async function putOnBundles(
  tx: Database,
  context: FlowContext,
  puts: readonly BundlePut[],
  setting: Setting,
  now: Instant,
): Promise<void> {
  if (puts.length === 0) return;
  const recipients = await loadSituationsByKey(tx, [...new Set(puts.map((put) => put.recipient))], since(setting, now));
  const rows = new Map<string, Message>();
  for (const put of puts) {
    const recipient = recipients.get(put.recipient)?.situation;
    const live = setting.campaigns.get(put.campaign);
    const campaign = live?.versions.get(put.version)?.campaign;
    invariant(
      recipient && live && campaign,
      `the bundle of ${put.campaign}/${put.step} has a recipient and a campaign`,
    );
    const slot = bundleSlot(recipient, setting, live, campaign, put);
    const id = `${put.recipient}/${slot.key}`;
    const open =
      rows.get(id) ?? recipient.messages.find((message) => message.kind === 'bundle' && message.key === slot.key);
    if (open === undefined || takesMore(open)) rows.set(id, bundleWith(put, slot, open, context.newId('msg')));
  }
  await saveMessages(tx, [...rows.values()]);
  for (const row of rows.values()) await wake(tx, [row.recipient], row.slotAt ?? now);
}
