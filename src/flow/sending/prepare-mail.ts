import type { ComposedMail } from '../../delivery/compose-mail.ts';
import { makeReturnPath } from '../../delivery/verp.ts';
import { type Campaign, FOR_EVERYBODY_ALIKE, mailsOf } from '../../domain/campaign.ts';
import type { CampaignContent } from '../../domain/campaign-content.ts';
import { invariant, UserError } from '../../domain/errors.ts';
import type { Setting } from '../../engine/facts/situation.ts';
import {
  textFor,
  versionFor,
  versionLabel,
  versionOfLabel,
  type WantedVersion,
} from '../../engine/mails/version-of-message.ts';
import type { RenderedMail } from '../../render/compile-message.ts';
import type { MailLinks } from '../../render/scope.ts';
import type { StoredMessage } from '../../store/mails/messages.ts';
import { isWebAddress, type MailUrls } from '../../tracking/links.ts';
import { reminderWords } from '../around/reminder-words.ts';
import { type CompiledMessages, compileText } from '../publishing/compiled-messages.ts';
import { composeCampaignMail } from './compose-campaign-mail.ts';
import { isReminder, type StillGoing } from './last-look.ts';
import type { Postman } from './postman.ts';

/** A mail finished but for its open mark. */
export interface PreparedMail {
  readonly going: StillGoing;
  readonly envelope: { readonly from: string; readonly to: string };
  readonly composed: ComposedMail;
  readonly messageId: string;
  readonly email: string;
  readonly locale: string;
  /** Which version of the message it is; null: the fallback, or the only one. */
  readonly variant: string | null;
  /** Where its links lead, by number: clicks find their destination here and nowhere else. */
  readonly links: readonly string[];
}

export type Preparation =
  | { readonly mail: PreparedMail }
  | { readonly failed: 'render-failed' | 'no-mailbox' | 'suppressed'; readonly why: string };

/** Where links lead that were mended, by {@link linkKey}: for mails that no click comes back from. */
export type MendedLinks = ReadonlyMap<string, string>;

export function linkKey(campaign: string, message: string, from: string): string {
  return `${campaign}/${message} ${from}`;
}

/** What is pinned in a version, by `campaign@version`. */
export type ContentOf = (campaign: string, version: number) => Promise<CampaignContent>;

/** Writes one mail: the text for this reader, rendered, with the headers of interfaces.md, addressed. */
export async function prepareMail(
  going: StillGoing,
  setting: Setting,
  postman: Postman,
  contentOf: ContentOf,
  cache: CompiledMessages,
  mended: MendedLinks,
): Promise<Preparation> {
  const { message, recipient } = going;
  const { workspace } = setting;
  const campaign = setting.campaigns.get(message.campaign)?.versions.get(message.version)?.campaign;
  invariant(campaign, `message ${message.id} has version ${message.version} of ${message.campaign}`);
  const email = HAS_OWN_ADDRESS.has(message.kind) ? message.email : recipient.employee.email;
  if (email === null) return { failed: 'no-mailbox', why: 'no mail address is known' };
  if (!isAllowed(email, postman)) return { failed: 'suppressed', why: 'MAIL_ALLOW does not name its domain' };
  if (message.kind === 'around' && recipient.suppressed)
    return { failed: 'suppressed', why: 'the address does not take mail' };

  try {
    const words =
      message.kind === 'around'
        ? reminderWords(going, campaign, setting)
        : await mailWords(going, campaign, setting, { urls: postman.urls, contentOf, cache, mended });
    if ('failed' in words) return words;
    const { composed, messageId, from } = composeCampaignMail({
      campaign,
      workspace,
      version: message.version,
      step: message.step,
      id: message.id,
      messageId: message.messageId,
      at: message.slotAt ?? message.dueAt,
      recipient: recipient.employee,
      to: postman.redirect ?? email,
      mark: postman.redirect === null ? null : `for ${email}`,
      stopUrl: words.stopUrl,
      locale: words.locale,
      rendered: words.rendered,
    });
    const envelope = { from: returnPath(message.id, from, postman.secret), to: postman.redirect ?? email };
    const { locale, variant, links } = words;
    return { mail: { going, envelope, composed, messageId, email, locale, variant, links } };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { failed: 'render-failed', why: error.message };
  }
}

