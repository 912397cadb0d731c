import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CampaignContent } from '../../domain/campaign-content.ts';
import type { Condition } from '../../domain/condition.ts';
import { UserError } from '../../domain/errors.ts';
import type { Image } from '../../domain/image.ts';
import type { LearningActivity } from '../../domain/learning.ts';
import { readyAudience } from '../../domain/ready-audiences.ts';
import type { Zone } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { keepPrivate, openedColumns } from '../../engine/answers/keep-private.ts';
import { listCampaigns } from '../../intake/campaign-files/list-campaigns.ts';
import { listMails } from '../../intake/campaign-files/list-mails.ts';
import { versionNameOf } from '../../intake/campaign-files/message-files.ts';
import { type CampaignFolder, readCampaign } from '../../intake/campaign-files/read-campaign.ts';
import { readWorkspace, type WorkspaceFolder } from '../../intake/campaign-files/read-workspace.ts';
import { conditionContext, type MailNames } from '../../intake/conditions/condition-context.ts';
import { readConditionText } from '../../intake/conditions/read-condition-text.ts';
import type { Finding } from '../../intake/finding.ts';
import { allCampaigns } from '../../store/campaigns/campaigns.ts';
import { newestWorkspace } from '../../store/campaigns/workspaces.ts';
import type { Database } from '../../store/database.ts';
import { allActivities } from '../../store/learning/activities.ts';
import { inferredAttributes } from '../../store/people/attribute-uses.ts';
import { countEmployees } from '../../store/people/employees.ts';
import { publishedMails } from '../audiences/published-mails.ts';

/**
 * The files of a workspace folder, read with what the store knows beyond them. What is published as private stays so in
 * `workspace`, whatever the files say: see {@link keepPrivate}.
 */
export interface WorkspaceFiles extends WorkspaceFolder {
  readonly folder: string;
  /** The workspace as the files have it, which a publish takes. */
  readonly written: Workspace | null;
  readonly known: KnownNames;
}

interface KnownNames {
  readonly knownActivities: readonly string[];
  /** Null: nobody was imported yet. */
  readonly knownAttributes: readonly string[] | null;
  /** Null: a campaign file cannot be read, and may name anything. */
  readonly knownMails: MailNames | null;
}

/** @throws {UserError} when the folder is no workspace. */
export async function readWorkspaceFiles(folder: string, database: Database): Promise<WorkspaceFiles> {
  const knownActivities = (await allActivities(database)).map(({ id }) => id);
  const known = { knownActivities, knownAttributes: [], knownMails: await listMails(folder) };
  const read = await readWorkspace(folder, known);
  const published = (await newestWorkspace(database))?.definition ?? null;
  if (!asksTheStore(read.findings)) return { ...privately(read, published), folder, known };
  const informed = await withStored(known, database);
  return { ...privately(await readWorkspace(folder, informed), published), folder, known: informed };
}

function privately(
  read: WorkspaceFolder,
  published: Workspace | null,
): WorkspaceFolder & Pick<WorkspaceFiles, 'written'> {
  const { workspace: written } = read;
  if (written === null || published === null) return { ...read, written };
  const opened = openedColumns(written, published).map(
    (name): Finding => ({
      severity: 'advice',
      code: 'no-longer-sensitive',
      place: { file: 'campaigns/workspace.yaml', line: 1, column: 1 },
      crumbs: ['attributes', name],
      message: `"${name}" is sensitive as published. Until this is published it stays so; then it may be shown of persons.`,
      hint: `Write "${name}: { type: …, sensitive: true }" again, unless that is what you want.`,
    }),
  );
  return { ...read, written, workspace: keepPrivate(written, published), findings: [...read.findings, ...opened] };
}

/** A campaign of these files; only for a workspace without errors. */
export async function readCampaignFiles(
  files: WorkspaceFiles & { readonly workspace: Workspace },
  id: string,
  database: Database,
): Promise<CampaignFolder> {
  const { folder, workspace, activities, known } = files;
  const read = await readCampaign(folder, id, { workspace, activities, ...known });
  if (!asksTheStore(read.findings)) return read;
  return readCampaign(folder, id, { workspace, activities, ...(await withStored(known, database)) });
}

/** What a campaign version pins of a folder. */
export function contentOf({ messages, frames, images }: CampaignFolder): CampaignContent {
  return {
    messages: messages.map(({ message, locale, path, text, ...file }) => ({
      message,
      variant: versionNameOf(file),
      locale,
      path,
      text,
    })),
    frames,
    images: Object.fromEntries(Object.entries(images).map(([path, { name }]) => [path, name])),
  };
}

