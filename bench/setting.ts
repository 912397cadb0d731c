import type { Campaign } from '../src/domain/campaign.ts';
import type { Setting } from '../src/engine/facts/situation.ts';
import { ACTIVITY, LAUNCH, WORKSPACE } from './world.ts';

/** One running campaign, launched at {@link LAUNCH}. */
export function settingOf(campaign: Campaign, holidays: Setting['holidays']): Setting {
  return {
    workspace: WORKSPACE,
    campaigns: new Map([
      [
        campaign.id,
        {
          id: campaign.id,
          state: 'running',
          launchedAt: LAUNCH,
          startsAt: LAUNCH,
          current: 1,
          versions: new Map([[1, { campaign, audiences: {} }]]),
          pauses: [],
          movesTo: null,
          endedAll: false,
          pilot: null,
        },
      ],
    ]),
    activities: new Map([[ACTIVITY.id, ACTIVITY]]),
    holidays,
    learningFeed: { lastAt: null, gaps: [] },
    pauses: [],
  };
}
