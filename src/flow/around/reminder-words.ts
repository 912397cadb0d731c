import type { Campaign } from '../../domain/campaign.ts';
import { invariant } from '../../domain/errors.ts';
import { parseMailbox } from '../../domain/mail-address.ts';
import { localeChain, localized } from '../../domain/text.ts';
import type { Setting, Situation } from '../../engine/facts/situation.ts';
import { type RenderedReminder, reminderMail } from '../../render/reminder-mail.ts';
import type { StoredMessage } from '../../store/mails/messages.ts';

/** What the reminder to an owner says, in the owner's language where it is known: no links, nothing to stop. */
export function reminderWords(
  { message, recipient }: { readonly message: StoredMessage; readonly recipient: Situation },
  campaign: Campaign,
  { workspace }: Pick<Setting, 'workspace'>,
): {
  readonly rendered: RenderedReminder;
  readonly locale: string;
  readonly variant: null;
  readonly links: readonly string[];
  readonly stopUrl: null;
} {
  const action = campaign.around.find(({ id }) => id === message.step);
  invariant(action !== undefined && action.kind !== 'post', `${campaign.id} reminds of ${message.step}`);
  const [locale = workspace.locales[0]] = localeChain(recipient.employee.locale, workspace.locales[0]);
  const sender = parseMailbox(campaign.from ?? workspace.from);
  const facts = {
    kind: action.kind,
    what: action.what,
    campaignTitle: localized(campaign.title, locale, workspace.locales[0]) ?? campaign.id,
    organisation: workspace.name,
    senderName: 'why' in sender || sender.name === '' ? workspace.name : sender.name,
  };
  return { rendered: reminderMail(facts, locale), locale, variant: null, links: [], stopUrl: null };
}
