import { mailsOf } from '../../domain/campaign.ts';
import type { CampaignContent, MessageText } from '../../domain/campaign-content.ts';
import type { Employee } from '../../domain/employee.ts';
import type { Setting } from '../../engine/facts/situation.ts';
import { FALLBACK, textFor, versionFor, versionLabel } from '../../engine/mails/version-of-message.ts';
import type { PlannedMail } from '../../engine/plan/simulate.ts';
import { campaignVersion } from '../../store/campaigns/campaigns.ts';
import type { Database } from '../../store/database.ts';
import { contentFrom } from './content-of-version.ts';
import { subjectsOf } from './message-versions.ts';

/** In which language and version a planned mail would be written. */
export interface Reading {
  readonly locale: string;
  /** Its label; null: the fallback, or the only one. */
  readonly variant: string | null;
}

/**
 * Prepares to tell how each of these mails would be written, as the last look will decide.
 * With `hidden` nothing is told that hangs on a need or a sensitive attribute.
 * @param planned the content of the campaign that is planned, by its files where they differ from what is published
 */
export async function readingsOf(
  database: Database,
  mails: readonly PlannedMail[],
  setting: Setting,
  planned: { readonly campaign: string; readonly version: number; readonly content: CampaignContent | null },
): Promise<(mail: PlannedMail, reader: Employee | null, hidden: boolean) => Reading> {
  const [defaultLocale] = setting.workspace.locales;
  const contents = new Map<string, CampaignContent>();
  if (planned.content !== null) contents.set(nameOf(planned), planned.content);
  for (const { campaign, version } of new Map(mails.map((mail) => [nameOf(mail), mail])).values()) {
    const name = nameOf({ campaign, version });
    const kept = contents.has(name) ? null : await campaignVersion(database, campaign, version);
    if (kept !== null) contents.set(name, contentFrom(kept));
  }
  const choices = new Map<string, ReturnType<typeof choicesOf>>();
  const subjects = new Map<MessageText, number>();

  return (mail, reader, hidden) => {
    const name = nameOf(mail);
    const content = contents.get(name);
    const campaign = setting.campaigns.get(mail.campaign)?.versions.get(mail.version)?.campaign;
    if (content === undefined || campaign === undefined || reader === null)
      return { locale: reader?.locale ?? defaultLocale, variant: null };
    const steps = choices.get(name) ?? choicesOf(campaign);
    choices.set(name, steps);
    const choice = steps.get(mail.step);
    const own = choice === undefined ? FALLBACK : versionFor(choice, mail.campaign, reader);
    // Not even the language may tell: a variant can be the only text that somebody can read.
    const wanted = hidden ? { ...own, variant: null } : own;
    const text = textFor(content.messages, mail.message, reader.locale, wanted, defaultLocale);
    if (text === null) return { locale: reader.locale ?? defaultLocale, variant: null };
    const count = subjects.get(text) ?? subjectsOf(text);
    subjects.set(text, count);
    return { locale: text.locale, variant: hidden ? null : versionLabel(text, count, wanted) };
  };
}

function nameOf({ campaign, version }: { readonly campaign: string; readonly version: number }): string {
  return `${campaign}@${version}`;
}

function choicesOf(campaign: Parameters<typeof mailsOf>[0]) {
  return new Map(mailsOf(campaign).map(({ id, step }) => [id, step]));
}
