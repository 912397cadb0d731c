import { BRAKE_LOOKS_AT, brakeReason } from '../../domain/brake.ts';
import { HOUR_MS } from '../../domain/time.ts';
import { campaignById, changeCampaign } from '../../store/campaigns/campaigns.ts';
import type { Database } from '../../store/database.ts';
import { forgetNotes, lastFates } from '../../store/mails/brakes.ts';
import { wakeAll } from '../../store/people/wake-all.ts';
import type { FlowContext } from '../context.ts';
import { noteAction } from '../publishing/note-action.ts';

export interface BrakeLook {
  /** Fewer mails than are looked at, so that the next ones can still tip the share. */
  readonly isFilling: boolean;
  /** Why it paused just now; null: it did not. */
  readonly braked: string | null;
}

/**
 * The brake (guarantees.md §1): a campaign whose mails are refused pauses by itself, and the addresses that it had
 * noted within the hour are not noted any more. `resume` lets it go on; what was refused before counts no more then.
 */
export async function brakeIfRefused(
  tx: Database,
  context: Pick<FlowContext, 'clock' | 'newId'>,
  campaign: string,
): Promise<BrakeLook> {
  const now = context.clock();
  const row = await campaignById(tx, campaign);
  if (row?.state !== 'running' && row?.state !== 'paused') return { isFilling: false, braked: null };
  const resumedAt = row.pauses.at(-1)?.to ?? 0;
  const fates = await lastFates(tx, campaign, resumedAt, BRAKE_LOOKS_AT);
  const words = brakeReason(fates);
  const isFilling = fates.length < BRAKE_LOOKS_AT;
  if (words === null) return { isFilling, braked: null };
  // What was on the wire when it braked can still be refused, and notes no address either.
  await forgetNotes(tx, campaign, now - HOUR_MS);
  if (row.state === 'paused') return { isFilling, braked: null };
  await changeCampaign(tx, campaign, { state: 'paused', pausedSince: now });
  await wakeAll(tx, now);
  await noteAction(tx, context, { by: null, verb: 'pause', campaign, words });
  return { isFilling, braked: words };
}
