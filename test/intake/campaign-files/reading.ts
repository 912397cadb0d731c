import type { Campaign } from '../../../src/domain/campaign.ts';
import type { Workspace } from '../../../src/domain/workspace.ts';
import { parseMessageFileName } from '../../../src/intake/campaign-files/message-files.ts';
import { readCampaignText } from '../../../src/intake/campaign-files/read-campaign.ts';
import { readWorkspaceText } from '../../../src/intake/campaign-files/read-workspace.ts';
import { formatFinding } from '../../../src/intake/finding.ts';
import { completeActivity } from '../../../src/intake/people/activities.ts';

/** A workspace in Utrecht, as short as it may be. */
export const workspaceYaml = `name: Waterlijn
academy: { name: Academie Waterlijn, url: "https://learn.waterlijn.example" }
from: Learning & Development <learning@waterlijn.example>
locales: [en, nl]
timezone: Europe/Amsterdam
country: NL
topics: { digital-skills: { en: Digital skills } }
attributes: { review_on: date, level: number }
audiences:
  new-joiners:
    - hired: within 90 days
`;

const activities = ['data-101', 'safety'].map((id) => completeActivity({ line: 2, id, fields: {} }));

/** What another campaign sends. */
const knownMails = { messages: new Set(['kick-off', 'mid-term']), surveys: new Set(['mid-term']) };

export function workspaceOf(text: string): { workspace: Workspace | null; says: string[] } {
  const { workspace, findings } = readWorkspaceText(text, { activities, campaigns: ['data'], knownMails });
  return { workspace, says: findings.map(formatFinding) };
}

/** Every message of the test campaigns, in both locales. */
const MESSAGES = ['kick-off', 'whats-in-it', 'start-small', 'last-one', 'well-done', 'halfway'];

export function campaignOf(
  text: string,
  files: readonly string[] = MESSAGES.flatMap((name) => [`${name}.en.md`, `${name}.nl.md`]),
): { campaign: Campaign | null; errors: string[]; advice: string[] } {
  const { workspace } = workspaceOf(workspaceYaml);
  if (!workspace) throw new Error('the test workspace is wrong');
  const messages = files.flatMap((name) => {
    const parsed = parseMessageFileName(name);
    return parsed ? [{ ...parsed, path: `campaigns/data/${name}`, text: '' }] : [];
  });
  const context = { workspace, activities, campaigns: ['data'], knownMails };
  const { campaign, findings } = readCampaignText(text, 'campaigns/data/campaign.yaml', 'data', messages, context);
  const say = (severity: string) => findings.filter((finding) => finding.severity === severity).map(formatFinding);
  return { campaign, errors: say('error'), advice: say('advice') };
}

export const head = `title: { en: Data literacy }
promotes: data-101
topic: digital-skills
for:
  - department: Sales
`;
