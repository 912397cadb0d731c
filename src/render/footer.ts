import type { MailParts } from './mail-parts.ts';
import type { FooterUrls } from './scope.ts';
import type { SystemTexts } from './system-texts.ts';
import { escapeHtml } from './write-mjml.ts';

/** Who writes, and about what: the constants of the footer. */
export interface FooterFacts {
  readonly organisation: string;
  readonly address: string | null;
  readonly campaignTitle: string;
  readonly isBundle: boolean;
}

/** The choices every mail offers, as MJML for a column. An address that is not given leaves its link out. */
export function footerMjml(facts: FooterFacts, texts: SystemTexts, parts: MailParts): string {
  const link = (name: keyof FooterUrls, text: string) =>
    `<a href="${parts.html.write(({ links }) => escapeHtml(links.footer[name] ?? ''))}" class="d-muted-link" style="color:inherit;text-decoration:underline">${escapeHtml(text)}</a>`;
  const offered = (name: keyof FooterUrls, content: string) =>
    parts.html.when(({ links }) => isGiven(links.footer[name]), content);
  const done = `${escapeHtml(texts.doneQuestion)} ${link('done', texts.done)}`;
  const choices =
    offered('notNow', `${link('notNow', texts.notNow)}&nbsp;&nbsp;·&nbsp; `) +
    link('preferences', texts.preferences) +
    offered('stop', `&nbsp;&nbsp;·&nbsp; ${link('stop', texts.stop)}`);
  const small = (content: string) => `<mj-text mj-class="small" css-class="d-muted">${content}</mj-text>`;
  return [
    `<mj-raw>${parts.html.start({ kind: 'if', holds: ({ links }) => isGiven(links.footer.done) })}</mj-raw>`,
    small(done),
    `<mj-raw>${parts.html.end()}</mj-raw>`,
    small(`${escapeHtml(why(facts, texts))} ${link('why', texts.why.replaceAll(' ', '\u00A0'))}`),
    small(choices),
    small(escapeHtml(sender(facts))),
  ].join('');
}

/** The same as plain text. */
export function footerText(facts: FooterFacts, texts: SystemTexts, parts: MailParts): string {
  const url = (name: keyof FooterUrls) => parts.text.write(({ links }) => links.footer[name] ?? '');
  const offered = (name: keyof FooterUrls, content: string) =>
    parts.text.when(({ links }) => isGiven(links.footer[name]), content);
  return [
    '-- \n',
    offered('done', `${texts.doneQuestion} ${texts.done}: ${url('done')}\n\n`),
    `${why(facts, texts)}\n${texts.why} ${url('why')}\n\n`,
    offered('notNow', `${texts.notNow}: ${url('notNow')}\n`),
    `${texts.preferences}: ${url('preferences')}\n`,
    offered('stop', `${texts.stop}: ${url('stop')}\n`),
    `\n${sender(facts)}\n`,
  ].join('');
}

function why(facts: FooterFacts, texts: SystemTexts): string {
  return (facts.isBundle ? texts.whyBundle : texts.whyParticipant).replace('{campaign}', () => facts.campaignTitle);
}

function sender(facts: FooterFacts): string {
  return facts.address ?? facts.organisation;
}

function isGiven(url: string | null | undefined): boolean {
  return url !== null && url !== undefined && url !== '';
}
