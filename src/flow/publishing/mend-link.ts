import { UserError } from '../../domain/errors.ts';
import type { LearningActivity } from '../../domain/learning.ts';
import { didYouMean } from '../../domain/text.ts';
import { campaignDefinitions, campaignVersion } from '../../store/campaigns/campaigns.ts';
import { linksInMails, mendedLinksOf, saveMendedLink } from '../../store/campaigns/mended-links.ts';
import { newestWorkspace } from '../../store/campaigns/workspaces.ts';
import type { Database } from '../../store/database.ts';
import { allActivities } from '../../store/learning/activities.ts';
import { isWebAddress } from '../../tracking/links.ts';
import type { FlowContext } from '../context.ts';
import { compileText } from './compiled-messages.ts';
import { contentFrom } from './content-of-version.ts';
import { type Actor, noteAction } from './note-action.ts';
import { publishedCampaign } from './published-campaign.ts';

/** A link of a message, and where it leads by now. */
export interface KnownLink {
  /** As it stands in the mail. */
  readonly from: string;
  readonly to: string;
  /** Null: it leads where the message says. */
  readonly mendedAt: number | null;
  readonly mendedBy: Actor;
}

/** As many mails as are looked into for links that only their readers' values make. */
const MAILS = 2_000;

/**
 * The web links of a message in all versions, and in mails that are out.
 * @throws {UserError} when there is no such campaign or message.
 */
export async function linksOfMessage(database: Database, campaign: string, message: string): Promise<KnownLink[]> {
  await publishedCampaign(database, campaign);
  const written = await writtenLinks(database, campaign, message);
  const links = new Set([...written, ...(await linksInMails(database, campaign, message, MAILS))].filter(isWebAddress));
  const mended = new Map((await mendedLinksOf(database, campaign, message)).map((link) => [link.from, link]));
  return [...new Set([...links, ...mended.keys()])].sort().map((from) => {
    const { to = from, at = null, by = null } = mended.get(from) ?? {};
    return { from, to, mendedAt: at, mendedBy: by };
  });
}

/**
 * Lets a link lead elsewhere, in all versions and in mails that were sent long ago (rules.md R14): a click finds its
 * destination here and nowhere else.
 *
 * @param wish.from as it stands in the mail, or where it leads by now; null: the message has one link only
 * @throws {UserError} for an address that is not one, and for a link that is not there.
 */
export async function mendLink(
  context: Pick<FlowContext, 'store' | 'clock' | 'newId'>,
  wish: { campaign: string; message: string; from: string | null; to: string; by: Actor },
): Promise<readonly KnownLink[]> {
  const { campaign, message, to, by } = wish;
  if (!isWebAddress(to))
    throw new UserError(`"${to}" is not a web address.`, { hint: 'Write it whole: https://learn.example/course.' });
  const known = await linksOfMessage(context.store.read, campaign, message);
  const chosen = choose(known, wish);
  const at = context.clock();
  await context.store.write(async (tx) => {
    for (const { from } of chosen) await saveMendedLink(tx, { campaign, message, from, to, by, at });
    const words = `${message}: ${chosen.map(({ from }) => from).join(', ')} leads to ${to}`;
    await noteAction(tx, context, { by, verb: 'link', campaign, words });
  });
  return chosen.map(({ from }) => ({ from, to, mendedAt: at, mendedBy: by }));
}

function choose(
  known: readonly KnownLink[],
  { campaign, message, from }: { campaign: string; message: string; from: string | null },
): readonly KnownLink[] {
  const list = known.map((link) => link.from);
  const hint = `Name one with --from: ${list.join(' · ')}. See them: druppel link ${campaign}/${message} --list.`;
  if (known.length === 0)
    throw new UserError(`${campaign}/${message} has no web link.`, {
      hint: `Texts are mended by a new version: druppel publish ${campaign}.`,
    });
  if (from === null) {
    if (known.length === 1) return known;
    throw new UserError(`${campaign}/${message} has ${known.length} links. Which one?`, { hint });
  }
  const chosen = known.filter((link) => link.from === from || link.to === from);
  if (chosen.length > 0) return chosen;
  const near = didYouMean(from, list);
  throw new UserError(`${campaign}/${message} has no link to "${from}".`, {
    hint: near === null ? hint : `Did you mean "${near}"?`,
  });
}

/** Of all versions and locales; an address made of the activity's is that of the promoted ones. */
async function writtenLinks(database: Database, id: string, message: string): Promise<string[]> {
  const workspace = await newestWorkspace(database);
  const activities = await allActivities(database);
  const links: string[] = [];
  const names = new Set<string>();
  for (const { number } of await campaignDefinitions(database, [id])) {
    const version = await campaignVersion(database, id, number);
    if (version === null || workspace === null) continue;
    const content = contentFrom(version);
    for (const text of content.messages) {
      names.add(text.message);
      if (text.message !== message) continue;
      const parts = {
        campaign: version.definition,
        content,
        workspace: workspace.definition,
        imageUrl: (name: string) => name,
      };
      const compiled = compileText(parts, text, 'participant');
      for (const { template } of (await compiled).links)
        links.push(...addressesOf(template, activities, version.definition.promotes));
    }
  }
  if (!names.has(message)) {
    const near = didYouMean(message, [...names]);
    throw new UserError(`Campaign "${id}" has no message "${message}".`, {
      hint: near === null ? `It has: ${[...names].sort().join(', ')}.` : `Did you mean "${near}"?`,
    });
  }
  return links;
}

function addressesOf(template: string, activities: readonly LearningActivity[], promotes: readonly string[]): string[] {
  if (!template.includes('{{')) return [template];
  const urls = activities.filter(({ id }) => promotes.includes(id)).flatMap(({ url }) => url ?? []);
  return template.trim() === '{{activity.url}}' ? urls : [];
}
