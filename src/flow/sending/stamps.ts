import { localDate } from '../../domain/time.ts';
import type { Setting } from '../../engine/facts/situation.ts';
import type { Claim } from '../../store/mails/claims.ts';
import type { StoredMessage } from '../../store/mails/messages.ts';
import type { LoadedSetting } from '../deciding/load-setting.ts';
import type { AtTheGate } from './gate-ledger.ts';
import type { PreparedMail } from './prepare-mail.ts';

export function atTheGate({ going, messageId }: PreparedMail): AtTheGate {
  const { message, recipient, members } = going;
  return { ...claimOf(message), message, messageId, personId: recipient.employee.id, members };
}

export function claimOf(message: StoredMessage): Claim {
  return { id: message.id, claim: message.claim };
}

export function blockOf({ going: { message }, locale }: PreparedMail, { workspace }: Setting) {
  const day = localDate(message.slotAt ?? message.dueAt, workspace.timezone);
  return { campaign: message.campaign, version: message.version, message: message.message, locale, day };
}

export function resendStampOf({ going, email }: PreparedMail, loaded: LoadedSetting) {
  const { message, personRevision } = going;
  return {
    ...claimOf(message),
    email,
    personRevision,
    campaignRevision: loaded.campaignRevisions.get(message.campaign) ?? null,
    workspaceRevision: loaded.workspaceRevision,
  };
}

export function stampOf({ going, email, locale, variant, messageId, links }: PreparedMail, loaded: LoadedSetting) {
  const { message } = going;
  const isTest = message.kind === 'test';
  return {
    ...claimOf(message),
    email,
    locale,
    variant,
    messageId,
    values: { ...going.values, $links: links },
    about: going.about,
    personRevision: isTest ? null : going.personRevision,
    campaignRevision: isTest ? null : (loaded.campaignRevisions.get(message.campaign) ?? null),
    workspaceRevision: isTest ? null : loaded.workspaceRevision,
  };
}
