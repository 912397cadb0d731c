import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import type { Image } from '../../domain/image.ts';
import type { LearningActivity } from '../../domain/learning.ts';
import type { Story } from '../../domain/story.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { MailNames } from '../conditions/condition-context.ts';
import { collectProblems, type Finding, inFileOrder } from '../finding.ts';
import { readActivitiesFile } from '../people/activities.ts';
import { readYaml } from '../yaml-source.ts';
import { checkShape } from './check-shape.ts';
import { listCampaigns } from './list-campaigns.ts';
import { type FileBeside, readLogo } from './read-logo.ts';
import { readStories } from './read-stories.ts';
import { translateWorkspace } from './translate-workspace.ts';
import { workspaceShape } from './workspace-shape.ts';

const FILE = 'campaigns/workspace.yaml';

/** What the store knows beyond the files, so that audiences may name it. */
export interface KnownToStore {
  readonly knownActivities?: Iterable<string> | undefined;
  readonly knownAttributes?: Iterable<string> | null | undefined;
  /** Of all campaigns; null: not known, and not checked. */
  readonly knownMails?: MailNames | null | undefined;
}

/** A workspace folder, read. */
export interface WorkspaceFolder {
  /** Null when a finding about workspace.yaml is an error. */
  readonly workspace: Workspace | null;
  /** Of `brand`, when it is a file. */
  readonly logo: Image | null;
  /** What activities.csv holds; refused rows are among the findings. */
  readonly activities: readonly LearningActivity[];
  /** What campaigns/stories holds; those with an error are left out. */
  readonly stories: readonly Story[];
  readonly findings: readonly Finding[];
}

/**
 * Reads `campaigns/workspace.yaml`, `campaigns/activities.csv` and `campaigns/stories`. What is wrong in them comes back as findings.
 * @throws {UserError} when the folder is no workspace.
 */
export async function readWorkspace(folder: string, known: KnownToStore = {}): Promise<WorkspaceFolder> {
  const text = await readFile(join(folder, FILE), 'utf8').catch(() => {
    const hint = 'Run "druppel init" to make a workspace here, or set WORKSPACE to the folder that has one.';
    throw new UserError(`There is no workspace in ${folder}.`, { hint, place: { file: FILE } });
  });
  const { activities, findings } = await readActivitiesFile(
    join(folder, 'campaigns', 'activities.csv'),
    'campaigns/activities.csv',
  );
  const read = readWorkspaceText(
    text,
    { ...known, activities, campaigns: await listCampaigns(folder) },
    fileIn(join(folder, 'campaigns')),
  );
  const { workspace } = read;
  const activityIds = new Set([...activities.map(({ id }) => id), ...(known.knownActivities ?? [])]);
  const told = workspace === null ? NO_STORIES : await readStories(folder, { workspace, activities: activityIds });
  return { ...read, activities, stories: told.stories, findings: [...read.findings, ...findings, ...told.findings] };
}

const NO_STORIES = { stories: [], findings: [] };

/** The file alone. Never throws for what is written. */
export function readWorkspaceText(
  text: string,
  known: KnownToStore & { readonly activities: readonly LearningActivity[]; readonly campaigns: readonly string[] },
  fileBeside: FileBeside = () => null,
): { workspace: Workspace | null; logo: Image | null; findings: Finding[] } {
  const source = readYaml(FILE, text);
  if (source.findings.length > 0) return { workspace: null, logo: null, findings: [...source.findings] };
  const problems = collectProblems();
  const shaped = checkShape(workspaceShape, source.value, problems, 'name: Waterlijn');
  const names = {
    activities: known.activities,
    activityIds: known.knownActivities,
    attributes: known.knownAttributes,
    campaigns: known.campaigns,
    mails: known.knownMails,
  };
  const { logo, image } = readLogo(shaped?.brand?.logo, fileBeside, problems);
  const workspace = shaped && translateWorkspace(shaped, logo, names, problems);
  return { workspace, logo: image, findings: inFileOrder(problems.list.map(source.findingOf)) };
}

/** Read where the file is judged, so that what is wrong has its place; a logo is small. */
function fileIn(folder: string): FileBeside {
  return (name) => {
    try {
      return readFileSync(join(folder, name));
    } catch {
      return null;
    }
  };
}
