import type { ReminderOfOwner } from '../../domain/campaign.ts';
import { strangerAt } from '../../domain/employee.ts';
import type { Instant } from '../../domain/time.ts';
import { type Setting, type Situation, situationOfStranger } from '../../engine/facts/situation.ts';
import { type AroundMoment, momentOfAction } from '../../engine/plan/around.ts';
import type { AroundRow } from '../../store/campaigns/around-actions.ts';
import type { Database } from '../../store/database.ts';
import { type MessageToSave, plannedReminders, type StoredMessage, saveMessages } from '../../store/mails/messages.ts';
import { employeesByEmail } from '../../store/people/employees.ts';

/**
 * The one mail to the owner of something around the mails, put into the outbox on the day. Known there by the action, so
 * that it goes once; the owner need not be an employee.
 */
export async function remindOwner(
  tx: Database,
  row: AroundRow,
  action: ReminderOfOwner,
  { id, now }: { readonly id: string; readonly now: Instant },
): Promise<void> {
  const owner = action.owner.toLowerCase();
  const [employee] = await employeesByEmail(tx, [owner]);
  await saveMessages(tx, [
    {
      id,
      kind: 'around',
      key: `${row.campaign}/${row.action}`,
      campaign: row.campaign,
      version: row.version,
      participation: null,
      recipient: employee?.key ?? keyOfOwner(owner),
      step: row.action,
      phase: 'inform',
      message: row.action,
      about: [],
      email: owner,
      state: 'ready',
      dueAt: row.dueAt ?? now,
      openingAt: row.dueAt ?? now,
      slotAt: now,
      validUntilAt: null,
      reason: row.reason,
      settledAt: null,
    },
  ]);
}

/** Whom the outbox knows an owner as who is no employee. @param email lower-cased. */
export function keyOfOwner(email: string): string {
  return `mailto:${email}`;
}

/** What the last look took back, because the campaign was paused or the day was over, is decided anew. */
export async function replanReminders(tx: Database, setting: Setting, now: Instant): Promise<void> {
  const taken = await plannedReminders(tx);
  const replanned = taken.map((message): MessageToSave => {
    const moment = momentOfReminder(message, setting, now);
    if (moment === null || moment.is === 'passed')
      return { ...message, state: 'passed', reason: moment?.reason ?? 'campaign-over', slotAt: null, settledAt: now };
    if (moment.is === 'waits') return { ...message, state: 'planned', slotAt: null, reason: moment.reason };
    return moment.at <= now
      ? { ...message, state: 'ready', slotAt: now, reason: moment.reason }
      : { ...message, state: 'planned', slotAt: moment.at, reason: moment.reason };
  });
  await saveMessages(tx, replanned);
}

/** Who a claimed reminder goes to; null: not now, or not any more. */
export function stillReminded(
  message: StoredMessage,
  known: Situation | undefined,
  setting: Setting,
  now: Instant,
): Situation | null {
  const moment = momentOfReminder(message, setting, now);
  if (moment?.is !== 'at' || moment.at > now) return null;
  return known ?? situationOfStranger({ ...strangerAt(message.email ?? ''), key: message.recipient });
}

/** By the version in force: a version that moved or dropped the action counts until the reminder is gone. */
function momentOfReminder({ campaign: id, step }: StoredMessage, setting: Setting, now: Instant): AroundMoment | null {
  const live = setting.campaigns.get(id);
  const campaign = live?.versions.get(live.current)?.campaign;
  const action = campaign?.around.find((one) => one.id === step && one.kind !== 'post');
  return live && campaign && action ? momentOfAction(action, live, campaign, setting, now) : null;
}
