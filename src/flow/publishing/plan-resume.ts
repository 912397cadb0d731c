import { DAY_MS, formatInstant } from '../../domain/time.ts';
import { simulate } from '../../engine/simulate.ts';
import type { LiveCampaign, Setting } from '../../engine/situation.ts';
import type { FlowContext } from '../context.ts';
import { loadSetting } from '../deciding/load-setting.ts';
import type { PlanEntry } from './plan-campaign.ts';
import { loadEverybody, tellingOf } from './plan-world.ts';

/** What would go within a day if the campaign (null: all mail) went on now; changes nothing. */
export async function planResume(
  context: FlowContext,
  id: string | null,
): Promise<Pick<PlanEntry, 'email' | 'campaign' | 'step' | 'at'>[]> {
  const now = context.clock();
  const { setting } = await loadSetting(context.store.read, context.publicHolidays);
  const closed = (live: LiveCampaign): LiveCampaign => ({
    ...live,
    state: 'running',
    pauses: live.pauses.map((pause) => ({ ...pause, to: pause.to ?? now })),
  });
  const campaigns = new Map(
    [...setting.campaigns].map(([key, live]) => [key, id === null || key !== id ? live : closed(live)]),
  );
  const resumed: Setting = {
    ...setting,
    campaigns,
    pauses: id === null ? setting.pauses.map((pause) => ({ ...pause, to: pause.to ?? now })) : setting.pauses,
  };
  const { mails, people } = simulate(await loadEverybody(context.store.read, resumed, now), resumed, now, now + DAY_MS);
  const telling = new Map([...campaigns.values()].map((live) => [live.id, tellingOf(live, setting.workspace)]));
  return mails.map((mail) => ({
    email: people.get(mail.recipient)?.employee.email ?? null,
    campaign: mail.campaign,
    step: telling.get(mail.campaign)?.has(mail.step) ? null : mail.step,
    at: formatInstant(mail.at),
  }));
}
