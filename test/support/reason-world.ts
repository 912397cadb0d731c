import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { openHouse, openPostOffice } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { invariant } from '../../src/domain/errors.ts';
import { SYSTEM_LOCALES, type SystemLocale } from '../../src/domain/reason-texts.ts';
import { VirtualClock } from '../../src/domain/virtual-clock.ts';
import { type EmployeeChoice, recordChoice } from '../../src/flow/answers/record-choice.ts';
import type { FlowContext } from '../../src/flow/context.ts';
import { playUntil } from '../../src/flow/deciding/play.ts';
import { importActivities } from '../../src/flow/people/import-activities.ts';
import { importEmployees } from '../../src/flow/people/import-employees.ts';
import { importLearning } from '../../src/flow/people/import-learning.ts';
import { launchCampaign, pauseCampaign } from '../../src/flow/publishing/campaign-lifecycle.ts';
import { publishCampaign } from '../../src/flow/publishing/publish-campaign.ts';
import { workspaceInForce } from '../../src/flow/publishing/workspace-files.ts';
import type { Sender } from '../../src/flow/sending/send-messages.ts';
import { addCampaignVersion, campaignVersion, changeCampaign } from '../../src/store/campaigns/campaigns.ts';
import { newestWorkspace, saveWorkspace } from '../../src/store/campaigns/workspaces.ts';
import { employeeByEmail } from '../../src/store/people/employees.ts';
import { storyTime } from './story-world.ts';

const WORKSPACE = `name: Waterlijn
academy: { name: Academie Waterlijn, url: "https://learn.waterlijn.example" }
from: Learning & Development <learning@waterlijn.example>
locales: [en]
timezone: Europe/Amsterdam
country: NL
sending:
  days: mon-fri
  between: 09:00-16:30
  spread: 0 minutes
  blackout: [2027-06-10..2027-06-11]
  mail-limit: 2 per week
learning-data: at most 5 days old
topics: { skills: { en: Skills, nl: Vaardigheden, fr: Compétences } }
`;

/**
 * Tiny campaigns, each for one person who bears its name, in a store of their own: published, launched, sent by SMTP to
 * a server that knows no mailbox of somebody whose name begins with `bounced` or `suppressed`.
 */
export class ReasonWorld {
  readonly context: FlowContext;
  readonly close: () => Promise<void>;
  readonly #clock: VirtualClock;
  readonly #sender: Sender;
  readonly #folder: string;

  constructor(context: FlowContext, clock: VirtualClock, sender: Sender, folder: string, close: () => Promise<void>) {
    this.context = context;
    this.close = close;
    this.#clock = clock;
    this.#sender = sender;
    this.#folder = folder;
  }

