import type { PrivacyStatement, Section } from '../../flow/privacy/privacy-statement.ts';
import { dataTable } from '../pages/data-table.ts';
import { Html, html } from '../pages/html.ts';
import { DROP, page } from '../pages/page.ts';
import { STYLESHEET } from '../pages/stylesheet.ts';
import { pageTexts } from '../pages/texts.ts';

/** `/privacy`: open to everybody who has the address; it names nobody. */
export function privacyPage(statement: PrivacyStatement, academy: string): string {
  return page({
    locale: statement.locale,
    title: `${statement.title} · ${academy}`,
    kind: 'desk',
    skip: pageTexts(statement.locale).skip,
    header: html`<header class="masthead"><div><span class="brand">${DROP}${academy}</span></div></header>`,
    main: words(statement),
  });
}

/** The same as one file that needs nothing beside it: to print, and to hand over. */
export function privacyFile(statement: PrivacyStatement): string {
  return html`<!doctype html>
<html lang="${statement.locale}" class="desk">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${statement.title}</title>
<style>${new Html(STYLESHEET)}</style>
</head>
<body>
<main>
${words(statement)}
</main>
</body>
</html>
`.text;
}

function words({ title, lead, settings, kept, cannot, canStill, rights }: PrivacyStatement): Html {
  return html`<h1>${title}</h1>
<p class="lead">${lead}</p>
${section(settings)}
<h2>${kept.title}</h2>
${dataTable(
  kept.title,
  kept.columns.map((name) => ({ name })),
  [{ heading: null, rows: kept.rows.map(({ what, who, howLong }) => ({ head: what, cells: [who, howLong] })) }],
)}
<p class="note">${kept.note}</p>
${list(cannot)}
${list(canStill)}
${section(rights)}`;
}

function section({ title, lines }: Section): Html {
  return html`<h2>${title}</h2>
${lines.map((line) => html`<p>${line}</p>`)}`;
}

function list({ title, lines }: Section): Html {
  return html`<h2>${title}</h2>
<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}
