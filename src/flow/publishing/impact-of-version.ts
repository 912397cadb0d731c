import type { Campaign } from '../../domain/campaign.ts';
import type { CampaignContent } from '../../domain/campaign-content.ts';
import type { Condition } from '../../domain/condition.ts';
import type { Instant } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { assumeHidden } from '../../engine/answers/assume-hidden.ts';
import { ImpactCount, type SaysTheSame, type VersionImpact } from '../../engine/plan/version-impact.ts';
import { campaignVersion, newestCampaignVersion } from '../../store/campaigns/campaigns.ts';
import { peopleUnderWay } from '../../store/campaigns/participations.ts';
import type { Database } from '../../store/database.ts';
import { loadSetting } from '../deciding/load-setting.ts';
import { loadSituationsByKey, since } from '../deciding/load-situations.ts';
import { contentFrom } from './content-of-version.ts';

/** People looked at at a time. */
const PAGE = 500;

/** The version that would be published. */
export interface NextVersion {
  readonly campaign: Campaign;
  readonly audiences: Readonly<Record<string, Condition>>;
  readonly content: Pick<CampaignContent, 'messages'>;
  readonly workspace: Workspace;
}

/**
 * What a version would mean for those who are under way on an older one, by the very function that would move them.
 * Null: there is no older version. Nothing is changed.
 */
export async function impactOfVersion(
  database: Database,
  next: NextVersion,
  number: number,
  now: Instant,
): Promise<VersionImpact | null> {
  const { id } = next.campaign;
  const newest = await newestCampaignVersion(database, id);
  const before = newest?.number === number ? await campaignVersion(database, id, number - 1) : newest;
  if (before === null) return null;
  const count = new ImpactCount(before.definition, next.campaign, number, sameTexts(contentFrom(before), next.content));
  const { setting: kept } = await loadSetting(database, NO_HOLIDAYS);
  const live = kept.campaigns.get(id);
  if (live === undefined) return count.impact;
  // What may not be told of persons is taken as holding: else a draft, never published, would say who fits it.
  const { campaign } = assumeHidden(
    next.campaign,
    { ...next.workspace, audiences: next.audiences },
    { hasBegun: true, ofOnePerson: false },
  );
  const versions = new Map([...live.versions, [number, { ...next, campaign }] as const]);
  const setting = {
    ...kept,
    workspace: next.workspace,
    campaigns: new Map([...kept.campaigns, [id, { ...live, versions }] as const]),
  };
  for (let after: string | null = null; ; ) {
    const keys = await peopleUnderWay(database, id, number, after, PAGE);
    if (keys.length === 0) return count.impact;
    for (const { situation } of (await loadSituationsByKey(database, keys, since(setting, now))).values()) {
      for (const participation of situation.participations)
        if (participation.campaign === id && participation.version < number)
          count.add(participation, situation, setting, now);
    }
    after = keys.at(-1) ?? null;
  }
}

/** Where somebody stands does not hang on a calendar. */
const NO_HOLIDAYS = { datesOf: () => new Map(), knows: () => false };

/** The same variants and locales with the same words. */
function sameTexts(before: Pick<CampaignContent, 'messages'>, after: Pick<CampaignContent, 'messages'>): SaysTheSame {
  const [old, now] = [before, after].map(textsByMessage);
  return (was, is) => old?.get(was) !== undefined && old.get(was) === now?.get(is);
}

function textsByMessage({ messages }: Pick<CampaignContent, 'messages'>): Map<string, string> {
  const texts = new Map<string, string[]>();
  for (const { message, variant, locale, text } of messages)
    texts.set(message, [...(texts.get(message) ?? []), JSON.stringify([variant, locale, text])]);
  return new Map([...texts].map(([message, all]) => [message, all.toSorted().join('\n')]));
}
