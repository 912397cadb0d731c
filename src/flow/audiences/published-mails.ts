import { PHASES, stepsWithin } from '../../domain/campaign.ts';
import type { MailNames } from '../../intake/conditions/condition-context.ts';
import { allCampaigns, campaignDefinitions } from '../../store/campaigns/campaigns.ts';
import type { Database } from '../../store/database.ts';

/** What somebody may have received or answered: what every version sends that was published. */
export async function publishedMails(database: Database): Promise<MailNames> {
  const ids = (await allCampaigns(database)).map(({ id }) => id);
  const messages = new Set<string>();
  const surveys = new Set<string>();
  for (const { definition } of await campaignDefinitions(database, ids)) {
    if (definition.teamUpdate) messages.add(definition.teamUpdate.message);
    for (const step of PHASES.flatMap((phase) => [...stepsWithin(definition.phases[phase].steps)])) {
      if (step.kind === 'mail') messages.add(step.id).add(step.message);
      if (step.kind === 'mail' && step.asks?.kind === 'survey') surveys.add(step.asks.survey);
      if (step.kind === 'remind') for (const mail of step.mails) messages.add(mail.id).add(mail.message);
    }
  }
  return { messages, surveys };
}
