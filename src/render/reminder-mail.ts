import type { AroundKind } from '../domain/campaign.ts';
import { type Localized, localized } from '../domain/text.ts';
import { directionOf } from './system-texts.ts';
import { escapeHtml } from './write-mjml.ts';

/** What the owner of something around the mails is reminded of. */
export interface ReminderFacts {
  readonly kind: AroundKind;
  /** As the campaign file says it: `canteens Utrecht and Ghent`. */
  readonly what: string;
  /** In `locale`. */
  readonly campaignTitle: string;
  readonly organisation: string;
  /** Whom an answer reaches. */
  readonly senderName: string;
}

export interface RenderedReminder {
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
}

/** Operational and plain: no frame, no links, nothing that is tracked; it says why it comes. */
export function reminderMail(facts: ReminderFacts, locale: string): RenderedReminder {
  const say = (texts: Localized) =>
    (localized(texts, locale, 'en') ?? '').replaceAll(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? '');
  const values: Readonly<Record<string, string>> = {
    kind: localized(KINDS[facts.kind], locale, 'en') ?? '',
    what: facts.what,
    campaign: facts.campaignTitle,
    organisation: facts.organisation,
    sender: facts.senderName,
  };
  const subject = say(TEXTS.subject);
  const paragraphs = [say(TEXTS.today), `${values.kind}: ${facts.what}`, say(TEXTS.done), say(TEXTS.why)];
  const html = paragraphs.map((one) => `<p>${escapeHtml(one)}</p>`).join('\n');
  return {
    subject,
    preheader: paragraphs[0] ?? '',
    text: `${paragraphs.join('\n\n')}\n`,
    html: `<!doctype html>
<html lang="${escapeHtml(locale)}" dir="${directionOf(locale)}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title></head>
<body style="font:16px/1.5 sans-serif;max-width:36em;margin:1.5em auto;padding:0 1em">
${html}
</body></html>
`,
  };
}

const KINDS: Readonly<Record<AroundKind, Localized>> = {
  poster: { nl: 'Poster', en: 'Poster', fr: 'Affiche', de: 'Plakat' },
  meeting: { nl: 'Bijeenkomst', en: 'Meeting', fr: 'Réunion', de: 'Treffen' },
  intranet: { nl: 'Intranet', en: 'Intranet', fr: 'Intranet', de: 'Intranet' },
  event: { nl: 'Evenement', en: 'Event', fr: 'Événement', de: 'Veranstaltung' },
  other: { nl: 'Te doen', en: 'To do', fr: 'À faire', de: 'Zu tun' },
};

const TEXTS: Readonly<Record<'subject' | 'today' | 'done' | 'why', Localized>> = {
  subject: {
    nl: 'Vandaag, {kind}: {what}',
    en: 'Today, {kind}: {what}',
    fr: 'Aujourd’hui, {kind} : {what}',
    de: 'Heute, {kind}: {what}',
  },
  today: {
    nl: 'Vandaag is het zover voor iets dat bij “{campaign}” hoort en op jouw naam staat.',
    en: 'Today is the day for something that belongs to “{campaign}” and has your name on it.',
    fr: 'C’est aujourd’hui que se fait une action autour de « {campaign} » dont vous êtes responsable.',
    de: 'Heute ist etwas dran, das zu „{campaign}“ gehört und auf Ihren Namen läuft.',
  },
  done: {
    nl: 'Is het al gebeurd, dan hoef je niets te doen. Lukt het niet? Antwoord op deze mail, dan leest {sender} het.',
    en: 'If it is done already, there is nothing to do. Not possible? Answer this mail and {sender} reads it.',
    fr: 'Si c’est déjà fait, vous n’avez rien à faire. Impossible ? Répondez à ce message : {sender} le lira.',
    de: 'Ist es schon erledigt, ist nichts zu tun. Klappt es nicht? Antworten Sie auf diese Mail, {sender} liest sie.',
  },
  why: {
    nl: 'Je krijgt deze ene herinnering omdat {organisation} jou in het plan van de campagne als eigenaar noemt. Er volgt geen tweede, en niets in deze mail wordt gevolgd.',
    en: 'You get this one reminder because the campaign’s plan at {organisation} names you as the owner. There is no second one, and nothing in this mail is tracked.',
    fr: 'Vous recevez ce seul rappel parce que le plan de la campagne chez {organisation} vous désigne comme responsable. Il n’y en aura pas d’autre, et rien dans ce message n’est suivi.',
    de: 'Sie erhalten diese eine Erinnerung, weil der Plan der Kampagne bei {organisation} Sie als zuständig nennt. Es folgt keine zweite, und nichts in dieser Mail wird verfolgt.',
  },
};
