import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { newId } from '../../src/domain/ids.ts';
import { type Instant, parseInstant } from '../../src/domain/time.ts';
import { makeApiKey } from '../../src/flow/access/api-keys.ts';
import { recordChoice } from '../../src/flow/answers/record-choice.ts';
import { recordClick } from '../../src/flow/answers/record-click.ts';
import { provisionPerson } from '../../src/flow/people/provision-person.ts';
import { recordStatements } from '../../src/flow/people/record-statements.ts';
import { addConsoleUser } from '../../src/store/access/console-users.ts';
import { keepAnswer, takeAnswerPlace } from '../../src/store/access/kept-answers.ts';
import { messagesTo, type StoredMessage } from '../../src/store/mails/messages.ts';
import { openStore } from '../../src/store/open-store.ts';
import { employeeByEmail } from '../../src/store/people/employees.ts';
import { inboxSources } from '../../src/store/privacy/person-traces.ts';
import type { Store } from '../../src/store/store.ts';
import { message, SOUND, WORKSPACE, type Workspace, workspaceWith } from '../cli/druppel.ts';

const BEGUN = '2027-04-20T08:00:00Z';
/** Monday's kick-off went; the reminder of Wednesday, and the bundle to the manager, lie ahead or behind. */
export const MONDAY_NOON = '2027-04-26T10:00:00Z';
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

const CAMPAIGN = `title: { en: Data literacy, nl: Datageletterd }
promotes: data-101
topic: digital-skills
for:
  - department: Sales
starts: 2027-04-26
inform:
  - mail: kick-off
    at: start
  - mail: your-team
    to: managers
    at: start
activate:
  - remind: [last-one]
    after: 2 days
    until: started
retain:
  - mail: well-done
`;

const TEAM =
  '---\nsubject: "Your team"\npreheader: Who begins\n---\nHi {{firstName "there"}},\n\n{{#each people}}\n- {{firstName "A colleague"}}\n{{/each}}\n\n[Open it]({{activity.url}} "button")\n';

export interface PrivacyWorld extends Workspace {
  /** The database's file; the write-ahead log lies beside it. */
  readonly path: string;
  readonly now: Instant;
  /** Opens the database for as long as `work` takes. */
  withStore<T>(work: (store: Store) => Promise<T>): Promise<T>;
  mailsTo(email: string): Promise<StoredMessage[]>;
  /** Follows the first link of a mail, as a reader does. */
  click(email: string, step: string): Promise<void>;
}

/** A campaign under way for a few people, in a file, played into the built-in inbox up to Monday noon. */
export async function privacyWorld(
  people: string,
  files: Readonly<Record<string, string>> = {},
  environment: Readonly<Record<string, string>> = {},
  campaigns: readonly string[] = ['data'],
): Promise<PrivacyWorld> {
  const world = await workspaceWith(
    {
      ...SOUND,
      'campaigns/workspace.yaml': WORKSPACE,
      'campaigns/data/campaign.yaml': CAMPAIGN,
      'campaigns/data/your-team.en.md': TEAM,
      'campaigns/data/well-done.en.md': message('Well done'),
      'people.csv': people,
      ...files,
    },
    environment,
  );
  const { druppel, folder } = world;
  await must(druppel('import', 'activities', join(folder, 'campaigns/activities.csv'), '--now', BEGUN));
  await must(druppel('import', 'employees', join(folder, 'people.csv'), '--now', BEGUN));
  for (const campaign of campaigns) {
    await must(druppel('publish', campaign, '--now', BEGUN));
    await must(druppel('launch', campaign, '--now', BEGUN));
  }
  await must(druppel('run', '--until', MONDAY_NOON));
  const path = join(folder, 'data/druppel.db');
  const now = parseInstant(MONDAY_NOON, 'UTC') ?? Number.NaN;
  const withStore = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
    const store = await openStore(`file:${path}`, { secretKey: environment.SECRET_KEY ?? null });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  };
  const mailsTo = (email: string) =>
    withStore(async (store) => messagesTo(store.read, (await employeeByEmail(store.read, email))?.key ?? ''));
  return {
    ...world,
    path,
    now,
    withStore,
    mailsTo,
    async click(email, step) {
      const mail = (await mailsTo(email)).find((one) => one.step === step);
      if (mail === undefined) throw new Error(`${email} got no ${step}`);
      const hit = { method: 'GET', userAgent: BROWSER, purpose: null };
      await withStore((store) => recordClick({ store, clock: () => now, newId }, { messageId: mail.id, link: 0 }, hit));
    },
  };
}

async function must(ran: Promise<{ code: number; stdout: string; stderr: string }>): Promise<void> {
  const { code, stdout, stderr } = await ran;
  if (code !== 0) throw new Error(`${stdout}\n${stderr}`);
}

/** Everything that the product can hold about one person, beside what the campaign brought. */
export async function leaveTraces(world: PrivacyWorld, email: string, name: string): Promise<void> {
  await world.druppel(
    'import',
    'learning',
    await world.put('learning.csv', `email,activity,event,at\n${email},data-101,assigned,2027-04-19\n`),
  );
  await world.click(email, 'kick-off');
  await world.withStore(async (store) => {
    const context = { store, clock: () => world.now, newId };
    const person = await employeeByEmail(store.read, email);
    await recordChoice(
      context,
      { person: person?.key ?? '', campaign: 'data', step: 'kick-off' },
      { kind: 'not-now', campaign: 'data', span: 'week', reason: 'no-time' },
    );
    await recordStatements(context, [
      {
        id: '6690e6c9-3ef0-4ed3-8b37-7f3964730bee',
        actor: { mbox: `mailto:${email}` },
        verb: { id: 'http://adlnet.gov/expapi/verbs/launched' },
        object: { id: 'https://learn.waterlijn.example/data-101' },
        timestamp: '2027-04-20T10:00:00Z',
      },
    ]);
    await provisionPerson(context, null, {
      userName: email,
      name: { givenName: name },
      emails: [{ value: email }],
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Sales' },
    });
    await store.write((tx) => addConsoleUser(tx, { id: newId('usr'), email, role: 'viewer', createdAt: world.now }));
    const key = await makeApiKey(context, 'a platform', ['write:learning']);
    const place = { apiKey: key.id, idempotencyKey: 'k', request: 'r', at: world.now };
    await store.write(async (tx) => {
      await takeAnswerPlace(tx, place);
      await keepAnswer(tx, place, {
        status: 200,
        body: JSON.stringify({ errors: [`Nobody has ${email.toUpperCase()}`] }),
      });
    });
  });
}

/** In which of the database's files a text stands, in any case. */
export function placesOf({ path }: PrivacyWorld, text: string): string[] {
  return [path, `${path}-wal`, `${path}-shm`].filter(
    (file) => existsSync(file) && readFileSync(file).toString('utf8').toLowerCase().includes(text.toLowerCase()),
  );
}

/** Mails of the built-in inbox in whose source a text stands. */
export async function inboxNaming(world: PrivacyWorld, text: string): Promise<string[]> {
  const mails = await world.withStore((store) => inboxSources(store.read, '', 1_000));
  const whole = (raw: Buffer) => gunzipSync(raw).toString('utf8').replaceAll('=\r\n', '').toLowerCase();
  const pattern = new RegExp(`(?<![\\w.])${text.toLowerCase().replaceAll('.', '\\.')}`);
  return mails.filter(({ raw }) => pattern.test(whole(raw))).map(({ step, recipient }) => `${recipient} ${step}`);
}
