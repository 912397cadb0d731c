import { UserError } from '../../domain/errors.ts';
import { didYouMean } from '../../domain/text.ts';
import { allCampaigns } from '../../store/campaigns/campaigns.ts';
import type { Database } from '../../store/database.ts';
import {
  type HeldStep,
  heldMessages,
  heldSteps,
  judgeHeld,
  planHeldAgain,
  settleWitnessed,
} from '../../store/mails/witnessed-mails.ts';
import { lookAgain, wake } from '../../store/people/employee-wakes.ts';
import type { FlowContext } from '../context.ts';
import { type Actor, noteAction } from '../publishing/note-action.ts';
import { fingerprintsUnder, keepJournalKey, recognise } from './witness.ts';

export interface Released {
  /** What was held, by campaign and step. */
  readonly steps: readonly HeldStep[];
  readonly mails: number;
  /** Whether they may go once more, or count as sent. */
  readonly again: boolean;
}

/**
 * A person's word about mails that the send journal saw and the database forgot (guarantees.md F11): they count as
 * sent, at the instant at which they went; or, said explicitly, they go once more.
 *
 * @param options.campaign only of this one; null: all
 * @throws {UserError} for a campaign that is not there.
 */
export async function releaseHeld(
  context: FlowContext,
  options: { readonly campaign: string | null; readonly again: boolean; readonly dryRun: boolean; readonly by: Actor },
): Promise<Released> {
  const { store, clock } = context;
  const { campaign, again } = options;
  if (campaign !== null) await refuseUnknown(store.read, campaign);
  const steps = await heldSteps(store.read, campaign);
  const mails = steps.reduce((sum, { count }) => sum + count, 0);
  if (options.dryRun || mails === 0) return { steps, mails, again };
  await store.write(async (tx) => {
    const now = clock();
    if (again) {
      await judgeHeld(tx, 'again', campaign);
      await wake(tx, await planHeldAgain(tx, campaign), now);
    } else {
      const prints = fingerprintsUnder(await keepJournalKey(tx));
      const held = await heldMessages(tx, campaign);
      const known = await recognise(tx, prints, held);
      await judgeHeld(tx, 'gone', campaign);
      await settleWitnessed(tx, [...known.values()]);
      await lookAgain(tx, [...new Set(held.map(({ recipient }) => recipient))], now);
    }
    const words = again ? `${mails} mails may go once more` : `${mails} mails count as sent`;
    await noteAction(tx, context, { by: options.by, verb: 'release', campaign, words });
  });
  return { steps, mails, again };
}

async function refuseUnknown(database: Database, id: string): Promise<void> {
  const known = (await allCampaigns(database)).map((one) => one.id);
  if (known.includes(id)) return;
  const near = didYouMean(id, known);
  throw new UserError(`There is no campaign "${id}".`, {
    hint: near === null ? `There are: ${known.join(', ') || 'none'}.` : `Did you mean "${near}"?`,
  });
}
