import type { Campaign } from '../../domain/campaign.ts';
import { isTelling } from '../../engine/answers/redaction.ts';
import type { Database } from '../../store/database.ts';
import { countDiscreetly } from './count-discreetly.ts';
import { type AudienceQuestion, countAudience } from './find-audience.ts';

/** Null where too few people stand behind a figure, or more would be told than a number. */
export interface AudienceCount {
  readonly count: number | null;
  readonly reachable: number | null;
}

/**
 * How many people a campaign is for, before it has begun: exact for the operator, as participants are; where it asks what
 * people did, answered, need, or for a sensitive column, so that nobody can be found in it (guarantees.md §3). Else any
 * rule could be put into a file, and asked by publishing it.
 */
export async function countForCampaign(
  database: Database,
  question: Omit<AudienceQuestion, 'rule' | 'campaign'> & { readonly campaign: Campaign },
): Promise<AudienceCount> {
  const rule = question.campaign.audience;
  return (isTelling(rule, question.workspace) ? countDiscreetly : countAudience)(database, { ...question, rule });
}
