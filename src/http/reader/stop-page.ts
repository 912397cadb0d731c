import { html } from '../pages/html.ts';
import { isStopped, type Reader } from './reader.ts';
import { readerPage, wordsFor } from './reader-page.ts';

/** `/u/TOKEN`: what is so now, and one button to change it. */
export function stopPage(reader: Reader): string {
  if (isStopped(reader, null)) return stoppedPage(reader, 'stoppedAllTitle');
  if (!reader.stoppable) return requiredPage(reader);
  if (isStopped(reader, reader.campaign.topic)) return stoppedPage(reader, 'stoppedTitle');
  return askPage(reader);
}

function askPage(reader: Reader): string {
  const { say, texts } = wordsFor(reader);
  return readerPage(
    reader,
    say('stopTitle'),
    html`<h1>${say('stopTitle')}</h1>
<p class="lead">${say('stopLead')}</p>
<form method="post" action="/u/${reader.personToken}">
<button class="primary" name="stop" value="topic">${say('stopButton')}</button>
</form>
<section class="aside" aria-labelledby="all">
<h2 id="all">${texts.stopAllOffer}</h2>
<p>${texts.stopAllLead}</p>
<form method="post" action="/u/${reader.personToken}">
<button class="quiet" name="stop" value="all">${texts.stopAllButton}</button>
</form>
</section>
<p class="more"><a href="/me/${reader.personToken}">${texts.allPreferences}</a></p>`,
  );
}

function stoppedPage(reader: Reader, title: 'stoppedTitle' | 'stoppedAllTitle'): string {
  const { say, texts } = wordsFor(reader);
  return readerPage(
    reader,
    say(title),
    html`<h1>${say(title)}</h1>
<p class="lead" role="status">${texts.stoppedLead} ${texts.closePage}</p>
<form method="post" action="/u/${reader.personToken}">
<button class="quiet" name="stop" value="neither">${texts.undo}</button>
</form>
<p class="more"><a href="/me/${reader.personToken}">${texts.allPreferences}</a></p>`,
  );
}

function requiredPage(reader: Reader): string {
  const { say, texts } = wordsFor(reader);
  return readerPage(
    reader,
    texts.requiredTitle,
    html`<h1>${texts.requiredTitle}</h1>
<p class="lead">${say('requiredLead')}</p>
<p>${texts.requiredOffer}</p>
<p><a class="button" href="/a/${reader.answerToken}?choice=later">${texts.laterTitle}</a></p>
<p class="more"><a href="/me/${reader.personToken}">${texts.allPreferences}</a></p>`,
  );
}
