import type { Campaign } from '../../domain/campaign.ts';
import { mailsOf } from '../../domain/campaign.ts';
import type { CampaignContent, MessageText } from '../../domain/campaign-content.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { isRequired } from '../../engine/journey/standpoint.ts';
import type { Finding, Severity } from '../../intake/finding.ts';
import { compileMessage } from '../../render/compile-message.ts';
import { lintMessage } from '../../render/lint-message.ts';
import { type MessageSource, parseMessage } from '../../render/message-source.ts';
import type { Problem } from '../../render/problem.ts';
import { type MailKind, sampleValues } from '../../render/variables.ts';
import { compilePostText } from '../around/post-text.ts';
import { compileInput } from './compiled-messages.ts';
import { previewImageUrl } from './mail-images.ts';
import { previewLinks } from './preview-links.ts';

export interface TextsToCheck {
  readonly campaign: Campaign;
  readonly content: CampaignContent;
  readonly workspace: Workspace;
}

/**
 * Compiles every text that a step sends, for everyone it is sent to, as it will be compiled when it goes; what cannot be
 * compiled is an error, what could read better is advice.
 */
export async function checkTexts(texts: TextsToCheck): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const text of texts.content.messages) {
    for (const kind of kindsOf(texts.campaign, text.message)) findings.push(...(await checkText(texts, text, kind)));
  }
  return unique(findings);
}

/** What a message is sent as; one that nothing sends goes to nobody. */
export function kindsOf(campaign: Campaign, message: string): MailKind[] {
  const kinds = mailsOf(campaign)
    .filter((mail) => mail.message === message)
    .map(({ to }): MailKind => (to === 'participant' ? 'participant' : 'bundle'));
  if (campaign.teamUpdate?.message === message) kinds.push('team');
  if (campaign.around.some((action) => action.kind === 'post' && action.message === message)) kinds.push('post');
  return [...new Set(kinds)];
}

async function checkText(texts: TextsToCheck, text: MessageText, kind: MailKind): Promise<Finding[]> {
  const { campaign, content, workspace } = texts;
  const source = parseMessage(text.text, text.path);
  if ('problems' in source) return source.problems.map((problem) => finding('error', problem));
  const twice = triedOnRequired(campaign, text.message, source);
  if (twice !== null) return [finding('error', twice)];
  if (kind === 'post') return checkPost(texts, text, source);
  const frame = content.frames[source.template];
  if (frame === undefined) {
    const known = Object.keys(content.frames).join(', ');
    return [
      finding('error', {
        code: 'unknown-template',
        message: `There is no template "${source.template}".`,
        hint: `Known are: ${known}.`,
        place: { file: text.path, line: 1, column: 1 },
      }),
    ];
  }
  const file = `templates/${source.template}.mjml`;
  const compiled = await compileMessage(
    compileInput({ ...texts, imageUrl: previewImageUrl }, text, source, { file, text: frame }, kind),
  );
  if ('problems' in compiled) return compiled.problems.map((problem) => finding('error', problem));
  const sample = compiled.render(sampleValues(kind, workspace.attributes), previewLinks(campaign));
  const advice = lintMessage({
    source,
    locale: text.locale,
    kind,
    attributes: workspace.attributes,
    brandColour: workspace.brand.colour,
    invites: kind === 'participant' && isSentBeforeGoal(campaign, text.message),
    required: campaign.required !== null,
    html: 'problems' in sample ? null : sample.html,
  });
  return advice.map((problem) => finding('advice', problem));
}

/** A post has no frame, no preheader and no reader; what makes a text easy to read is the same. */
function checkPost({ campaign, workspace }: TextsToCheck, text: MessageText, source: MessageSource): Finding[] {
  const compiled = compilePostText(text, campaign, workspace, 'text');
  if (typeof compiled !== 'function') return compiled.problems.map((problem) => finding('error', problem));
  const { attributes, brand } = workspace;
  const looks = { brandColour: brand.colour, invites: false, required: false, html: null };
  return lintMessage({ source, locale: text.locale, kind: 'post', attributes, ...looks })
    .filter(({ code }) => code !== 'no-preheader')
    .map((problem) => finding('advice', problem));
}

/** Two subjects are tried like two versions: not on people who have to learn (rules.md R9). */
function triedOnRequired(campaign: Campaign, message: string, { subjects }: MessageSource): Problem | null {
  const second = subjects[1];
  const mails = mailsOf(campaign).filter((mail) => mail.message === message);
  if (second === undefined || !mails.some(({ phase, step }) => isRequired(campaign, phase, step))) return null;
  return {
    code: 'try',
    message: 'Nobody tries two subjects on people who have to learn (rules.md R9).',
    hint: 'Keep the better one.',
    place: { file: second.file, line: second.line, column: second.column },
  };
}

function isSentBeforeGoal(campaign: Campaign, message: string): boolean {
  return mailsOf(campaign).some(
    (mail) => mail.message === message && mail.to === 'participant' && mail.phase !== 'retain',
  );
}

function finding(severity: Severity, { code, message, hint, place }: Problem): Finding {
  return { severity, code, message, hint: hint ?? '', place, crumbs: [] };
}

/** A message sent to participants and managers is found wanting once. */
function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((one) => [JSON.stringify([one.place, one.code, one.message]), one])).values()];
}
