import type { Instant } from '../domain/time.ts';
import { NOT_NOW_SPANS } from '../flow/answers/record-choice.ts';
import { type Html, html } from './html.ts';
import { isStopped, type Reader } from './reader.ts';
import { dayInWords, type ReaderWords, readerPage, topicName, wordsFor } from './reader-page.ts';

/** `/me/TOKEN`: one form for each thing a person can choose, each with its own button. */
export function preferencesPage(reader: Reader, now: Instant, saved: string | undefined): string {
  const words = wordsFor(reader);
  const { texts } = words;
  return readerPage(
    reader,
    texts.meTitle,
    html`<h1>${texts.meTitle}</h1>
<p class="lead">${texts.meLead}</p>
${saved !== undefined && html`<p class="saved" role="status">${texts.saved}</p>`}
${topicsForm(reader, words)}
${pauseForm(reader, now, words)}
${languageForm(reader, words)}
${!isStopped(reader, null) && stopAllForm(reader, words)}
<p class="more"><a href="/me/${reader.personToken}/why">${texts.why}</a> · <a href="/privacy?in=${reader.locale}">${texts.privacy}</a></p>`,
  );
}

function topicsForm(reader: Reader, { texts }: ReaderWords): Html {
  return html`<form class="choice" method="post" action="/me/${reader.personToken}">
<fieldset class="ticks"><legend><h2>${texts.topics}</h2><span class="note">${texts.topicsLead}</span></legend>
${Object.keys(reader.workspace.topics).map(
  (topic) =>
    html`<label><input type="checkbox" name="topic" value="${topic}"${!isStopped(reader, topic) && html` checked`}><span>${topicName(reader, topic)}</span></label>`,
)}
</fieldset>
<p class="note">${texts.topicsRequired}</p>
<button name="save" value="topics">${texts.save}<span class="unseen"> · ${texts.topics}</span></button>
</form>`;
}

function pauseForm(reader: Reader, now: Instant, { say, texts }: ReaderWords): Html {
  const until = pausedUntil(reader, now);
  return html`<form class="choice" method="post" action="/me/${reader.personToken}">
<fieldset class="pills"><legend><h2>${texts.pause}</h2><span class="note">${texts.pauseLead}</span></legend>
${until !== null && html`<p><strong>${say('pausedUntil', { day: dayInWords(reader, until) })}</strong></p>`}
<label><input type="radio" name="span" value="none"${until === null ? html` checked` : html` required`}><span>${texts.noPause}</span></label>
${NOT_NOW_SPANS.map(
  (span) => html`<label><input type="radio" name="span" value="${span}"><span>${texts[span]}</span></label>`,
)}
</fieldset>
<button name="save" value="later">${texts.save}<span class="unseen"> · ${texts.pause}</span></button>
</form>`;
}

function languageForm(reader: Reader, { texts }: ReaderWords): Html {
  const { locales } = reader.workspace;
  const chosen = reader.employee.chosenLocale ?? reader.employee.locale ?? locales[0];
  const current = locales.find((locale) => locale === chosen) ?? locales.find((one) => one === reader.locale);
  return html`<form class="choice" method="post" action="/me/${reader.personToken}">
<h2><label for="locale">${texts.language}</label></h2>
<p class="note" id="locale-note">${texts.languageLead}</p>
<select id="locale" name="locale" aria-describedby="locale-note">
${locales.map(
  (locale) =>
    html`<option value="${locale}" lang="${locale}"${locale === current && html` selected`}>${ownName(locale)}</option>`,
)}
</select>
<button name="save" value="language">${texts.save}<span class="unseen"> · ${texts.language}</span></button>
</form>`;
}

function stopAllForm(reader: Reader, { texts }: ReaderWords): Html {
  return html`<form class="choice" method="post" action="/me/${reader.personToken}">
<h2>${texts.stopAll}</h2>
<p class="note">${texts.stopAllLead}</p>
<button class="quiet" name="save" value="stop-all">${texts.stopAllButton}</button>
</form>`;
}

function pausedUntil(reader: Reader, now: Instant): Instant | null {
  for (const choice of reader.choices) {
    if (choice.kind === 'not-now' && choice.campaign === null && choice.until > now) return choice.until;
  }
  return null;
}

/** `Nederlands`, `English`, `français`: a language as its own readers call it. */
function ownName(locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale;
}
