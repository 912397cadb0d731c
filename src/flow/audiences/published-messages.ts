import { PHASES, stepsWithin } from '../../domain/campaign.ts';
import { allCampaigns, campaignDefinitions } from '../../store/campaigns.ts';
import type { Database } from '../../store/database.ts';

/** The names of steps and messages that somebody may have received: those of every version that was published. */
export async function publishedMessages(database: Database): Promise<ReadonlySet<string>> {
  const ids = (await allCampaigns(database)).map(({ id }) => id);
  const names = new Set<string>();
  for (const { definition } of await campaignDefinitions(database, ids)) {
    for (const step of PHASES.flatMap((phase) => [...stepsWithin(definition.phases[phase].steps)])) {
      if (step.kind === 'mail') names.add(step.id).add(step.message);
      if (step.kind === 'remind') for (const mail of step.mails) names.add(mail.id).add(mail.message);
    }
  }
  return names;
}
