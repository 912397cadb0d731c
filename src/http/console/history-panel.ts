import { formatInstant } from '../../domain/time.ts';
import { approvalInForce } from '../../flow/publishing/approval.ts';
import { type AwaitedApproval, awaitedApproval } from '../../flow/publishing/awaited-approval.ts';
import { brakeWords } from '../../flow/publishing/brake-words.ts';
import { pilotWords } from '../../flow/publishing/pilot.ts';
import { actionsOn, type StoredAction } from '../../store/campaigns/actions.ts';
import type { Approval } from '../../store/campaigns/approvals.ts';
import type { StoredCampaign } from '../../store/campaigns/campaigns.ts';
import type { Database } from '../../store/database.ts';
import { dataTable, type Row } from '../pages/data-table.ts';
import { type Html, html } from '../pages/html.ts';
import { momentInWords } from '../pages/moment.ts';
import type { DeskSetting } from './desk-page.ts';

/** How a campaign came to be as it is: for whom it runs, who approved it, and what people did to it. */
export interface CampaignHistory {
  /** In words; null: everybody in the audience. */
  readonly pilot: string | null;
  readonly approval: Approval | null;
  /** Why it paused by itself; null: it did not. */
  readonly braked: string | null;
  /** A newer version waits for a second person; null: none does. */
  readonly awaited: AwaitedApproval | null;
  readonly actions: readonly StoredAction[];
}

export async function historyOf(database: Database, campaign: StoredCampaign): Promise<CampaignHistory> {
  return {
    pilot: campaign.pilot === null ? null : pilotWords(campaign.pilot),
    approval: await approvalInForce(database, campaign),
    braked: await brakeWords(database, campaign),
    awaited: await awaitedApproval(database, campaign),
    actions: await actionsOn(database, campaign.id),
  };
}

/** The state of a campaign in a line more, where there is something to say. */
export function standing({ pilot, approval }: CampaignHistory, { zone }: DeskSetting): Html | null {
  const told = [
    ...(pilot === null ? [] : [`A pilot: ${pilot}.`]),
    ...(approval === null ? [] : [`Approved by ${approval.by}, ${momentInWords(approval.at, zone)}.`]),
  ];
  return told.length === 0 ? null : html`<p class="note">${told.join(' ')}</p>`;
}

/** What people did to a campaign, the newest first. */
export function historyPanel({ actions }: CampaignHistory, { zone }: DeskSetting): Html | null {
  if (actions.length === 0) return null;
  return html`<h2>What was done</h2>
${dataTable('What was done', [{ name: 'When' }, { name: 'What' }, { name: 'By' }], [{ heading: null, rows: actions.toReversed().map((action) => row(action, zone)) }])}`;
}

function row({ at, verb, words, by }: StoredAction, zone: string): Row {
  return {
    head: html`<time datetime="${formatInstant(at)}">${momentInWords(at, zone)}</time>`,
    cells: [html`<b>${verb}</b><br><span class="note">${words}</span>`, by ?? 'nobody said'],
  };
}
