import { UserError } from '../../domain/errors.ts';
import { didYouMean } from '../../domain/text.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { allConsoleUsers } from '../../store/access/console-users.ts';
import { type Approval, addApproval, approvalOf } from '../../store/campaigns/approvals.ts';
import {
  campaignById,
  changeCampaign,
  newestCampaignVersion,
  type StoredCampaign,
} from '../../store/campaigns/campaigns.ts';
import type { Database } from '../../store/database.ts';
import { wakeAll } from '../../store/people/wake-all.ts';
import type { FlowContext } from '../context.ts';
import { noteAction } from './note-action.ts';
import { noCampaign } from './published-campaign.ts';

export interface Approved {
  readonly campaign: string;
  readonly version: number;
  readonly by: string;
  /** Somebody had approved it before; nothing was changed. */
  readonly already: boolean;
  /** It waited for this word, and is now what new participants get. */
  readonly inForce: boolean;
}

/**
 * A second person's word for the newest version of a campaign (practice.md T28). Where the campaign runs already, the
 * version comes into force with it.
 *
 * @param by the address of a console user, as it was declared
 * @throws {UserError} when nobody of that address may approve, or it is who published.
 */
export async function approveCampaign(
  context: Pick<FlowContext, 'store' | 'clock' | 'newId'>,
  id: string,
  { by, move = false }: { readonly by: string; readonly move?: boolean },
): Promise<Approved> {
  return context.store.write(async (tx) => {
    const version = await newestCampaignVersion(tx, id);
    const campaign = await campaignById(tx, id);
    if (version === null || campaign === null) throw await noCampaign(tx, id);
    const person = await knownPerson(tx, by);
    const publisher = version.publishedBy;
    if (publisher?.toLowerCase() === person) {
      throw new UserError(`${person} published version ${version.number} of ${id}, and cannot approve it too.`, {
        hint: `Let somebody else look at it: druppel proof ${id}, then druppel approve ${id} --by ANOTHER@ADDRESS.`,
      });
    }
    const before = await approvalOf(tx, id, version.number);
    const inForce = before === null && campaign.launchedAt !== null && campaign.currentVersion !== version.number;
    const answer = { campaign: id, version: version.number, by: before?.by ?? person, inForce };
    if (before !== null) return { ...answer, already: true };
    await addApproval(tx, { campaign: id, version: version.number, by: person, at: context.clock() });
    if (inForce) {
      await changeCampaign(tx, id, { currentVersion: version.number, ...(move ? { movesTo: version.number } : {}) });
      await wakeAll(tx, context.clock());
    }
    const words = `version ${version.number}${inForce && move ? ', those under way move to it' : ''}`;
    await noteAction(tx, context, { by: person, verb: 'approve', campaign: id, version: version.number, words });
    return { ...answer, already: false };
  });
}

export function needsApproval({ approval }: Pick<Workspace, 'approval'>): boolean {
  return approval === 'second-person';
}

/** @throws {UserError} when the workspace wants a second person's word for what would be launched, and there is none. */
export async function refuseUnapproved(
  tx: Database,
  workspace: Pick<Workspace, 'approval'>,
  { id, currentVersion }: StoredCampaign,
): Promise<void> {
  const number = currentVersion ?? 1;
  if (!needsApproval(workspace) || (await approvalOf(tx, id, number)) !== null) return;
  const { publishedBy } = (await newestCampaignVersion(tx, id)) ?? {};
  throw new UserError(
    `Version ${number} of ${id} waits for a second person: nobody but who published it has seen it.`,
    {
      hint: `Somebody else than ${publishedBy ?? 'who published it'} approves it: druppel approve ${id} --by ADDRESS.`,
    },
  );
}

/**
 * The address of somebody who may publish and approve: a console user of role admin or marketer. On a command line it
 * is declared, not proven.
 * @throws {UserError} when there is none.
 */
export async function knownPerson(database: Database, email: string): Promise<string> {
  const address = email.trim().toLowerCase();
  const able = (await allConsoleUsers(database)).filter(({ role }) => role !== 'viewer').map((user) => user.email);
  if (able.includes(address)) return address;
  const near = didYouMean(address, able);
  throw new UserError(`"${email}" is nobody who publishes or approves here.`, {
    hint:
      near === null
        ? `${able.length > 0 ? `There are: ${able.join(', ')}. ` : ''}Add somebody: druppel user add EMAIL --role marketer.`
        : `Did you mean "${near}"?`,
  });
}

/** The approval of the version that is, or would be, launched; null: none. */
export async function approvalInForce(database: Database, campaign: StoredCampaign): Promise<Approval | null> {
  return campaign.currentVersion === null ? null : approvalOf(database, campaign.id, campaign.currentVersion);
}
