import { formatInstant } from '../../domain/time.ts';
import type { InboxPage } from '../../flow/sending/read-inbox.ts';
import { html } from '../pages/html.ts';
import { momentInWords } from '../pages/moment.ts';
import { type DeskSetting, deskPage, figure } from './desk-page.ts';

/** `/inbox`: the mails that would have gone out, newest first. */
export function inboxPage(page: InboxPage, search: string, all: number, setting: DeskSetting): string {
  const { entries, next } = page;
  return deskPage({
    title: 'Inbox',
    current: 'inbox',
    setting,
    live: true,
    main: html`<h1>Inbox</h1>
<p>${figure(all)} mails stayed here instead of going out.</p>
<form class="search" method="get" action="/inbox" role="search">
<div><label class="field" for="search">Search by person, subject, campaign or step</label>
<input type="search" id="search" name="search" value="${search}"></div>
<button>Search</button>
${search !== '' && html`<a class="button" href="/inbox">Show all</a>`}
</form>
${
  entries.length === 0
    ? html`<div class="panel empty"><p>${search === '' ? 'No mail has come yet.' : `No mail fits “${search}”.`}</p></div>`
    : html`<ul class="mails panel">${entries.map(
        ({ id, at, recipient, subject, campaign, step }) =>
          html`<li><a href="/inbox/${id}"><span class="who">${recipient}</span><span class="subject">${subject}</span><time datetime="${formatInstant(at)}">${momentInWords(at, setting.zone)}</time>${campaign !== null && html`<span class="about">${campaign}, ${step}</span>`}</a></li>`,
      )}</ul>`
}
${next !== null && html`<p class="more"><a class="button" href="/inbox?search=${encodeURIComponent(search)}&before=${next.at}.${next.id}">Older mails</a></p>`}`,
  });
}
