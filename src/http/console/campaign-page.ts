import { reasonText } from '../../domain/reason-texts.ts';
import type { Reason } from '../../domain/reasons.ts';
import type { CampaignStats } from '../../stats/campaign-stats.ts';
import { comparisonText } from '../../stats/comparison-words.ts';
import { type DiscreetFigures, TELLING_REASONS } from '../../stats/discreet-figures.ts';
import type { Shown } from '../../stats/small-groups.ts';
import type { StepStats } from '../../stats/step-stats.ts';
import { dataTable, type Row } from '../pages/data-table.ts';
import { type Html, html } from '../pages/html.ts';
import { aroundPanel } from './around-panel.ts';
import { type Attention, approvalAttention, attentionPanels, brakeAttention } from './attention.ts';
import { bar, type DeskSetting, deskPage, figure, percent } from './desk-page.ts';
import { type CampaignHistory, historyPanel, standing } from './history-panel.ts';
import { versionPanel } from './version-panel.ts';

/** `/campaigns/ID`: the funnel, then every step in the order of the file. */
export function campaignPage(
  stats: CampaignStats,
  figures: DiscreetFigures & { readonly hidden: ReadonlySet<string> },
  history: CampaignHistory,
  oldData: Attention | null,
  title: string,
  minimumGroup: number,
  setting: DeskSetting,
): string {
  const { participants } = stats;
  const { target } = stats.goal;
  const reached =
    figures.goal === null ? null : `${figure(figures.goal)} reached the goal: ${percent(figures.goalRate ?? 0)}`;
  return deskPage({
    title,
    current: 'campaigns',
    setting,
    live: true,
    main: html`<p class="state ${stats.state}">${stats.state}, version ${stats.version}</p>
<h1>${title}</h1>
<p class="lead">${figure(participants)} take part${reached !== null && `, ${reached}${target === null ? '' : ` of a target of ${percent(target)}`}`}.${stats.mailsPerPerson.max > 0 && ` Mails per reader: ${stats.mailsPerPerson.median} (median), at most ${stats.mailsPerPerson.max}.`}</p>
${attentionPanels([approvalAttention(stats.campaign, history.awaited, setting.zone), brakeAttention(stats.campaign, history.braked), oldData])}
${standing(history, setting)}
${added(stats)}
<h2>From phase to phase</h2>
${funnel(participants, figures, minimumGroup)}
<h2>How it ended</h2>
${endings(figures)}
<h2>Steps</h2>
${stepTable(stats.steps, figures, minimumGroup, setting)}
${versionPanel(stats.steps, minimumGroup)}
${aroundPanel(stats.around, setting)}
${historyPanel(history, setting)}
<p class="note">Opened is a range: readers alone, and with machines that fetch ahead. Figures about fewer than ${minimumGroup} people, or about all but fewer than ${minimumGroup}, are not shown; figures about what people learned or did are those of last night. Nobody can look up who opened or clicked what.</p>`,
  });
}

/** What the campaign added, in words, where some begin later for comparison. */
function added({ goal: { comparison } }: CampaignStats): Html | null {
  if (comparison === null) return null;
  return html`<h2>What the campaign added</h2>
<p>${comparisonText(comparison, 'en')}</p>`;
}

function funnel(participants: number, { began, goal }: DiscreetFigures, minimumGroup: number): Html {
  const stages: readonly (readonly [name: string, count: Shown])[] = [
    ['Take part', participants],
    ['Activate began', began.activate],
    ['Retain & inspire began', began.retain],
    ['Reached the goal', goal],
  ];
  return html`<ol class="funnel panel">${stages.map(
    ([name, count]) =>
      html`<li><span>${name}</span><b>${shownOr(count, minimumGroup)}</b>${count !== null && bar(participants === 0 ? 0 : count / participants)}</li>`,
  )}</ol>`;
}

