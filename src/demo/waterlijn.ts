import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { instantAt, type LocalDate } from '../domain/time.ts';
import type { Workspace } from '../domain/workspace.ts';
import type { FlowContext } from '../flow/context.ts';
import { importEmployees } from '../flow/people/import-employees.ts';
import { importLearning } from '../flow/people/import-learning.ts';
import type { ImportResult } from '../flow/people/import-result.ts';
import { launchCampaign } from '../flow/publishing/campaign-lifecycle.ts';
import { type Published, publishCampaign } from '../flow/publishing/publish-campaign.ts';
import { firstMistake, workspaceInForce } from '../flow/publishing/workspace-files.ts';
import { type Colleague, createHiring, makeCompany } from './company.ts';
import { employeesFile } from './employees-file.ts';
import { type LearningExport, type LearningPlatform, openLearningPlatform } from './learning-platform.ts';
import { type PersonnelChanges, personnelChanges } from './personnel-changes.ts';

/** What happens at Waterlijn and reaches the product as files and commands. */
export interface Waterlijn {
  readonly colleagues: readonly Colleague[];
  readonly workspace: Workspace;
  readonly platform: LearningPlatform;
  /** Imports everybody. */
  importPeople(): Promise<ImportResult>;
  publish(campaign: string): Promise<Published>;
  launch(campaign: string): Promise<void>;
  /** The export of the learning platform, and what the product made of it. */
  importLearning(): Promise<LearningExport & { readonly result: ImportResult }>;
  /** The Friday file of a week, from 0. */
  importPersonnel(week: number): Promise<PersonnelChanges & { readonly result: ImportResult }>;
}

/**
 * @param folder for the files that are imported
 * @param workspaceFolder the folder with campaigns/ and templates/
 */
export async function openWaterlijn(
  context: FlowContext,
  folder: string,
  workspaceFolder: string,
  story: { readonly startsOn: LocalDate; readonly weeks: number },
): Promise<Waterlijn> {
  const { workspace, activities } = await workspaceInForce(workspaceFolder, context.store.read);
  const hire = createHiring(story.startsOn);
  const colleagues = makeCompany(hire);
  const changes = personnelChanges(colleagues, hire, story.startsOn, story.weeks);
  const platform = openLearningPlatform(
    colleagues.map(({ id, place }) => ({ id, zone: place.zone })),
    instantAt(story.startsOn, 0, workspace.timezone),
  );
  const asUsual = { workspace, dryRun: false, strict: true, dates: null };
  let files = 0;

  async function keep(name: string, content: string): Promise<string> {
    files += 1;
    const path = join(folder, `${String(files).padStart(2, '0')}-${name}.csv`);
    await writeFile(path, content);
    return path;
  }

  async function importColleagues(name: string, people: readonly Colleague[]): Promise<ImportResult> {
    const path = await keep(name, employeesFile(people));
    return importEmployees(context, { ...asUsual, path, full: false, yes: null });
  }

  return {
    colleagues,
    workspace,
    platform,
    importPeople: () => importColleagues('employees', colleagues),
    async publish(campaign) {
      const published = await publishCampaign(context, workspaceFolder, campaign);
      if ('refused' in published) throw firstMistake(published.refused);
      return published;
    },
    launch: (campaign) => launchCampaign(context, campaign),
    async importLearning() {
      const told = platform.export(context.clock());
      const path = await keep('learning', told.file);
      const knownActivities = activities.map(({ id }) => id);
      return { ...told, result: await importLearning(context, { ...asUsual, path, knownActivities }) };
    },
    async importPersonnel(week) {
      const change = changes[week] ?? { on: story.startsOn, left: [], joined: [], moved: [] };
      const people = [...change.left, ...change.joined, ...change.moved];
      return { ...change, result: await importColleagues('personnel', people) };
    },
  };
}
