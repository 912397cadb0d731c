import { stepsThatComeTelling } from '../../engine/answers/redaction.ts';
import { campaignDefinitions } from '../../store/campaigns/campaigns.ts';
import { newestWorkspace } from '../../store/campaigns/workspaces.ts';
import type { Database } from '../../store/database.ts';

/**
 * The steps whose mails tell, in any version, what people did or need: how many got one is how many did. Whoever is not
 * the operator is not told (guarantees.md §3).
 */
export async function privateSteps(database: Database, campaign: string): Promise<ReadonlySet<string>> {
  const workspace = await newestWorkspace(database);
  if (workspace === null) return new Set();
  const versions = await campaignDefinitions(database, [campaign]);
  return new Set(versions.flatMap(({ definition }) => [...stepsThatComeTelling(definition, workspace.definition)]));
}