function endings({ active, ended }: DiscreetFigures): Html {
  const told = [
    ...(active === null ? [] : [`${figure(active)} still on the way`]),
    ...ended.map(([reason, count]) => `${figure(count)} ${reasonText(reason, 'en')}`),
  ];
  return html`<p>${told.length === 0 ? 'Too few to tell.' : `${told.join(', ')}.`}</p>`;
}

function stepTable(
  steps: readonly StepStats[],
  figures: DiscreetFigures & { readonly hidden: ReadonlySet<string> },
  minimumGroup: number,
  { simulated }: DeskSetting,
): Html {
  const columns = [
    { name: 'Step' },
    { name: 'Planned', number: true },
    { name: simulated ? 'Simulated' : 'Sent', number: true },
    { name: 'Trouble' },
    { name: 'Waits' },
    { name: 'Passed' },
    { name: 'Opened', number: true },
    { name: 'Clicked', number: true },
    { name: 'Not now, stopped', number: true },
  ];
  // A mail that comes because of what somebody did: how many got it would tell.
  const [shown, hidden] = [false, true].map((isHidden) =>
    steps.filter(({ id }) => figures.hidden.has(id) === isHidden),
  ) as [StepStats[], StepStats[]];
  const rows = shown.map((step) => stepRow(step, figures, minimumGroup));
  const notes = hidden.map(
    ({ id, phase }) =>
      html`<b>${id}</b> <span class="note">${phase}</span> <span class="hidden-figure">not shown: it comes because of what readers did or need</span>`,
  );
  return dataTable('Steps', columns, [{ heading: null, rows, notes }]);
}

function stepRow(step: StepStats, figures: DiscreetFigures, minimumGroup: number): Row {
  const { notNeeded, notNow, stopped } = figures.step(step.id);
  const troubles = [
    step.held > 0 && `${figure(step.held)} held`,
    step.inDoubt > 0 && `${figure(step.inDoubt)} in doubt`,
    step.failed > 0 && `${figure(step.failed)} failed`,
    step.bounced > 0 && `${figure(step.bounced)} bounced`,
  ].filter((trouble) => trouble !== false);
  const hasGone = step.sent + step.simulated + step.inDoubt > 0;
  return {
    head: html`${step.id}<br><span class="note">${step.phase}</span>`,
    cells: [
      figure(step.planned),
      figure(step.sent + step.simulated),
      troubles.length === 0 ? null : troubles.join(', '),
      reasons(step.waitingBecause),
      passed(step, notNeeded),
      hasGone ? range(step.opens, minimumGroup) : null,
      hasGone ? shownOr(step.clicks.human, minimumGroup) : null,
      notNow === null && stopped === null
        ? null
        : html`${shownOr(notNow, minimumGroup)}, ${shownOr(stopped, minimumGroup)}`,
    ],
  };
}

function reasons(counts: Partial<Record<Reason, number>>): Html | null {
  const some = (Object.entries(counts) as [Reason, number][]).toSorted((a, b) => b[1] - a[1]);
  if (some.length === 0) return null;
  return html`<ul>${some.map(([reason, count]) => html`<li>${figure(count)} × ${reasonText(reason, 'en')}</li>`)}</ul>`;
}

/** Why a mail did not go, without what would tell what few people learned or did. */
function passed(step: StepStats, notNeeded: Shown): Html | null {
  const plain = Object.entries(step.passed).filter(([reason]) => !TELLING_REASONS.has(reason as Reason));
  if (notNeeded === null) return reasons(Object.fromEntries(plain));
  return html`${plain.length > 0 && reasons(Object.fromEntries(plain))}<ul><li>${figure(notNeeded)} × ${reasonText('not-needed-any-more', 'en')}</li></ul>`;
}

function range({ human, automatic }: StepStats['opens'], minimumGroup: number): Html {
  if (human === null || automatic === null) return shownOr(human, minimumGroup);
  return html`${figure(human)} to ${figure(human + automatic)}`;
}

function shownOr(value: Shown, minimumGroup: number): Html {
  return value === null ? html`<span class="hidden-figure">fewer than ${minimumGroup}</span>` : html`${figure(value)}`;
}
