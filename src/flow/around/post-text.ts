import type { Campaign, ChannelPost } from '../../domain/campaign.ts';
import type { CampaignContent, MessageText } from '../../domain/campaign-content.ts';
import { localized } from '../../domain/text.ts';
import { localDate } from '../../domain/time.ts';
import type { ChannelFormat, Workspace } from '../../domain/workspace.ts';
import type { LiveCampaign, Setting } from '../../engine/facts/situation.ts';
import { FALLBACK, textFor } from '../../engine/mails/version-of-message.ts';
import { type CompiledPost, compilePost, type RenderedPost } from '../../render/compile-post.ts';
import { parseMessage } from '../../render/message-source.ts';
import type { Problem } from '../../render/problem.ts';
import type { MergeValues } from '../../render/variables.ts';
import { absentFrom } from '../publishing/compiled-messages.ts';
import { campaignValues } from '../sending/merge-values.ts';

/**
 * A post as its channel will show it: the message's text in the workspace's first language, since a channel has no
 * language of its own; or why it cannot be written.
 */
export function postText(
  post: ChannelPost,
  { campaign, content, live, setting }: PostSource,
  format: ChannelFormat,
): RenderedPost | { readonly why: string } {
  const { workspace } = setting;
  const text = textOfPost(content, post.message, workspace);
  if (text === null) return { why: `there is no text "${post.message}" in ${workspace.locales[0]}` };
  const compiled = compilePostText(text, campaign, workspace, format);
  if (typeof compiled !== 'function') return { why: inWords(compiled.problems) };
  const rendered = compiled(valuesOf(campaign, live, setting, text.locale));
  return 'problems' in rendered ? { why: inWords(rendered.problems) } : rendered;
}

/** The one text of a post; null: there is none that the channel could get. */
function textOfPost(content: CampaignContent, message: string, { locales }: Workspace): MessageText | null {
  return textFor(content.messages, message, locales[0], FALLBACK, locales[0]);
}

/** The same for the check and for posting. */
export function compilePostText(
  text: MessageText,
  campaign: Campaign,
  { attributes, academy }: Workspace,
  format: ChannelFormat,
): CompiledPost | { readonly problems: readonly Problem[] } {
  const source = parseMessage(text.text, text.path);
  if ('problems' in source) return source;
  const certain = academy.url === null ? [] : ['academyUrl'];
  return compilePost({ source, locale: text.locale, format, attributes, certain, absent: absentFrom(campaign) });
}

export interface PostSource {
  readonly campaign: Campaign;
  readonly content: CampaignContent;
  readonly live: LiveCampaign;
  readonly setting: Setting;
}

function valuesOf(campaign: Campaign, live: LiveCampaign, setting: Setting, locale: string): MergeValues {
  const { workspace } = setting;
  return {
    ...campaignValues(campaign, setting),
    academy: workspace.academy.name,
    academyUrl: workspace.academy.url,
    organisation: workspace.name,
    'campaign.title': localized(campaign.title, locale, workspace.locales[0]) ?? campaign.id,
    start: campaign.starts === 'launch' ? localDate(live.startsAt, workspace.timezone) : campaign.starts,
  };
}

function inWords(problems: readonly { readonly message: string }[]): string {
  return problems.map(({ message }) => message).join(' ');
}
