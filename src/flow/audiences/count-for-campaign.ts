import type { Campaign } from '../../domain/campaign.ts';
import { mayBeTold } from '../../engine/answers/what-may-be-told.ts';
import type { Database } from '../../store/database.ts';
import { countDiscreetly } from './count-discreetly.ts';
import { type AudienceQuestion, countAudience } from './find-audience.ts';

/** Null where too few people stand behind a figure, or more would be told than a number. */
export interface AudienceCount {
  readonly count: number | null;
  readonly reachable: number | null;
}

/**
 * How many people a campaign is for: exact where it asks openly; where it asks what people learned, did, answered, need, or
 * for a sensitive column, so that nobody can be found in it (guarantees.md §3). Else any rule could be put into a file, and
 * asked by publishing it; that its training is required is a word in the same file.
 */
export async function countForCampaign(
  database: Database,
  question: Omit<AudienceQuestion, 'rule' | 'campaign'> & { readonly campaign: Campaign },
): Promise<AudienceCount> {
  const rule = question.campaign.audience;
  const count = mayBeTold(rule, question.workspace) ? countAudience : countDiscreetly;
  return count(database, { ...question, rule });
}
