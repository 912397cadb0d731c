import { reasonText } from '../../domain/reason-texts.ts';
import { parseInstant } from '../../domain/time.ts';
import type { AroundStats } from '../../stats/around-stats.ts';
import { dataTable, type Row } from '../pages/data-table.ts';
import { type Html, html } from '../pages/html.ts';
import { momentInWords } from '../pages/moment.ts';
import type { DeskSetting } from './desk-page.ts';

/** What happens around the mails of a campaign, and what became of it; nothing where there is nothing. */
export function aroundPanel(around: readonly AroundStats[], { zone }: DeskSetting): Html | null {
  if (around.length === 0) return null;
  return html`<h2>Around the mails</h2>
${dataTable('Around the mails', [{ name: 'What' }, { name: 'When' }, { name: 'State' }], [{ heading: null, rows: around.map((one) => row(one, zone)) }])}`;
}

function row({ id, kind, state, at, reason, words, simulated }: AroundStats, zone: string): Row {
  const instant = at === null ? null : parseInstant(at, zone);
  const why = words ?? (reason === null ? null : reasonText(reason, 'en'));
  const done = simulated ? 'done, stayed on this machine' : 'done';
  return {
    head: html`${id}<br><span class="note">${kind}</span>`,
    cells: [
      instant === null ? 'not known yet' : momentInWords(instant, zone),
      html`${state === 'done' ? done : STATES[state]}${why !== null && state !== 'done' && html`<br><span class="note">${why}</span>`}`,
    ],
  };
}

const STATES: Readonly<Record<AroundStats['state'], string>> = {
  planned: 'planned',
  claimed: 'under way',
  done: 'done',
  failed: 'failed',
  'in-doubt': 'in doubt: nobody said whether it arrived; it is not tried again',
  passed: 'not done',
  withdrawn: 'taken back',
};
