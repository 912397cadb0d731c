import { FOR_EVERYBODY_ALIKE, mailsOf, type Personalised } from '../../domain/campaign.ts';
import type { MessageText } from '../../domain/campaign-content.ts';
import type { Employee } from '../../domain/employee.ts';
import { UserError } from '../../domain/errors.ts';
import { didYouMean } from '../../domain/text.ts';
import { variantIsPrivate } from '../../engine/answers/redaction.ts';
import {
  FALLBACK,
  versionFor,
  versionLabel,
  versionOfLabel,
  type WantedVersion,
} from '../../engine/mails/version-of-message.ts';
import { parseMessage } from '../../render/message-source.ts';
import type { CampaignDraft } from './campaign-draft.ts';

/** Which version of a message to show: by its label, or a half that is tried; both null: the reader's own. */
export interface VersionWish {
  /** `career`, `a`, `career.a`, `subject-2` */
  readonly variant: string | null;
  readonly half?: string | null;
}

/** The versions that a message is written in, by label: the fallback (null) first, then by name. */
export function versionsOf(texts: readonly MessageText[], message: string): (string | null)[] {
  const own = texts.filter((text) => text.message === message);
  const names = [...new Set(own.map(({ variant }) => variant))].sort((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
  return names.flatMap((variant) => {
    const subjects = Math.max(...own.filter((text) => text.variant === variant).map(subjectsOf));
    const numbers = subjects > 1 ? ([0, 1] as const) : ([0] as const);
    return numbers.map((subject) => versionLabel({ variant }, subjects, { subject }));
  });
}

/** How many subjects a text has; 1 where it cannot be read, which `check` tells. */
export function subjectsOf({ text, path }: MessageText): number {
  const source = parseMessage(text, path);
  return 'problems' in source ? 1 : source.subjects.length;
}

/** How the step that sends a message chooses a version. */
function choiceFor({ campaign }: Pick<CampaignDraft, 'campaign'>, message: string): Personalised {
  return mailsOf(campaign).find((mail) => mail.message === message)?.step ?? FOR_EVERYBODY_ALIKE;
}

/**
 * The version to show. Of a real reader the half that is tried and the variant by an open attribute; a variant that
 * would tell their need stays unsaid, and the fallback stands in (guarantees.md §3).
 * @throws {UserError} for a version that nobody wrote.
 */
export function versionToShow(
  draft: Pick<CampaignDraft, 'campaign' | 'content' | 'workspace'>,
  message: string,
  wish: VersionWish,
  reader: Employee | null,
): WantedVersion {
  const choice = choiceFor(draft, message);
  const asked = [wish.variant, wish.half ?? null].filter((part) => part !== null).join('.');
  if (asked !== '') {
    const wanted = versionOfLabel(asked, choice.tries);
    refuseUnknown(draft, message, asked, wanted);
    return { ...wanted, half: wanted.half ?? choice.tries[0] ?? null };
  }
  if (reader === null) return { ...FALLBACK, half: choice.tries[0] ?? null };
  const own = versionFor(choice, draft.campaign.id, reader);
  return variantIsPrivate(choice, draft.workspace) ? { ...own, variant: null } : own;
}

function refuseUnknown(
  { content }: Pick<CampaignDraft, 'content'>,
  message: string,
  asked: string,
  { variant, half, subject }: WantedVersion,
): void {
  const labels = versionsOf(content.messages, message);
  const parts = new Set(labels.flatMap((label) => label?.split('.') ?? []));
  const wanted = [variant, half, subject === 1 ? 'subject-2' : null].filter((part) => part !== null);
  if (wanted.every((part) => parts.has(part))) return;
  const known = labels.filter((label) => label !== null);
  const near = didYouMean(asked, known);
  const hint = known.length === 0 ? 'It has one version.' : `Its versions: ${known.join(', ')}.`;
  throw new UserError(`The message "${message}" has no version "${asked}".`, {
    hint: near === null ? hint : `Did you mean "${near}"?`,
  });
}
