import { UserError } from '../../domain/errors.ts';
import { formatInstant } from '../../domain/time.ts';
import { changeCampaign } from '../../store/campaigns/campaigns.ts';
import { forgetMails, goneMails } from '../../store/campaigns/recalls.ts';
import { wakeAll } from '../../store/people/wake-all.ts';
import type { FlowContext } from '../context.ts';
import { WHAT_NEXT } from './campaign-lifecycle.ts';
import { type Actor, noteAction } from './note-action.ts';
import { publishedCampaign } from './published-campaign.ts';

export interface Recalled {
  readonly campaign: string;
  /** Who had begun, and begins anew with the next launch. */
  readonly participants: number;
  /** Mails that were decided and are not any more. */
  readonly mails: number;
}

/**
 * Takes a launch back as if it had never been, as long as no mail has passed the gate (rules.md R15). Mail that a worker
 * holds at this instant is stopped at the gate.
 * @throws {UserError} when something went already, with what.
 */
export async function recallCampaign(context: FlowContext, id: string, by: Actor = null): Promise<Recalled> {
  const now = context.clock();
  return context.store.write(async (tx) => {
    const campaign = await publishedCampaign(tx, id);
    if (campaign.launchedAt === null) {
      throw new UserError(`Campaign "${id}" is not launched; there is nothing to take back.`, {
        hint: WHAT_NEXT[campaign.state](id),
      });
    }
    const gone = await goneMails(tx, id);
    if (gone.count > 0) {
      const first = gone.firstAt === null ? '' : `, the first at ${formatInstant(gone.firstAt)}`;
      const steps = gone.steps.map(({ step, count }) => `${count} of ${step}`).join(', ');
      throw new UserError(`${gone.count} ${gone.count === 1 ? 'mail has' : 'mails have'} gone (${steps})${first}.`, {
        hint: `Mail cannot be fetched back. Stop the rest: druppel pause ${id}; end it for good: druppel finish ${id} --end-all.`,
      });
    }
    const forgotten = await forgetMails(tx, id);
    await changeCampaign(tx, id, {
      state: 'published',
      launchedAt: null,
      startsAt: null,
      pausedSince: null,
      pauses: [],
      pilot: null,
      widenedAt: null,
      movesTo: null,
      endedAll: false,
    });
    await wakeAll(tx, now);
    const words = `the launch of ${formatInstant(campaign.launchedAt)}, before its first mail`;
    await noteAction(tx, context, { by, verb: 'recall', campaign: id, words });
    return { campaign: id, ...forgotten };
  });
}
