import { type Html, html } from '../pages/html.ts';
import { DROP, page } from '../pages/page.ts';

/** Where the console would be: what to do to see it. */
export function loggedOutPage(): string {
  return loginPage(
    'Log in to see this page',
    html`<p class="lead">The console opens with a link that is made for you. It has no password.</p>
<p><b>You use the console?</b> Ask your admin for a link. They get one with:</p>
<pre class="command"><code>druppel user link EMAIL</code></pre>
<p><b>Nobody does yet?</b> On the machine where Druppel runs:</p>
<pre class="command"><code>druppel user add EMAIL --role admin</code></pre>
<p class="more note">Looking for your own preferences? They are behind the links at the foot of each mail.</p>`,
  );
}

/**
 * `/login/TOKEN`: one button. Programs that look into mails follow links, so looking changes nothing and says nothing:
 * the page is the same for every token, right or wrong, and is sent to this very address.
 */
export function askPage(): string {
  return loginPage(
    'Log in to Druppel',
    html`<p class="lead">This link is for you alone and works once.</p>
<form method="post"><button class="primary">Log in</button></form>
<p class="more note">You stay logged in on this device for seven days at most, or until it has been quiet for twelve hours.</p>`,
  );
}

/** After the button, for a token that is wrong, used, or too old: it does not say which. */
export function refusedPage(): string {
  return loginPage(
    'This link does not work any more',
    html`<p class="lead" role="status">It was used, is older than 24 hours, or did not come across whole.</p>
<p>Ask your admin for a new one. They get it with:</p>
<pre class="command"><code>druppel user link EMAIL</code></pre>
<p class="more"><a href="/">Logged in already? To the console</a></p>`,
  );
}

/** English, as the console is. */
function loginPage(title: string, main: Html): string {
  return page({
    locale: 'en',
    title: `${title} · Druppel`,
    kind: 'reader',
    skip: 'Skip to content',
    header: html`<header class="masthead"><span class="brand">${DROP}Druppel</span></header>`,
    main: html`<div class="card"><h1>${title}</h1>
${main}</div>`,
  });
}
