import type { Instant } from '../../domain/time.ts';
import { advance } from '../../engine/advance.ts';
import { earlier } from '../../engine/conditions/next-change.ts';
import type { Decision } from '../../engine/decision.ts';
import type { Setting, Situation } from '../../engine/facts/situation.ts';
import type { MessageToSave } from '../../store/mails/messages.ts';
import { duePeople } from '../../store/people/employee-wakes.ts';
import type { FlowContext } from '../context.ts';
import { loadSetting } from './load-setting.ts';
import { type LoadedPerson, loadSituations, since } from './load-situations.ts';
import { settleBundles } from './settle-bundles.ts';
import { wakeEverybody } from './wake-everybody.ts';

/** People decided about at a time, and written in one transaction. */
const BATCH = 500;

export interface Batch {
  readonly looks: readonly Looked[];
  readonly setting: Setting;
  /** Of the setting, read before it. */
  readonly revision: number;
}

/** One person looked at, and what follows. */
export interface Looked {
  readonly situation: Situation;
  readonly read: LoadedPerson['read'];
  readonly decision: Decision;
  readonly messages: readonly MessageToSave[];
  readonly wakeAt: Instant | null;
}

/**
 * Reads the next people whose time has come and decides about them; nothing is written down.
 * @param before the batch that was written before: its setting holds still, unless something changed.
 * @returns null when nobody is due.
 */
export async function decideBatch(context: FlowContext, now: Instant, before: Batch | null): Promise<Batch | null> {
  const { store, publicHolidays } = context;
  const revision = await wakeEverybody(store);
  const people = await duePeople(store.read, now, BATCH);
  if (people.length === 0) return null;
  const setting =
    before?.revision === revision ? before.setting : (await loadSetting(store.read, publicHolidays)).setting;
  const loaded = await loadSituations(store.read, people, since(setting, now));
  const looks: Looked[] = [];
  for (const person of loaded.values()) looks.push(await look(context, person, setting, now));
  return { looks, setting, revision };
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
