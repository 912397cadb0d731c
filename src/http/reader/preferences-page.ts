import { NEEDS } from '../../domain/need.ts';
import { NEED_TEXTS } from '../../domain/need-texts.ts';
import type { Instant } from '../../domain/time.ts';
import { NOT_NOW_SPANS } from '../../flow/answers/record-choice.ts';
import { PREFERENCES } from '../contract.ts';
import { type Html, html } from '../pages/html.ts';
import { PAGE_LOCALES } from '../pages/texts.ts';
import type { Preference, PreferencesForm } from './preference-changes.ts';
import { isStopped, type Reader } from './reader.ts';
import { dayInWords, type ReaderWords, readerPage, topicName, wordsFor } from './reader-page.ts';

/** What became of a form; null: the page is opened. */
export type PreferencesOutcome =
  | { readonly saved: readonly Preference[] }
  /** Nothing is kept: the form comes back as it was sent. */
  | { readonly wrong: readonly Preference[]; readonly form: PreferencesForm };

/**
 * `/me/TOKEN`: all that a person can choose in one form with one button. How each group was shown goes with the form, so
 * that only what somebody changes in it is changed.
 */
export function preferencesPage(reader: Reader, now: Instant, outcome: PreferencesOutcome | null): string {
  const words = wordsFor(reader);
  const { texts } = words;
  const wrong = outcome !== null && 'wrong' in outcome ? outcome.wrong : [];
  const shown = outcome !== null && 'form' in outcome ? asSent(outcome.form, reader) : asKept(reader);
  const status = outcome !== null && 'saved' in outcome ? savedWords(outcome.saved, words, reader) : null;
  return readerPage(
    reader,
    status === null ? texts.meTitle : `${status} ${texts.meTitle}`,
    html`<h1>${texts.meTitle}</h1>
<p class="lead">${texts.meLead}</p>
${status !== null && html`<p class="saved" role="status">${status}</p>`}
${wrong.length > 0 && html`<p class="wrong" role="alert">${texts.notSaved} ${wrong.map((group) => html`<a href="#${group}">${headingOf(group, words)}</a> `)}</p>`}
<form class="preferences" method="post" action="/me/${reader.personToken}" autocomplete="off">
${needGroup(shown, words, reader, wrong.includes('need'))}
${topicsGroup(shown, words, reader)}
${pauseGroup(shown, words, reader, now)}
${languageGroup(shown, words, reader, wrong.includes('language'))}
<div class="act"><button class="primary" name="save" value="choices">${texts.save}</button>
${!isStopped(reader, null) && html`<button class="quiet" name="save" value="stop-all" aria-describedby="stop-note">${texts.stopAllButton}</button><p class="note" id="stop-note">${texts.stopAllLead}</p>`}</div>
</form>
<p class="more"><a href="/me/${reader.personToken}/why">${texts.why}</a> · <a href="/privacy?in=${reader.locale}">${texts.privacy}</a></p>`,
  );
}

/** The form as it is shown, and the fields that tell how it was. */
type Shown = Pick<PreferencesForm, 'locale' | 'hadLocale' | 'need' | 'hadNeed' | 'topic' | 'hadTopic' | 'span'>;

function asKept(reader: Reader): Shown {
  const { locales, topics } = reader.workspace;
  const known = reader.employee.chosenLocale ?? reader.employee.locale ?? locales[0];
  const locale = locales.find((one) => one === known) ?? locales.find((one) => one === reader.locale);
  const need = reader.employee.chosenNeed ?? '';
  const topic = Object.keys(topics).filter((one) => !isStopped(reader, one));
  return { locale, hadLocale: locale, need, hadNeed: need, topic, hadTopic: topic, span: 'same' };
}

/** A choice that there is not is none; what was shown before stays what was shown before. */
function asSent(form: PreferencesForm, { workspace }: Reader): Shown {
  const locale = workspace.locales.find((one) => one === form.locale) ?? form.hadLocale;
  const need = NEEDS.find((one) => one === form.need) ?? (form.need === '' ? '' : form.hadNeed);
  return { ...form, locale, need };
}