/** Written to where whoever asked for it said; every other mail to its reader's address of now, also when it is tried again. */
const HAS_OWN_ADDRESS: ReadonlySet<StoredMessage['kind']> = new Set(['test', 'around']);

/** What a mail says to its reader, and where its links lead. */
interface Words extends Pick<PreparedMail, 'locale' | 'variant' | 'links'> {
  readonly rendered: RenderedMail;
  readonly stopUrl: string | null;
}

async function mailWords(
  going: StillGoing,
  campaign: Campaign,
  setting: Setting,
  {
    urls,
    contentOf,
    cache,
    mended,
  }: { urls: MailUrls; contentOf: ContentOf; cache: CompiledMessages; mended: MendedLinks },
): Promise<Words | Extract<Preparation, { failed: string }>> {
  const { message } = going;
  const { workspace } = setting;
  const content = await contentOf(message.campaign, message.version);
  const [locale, version] = readingOf(going, campaign);
  const text = textFor(content.messages, message.message, locale, version, workspace.locales[0]);
  if (text === null)
    return {
      failed: 'render-failed',
      why: `there is no text "${message.message}" in ${locale ?? workspace.locales[0]}`,
    };
  const kind = message.kind === 'bundle' || message.kind === 'team' ? message.kind : 'participant';
  const key = [message.campaign, message.version, text.path, kind, JSON.stringify(workspace.brand)].join('/');
  const stoppable = campaign.required === null || message.phase === 'retain';
  const tracked = workspace.tracking === 'journey' && message.kind !== 'test';
  const links: string[] = [];
  const compiled = await cache.find(key, () =>
    compileText({ campaign, content, workspace, imageUrl: urls.image }, text, kind),
  );
  const mailLinks: MailLinks = {
    linkUrl: (index, target) => {
      // As the message says: a click finds where that leads by then.
      links[index] = target;
      if (tracked && isWebAddress(target)) return urls.click(message.id, index);
      return mended.get(linkKey(message.campaign, message.message, target)) ?? target;
    },
    askUrl: (ask) => urls.ask(message.id, ask),
    footer: footerUrls(urls, message.id, stoppable, isReminder(setting, message)),
    openMarkUrl: tracked ? urls.openMark : null,
  };
  const rendered = compiled.render(going.values, mailLinks, version.subject);
  if ('problems' in rendered)
    return { failed: 'render-failed', why: rendered.problems.map((problem) => problem.message).join(' ') };
  return {
    rendered,
    links,
    stopUrl: stoppable ? urls.stop(message.id) : null,
    locale: text.locale,
    variant: versionLabel(text, compiled.subjects, version),
  };
}

/**
 * In which language and version this reader gets it, decided anew at every last look: until it went, a need that was
 * told meanwhile counts. A test brings both along.
 */
function readingOf(
  { message, recipient: { employee } }: StillGoing,
  campaign: Campaign,
): [string | null, WantedVersion] {
  const step = mailsOf(campaign).find(({ id }) => id === message.step)?.step ?? FOR_EVERYBODY_ALIKE;
  // Once more means the same words, whatever was told meanwhile.
  if (message.state === 'in-doubt')
    return [
      message.locale,
      message.variant === null ? versionFor(step, campaign.id, employee) : versionOfLabel(message.variant, step.tries),
    ];
  if (message.kind === 'test' && message.variant !== null)
    return [message.locale, versionOfLabel(message.variant, step.tries)];
  return [
    (message.kind === 'test' ? message.locale : null) ?? employee.locale,
    versionFor(step, campaign.id, employee),
  ];
}

function footerUrls(urls: MailUrls, id: string, stoppable: boolean, reminder: boolean) {
  return {
    why: urls.why(id),
    preferences: urls.preferences(id),
    notNow: urls.ask(id, 'later'),
    stop: stoppable ? urls.stop(id) : null,
    done: reminder ? urls.ask(id, 'done') : null,
  };
}

function isAllowed(email: string, { allow, redirect }: Postman): boolean {
  return redirect !== null || allow === null || allow.includes(email.slice(email.lastIndexOf('@') + 1).toLowerCase());
}

/** A variable return path where the sender's address leaves room for one (RFC 5321: 64 characters); else the address. */
function returnPath(id: string, sender: string, secret: string): string {
  const room = sender.lastIndexOf('@') <= 10;
  return room ? makeReturnPath(id, { mailbox: sender, key: secret }) : sender;
}
