import type { StepStats } from '../stats/step-stats.ts';
import { type VersionStats, verdictOf } from '../stats/version-stats.ts';
import { figure } from './desk-page.ts';
import { type Html, html } from './html.ts';

/** Who got which version of a mail, and what came of those that were tried; nothing where every mail has one version. */
export function versionPanel(steps: readonly StepStats[], minimumGroup: number): Html | null {
  const some = steps.filter(({ variants }) => Object.keys(variants).length > 0);
  if (some.length === 0) return null;
  return html`<h2>Versions</h2>
<div class="panel scroll" role="region" aria-label="Versions" tabindex="0">
<table>
<thead><tr><th scope="col">Step</th><th scope="col">Version</th><th scope="col" class="number">Sent</th><th scope="col" class="number">Clicked</th></tr></thead>
${some.map((step) => html`<tbody>${rows(step, minimumGroup)}</tbody>`)}
</table>
</div>
<p class="note">As of last night. A version is better when the 95 % interval of the difference in clicks leaves out zero; opens are not compared, because an open mark does not know its version.</p>`;
}

/** The verdicts stand below the versions that were tried. */
function rows({ id, variants, tried }: StepStats, minimumGroup: number): Html {
  const versions = Object.entries(variants);
  const head = html`<th scope="rowgroup" rowspan="${versions.length + tried.length}">${id}</th>`;
  return html`${versions.map(
    ([label, stats], index) =>
      html`<tr>${index === 0 && head}<th scope="row">${label}</th>${cells(stats, minimumGroup)}</tr>`,
  )}${tried.map((trial) => html`<tr><td colspan="3">${trial.versions.join(' or ')}: <b>${verdictOf(trial)}</b></td></tr>`)}`;
}

function cells(stats: VersionStats | null, minimumGroup: number): Html {
  const few = html`<span class="hidden-figure">fewer than ${minimumGroup}</span>`;
  if (stats === null)
    return html`<td class="number" colspan="2"><span class="hidden-figure">too few to show</span></td>`;
  const { human } = stats.clicks;
  return html`<td class="number">${figure(stats.sent + stats.simulated)}</td><td class="number">${human === null ? few : figure(human)}</td>`;
}
