import { localized } from '../../domain/text.ts';
import type { Instant } from '../../domain/time.ts';
import { type Html, html } from '../pages/html.ts';
import { DROP, page } from '../pages/page.ts';
import { fill, type PageTexts, pageTexts } from '../pages/texts.ts';
import type { Reader } from './reader.ts';

/** The words of a page with what it is about filled in. */
export interface ReaderWords {
  readonly texts: PageTexts;
  readonly say: (name: keyof PageTexts, values?: Readonly<Record<string, string>>) => string;
  readonly topic: string;
  readonly campaign: string;
}

export function wordsFor(reader: Reader): ReaderWords {
  const texts = pageTexts(reader.locale);
  const campaign = inLocale(reader, reader.campaign.title) ?? reader.campaign.id;
  const topic = topicName(reader, reader.campaign.topic);
  const organisation = reader.workspace.name;
  return {
    texts,
    topic,
    campaign,
    say: (name, values = {}) => fill(texts[name], { topic, campaign, organisation, ...values }),
  };
}

export function topicName(reader: Reader, topic: string): string {
  return inLocale(reader, reader.workspace.topics[topic] ?? {}) ?? topic;
}

/** A page for an employee, with the academy's name above and the ways out below. */
export function readerPage(reader: Reader, title: string, main: Html): string {
  const { texts } = wordsFor(reader);
  const { academy } = reader.workspace;
  return page({
    locale: reader.locale,
    title: `${title} · ${academy.name}`,
    kind: 'reader',
    skip: texts.skip,
    header: html`<header class="masthead">${reader.mailKind === 'test' && html`<p class="band">${texts.testNote}</p>`}<span class="brand">${DROP}${academy.name}</span></header>`,
    main: html`<div class="card">${main}</div>`,
  });
}

/** `maandag 25 januari`, in the reader's language and zone. */
export function dayInWords(reader: Reader, instant: Instant): string {
  return new Intl.DateTimeFormat(reader.locale === 'en' ? 'en-GB' : reader.locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: reader.zone,
  }).format(instant);
}

function inLocale(reader: Reader, texts: Readonly<Record<string, string>>): string | null {
  const wanted = reader.employee.chosenLocale ?? reader.employee.locale ?? reader.locale;
  return localized(texts, wanted, reader.workspace.locales[0]) ?? Object.values(texts)[0] ?? null;
}