function needGroup({ need, hadNeed }: Shown, { texts }: ReaderWords, reader: Reader, isWrong: boolean): Html {
  const column = PAGE_LOCALES.indexOf(reader.locale);
  const option = (value: string, name: string | undefined) =>
    html`<label><input type="radio" name="need" value="${value}"${value === (need ?? '') && html` checked`}><span>${name}</span></label>`;
  return group('need', texts.need, texts.needLead, isWrong && texts.wrongNeed, [
    html`<div class="options">${NEEDS.map((one) => option(one, NEED_TEXTS[one][column]))}${option('', texts.noNeed)}</div>`,
    had('hadNeed', hadNeed),
  ]);
}

function topicsGroup({ topic, hadTopic }: Shown, { texts }: ReaderWords, reader: Reader): Html {
  const all = Object.keys(reader.workspace.topics);
  return group('topics', texts.topics, isStopped(reader, null) ? texts.topicsStopped : texts.topicsLead, false, [
    html`<div class="ticks">${all.map(
      (one) =>
        html`<label><input type="checkbox" name="topic" value="${one}"${topic.includes(one) && html` checked`}><span>${topicName(reader, one)}</span></label>`,
    )}</div>
<p class="note">${texts.topicsRequired}</p>`,
    ...all.map((one) => had('listed', one)),
    ...hadTopic.map((one) => had('hadTopic', one)),
  ]);
}

function pauseGroup({ span }: Shown, { say, texts }: ReaderWords, reader: Reader, now: Instant): Html {
  const until = pausedUntil(reader, now);
  const option = (value: string, name: string) =>
    html`<label><input type="radio" name="span" value="${value}"${value === span && html` checked`}><span>${name}</span></label>`;
  const asItIs = until === null ? texts.noPause : say('pausedUntil', { day: dayInWords(reader, until) });
  return group('pause', texts.pause, texts.pauseLead, false, [
    html`<div class="pills">${option('same', asItIs)}${until !== null && option('none', texts.endPause)}${NOT_NOW_SPANS.map((one) => option(one, texts[one]))}</div>`,
  ]);
}

function languageGroup({ locale, hadLocale }: Shown, { texts }: ReaderWords, reader: Reader, isWrong: boolean): Html {
  return group('language', texts.language, texts.languageLead, isWrong && texts.wrongLanguage, [
    html`<div class="pills">${reader.workspace.locales.map(
      (one) =>
        html`<label><input type="radio" name="locale" value="${one}"${one === locale && html` checked`}><span lang="${one}">${ownName(one)}</span></label>`,
    )}</div>`,
    had('hadLocale', hadLocale),
  ]);
}

/** What belongs together, with what is wrong about it said where it is. */
function group(id: Preference, heading: string, lead: string, wrong: string | false, fields: readonly Html[]): Html {
  return html`<div class="choice" id="${id}">
<fieldset aria-describedby="${id}-note"><legend><h2>${heading}</h2></legend>
<p class="note" id="${id}-note">${lead}${wrong !== false && html` <strong class="wrong">${wrong}</strong>`}</p>
${fields}
</fieldset>
</div>`;
}

function had(name: string, value: string | undefined): Html {
  return value === undefined ? html`` : html`<input type="hidden" name="${name}" value="${value}">`;
}

function savedWords(saved: readonly Preference[], words: ReaderWords, { locale }: Reader): string {
  if (saved.length === 0) return words.texts.savedNothing;
  const inOrder = PREFERENCES.filter((one) => saved.includes(one));
  const names = inOrder.map((one) => headingOf(one, words)).map((name) => name.charAt(0).toLowerCase() + name.slice(1));
  return words.say('saved', { what: new Intl.ListFormat(locale === 'en' ? 'en-GB' : locale).format(names) });
}

function headingOf(preference: Preference, { texts }: ReaderWords): string {
  return preference === 'stop-all' ? texts.stoppedAllTitle : texts[preference];
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