/** The images themselves, the logo among them. */
export function imagesOf({ images }: CampaignFolder, { logo }: WorkspaceFolder): Image[] {
  return [...Object.values(images), ...(logo === null ? [] : [logo])];
}

export interface WorkspaceInForce {
  readonly workspace: Workspace;
  /** From activities.csv, beyond those of the store. */
  readonly activities: readonly LearningActivity[];
}

/**
 * The workspace by its files, and where there are none, or wrong ones, as it was last published.
 * @throws {UserError} when there is neither.
 */
export async function workspaceInForce(folder: string, database: Database): Promise<WorkspaceInForce> {
  const read = await readWorkspaceFiles(folder, database).catch((error: unknown) => {
    if (error instanceof UserError) return error;
    throw error;
  });
  if (!(read instanceof UserError) && read.workspace !== null)
    return { workspace: read.workspace, activities: read.activities };
  const published = await newestWorkspace(database);
  if (published !== null) return { workspace: published.definition, activities: [] };
  throw read instanceof UserError ? read : firstMistake(read.findings);
}

/**
 * The zone in which dates without an offset are meant (rules.md R18): that of the workspace as published, before the
 * first publish that of its file; UTC where there is neither.
 */
export async function zoneInForce(folder: string, database: Database): Promise<Zone> {
  return (await publishedOrWritten(folder, database))?.timezone ?? 'UTC';
}

/** The first language of the workspace, by the same order; English where there is neither. */
export async function localeInForce(folder: string, database: Database): Promise<string> {
  return (await publishedOrWritten(folder, database))?.locales[0] ?? 'en';
}

async function publishedOrWritten(folder: string, database: Database): Promise<Workspace | null> {
  const published = await newestWorkspace(database);
  if (published !== null) return published.definition;
  const read = await readWorkspace(folder).catch((error: unknown) => {
    if (error instanceof UserError) return null;
    throw error;
  });
  return read?.workspace ?? null;
}

/**
 * A rule as it is typed, or the name of an audience of the workspace.
 * @throws {UserError} with what is wrong in it.
 */
export async function readRuleFor(
  { workspace, activities }: WorkspaceInForce,
  folder: string,
  database: Database,
  text: string,
): Promise<Condition> {
  const named = Object.hasOwn(workspace.audiences, text.trim()) ? workspace.audiences[text.trim()] : undefined;
  if (named !== undefined) return named;
  const context = conditionContext(workspace, {
    activities: [...(await allActivities(database)), ...activities],
    attributes: await attributesOfPeople(database),
    campaigns: [...(await listCampaigns(folder)), ...(await allCampaigns(database)).map(({ id }) => id)],
    mails: await withPublished(await listMails(folder), database),
  });
  return readConditionText(readyAudience(text.trim()) === null ? text : `in: ${text.trim()}`, context);
}

/** The texts of the workspace's own files, kept with its numbered version. */
export async function workspaceTexts(folder: string): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const name of ['workspace.yaml', 'activities.csv']) {
    const text = await readFile(join(folder, 'campaigns', name), 'utf8').catch(() => null);
    if (text !== null) texts[name] = text;
  }
  return texts;
}

/** The first error as something to throw. */
export function firstMistake(findings: readonly Finding[]): UserError {
  const first = findings.find(({ severity }) => severity === 'error');
  if (first === undefined) return new UserError('The files cannot be read.');
  return new UserError([...first.crumbs, first.message].join(' › '), { hint: first.hint, place: first.place });
}

async function attributesOfPeople(database: Database): Promise<string[] | null> {
  return (await countEmployees(database)) === 0 ? null : [...(await inferredAttributes(database)).keys()];
}

/** Names that the files do not explain: imports and published versions may. */
function asksTheStore(findings: readonly Finding[]): boolean {
  return findings.some(({ code }) => ['unknown-attribute', 'unknown-message', 'unknown-survey'].includes(code));
}

async function withStored(known: KnownNames, database: Database): Promise<KnownNames> {
  const knownAttributes = await attributesOfPeople(database);
  return { ...known, knownAttributes, knownMails: await withPublished(known.knownMails, database) };
}

async function withPublished(written: MailNames | null, database: Database): Promise<MailNames | null> {
  if (written === null) return null;
  const published = await publishedMails(database);
  return {
    messages: new Set([...written.messages, ...published.messages]),
    surveys: new Set([...written.surveys, ...published.surveys]),
  };
}
