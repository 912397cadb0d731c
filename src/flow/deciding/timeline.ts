import { UserError } from '../../domain/errors.ts';
import { formatInstant, type Instant } from '../../domain/time.ts';
import { reasonText, type SystemLocale, shortTime, systemLocale } from '../../engine/explain.ts';
import { tellingSteps } from '../../engine/redaction.ts';
import { type Setting, zoneOf } from '../../engine/situation.ts';
import { allCampaigns } from '../../store/campaigns.ts';
import { employeeByEmail, type StoredEmployee } from '../../store/employees.ts';
import { messagesTo, type StoredMessage } from '../../store/messages.ts';
import { participationsOf } from '../../store/participations.ts';
import type { FlowContext } from '../context.ts';
import { loadSetting } from './load-setting.ts';
import { employeeOf } from './load-situations.ts';

/** One decision about one person, in a sentence, with the time in the person's zone. */
export interface TimelineEntry {
  readonly at: string;
  readonly campaign: string;
  /** Null where it would tell what the person did (guarantees.md §3). */
  readonly step: string | null;
  readonly state: string;
  /** A code of rules.md R21, or `not-needed-any-more`. */
  readonly reason: string | null;
  readonly sentence: string;
}

/** Reasons that stem from what somebody learned or did; for persons they all read the same, required training apart. */
const TELLING_REASONS: ReadonlySet<string> = new Set([
  'goal-reached',
  'said-done',
  'until-true',
  'when-false',
  'moved-on',
  'ended-by-step',
]);

/**
 * Everything decided about one person, by time.
 * @throws {UserError} when nobody has this address.
 */
export async function timeline(context: FlowContext, email: string): Promise<TimelineEntry[]> {
  const { read } = context.store;
  const person = await employeeByEmail(read, email.toLowerCase());
  if (person === null)
    throw new UserError(`There is nobody with the address "${email}".`, {
      hint: 'Look at the spelling, or import employees first.',
    });
  if ((await allCampaigns(read)).length === 0) return [];
  const { setting } = await loadSetting(read, context.publicHolidays);
  const narrator = narratorFor(setting, person);
  const entries = (await messagesTo(read, person.key))
    .filter((message) => message.kind !== 'test' && message.state !== 'withdrawn')
    .map(narrator.mail);
  for (const participation of (await participationsOf(read, [person.key])).get(person.key) ?? []) {
    const campaign = setting.campaigns.get(participation.campaign)?.versions.get(participation.version)?.campaign;
    const required = campaign?.required != null;
    entries.push(narrator.event(participation.beganAt, participation.campaign, 'began', null, required));
    if (participation.ended)
      entries.push(
        narrator.event(participation.ended.at, participation.campaign, 'ended', participation.ended.because, required),
      );
  }
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function narratorFor(setting: Setting, person: StoredEmployee) {
  const locale = systemLocale(setting.workspace.locales[0]);
  const zone = zoneOf(employeeOf(person), setting.workspace);
  const words = WORDS[locale];
  const when = (instant: Instant) => shortTime(instant, zone, locale);
  const told = (reason: string | null, required: boolean) =>
    reason !== null && !required && TELLING_REASONS.has(reason) ? 'not-needed-any-more' : reason;
  const because = (reason: string | null) =>
    reason === null
      ? ''
      : `: ${reason === 'not-needed-any-more' ? words.notNeeded : reasonText(reason as Parameters<typeof reasonText>[0], locale)}`;

  return {
    mail(message: StoredMessage): TimelineEntry {
      const campaign = setting.campaigns.get(message.campaign)?.versions.get(message.version)?.campaign;
      const hidden = campaign !== undefined && tellingSteps(campaign, setting.workspace).has(message.step);
      const name = hidden ? words.aMailOf(message.campaign) : `${message.campaign}/${message.step}`;
      const reason = told(message.reason, campaign?.required != null);
      const at = message.settledAt ?? message.slotAt ?? message.dueAt;
      const sentence = sentenceFor(message, name, at, reason);
      return {
        at: formatInstant(at),
        campaign: message.campaign,
        step: hidden ? null : message.step,
        state: message.state,
        reason,
        sentence,
      };
    },
    event(
      at: Instant,
      campaign: string,
      state: 'began' | 'ended',
      reason: string | null,
      required: boolean,
    ): TimelineEntry {
      const shown = told(reason, required);
      return {
        at: formatInstant(at),
        campaign,
        step: null,
        state,
        reason: shown,
        sentence: `${when(at)} · ${campaign}: ${words[state]}${because(shown)}`,
      };
    },
  };

  function sentenceFor(message: StoredMessage, name: string, at: Instant, reason: string | null): string {
    switch (message.state) {
      case 'sent':
      case 'bounced':
        return `${when(at)} · ${name}: ${message.simulated ? words.simulated : words.sent}`;
      case 'in-doubt':
      case 'data':
        return `${when(at)} · ${name}: ${words.inDoubt}`;
      case 'failed':
        return `${when(at)} · ${name}: ${words.failed}${because(reason)}${message.replyText === null ? '' : ` (${message.replyText})`}`;
      case 'passed':
        return `${when(at)} · ${name}: ${words.passed}${because(reason)}`;
      default:
        return message.slotAt === null
          ? `${name}: ${words.waits}${because(reason)}`
          : `${name}: ${reason === null ? words.goes : words.waitsUntil} ${when(message.slotAt)}${because(reason)}`;
    }
  }
}

const WORDS: Readonly<
  Record<
    SystemLocale,
    Record<
      | 'sent'
      | 'simulated'
      | 'inDoubt'
      | 'failed'
      | 'passed'
      | 'waits'
      | 'waitsUntil'
      | 'goes'
      | 'began'
      | 'ended'
      | 'notNeeded',
      string
    > & { aMailOf: (campaign: string) => string }
  >
> = {
  en: {
    sent: 'sent',
    simulated: 'sent to the built-in inbox',
    inDoubt: 'in doubt: the mail server did not say whether it took it',
    failed: 'failed',
    passed: 'not sent',
    waits: 'waits',
    waitsUntil: 'waits until',
    goes: 'goes',
    began: 'takes part from here',
    ended: 'ended',
    notNeeded: 'not needed any more',
    aMailOf: (campaign) => `a mail of ${campaign}`,
  },
  nl: {
    sent: 'verzonden',
    simulated: 'naar de ingebouwde postbus gestuurd',
    inDoubt: 'onzeker: de mailserver zei niet of hij hem aannam',
    failed: 'mislukt',
    passed: 'niet verzonden',
    waits: 'wacht',
    waitsUntil: 'wacht tot',
    goes: 'gaat',
    began: 'doet mee vanaf hier',
    ended: 'klaar',
    notNeeded: 'niet meer nodig',
    aMailOf: (campaign) => `een mail van ${campaign}`,
  },
  fr: {
    sent: 'envoyé',
    simulated: 'déposé dans la boîte intégrée',
    inDoubt: 'incertain : le serveur n’a pas dit s’il l’a accepté',
    failed: 'échec',
    passed: 'pas envoyé',
    waits: 'attend',
    waitsUntil: 'attend jusqu’à',
    goes: 'part',
    began: 'participe à partir d’ici',
    ended: 'terminé',
    notNeeded: 'plus nécessaire',
    aMailOf: (campaign) => `un message de ${campaign}`,
  },
};
