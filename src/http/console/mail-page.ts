import type { InboxReading } from '../../flow/sending/read-inbox.ts';
import { type Html, html } from '../pages/html.ts';
import { momentInWords } from '../pages/moment.ts';
import { type DeskSetting, deskPage } from './desk-page.ts';

/** How a mail is looked at. */
export interface MailView {
  readonly view: 'html' | 'text' | 'source';
  readonly width: 'desktop' | 'phone';
  readonly scheme: 'light' | 'dark';
}

/** `/inbox/ID`: one mail as its reader would see it. The HTML stands in a frame that can do nothing. */
export function mailPage({ entry, mail, source }: InboxReading, looked: MailView, setting: DeskSetting): string {
  const { view, width, scheme } = looked;
  const sender = mail.from === null ? 'nobody' : `${mail.from.name} <${mail.from.address}>`;
  return deskPage({
    title: entry.subject,
    current: 'inbox',
    setting,
    main: html`<p class="more"><a href="/inbox">All mails</a></p>
<h1>${entry.subject}</h1>
<dl class="facts">
<dt>From</dt><dd>${sender}</dd>
<dt>To</dt><dd><a href="/inbox?search=${encodeURIComponent(entry.recipient)}">${entry.recipient}</a></dd>
<dt>Date</dt><dd>${momentInWords(mail.date ?? entry.at, setting.zone)}</dd>
${entry.campaign !== null && html`<dt>Step</dt><dd><a href="/campaigns/${entry.campaign}">${entry.campaign}</a>, ${entry.step}</dd>`}
</dl>
<div class="switches">
${switchOf('How to see it', entry.id, looked, 'view', { html: 'HTML', text: 'Text', source: 'Source' })}
${view === 'html' && switchOf('Width', entry.id, looked, 'width', { desktop: 'Desktop', phone: 'Phone' })}
${view === 'html' && switchOf('Colours', entry.id, looked, 'scheme', { light: 'Light', dark: 'Dark' })}
</div>
${
  view === 'html'
    ? html`<div class="viewer panel ${width} ${scheme}"><iframe title="The mail as it looks" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/inbox/${entry.id}/html?scheme=${scheme}"></iframe></div>`
    : html`<div class="viewer panel" role="region" aria-label="The mail as ${view}" tabindex="0"><pre>${view === 'text' ? (mail.text ?? 'This mail has no text part.') : source}</pre></div>`
}`,
  });
}

function switchOf<Key extends keyof MailView>(
  label: string,
  id: string,
  looked: MailView,
  key: Key,
  choices: Readonly<Record<MailView[Key], string>>,
): Html {
  return html`<ul aria-label="${label}">${Object.entries<string>(choices).map(([value, text]) => {
    const query = new URLSearchParams({ ...looked, [key]: value }).toString();
    return html`<li><a href="/inbox/${id}?${query}"${looked[key] === value && html` aria-current="true"`}>${text}</a></li>`;
  })}</ul>`;
}
