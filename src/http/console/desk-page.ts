import type { Zone } from '../../domain/time.ts';
import { type Html, html } from '../pages/html.ts';
import { DROP, page } from '../pages/page.ts';
import type { Visitor } from './login-guard.ts';

/** What the pages of the console need to know beside the figures. */
export interface DeskSetting {
  /** With the built-in inbox nothing leaves the machine, and every page says so. */
  readonly simulated: boolean;
  readonly zone: Zone;
  readonly defaultLocale: string;
  readonly visitor: Visitor;
}

/** A page of the console or the inbox. English: it is for those who run campaigns, not for those who get them. */
export function deskPage(parts: {
  readonly title: string;
  readonly current: 'campaigns' | 'inbox';
  readonly main: Html;
  readonly setting: DeskSetting;
  readonly live?: boolean;
}): string {
  const { title, current, main, setting, live = false } = parts;
  const { simulated, visitor } = setting;
  const link = (name: typeof current, href: string, text: string) =>
    html`<a href="${href}"${name === current && html` aria-current="page"`}>${text}</a>`;
  return page({
    locale: 'en',
    title: `${title} · Druppel`,
    kind: 'desk',
    skip: 'Skip to content',
    header: html`<header class="masthead">${simulated && html`<p class="band">Simulated: nothing leaves this machine</p>`}<div>
<span class="brand">${DROP}Druppel</span>
<nav aria-label="Pages">${link('campaigns', '/', 'Campaigns')}${simulated && link('inbox', '/inbox', 'Inbox')}</nav>
${visitor.email !== null && html`<form class="visitor" method="post" action="/logout"><span>${visitor.email}</span><button class="quiet">Log out</button></form>`}
</div></header>`,
    main,
    ...(live ? { script: '/assets/live.js' } : {}),
  });
}

/** `1,234` */
export function figure(value: number): string {
  return new Intl.NumberFormat('en').format(value);
}

/** `38 %` of a rate from 0 to 1; the figure and its sign stay on one line. */
export function percent(rate: number): string {
  return `${Math.round(rate * 100)}\u00a0%`;
}

/** A bar without words: the figure stands beside it. `goal` is a mark on it. Both from 0 to 1. */
export function bar(share: number, goal: number | null = null): Html {
  const width = Math.max(0, Math.min(1, share)) * 100;
  return html`<svg class="bar" aria-hidden="true" focusable="false" preserveAspectRatio="none" viewBox="0 0 100 12"><rect class="track" y="3" width="100" height="6"/><rect class="value" y="3" width="${width.toFixed(2)}" height="6"/>${goal !== null && html`<rect class="goal" x="${(goal * 100 - 0.25).toFixed(2)}" width="0.5" height="12"/>`}</svg>`;
}
