import { PHASES, type Phase } from '../domain/campaign.ts';
import { reasonText } from '../domain/reason-texts.ts';
import type { EndReason, Reason } from '../domain/reasons.ts';
import type { CampaignStats } from '../stats/campaign-stats.ts';
import { comparisonText } from '../stats/comparison-words.ts';
import type { Shown } from '../stats/small-groups.ts';
import type { StepStats } from '../stats/step-stats.ts';
import { bar, type DeskSetting, deskPage, figure, percent } from './desk-page.ts';
import { type Html, html } from './html.ts';
import { versionPanel } from './version-panel.ts';

/** `/campaigns/ID`: the funnel, then every step in the order of the file. */
export function campaignPage(stats: CampaignStats, title: string, minimumGroup: number, setting: DeskSetting): string {
  const { goal, participants } = stats;
  return deskPage({
    title,
    current: 'campaigns',
    setting,
    live: true,
    main: html`<p class="state ${stats.state}">${stats.state}, version ${stats.version}</p>
<h1>${title}</h1>
<p class="lead">${figure(participants)} take part, ${figure(goal.reached)} reached the goal: ${percent(goal.rate)}${goal.target !== null && ` of a target of ${percent(goal.target)}`}.${stats.mailsPerPerson.max > 0 && ` Mails per reader: ${stats.mailsPerPerson.median} (median), at most ${stats.mailsPerPerson.max}.`}</p>
${added(stats)}
<h2>From phase to phase</h2>
${funnel(stats)}
<h2>How it ended</h2>
${endings(stats)}
<h2>Steps</h2>
<div class="panel scroll" role="region" aria-label="Steps" tabindex="0">
<table>
<thead><tr><th scope="col">Step</th><th scope="col" class="number">Planned</th><th scope="col" class="number">${setting.simulated ? 'Simulated' : 'Sent'}</th><th scope="col">Trouble</th><th scope="col">Waits</th><th scope="col">Passed</th><th scope="col" class="number">Opened</th><th scope="col" class="number">Clicked</th><th scope="col" class="number">Not now, stopped</th></tr></thead>
<tbody>${stats.steps.map((step) => stepRow(step, minimumGroup))}</tbody>
</table>
</div>
${versionPanel(stats.steps, minimumGroup)}
<p class="note">Opened is a range: readers alone, and with machines that fetch ahead. Figures about fewer than ${minimumGroup} people, or about all but fewer than ${minimumGroup}, are not shown. Nobody can look up who opened or clicked what.</p>`,
  });
}

/** What the campaign added, in words, where some begin later for comparison. */
function added({ goal: { comparison } }: CampaignStats): Html | null {
  if (comparison === null) return null;
  return html`<h2>What the campaign added</h2>
<p>${comparisonText(comparison, 'en')}</p>`;
}

function funnel({ participants, phases, goal }: CampaignStats): Html {
  const stages: readonly (readonly [name: string, count: number])[] = [
    ['Take part', participants],
    ...PHASES.map((phase) => [PHASE_WORDS[phase], phases[phase].began] as const),
    ['Reached the goal', goal.reached],
  ];
  return html`<ol class="funnel panel">${stages.map(
    ([name, count]) =>
      html`<li><span>${name}</span><b>${figure(count)}</b>${bar(participants === 0 ? 0 : count / participants)}</li>`,
  )}</ol>`;
}

const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  inform: 'Inform began',
  activate: 'Activate began',
  retain: 'Retain & inspire began',
};

function endings({ active, ended }: CampaignStats): Html {
  const some = (Object.entries(ended) as [EndReason, number][]).filter(([, count]) => count > 0);
  return html`<p>${figure(active)} still on the way${some.map(([reason, count]) => html`, ${figure(count)} ${reasonText(reason, 'en')}`)}.</p>`;
}

function stepRow(step: StepStats, minimumGroup: number): Html {
  const troubles = [
    step.inDoubt > 0 && `${figure(step.inDoubt)} in doubt`,
    step.failed > 0 && `${figure(step.failed)} failed`,
    step.bounced > 0 && `${figure(step.bounced)} bounced`,
  ].filter((trouble) => trouble !== false);
  const hasGone = step.sent + step.simulated + step.inDoubt > 0;
  return html`<tr>
<th scope="row">${step.id}<br><span class="note">${step.phase}</span></th>
<td class="number">${figure(step.planned)}</td>
<td class="number">${figure(step.sent + step.simulated)}</td>
<td>${troubles.length === 0 ? NOTHING : troubles.join(', ')}</td>
<td>${reasons(step.waitingBecause)}</td>
<td>${reasons(step.passed)}</td>
<td class="number">${hasGone ? range(step.opens, minimumGroup) : NOTHING}</td>
<td class="number">${hasGone ? shownOr(step.clicks.human, minimumGroup) : NOTHING}</td>
<td class="number">${figure(step.notNow)}, ${figure(step.stopped)}</td>
</tr>`;
}

/** An empty cell, also for who hears the table. */
const NOTHING = html`<span aria-hidden="true">–</span><span class="unseen">none</span>`;

function reasons(counts: Partial<Record<Reason, number>>): Html {
  const some = (Object.entries(counts) as [Reason, number][]).toSorted((a, b) => b[1] - a[1]);
  if (some.length === 0) return NOTHING;
  return html`<ul>${some.map(([reason, count]) => html`<li>${figure(count)} ${reasonText(reason, 'en')}</li>`)}</ul>`;
}

function range({ human, automatic }: StepStats['opens'], minimumGroup: number): Html {
  if (human === null || automatic === null) return shownOr(human, minimumGroup);
  return html`${figure(human)} to ${figure(human + automatic)}`;
}

function shownOr(value: Shown, minimumGroup: number): Html {
  return value === null ? html`<span class="hidden-figure">fewer than ${minimumGroup}</span>` : html`${figure(value)}`;
}