  /** `yaml` without title, topic and audience; every `mail: NAME` and `remind: [NAMES]` gets a text. */
  async write(name: string, yaml: string): Promise<void> {
    const steps = [...yaml.matchAll(/(?:mail: |remind: \[)([\w-]+(?:, [\w-]+)*)/g)].flatMap(
      ([, names]) => names?.split(', ') ?? [],
    );
    for (const step of steps) {
      await this.put(
        `campaigns/${name}/${step}.en.md`,
        `---\nsubject: About ${step}\npreheader: Ten minutes\n---\nHello {{firstName "there"}}.\n\n[Open it](https://learn.waterlijn.example "button")\n`,
      );
    }
    const who = yaml.includes('for:') ? '' : `for:\n  - story: ${name}\n`;
    await this.put(`campaigns/${name}/campaign.yaml`, `title: { en: ${name} }\ntopic: skills\n${who}${yaml}\n`);
  }

  async put(path: string, text: string): Promise<string> {
    const file = join(this.#folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    return file;
  }

  async remove(path: string): Promise<void> {
    await rm(join(this.#folder, path));
  }

  /** `name,…` with the columns of the header. */
  async employees(header: string, ...rows: readonly string[]): Promise<void> {
    const path = await this.put('people.csv', [header, ...rows].join('\n'));
    const { workspace } = await workspaceInForce(this.#folder, this.context.store.read);
    await importEmployees(this.context, {
      path,
      workspace,
      ...{ full: false, dryRun: false, strict: true, dates: null, yes: null },
    });
  }

  /** What the learning platform delivers now: `name event instant [due]`; nothing at all is a delivery too. */
  async learns(...records: readonly string[]): Promise<void> {
    const rows = records.map((record) => {
      const [name, event, at, due = ''] = record.split(' ');
      return `${name}@waterlijn.example,basics,${event},${at},${due}`;
    });
    const path = await this.put('learning.csv', ['email,activity,event,at,due', ...rows].join('\n'));
    const { workspace } = await workspaceInForce(this.#folder, this.context.store.read);
    await importLearning(this.context, {
      path,
      workspace,
      ...{ knownActivities: [], dryRun: false, strict: true, dates: null },
    });
  }

  async publish(name: string): Promise<void> {
    await publishCampaign(this.context, this.#folder, name);
  }

  launch(name: string): Promise<void> {
    return launchCampaign(this.context, name);
  }

  pause(name: string): Promise<void> {
    return pauseCampaign(this.context, name);
  }

  async chooses(name: string, choice: EmployeeChoice): Promise<void> {
    const person = await employeeByEmail(this.context.store.read, `${name}@waterlijn.example`);
    invariant(person, `${name} is known`);
    await recordChoice(this.context, { person: person.key, campaign: name, step: 'one' }, choice);
  }

  /** A text that no check has seen: a version whose words cannot be written for anybody. */
  async poison(name: string): Promise<void> {
    const { store } = this.context;
    const version = await campaignVersion(store.read, name, 1);
    invariant(version, `${name} was published`);
    const messages = (version.messages as { readonly text: string }[]).map((text) => ({
      ...text,
      text: `${text.text}\n\n{{nothingLikeThis}}`,
    }));
    await store.write(async (tx) => {
      await addCampaignVersion(tx, { ...version, number: 2, messages });
      await changeCampaign(tx, name, { currentVersion: 2 });
    });
  }

  async until(when: string): Promise<void> {
    await playUntil(this.context, this.#clock, this.#sender, storyTime(when));
  }

  /** The same question in every language: the workspace's first says which. */
  async inEveryLanguage<T>(ask: () => Promise<T>): Promise<Record<SystemLocale, T>> {
    const answers = new Map<SystemLocale, T>();
    for (const locale of [...SYSTEM_LOCALES].reverse()) {
      await this.#speak(locale);
      answers.set(locale, await ask());
    }
    await this.#speak('en');
    return Object.fromEntries(answers) as Record<SystemLocale, T>;
  }

  async #speak(locale: SystemLocale): Promise<void> {
    const { store } = this.context;
    const newest = await newestWorkspace(store.read);
    invariant(newest, 'a workspace was published');
    const { number: _, ...workspace } = newest;
    const definition = { ...workspace.definition, locales: [locale] as const };
    await store.write((tx) => saveWorkspace(tx, { ...workspace, definition, hash: `in ${locale}` }));
  }
}

export async function reasonWorld(begins: string): Promise<ReasonWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'druppel-reasons-'));
  const clock = new VirtualClock(storyTime(begins));
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo({ address }, _session, done) {
      if (!/^(?:bounced|suppressed)/.test(address)) return done();
      done(Object.assign(new Error('5.1.1 No such mailbox'), { responseCode: 550 }));
    },
    onData(stream, _session, done) {
      stream.resume();
      stream.on('end', () => done());
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const config = readConfig({
    DATABASE_URL: 'file::memory:',
    SMTP_URL: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
    WORKSPACE: folder,
  });
  const house = await openHouse(config, clock.now);
  const office = await openPostOffice(house);
  const world = new ReasonWorld(house.context, clock, office.sender, folder, async () => {
    await office.close();
    await house.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await rm(folder, { recursive: true, force: true });
  });
  await world.put('campaigns/workspace.yaml', WORKSPACE);
  const activities = await world.put(
    'campaigns/activities.csv',
    'id,title,kind,duration_minutes,url\nbasics,Basics,micro,15,https://learn.waterlijn.example/basics\n',
  );
  await importActivities(house.context, { path: activities, dryRun: false, strict: true });
  return world;
}
