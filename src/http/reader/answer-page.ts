import type { Instant } from '../../domain/time.ts';
import { NOT_NOW_REASONS, NOT_NOW_SPANS } from '../../flow/answers/record-choice.ts';
import type { Answer } from '../../tracking/links.ts';
import { type Html, html } from '../pages/html.ts';
import { isStopped, type Reader } from './reader.ts';
import { dayInWords, type ReaderWords, readerPage, wordsFor } from './reader-page.ts';

/** Where an answer leads after its button was pressed. */
export type Said = 'later' | 'done' | 'stop' | 'back';

/** `/a/TOKEN`: the answer that the mail's link named comes first, the others stand below. Nothing happens by reading. */
export function answerPage(reader: Reader, answer: Answer): string {
  const words = wordsFor(reader);
  const first = answer === 'known' ? 'done' : answer;
  const sections = { later: laterForm, done: doneForm, stop: stopForm } as const;
  const offered = (['later', 'done', 'stop'] as const).filter(
    (one) =>
      (one !== 'stop' || reader.stoppable) &&
      (one !== 'done' || (reader.mailKind !== 'bundle' && reader.mailKind !== 'team')),
  );
  const shown = offered.find((one) => one === first) ?? 'later';
  const others = offered.filter((one) => one !== shown);
  return readerPage(
    reader,
    words.texts.answerTitle,
    html`<p class="eyebrow">${words.say('answerAbout')}</p>
<h1>${headingOf(shown, words)}</h1>
${sections[shown](reader, words)}
<section class="aside" aria-labelledby="other">
<h2 id="other">${words.texts.otherAnswer}</h2>
<ul class="choices">${others.map((one) => html`<li><a href="/a/${reader.answerToken}?choice=${one}">${headingOf(one, words)}</a></li>`)}</ul>
</section>
<p class="more"><a href="/me/${reader.personToken}">${words.texts.allPreferences}</a></p>`,
  );
}

/** What was said, as the database has it; null when it has nothing of the kind, so that an address alone claims nothing. */
export function saidPage(reader: Reader, said: Said, now: Instant): string | null {
  const words = wordsFor(reader);
  const told = toldOf(reader, said, now, words);
  if (told === null) return null;
  return readerPage(
    reader,
    told.title,
    html`<p class="eyebrow">${words.say('answerAbout')}</p>
<h1>${told.title}</h1>
<p class="lead" role="status">${told.lead} ${words.texts.closePage}</p>
${
  said !== 'back' &&
  said !== 'done' &&
  html`<form method="post" action="/a/${reader.answerToken}"><button class="quiet" name="choice" value="back">${words.texts.undo}</button></form>`
}
<p class="more"><a href="/me/${reader.personToken}">${words.texts.allPreferences}</a></p>`,
  );
}

function headingOf(answer: 'later' | 'done' | 'stop', { texts }: ReaderWords): string {
  return { later: texts.laterTitle, done: texts.doneTitle, stop: texts.notForMeTitle }[answer];
}

function laterForm(reader: Reader, { texts }: ReaderWords): Html {
  return html`<p class="lead">${texts.laterLead} ${!reader.stoppable && texts.laterRequired}</p>
<form method="post" action="/a/${reader.answerToken}">
<fieldset class="pills"><legend>${texts.laterHowLong}</legend>
${NOT_NOW_SPANS.map(
  (span, index) =>
    html`<label><input type="radio" name="span" value="${span}"${index === 0 && html` checked`}><span>${texts[span]}</span></label>`,
)}
</fieldset>
<label class="field" for="reason">${texts.reason}</label>
<select id="reason" name="reason" aria-describedby="reason-note">
<option value="">${texts.noReason}</option>
${NOT_NOW_REASONS.map((reason) => html`<option value="${reason}">${texts[reason]}</option>`)}
</select>
<p class="note" id="reason-note">${texts.reasonNote}</p>
<button class="primary" name="choice" value="later">${texts.laterButton}</button>
</form>`;
}

function doneForm(reader: Reader, { texts }: ReaderWords): Html {
  return html`<p class="lead">${texts.doneLead} ${!reader.stoppable && texts.doneRequired}</p>
<form method="post" action="/a/${reader.answerToken}">
<button class="primary" name="choice" value="done">${texts.doneButton}</button>
</form>`;
}

function stopForm(reader: Reader, { say }: ReaderWords): Html {
  return html`<p class="lead">${say('stopLead')}</p>
<form method="post" action="/a/${reader.answerToken}">
<button class="primary" name="choice" value="stop">${say('stopButton')}</button>
</form>`;
}

function toldOf(
  reader: Reader,
  said: Said,
  now: Instant,
  { say, texts }: ReaderWords,
): { title: string; lead: string } | null {
  switch (said) {
    case 'later': {
      const until = notNowUntil(reader, now);
      if (until === null) return null;
      return { title: say('laterDone', { day: dayInWords(reader, until) }), lead: say('laterDoneLead') };
    }
    case 'done': {
      const isSaid = reader.choices.some((one) => one.kind === 'said-done' && one.campaign === reader.campaign.id);
      if (!isSaid) return null;
      return { title: texts.doneDone, lead: say(reader.stoppable ? 'doneDoneLead' : 'doneDoneRequired') };
    }
    case 'stop':
      return isStopped(reader, reader.campaign.topic) ? { title: say('stoppedTitle'), lead: texts.stoppedLead } : null;
    case 'back': {
      const isBack = notNowUntil(reader, now) === null && !isStopped(reader, reader.campaign.topic);
      return isBack ? { title: texts.backDone, lead: '' } : null;
    }
  }
}

function notNowUntil(reader: Reader, now: Instant): Instant | null {
  for (const choice of reader.choices) {
    if (choice.kind === 'not-now' && choice.campaign === reader.campaign.id && choice.until > now) return choice.until;
  }
  return null;
}
