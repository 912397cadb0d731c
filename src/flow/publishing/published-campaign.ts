import { UserError } from '../../domain/errors.ts';
import { didYouMean } from '../../domain/text.ts';
import { allCampaigns, campaignById, type StoredCampaign } from '../../store/campaigns/campaigns.ts';
import type { Database } from '../../store/database.ts';

/** @throws {UserError} when there is no such campaign in the database, or only a draft. */
export async function publishedCampaign(database: Database, id: string): Promise<StoredCampaign> {
  const campaign = await campaignById(database, id);
  if (campaign !== null && campaign.state !== 'draft') return campaign;
  throw await noCampaign(database, id);
}

/** What to say about a campaign that is not there. */
export async function noCampaign(database: Database, id: string): Promise<UserError> {
  const known = (await allCampaigns(database)).filter((one) => one.state !== 'draft').map((one) => one.id);
  const near = didYouMean(id, known);
  return new UserError(`Campaign "${id}" has not been published.`, {
    hint:
      near === null
        ? `Publish it first: druppel publish ${id}.${known.length > 0 ? ` Published are: ${known.join(', ')}.` : ''}`
        : `Did you mean "${near}"? Else publish it first: druppel publish ${id}.`,
  });
}
