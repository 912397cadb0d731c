import { type Html, type HtmlValue, html } from './html.ts';

export interface Column {
  readonly name: string;
  /** Numbers stand to the right, so that their digits stand below each other. */
  readonly number?: boolean;
}

export interface Row {
  readonly head: HtmlValue;
  /** One for each column but the first; `null`: nothing to say. */
  readonly cells: readonly HtmlValue[];
}

/** Rows below a heading of their own. */
export interface RowGroup {
  readonly heading: string | null;
  readonly rows: readonly Row[];
  /** A sentence about all of them, below. */
  readonly notes?: readonly HtmlValue[];
}

/**
 * A table that turns into a list of cards where it is too narrow for columns. The roles say again what the elements are,
 * because browsers forget that a table is one as soon as it is not laid out as one.
 * @param label what assistive technology calls the part of the page that can be moved sideways.
 */
export function dataTable(label: string, columns: readonly Column[], groups: readonly RowGroup[]): Html {
  return html`<div class="panel scroll" role="region" aria-label="${label}" tabindex="0">
<table role="table">
<thead role="rowgroup"><tr role="row">${columns.map(columnHead)}</tr></thead>
${groups.map((group) => rowGroup(columns, group))}
</table>
</div>`;
}

function columnHead({ name, number }: Column): Html {
  return html`<th role="columnheader" scope="col"${number && html` class="number"`}>${name}</th>`;
}

function rowGroup(columns: readonly Column[], { heading, rows, notes = [] }: RowGroup): Html {
  return html`<tbody role="rowgroup">${heading !== null && html`<tr role="row" class="heading"><th role="rowheader" scope="rowgroup" colspan="${columns.length}">${heading}</th></tr>`}${rows.map((one) => row(columns, one))}${notes.map((note) => html`<tr role="row"><td role="cell" class="spanning" colspan="${columns.length}">${note}</td></tr>`)}</tbody>`;
}

function row(columns: readonly Column[], { head, cells }: Row): Html {
  return html`<tr role="row"><th role="rowheader" scope="row">${head}</th>${cells.map((cell, index) => {
    const { name, number } = columns[index + 1] ?? { name: '' };
    const kind = `${number ? 'number' : ''}${cell === null ? ' nothing' : ''}`.trim();
    return html`<td role="cell" data-column="${name}"${kind !== '' && html` class="${kind}"`}>${cell ?? NOTHING}</td>`;
  })}</tr>`;
}

/** An empty cell, also for who hears the table. */
const NOTHING = html`<span aria-hidden="true">–</span><span class="unseen">none</span>`;
