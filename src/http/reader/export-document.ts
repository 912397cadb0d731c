import { reasonText, type SystemLocale } from '../../domain/reason-texts.ts';
import { REASONS, type Reason } from '../../domain/reasons.ts';
import { parseInstant, WEEKDAYS, type Weekday, type Zone } from '../../domain/time.ts';
import { shortTime, type Voice, weekdayName } from '../../domain/time-words.ts';
import type { PersonData } from '../../flow/privacy/collect-person-data.ts';
import { dataTable } from '../pages/data-table.ts';
import { Html, html } from '../pages/html.ts';
import { STYLESHEET } from '../pages/stylesheet.ts';
import { codeWords, fieldWords, sayExport, TITLES, WORDS } from './export-words.ts';

/** In whose language, for whom, and on whose clock. */
export interface ExportSetting {
  readonly locale: SystemLocale;
  readonly organisation: string;
  /** Of an employee who has none. */
  readonly zone: Zone;
}

/**
 * Everything kept about one person as one file: to read in any browser, and for machines as the JSON that stands in it
 * (`script#data`). It holds no script that runs and loads nothing.
 */
export function exportDocument(data: PersonData, setting: ExportSetting): string {
  const { locale, organisation } = setting;
  const say = sayExport(locale);
  const { made, person, ...lists } = data;
  const zone = typeof person.timezone === 'string' ? person.timezone : setting.zone;
  const show = shower(locale, zone, made);
  const title = say(WORDS.title).replace('{organisation}', () => organisation);
  const sections = Object.entries(lists) as [keyof typeof lists, readonly object[]][];
  const some = sections.filter(([, rows]) => rows.length > 0);
  const none = sections.filter(([, rows]) => rows.length === 0).map(([name]) => say(TITLES[name]).toLowerCase());
  return html`<!doctype html>
<html lang="${locale}" class="desk">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${new Html(STYLESHEET)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="lead">${say(WORDS.lead).replace('{made}', () => shortTime(instantOf(made) ?? 0, zone, locale))}</p>
<h2>${say(TITLES.person)}</h2>
${facts(person, show, locale)}
${some.map(([name, rows]) => list(say(TITLES[name]), rows, show, locale))}
${none.length > 0 && html`<p class="note">${say(WORDS.nothing).replace('{lists}', () => joined(none, locale))}</p>`}
<p class="note">${say(WORDS.opens)}</p>
<p class="note">${say(WORDS.machines)}</p>
</main>
<script type="application/json" id="data">${new Html(JSON.stringify(data, null, 1).replaceAll('<', '\\u003c'))}</script>
</body>
</html>
`.text;
}

type Show = (field: string, value: unknown) => Html;

/** What is known of the person, and in one sentence what is not. */
function facts(person: object, show: Show, locale: SystemLocale): Html {
  const fields = Object.entries(person);
  const known = fields.filter(([, value]) => !isEmpty(value));
  const unknown = fields.filter(([, value]) => isEmpty(value)).map(([name]) => fieldWords(name, locale).toLowerCase());
  return html`<dl class="facts panel">${known.map(([name, value]) => html`<dt>${fieldWords(name, locale)}</dt><dd>${show(name, value)}</dd>`)}</dl>
${unknown.length > 0 && html`<p class="note">${sayExport(locale)(WORDS.unknown).replace('{fields}', () => joined(unknown, locale))}</p>`}`;
}

/** One row for each, without the columns in which none has anything. */
function list(title: string, rows: readonly object[], show: Show, locale: SystemLocale): Html {
  const cellOf = (row: object, name: string) => (row as Readonly<Record<string, unknown>>)[name];
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) =>
    rows.some((row) => !isEmpty(cellOf(row, name))),
  );
  const cells = rows.map((row) =>
    names.map((name) => (isEmpty(cellOf(row, name)) ? null : show(name, cellOf(row, name)))),
  );
  return html`<h2>${title}</h2>
${dataTable(
  title,
  names.map((name) => ({ name: fieldWords(name, locale) })),
  [{ heading: null, rows: cells.map(([head, ...others]) => ({ head: head ?? '–', cells: others })) }],
)}`;
}

/** How a value reads: lists in a line where they are short, what is nested line by line. */
function shower(locale: SystemLocale, zone: Zone, made: string): Show {
  const say = (field: string, value: unknown) => valueWords(field, value, { locale, zone, now: instantOf(made) ?? 0 });
  return function show(field, value): Html {
    if (typeof value !== 'object' || value === null)
      return instantOf(value) === null
        ? html`${say(field, value)}`
        : html`<time datetime="${String(value)}">${say(field, value)}</time>`;
    if (isSpan(value)) return html`${value.from} – ${value.to}`;
    if (!Array.isArray(value))
      return html`<ul>${Object.entries(value)
        .filter(([, one]) => !isEmpty(one))
        .map(([name, one]) => html`<li>${fieldWords(name, locale)}: ${show(name, one)}</li>`)}</ul>`;
    const isShort = value.every((one) => typeof one !== 'object' && String(one).length <= SHORT_CHARACTERS);
    if (isShort)
      return html`${joined(
        value.map((one) => say(field, one)),
        locale,
      )}`;
    return html`<ul>${value.map((one) => html`<li>${show(field, one)}</li>`)}</ul>`;
  };
}

const SHORT_CHARACTERS = 20;

/** Instants on the person's clock, codes in words. */
function valueWords(field: string, value: unknown, { locale, zone, now }: Voice): string {
  if (typeof value === 'boolean') return sayExport(locale)(value ? WORDS.yes : WORDS.no);
  if (typeof value !== 'string') return String(value);
  if (field === 'workingDays' && isWeekday(value)) return weekdayName(value, locale);
  const instant = instantOf(value);
  if (instant !== null) return shortTime(instant, zone, locale, now);
  return codeWords(field, value, locale) ?? (isReason(value) ? reasonText(value, locale) : value);
}

function instantOf(value: unknown): number | null {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? parseInstant(value, 'UTC') : null;
}

/** Days of leave. */
function isSpan(value: object): value is { readonly from: string; readonly to: string } {
  return Object.keys(value).join() === 'from,to';
}

function isReason(text: string): text is Reason {
  return (REASONS as readonly string[]).includes(text);
}

function isWeekday(text: string): text is Weekday {
  return (WEEKDAYS as readonly string[]).includes(text);
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function joined(words: readonly string[], locale: SystemLocale): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(words);
}
