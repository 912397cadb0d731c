import type { SystemLocale } from '../domain/reason-texts.ts';
import type { PersonData } from '../flow/privacy/collect-person-data.ts';
import { COLUMN, type Said } from '../flow/privacy/privacy-texts.ts';
import { Html, html } from './html.ts';
import { STYLESHEET } from './stylesheet.ts';

/**
 * Everything kept about one person as one file: to read in any browser, and for machines as the JSON that stands in it
 * (`script#data`). It holds no script that runs and loads nothing.
 */
export function exportDocument(data: PersonData, locale: SystemLocale, organisation: string): string {
  const say = (said: Said) => said[COLUMN[locale]].replace('{organisation}', organisation);
  const { made, person, ...lists } = data;
  const sections = Object.entries(lists) as [Exclude<keyof typeof TITLES, 'person'>, readonly object[]][];
  return html`<!doctype html>
<html lang="${locale}" class="desk">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${say(WORDS.title)}</title>
<style>${new Html(STYLESHEET)}</style>
</head>
<body>
<main>
<h1>${say(WORDS.title)}</h1>
<p class="lead">${say(WORDS.lead)} ${made}</p>
<h2>${say(TITLES.person)}</h2>
<div class="panel scroll"><table><tbody>${Object.entries(person).map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${cell(value)}</td></tr>`)}</tbody></table></div>
${sections.map(([name, rows]) => section(say(TITLES[name]), rows, say(WORDS.nothing)))}
<p class="note">${say(WORDS.opens)}</p>
</main>
<script type="application/json" id="data">${new Html(JSON.stringify(data, null, 1).replaceAll('<', '\\u003c'))}</script>
</body>
</html>
`.text;
}

function section(title: string, rows: readonly object[], nothing: string): Html {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (rows.length === 0) return html`<h2>${title}</h2><p>${nothing}</p>`;
  return html`<h2>${title}</h2>
<div class="panel scroll"><table>
<thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${columns.map((column) => html`<td>${cell((row as Record<string, unknown>)[column])}</td>`)}</tr>`)}</tbody>
</table></div>`;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const WORDS = {
  title: [
    'Wat {organisation} over je bewaart',
    'What {organisation} keeps about you',
    'Ce que {organisation} conserve sur vous',
  ],
  lead: [
    'Alles wat er over jou staat. Alleen jij krijgt het zo te zien. Gemaakt op',
    'Everything there is about you. Only you get to see it like this. Made at',
    'Tout ce qui vous concerne. Vous seul le voyez ainsi. Établi le',
  ],
  nothing: ['Niets.', 'Nothing.', 'Rien.'],
  opens: [
    'Of je mails opende staat hier niet: dat is van niemand bekend. Klikken dienen alleen om te weten wanneer een campagne kan ophouden; niemand kan ze inzien.',
    'Whether you opened mails does not stand here: it is known of nobody. Clicks only serve to know when a campaign can stop; nobody can look at them.',
    'L’ouverture des messages ne figure pas ici : on ne la connaît de personne. Les clics servent uniquement à savoir quand une campagne peut s’arrêter ; personne ne peut les voir.',
  ],
} as const satisfies Record<string, Said>;

const TITLES = {
  person: ['Jij', 'You', 'Vous'],
  addresses: ['Adressen', 'Addresses', 'Adresses'],
  learning: ['Leren', 'Learning', 'Formation'],
  campaigns: ['Campagnes', 'Campaigns', 'Campagnes'],
  mails: ['Mails', 'Mails', 'Messages'],
  clicks: ['Klikken', 'Clicks', 'Clics'],
  steered: ['Wat campagnes stuurde', 'What steered campaigns', 'Ce qui a guidé les campagnes'],
  choices: ['Wat je vroeg', 'What you asked for', 'Ce que vous avez demandé'],
  identityProvider: ['Van de identiteitsdienst', 'From the identity provider', 'Du fournisseur d’identité'],
  console: ['Toegang tot de console', 'Access to the console', 'Accès à la console'],
  imports: ['Imports die je noemen', 'Imports that name you', 'Imports qui vous citent'],
} as const satisfies Record<Exclude<keyof PersonData, 'made'>, Said>;
