import { localized } from '../../domain/text.ts';
import type { CampaignOverview, Overview } from '../../stats/overview.ts';
import { type Html, html } from '../pages/html.ts';
import { momentInWords } from '../pages/moment.ts';
import { type Attention, attentionPanels } from './attention.ts';
import { bar, type DeskSetting, deskPage, figure, percent } from './desk-page.ts';

/**
 * `/`: every campaign with where it stands.
 * @param waits what waits for a person: everywhere, and by campaign in a few words
 */
export function overviewPage(
  overview: Overview,
  waits: { readonly oldData: Attention | null; readonly byCampaign: ReadonlyMap<string, string> },
  setting: DeskSetting,
): string {
  const { campaigns, nextMailAt, allPausedSince } = overview;
  const gone = setting.simulated ? 'mails simulated' : 'mails sent';
  return deskPage({
    title: 'Campaigns',
    current: 'campaigns',
    setting,
    live: true,
    main: html`<h1>Campaigns</h1>
${allPausedSince !== null && html`<p class="band" role="status">All mail is paused since ${momentInWords(allPausedSince, setting.zone)}. It goes on with: druppel resume --all</p>`}
${attentionPanels([waits.oldData])}
<ul class="tiles">
${tile(figure(overview.employees), 'people')}
${tile(figure(overview.mails), gone)}
${tile(figure(overview.waiting), 'mails wait')}
${overview.inDoubt > 0 && tile(figure(overview.inDoubt), overview.inDoubt === 1 ? 'mail in doubt' : 'mails in doubt')}
${tile(nextMailAt === null ? 'none' : momentInWords(nextMailAt, setting.zone), 'next mail', 'words')}
</ul>
${
  campaigns.length === 0
    ? html`<div class="panel empty"><p>No campaign has been published yet.</p><p>Write one in campaigns/, then: druppel publish CAMPAIGN</p></div>`
    : html`<ul class="campaigns">${campaigns.map((campaign) => card(campaign, waits.byCampaign.get(campaign.id), setting))}</ul>`
}`,
  });
}

function tile(value: string, label: string, made: 'figure' | 'words' = 'figure'): Html {
  return html`<li class="panel"><b class="${made}">${value}</b> <span>${label}</span></li>`;
}

function card(campaign: CampaignOverview, waits: string | undefined, { defaultLocale, simulated }: DeskSetting): Html {
  const { participants, goalReached, target, mails, waiting } = campaign;
  const title = localized(campaign.title, 'en', defaultLocale) ?? campaign.id;
  return html`<li class="panel">
<span class="state ${campaign.state}">${campaign.state}</span>
<h2><a href="/campaigns/${campaign.id}">${title}</a></h2>
<p>${figure(participants)} take part${goalReached !== null && `, ${figure(goalReached)} reached the goal (${percent(goalReached / participants)}${target === null ? '' : `, target ${percent(target)}`})`}</p>
${goalReached !== null && bar(goalReached / participants, target)}
${waits !== undefined && html`<p class="waits">${waits}</p>`}
<p>${figure(mails)} ${simulated ? 'simulated' : 'sent'}${waiting > 0 && `, ${figure(waiting)} wait`}</p>
</li>`;
}
