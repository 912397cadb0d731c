import type { StepStats } from '../../stats/step-stats.ts';
import { type VersionStats, verdictOf } from '../../stats/version-stats.ts';
import { dataTable, type Row, type RowGroup } from '../pages/data-table.ts';
import { type Html, html } from '../pages/html.ts';
import { figure } from './desk-page.ts';

/** Who got which version of a mail, and what came of those that were tried; nothing where every mail has one version. */
export function versionPanel(steps: readonly StepStats[], minimumGroup: number): Html | null {
  const some = steps.filter(({ variants }) => Object.keys(variants).length > 0);
  if (some.length === 0) return null;
  return html`<h2>Versions</h2>
${dataTable(
  'Versions',
  COLUMNS,
  some.map((step) => groupOf(step, minimumGroup)),
)}
<p class="note">As of last night. A version is better when the 95 % interval of the difference in clicks leaves out zero; opens are not compared, because an open mark does not know its version.</p>`;
}

const COLUMNS = [{ name: 'Version' }, { name: 'Sent', number: true }, { name: 'Clicked', number: true }];

/** The verdicts stand below the versions that were tried. */
function groupOf({ id, variants, tried }: StepStats, minimumGroup: number): RowGroup {
  return {
    heading: id,
    rows: Object.entries(variants).map(([label, stats]) => ({ head: label, cells: cells(stats, minimumGroup) })),
    notes: tried.map((trial) => html`${trial.versions.join(' or ')}: <b>${verdictOf(trial)}</b>`),
  };
}

function cells(stats: VersionStats | null, minimumGroup: number): Row['cells'] {
  const few = html`<span class="hidden-figure">fewer than ${minimumGroup}</span>`;
  if (stats === null) return [html`<span class="hidden-figure">too few to show</span>`, null];
  const { human } = stats.clicks;
  return [figure(stats.sent + stats.simulated), human === null ? few : figure(human)];
}
