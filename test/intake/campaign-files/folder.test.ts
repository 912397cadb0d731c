import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { listMails } from '../../../src/intake/campaign-files/list-mails.ts';
import { readCampaign } from '../../../src/intake/campaign-files/read-campaign.ts';
import { readWorkspace } from '../../../src/intake/campaign-files/read-workspace.ts';
import { formatFinding } from '../../../src/intake/finding.ts';
import { gif, PNG } from '../../support/images.ts';
import { head, workspaceYaml } from './reading.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function folderOf(files: Record<string, string | Buffer>): Promise<string> {
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
  'campaigns/data/images/chart.png': PNG,
  'campaigns/data/images/.DS_Store': 'x',
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
  expect(read.images['images/chart.png']?.name).toMatch(/^[0-9a-f]{64}\.png$/);
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

it('images are told by what is in them, and those that mails cannot show are left out with advice', async () => {
  const images = {
    'chart.jpg': PNG,
    'deep/team.gif': gif(),
    'drawing.svg': '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    'fake.png': '<html>',
    'huge.gif': gif(1_000_001),
    'large.gif': gif(200_001),
  };
  const more = Object.entries(images).map(([name, bytes]) => [`campaigns/data/images/${name}`, bytes]);
  const folder = await folderOf({ ...files, ...Object.fromEntries(more) });
  const { workspace, activities } = await readWorkspace(folder);
  if (!workspace) throw new Error('the test workspace is wrong');
  const read = await readCampaign(folder, 'data', { workspace, activities });
  expect(Object.entries(read.images).map(([path, { type }]) => [path, type])).toEqual([
    ['images/chart.jpg', 'image/png'],
    ['images/chart.png', 'image/png'],
    ['images/deep/team.gif', 'image/gif'],
    ['images/large.gif', 'image/gif'],
  ]);
  expect(read.images['images/chart.jpg']?.name).toBe(read.images['images/chart.png']?.name);
  expect(read.findings.map(formatFinding).filter((line) => line.includes('/images/'))).toEqual([
    'campaigns/data/images/drawing.svg: advice: The image is an SVG; mail programs do not show it. Save it as a PNG or JPEG.',
    'campaigns/data/images/fake.png: advice: The file is no PNG, JPEG, GIF or WebP, whatever its name says. Save it as a PNG or JPEG.',
    'campaigns/data/images/huge.gif: advice: The image has 1001 kB; a mail shows at most 1000. Save it smaller: 1200 pixels across are enough for every screen.',
    'campaigns/data/images/large.gif: advice: The image has 201 kB; on a phone, 200 are enough to wait for. Save it smaller: 1200 pixels across are enough for every screen.',
  ]);
});

it.each<[what: string, logo: string, finding: RegExp]>([
  ['a missing file', 'lgo.png', /workspace\.yaml:\d+:\d+ › brand › logo: There is no file campaigns\/lgo\.png\. Put/],
  ['an SVG', 'logo.svg', /brand › logo: The image is an SVG; mail programs do not show it\. Save/],
  [
    'a file elsewhere',
    '../secret.png',
    /"\.\.\/secret\.png" is neither a file beside workspace\.yaml nor a web address/,
  ],
])('a logo that is %s is an error with its place', async (_what, logo, finding) => {
  const workspaceFile = `${workspaceYaml}brand: { logo: ${logo} }\n`;
  const read = await readWorkspace(
    await folderOf({
      ...files,
      'campaigns/workspace.yaml': workspaceFile,
      'campaigns/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'secret.png': PNG,
    }),
  );
  expect(read.workspace).toBeNull();
  expect(read.findings.map(formatFinding)).toContainEqual(expect.stringMatching(finding));
});

it('a logo beside workspace.yaml is pinned by its content; a web address stays one', async () => {
  const withLogo = (logo: string) => ({
    ...files,
    'campaigns/workspace.yaml': `${workspaceYaml}brand: { logo: "${logo}" }\n`,
  });
  const own = await readWorkspace(await folderOf({ ...withLogo('logo.png'), 'campaigns/logo.png': PNG }));
  expect(own.logo?.bytes).toEqual(PNG);
  expect(own.workspace?.brand.logo).toEqual({ image: own.logo?.name });
  const other = await readWorkspace(await folderOf(withLogo('https://waterlijn.example/logo.png')));
  expect(other.workspace?.brand.logo).toEqual({ url: 'https://waterlijn.example/logo.png' });
  expect(other.logo).toBeNull();
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

it('the mails of all campaigns are known by step and message, and the surveys among them', async () => {
  const survey = '  - if: started\n    then:\n      - ask: mid-term\n        id: halfway\n';
  const folder = await folderOf({
    ...files,
    'campaigns/safe/campaign.yaml': `${head}team-update: { mail: team, weekly: mon }\nretain:\n${survey}  - remind: [a, b]\n`,
  });
  const mails = await listMails(folder);
  expect([...(mails?.messages ?? [])].sort()).toEqual(['a', 'b', 'halfway', 'kick-off', 'mid-term', 'team']);
  expect([...(mails?.surveys ?? [])]).toEqual(['mid-term']);
});

it('a campaign file that cannot be read may name any mail, so none is called unknown', async () => {
  expect(await listMails(await folderOf({ ...files, 'campaigns/safe/campaign.yaml': 'inform: [' }))).toBeNull();
});

it('a folder that is no workspace says what to do', async () => {
  await expect(readWorkspace(await folderOf({}))).rejects.toMatchObject({
    hint: expect.stringContaining('druppel init'),
  });
});
