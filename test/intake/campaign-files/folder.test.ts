import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { readCampaign } from '../../../src/intake/campaign-files/read-campaign.ts';
import { readWorkspace } from '../../../src/intake/campaign-files/read-workspace.ts';
import { formatFinding } from '../../../src/intake/finding.ts';
import { head, workspaceYaml } from './reading.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'druppel-intake-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

const files = {
  'campaigns/workspace.yaml': workspaceYaml,
  'campaigns/activities.csv': 'id,title\ndata-101,Data literacy\n,Nameless\ndata-101,Again\n',
  'campaigns/data/campaign.yaml': `${head}inform:\n  - mail: kick-off\n`,
  'campaigns/data/kick-off.en.md': 'Hello',
  'campaigns/data/kick-off.nl-BE.md': 'Dag',
  'campaigns/data/kick-off.career.en.md': 'Hello, careerist',
  'campaigns/data/notes.md': 'To do',
  'campaigns/data/README.md': 'For us',
  'campaigns/data/images/chart.png': 'PNG',
  'templates/own.mjml': '<mjml />',
};

it('a workspace folder gives its activities, and refuses rows by line', async () => {
  const { workspace, activities, findings } = await readWorkspace(await folderOf(files));
  expect(workspace?.name).toBe('Waterlijn');
  expect(activities.map(({ id }) => id)).toEqual(['data-101']);
  expect(findings.map(formatFinding)).toEqual([
    'campaigns/activities.csv:3:1 › id: The id is empty. Write the id the learning platform uses.',
    'campaigns/activities.csv:4:1 › id: There is already an activity "data-101". Remove one of the rows.',
  ]);
});

it('a campaign folder gives its messages, images, frames and texts', async () => {
  const folder = await folderOf(files);
  const { workspace, activities } = await readWorkspace(folder);
  if (!workspace) throw new Error('the test workspace is wrong');
  const read = await readCampaign(folder, 'data', { workspace, activities });
  expect(read.messages.map(({ message, variant, locale, text }) => [message, variant, locale, text])).toEqual([
    ['kick-off', 'career', 'en', 'Hello, careerist'],
    ['kick-off', null, 'en', 'Hello'],
    ['kick-off', null, 'nl-BE', 'Dag'],
  ]);
  expect(read.frames.own).toBe('<mjml />');
  expect(Object.keys(read.images)).toEqual(['images/chart.png']);
  expect(Object.keys(read.files).sort()).toEqual([
    'campaign.yaml',
    'kick-off.career.en.md',
    'kick-off.en.md',
    'kick-off.nl-BE.md',
  ]);
  expect(read.campaign?.id).toBe('data');
  expect(read.findings.map(formatFinding)).toContain(
    'campaigns/data/notes.md:1:1: advice: The name does not say which message and which locale this is. Name it like "kick-off.en.md" or "kick-off.career.en.md".',
  );
});

it('a campaign that does not exist is named, with those that do', async () => {
  const folder = await folderOf(files);
  const { workspace, activities } = await readWorkspace(folder);
  if (!workspace) throw new Error('the test workspace is wrong');
  await expect(readCampaign(folder, 'date', { workspace, activities })).rejects.toMatchObject({
    message: 'There is no campaign "date".',
    hint: expect.stringContaining('Did you mean "data"?'),
  });
  await expect(readCampaign(folder, '../data', { workspace, activities })).rejects.toThrow(/There is no campaign/);
});

it('a folder that is no workspace says what to do', async () => {
  await expect(readWorkspace(await folderOf({}))).rejects.toMatchObject({
    hint: expect.stringContaining('druppel init'),
  });
});
