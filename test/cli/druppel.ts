import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';

/** A workspace in a folder of its own, and `druppel` in it, within this process. */
export interface Workspace {
  readonly folder: string;
  put(path: string, content: string | Uint8Array): Promise<string>;
  druppel(...args: string[]): Promise<Ran>;
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What stands on stdout, as JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape of its answer.
  json(): any;
}

export async function workspaceWith(
  files: Readonly<Record<string, string | Uint8Array>>,
  environment: Readonly<Record<string, string>> = {},
): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), 'druppel-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const put = async (path: string, content: string | Uint8Array) => {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    return file;
  };
  for (const [path, content] of Object.entries(files)) await put(path, content);
  const druppel = async (...args: string[]): Promise<Ran> => {
    let stdout = '';
    let stderr = '';
    const streams = {
      stdout: { write: (text: string) => (stdout += text) },
      stderr: { write: (text: string) => (stderr += text) },
    };
    const code = await runProgram(args, streams, { WORKSPACE: folder, ...environment });
    return { code, stdout, stderr, json: () => JSON.parse(stdout) };
  };
  return { folder, put, druppel };
}

export const WORKSPACE = `name: Waterlijn
academy: { name: Academie Waterlijn, url: "https://learn.waterlijn.example" }
from: Learning & Development <learning@waterlijn.example>
locales: [en, nl]
timezone: Europe/Amsterdam
country: NL
sending: { days: mon-fri, between: 09:00-16:30, spread: 0 minutes, mail-limit: none }
topics: { digital-skills: { en: Digital skills, nl: Digitale vaardigheden } }
attributes: { level: number, birth_year: { type: number, sensitive: true } }
audiences:
  sellers:
    - department: Sales
`;

const ACTIVITIES =
  'id,title,kind,duration_minutes,url\ndata-101,Data literacy,micro,15,https://learn.waterlijn.example/data-101\n';

export const CAMPAIGN = `title: { en: Data literacy, nl: Datageletterd }
promotes: data-101
topic: digital-skills
for:
  - department: Sales
starts: 2027-04-26
inform:
  - mail: kick-off
    at: start
activate:
  - remind: [last-one]
    after: 2 days
    until: started
`;

export const message = (subject: string, body = 'Hello {{firstName "there"}}, this takes **ten minutes**.') =>
  `---\nsubject: "${subject}"\npreheader: Ten minutes\n---\n${body}\n\n[Open it]({{activity.url}} "button")\n`;

const PEOPLE = `email,first_name,department,country,timezone,manager_email
ana@waterlijn.example,Ana,Sales,NL,Europe/Amsterdam,bo@waterlijn.example
bo@waterlijn.example,Bo,Sales,BE,Europe/Brussels,
cas@waterlijn.example,Cas,IT,NL,Europe/Amsterdam,bo@waterlijn.example
`;

/** A workspace with one sound campaign, "data", and three people. */
export const SOUND: Readonly<Record<string, string>> = {
  'campaigns/workspace.yaml': WORKSPACE,
  'campaigns/activities.csv': ACTIVITIES,
  'campaigns/data/campaign.yaml': CAMPAIGN,
  'campaigns/data/kick-off.en.md': message('About data'),
  'campaigns/data/kick-off.nl.md': message('Over data'),
  'campaigns/data/last-one.en.md': message('The last one'),
  'people.csv': PEOPLE,
};
