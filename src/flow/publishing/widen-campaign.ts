import { UserError } from '../../domain/errors.ts';
import { isSameData } from '../../domain/plain-data.ts';
import { changeCampaign } from '../../store/campaigns/campaigns.ts';
import { wakeAll } from '../../store/people/wake-all.ts';
import type { Pilot } from '../../store/tables/campaign-tables.ts';
import type { FlowContext } from '../context.ts';
import { WHAT_NEXT } from './campaign-lifecycle.ts';
import { type Actor, noteAction } from './note-action.ts';
import { countLetIn, joinedPilot, type PilotWish, pilotWords } from './pilot.ts';
import { publishedCampaign } from './published-campaign.ts';

export interface Widened {
  readonly campaign: string;
  /** Null: everybody in the audience. */
  readonly pilot: Pilot | null;
  /** The pilot in words. */
  readonly words: string;
  /** Who begins now, of those who fit the audience today; null: foretold, it would say too much of persons. */
  readonly comeIn: number | null;
}

/**
 * Lets more of the audience in (practice.md T19, rules.md R15). Who takes part stays where they are; a pilot only ever
 * grows, and whoever a smaller share had chosen is in every larger one.
 *
 * @param to null: everybody
 * @throws {UserError} when the campaign has no pilot to widen, or the wish lets in nobody more.
 */
export async function widenCampaign(
  context: FlowContext,
  id: string,
  { to, by = null, dryRun = false }: { readonly to: PilotWish | null; readonly by?: Actor; readonly dryRun?: boolean },
): Promise<Widened> {
  const campaign = await publishedCampaign(context.store.read, id);
  const wish = widerThan(campaign.pilot, to, id, campaign.launchedAt !== null ? null : WHAT_NEXT.published(id));
  const comeIn = await countLetIn(context, campaign, wish, dryRun);
  const words = pilotWords(wish);
  if (dryRun) return { campaign: id, pilot: wish, words, comeIn };
  const now = context.clock();
  const pilot = await context.store.write(async (tx) => {
    const current = await publishedCampaign(tx, id);
    if (current.state !== 'running' && current.state !== 'paused') {
      throw new UserError(`Campaign "${id}" is ${current.state}.`, { hint: WHAT_NEXT[current.state](id) });
    }
    const wider = widerThan(current.pilot, to, id, null);
    await changeCampaign(tx, id, { pilot: wider, widenedAt: now });
    await wakeAll(tx, now);
    await noteAction(tx, context, { by, verb: 'widen', campaign: id, words: `to ${pilotWords(wider)}` });
    return wider;
  });
  return { campaign: id, pilot, words: pilotWords(pilot), comeIn };
}

function widerThan(known: Pilot | null, to: PilotWish | null, id: string, notLaunched: string | null): Pilot | null {
  if (notLaunched !== null) throw new UserError(`Campaign "${id}" is not launched.`, { hint: notLaunched });
  if (known === null) {
    throw new UserError(`Campaign "${id}" is for everybody in its audience already.`, {
      hint: `A pilot is chosen at the launch: druppel launch ${id} --pilot 10%.`,
    });
  }
  const wider = joinedPilot(known, to);
  if (wider === null || !isSameData(wider, known)) return wider;
  throw new UserError(`${pilotWords(to)} is no more than takes part already: ${pilotWords(known)}.`, {
    hint: 'A pilot never shrinks, so that nobody is dropped on the way. Name a larger share, or --to everyone.',
  });
}
