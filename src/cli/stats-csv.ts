import { stringify } from 'csv-stringify/sync';
import type { CampaignStats } from '../stats/campaign-stats.ts';

const COLUMNS = [
  'campaign',
  'version',
  'state',
  'phase',
  'step',
  'planned',
  'waiting',
  'sent',
  'simulated',
  'in_doubt',
  'failed',
  'bounced',
  'passed',
  'opens_human',
  'opens_automatic',
  'clicks_human',
  'clicks_automatic',
  'stopped',
  'not_now',
];

/** A row for each step; an empty cell is a figure that too few people stand behind. Formulas are kept from running. */
export function statsCsv(campaigns: readonly CampaignStats[]): string {
  const rows = campaigns.flatMap((one) =>
    one.steps.map((step) => [
      one.campaign,
      one.version,
      one.state,
      step.phase,
      step.id,
      step.planned,
      step.waiting,
      step.sent,
      step.simulated,
      step.inDoubt,
      step.failed,
      step.bounced,
      Object.values(step.passed).reduce((sum, count) => sum + (count ?? 0), 0),
      step.opens.human,
      step.opens.automatic,
      step.clicks.human,
      step.clicks.automatic,
      step.stopped,
      step.notNow,
    ]),
  );
  return stringify([COLUMNS, ...rows], { escape_formulas: true });
}
