import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Campaign } from '../../domain/campaign.ts';
import { UserError } from '../../domain/errors.ts';
import type { Image } from '../../domain/image.ts';
import type { LearningActivity } from '../../domain/learning.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { type ConditionContext, conditionContext, type MailNames } from '../conditions/condition-context.ts';
import { collectProblems, type Finding, hasErrors, inFileOrder } from '../finding.ts';
import { suggest } from '../wording.ts';
import { readYaml } from '../yaml-source.ts';
import { adviseOnCampaign } from './campaign-advice.ts';
import { type CampaignFile, campaignShape } from './campaign-shape.ts';
import { checkMessageFiles, type NamedMessage } from './check-message-files.ts';
import { checkShape } from './check-shape.ts';
import { listCampaigns } from './list-campaigns.ts';
import { mailsIn } from './list-mails.ts';
import { type MessageFile, readMessageFiles } from './message-files.ts';
import { readFrames } from './read-frames.ts';
import { readImages } from './read-images.ts';
import { translateCampaign } from './translate-campaign.ts';

/** What a campaign's files may refer to. */
export interface CampaignContext {
  readonly workspace: Workspace;
  /** From activities.csv. */
  readonly activities: readonly LearningActivity[];
  /** Ids of activities that the store knows beyond the file. */
  readonly knownActivities?: Iterable<string> | undefined;
  /** Names of attributes that employees in the store have. */
  readonly knownAttributes?: Iterable<string> | null | undefined;
  /** Of all campaigns; null: not known, and other campaigns' surveys are not checked. */
  readonly knownMails?: MailNames | null | undefined;
}

/** A campaign folder, read. */
export interface CampaignFolder {
  /** Null when a finding is an error. */
  readonly campaign: Campaign | null;
  readonly messages: readonly MessageFile[];
  /** MJML by name; built-in ones where the workspace has none of that name. */
  readonly frames: Readonly<Record<string, string>>;
  /** Those that mails can show, by path from the campaign's folder: `images/chart.png`. */
  readonly images: Readonly<Record<string, Image>>;
  /** The texts of the campaign's own folder by path from it, for the immutable version and its hash. */
  readonly files: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
  /** Where campaign.yaml first names a message. */
  readonly places: ReadonlyMap<string, MessagePlace>;
}

export type MessagePlace = Pick<Finding, 'place' | 'crumbs'>;

/**
 * Reads `campaigns/ID` of a workspace folder. What is wrong in the files comes back as findings; the messages' content
 * is not looked at.
 * @throws {UserError} when there is no such campaign.
 */
export async function readCampaign(folder: string, id: string, context: CampaignContext): Promise<CampaignFolder> {
  const campaigns = await listCampaigns(folder);
  if (!campaigns.includes(id)) throw unknownCampaign(id, campaigns);
  const own = join(folder, 'campaigns', id);
  const file = `campaigns/${id}/campaign.yaml`;
  const text = await readFile(join(own, 'campaign.yaml'), 'utf8');
  const { messages, findings: misnamed } = await readMessageFiles(own, `campaigns/${id}`, context.workspace);
  const { images, findings: unseen } = await readImages(own, `campaigns/${id}`);
  const { campaign, findings, places } = readCampaignText(text, file, id, messages, { ...context, campaigns });
  return {
    campaign,
    messages,
    frames: await readFrames(folder),
    images,
    files: Object.fromEntries([
      ['campaign.yaml', text],
      ...messages.map((message) => [message.path.slice(`campaigns/${id}/`.length), message.text]),
    ]),
    findings: [...findings, ...misnamed, ...unseen],
    places,
  };
}

function unknownCampaign(id: string, campaigns: readonly string[]): UserError {
  const hint =
    campaigns.length === 0
      ? 'There are no campaigns yet; a campaign is a folder in campaigns/ with a campaign.yaml.'
      : suggest(id, campaigns, '');
  const known = campaigns.length > 0 && !hint.startsWith('Known') ? ` Known are: ${campaigns.join(', ')}.` : '';
  return new UserError(`There is no campaign "${id}".`, {
    hint: `${hint}${known}`.trim(),
    place: { file: `campaigns/${id}/campaign.yaml` },
  });
}

/** The campaign file alone, with the names of the messages that stand beside it. Never throws for what is written. */
export function readCampaignText(
  text: string,
  file: string,
  id: string,
  messages: readonly MessageFile[],
  context: CampaignContext & { readonly campaigns: readonly string[] },
): { campaign: Campaign | null; findings: Finding[]; places: ReadonlyMap<string, MessagePlace> } {
  const source = readYaml(file, text);
  if (source.findings.length > 0) return { campaign: null, findings: [...source.findings], places: new Map() };
  const problems = collectProblems();
  if (!/^[a-z0-9][a-z0-9_-]*$/i.test(id)) {
    problems.error(
      'campaign-name',
      [],
      `The folder's name "${id}" cannot be a campaign's id.`,
      'Use letters, digits, - and _.',
    );
  }
  const shaped = checkShape(campaignShape, source.value, problems, 'title: Data literacy');
  if (shaped === null)
    return { campaign: null, findings: inFileOrder(problems.list.map(source.findingOf)), places: new Map() };
  const isSound = problems.list.length === 0;
  const named = new Map<string, NamedMessage>();
  const { locales } = context.workspace;
  const campaign = translateCampaign(id, shaped, context.workspace, {
    context: namesFor(shaped, messages, context),
    problems,
    ids: new Set(),
    named,
    exampleFile: (message) => `campaigns/${id}/${message}.${locales[0]}.md`,
  });
  checkMessageFiles(named, messages, locales, problems);
  if (isSound) adviseOnUnused(named, messages, problems);
  if (campaign) adviseOnCampaign(campaign, named, problems);
  const findings = inFileOrder(problems.list.map(source.findingOf));
  const about = { severity: 'advice', code: 'message', message: '', hint: '' } as const;
  const places = new Map(
    [...named].map(([message, { path }]) => [message, source.findingOf({ ...about, path })] as const),
  );
  return { campaign: hasErrors(findings) ? null : campaign, findings, places };
}

function namesFor(
  file: Partial<CampaignFile>,
  messages: readonly MessageFile[],
  context: CampaignContext & { readonly campaigns: readonly string[] },
): ConditionContext {
  const known = conditionContext(context.workspace, {
    activities: context.activities,
    activityIds: context.knownActivities,
    attributes: context.knownAttributes,
    campaigns: context.campaigns,
    mails: context.knownMails,
  });
  const promotesNothing = file.promotes === undefined || file.promotes.length === 0;
  return {
    ...known,
    promotes: promotesNothing ? 'nothing' : 'something',
    messages: new Set(messages.map(({ message }) => message)),
    surveys: known.surveys && new Set([...mailsIn(file).surveys, ...known.surveys]),
  };
}

function adviseOnUnused(
  named: ReadonlyMap<string, unknown>,
  messages: readonly MessageFile[],
  problems: ReturnType<typeof collectProblems>,
): void {
  for (const message of new Set(messages.map((file) => file.message))) {
    if (named.has(message)) continue;
    problems.advise(
      'unused-message',
      [],
      `No step sends the message "${message}".`,
      'Name it in a step, or remove its files.',
    );
  }
}
