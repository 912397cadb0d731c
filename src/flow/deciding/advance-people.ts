import { invariant } from '../../domain/errors.ts';
import type { Message } from '../../domain/message.ts';
import type { Instant } from '../../domain/time.ts';
import type { Decision } from '../../engine/decision.ts';
import type { Setting, Situation } from '../../engine/facts/situation.ts';
import type { BundlePut } from '../../engine/journey/walk.ts';
import { bundleSlot, bundleWith, takesMore } from '../../engine/mails/bundle.ts';
import { saveParticipations } from '../../store/campaigns/participations.ts';
import type { Database } from '../../store/database.ts';
import { saveMessages } from '../../store/mails/messages.ts';
import { heldSettingRevision } from '../../store/meta.ts';
import { type Look, saveLooks, wake } from '../../store/people/employee-wakes.ts';
import type { FlowContext } from '../context.ts';
import { type Batch, decideBatch, type Looked } from './decide-batch.ts';
import { loadSituationsByKey, since } from './load-situations.ts';

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
  let batch = await decideBatch(context, now, null);
  while (batch !== null) {
    const counted = await save(context, batch, now);
    for (const one of batch.looks) {
      if (!counted.has(one.situation.employee.key)) continue;
      total.looked += 1;
      total.ready += one.messages.filter((message) => message.state === 'ready').length;
      total.passed += one.messages.filter((message) => message.state === 'passed').length;
      onDecision(one.situation, one.decision);
    }
    batch = await decideBatch(context, now, batch);
  }
  return total;
}

/**
 * All of the batch in one transaction: looks that still count, what they decided, and who gets on a bundle. None counts
 * if what is the same for everybody changed since it was read; who changes it now waits for us, and wakes everybody then.
 */
function save(context: FlowContext, { looks, setting, revision }: Batch, now: Instant): Promise<Set<string>> {
  return context.store.write(async (tx) => {
    if ((await heldSettingRevision(tx)) !== revision) return new Set();
    const saved = await saveLooks(
      tx,
      looks.map((one) => asLook(one, now)),
    );
    const counted = looks.filter((one) => saved.has(one.situation.employee.key));
    const participations = counted.flatMap((one) => one.decision.participations);
    const messages = counted.flatMap((one) => one.messages);
    const puts = counted.flatMap((one) => one.decision.puts);
    await saveParticipations(tx, participations);
    await saveMessages(tx, messages);
    await wake(tx, whoHearsOf(counted), now);
    await putOnBundles(tx, context, puts, setting, now);
    return saved;
  });
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
