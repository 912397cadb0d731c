import { parseMailbox } from '../../domain/mail-address.ts';
import { html } from '../pages/html.ts';
import { audienceWords } from './audience-words.ts';
import type { Reader } from './reader.ts';
import { readerPage, wordsFor } from './reader-page.ts';

/** `/me/TOKEN/why`: whom the campaign is for, in words that a person's own records bear out, and who sends it. */
export function whyPage(reader: Reader): string {
  const { say, texts } = wordsFor(reader);
  const { campaign, audiences, workspace, locale } = reader;
  const audience = audienceWords(campaign.audience, { audiences, workspace, locale });
  const sentence = () => {
    if (reader.mailKind === 'bundle' || reader.mailKind === 'team') return say('whyBundle');
    if (audience === 'everyone') return say('whyEveryone');
    return audience === 'unsaid' ? say('whySome') : say('whyRule', { audience: audience.words });
  };
  const sender = parseMailbox(campaign.from ?? workspace.from);
  const name = 'why' in sender || sender.name === '' ? workspace.name : sender.name;
  return readerPage(
    reader,
    texts.whyTitle,
    html`<h1>${texts.whyTitle}</h1>
<p class="lead">${sentence()} ${campaign.required !== null && texts.whyRequired}</p>
<p>${say('whySender', { sender: name })}</p>
<p class="note">${texts.whyBehaviour} <a href="/privacy?in=${locale}">${texts.privacy}</a></p>
<p class="more"><a href="/me/${reader.personToken}">${texts.allPreferences}</a></p>`,
  );
}
