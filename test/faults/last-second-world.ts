import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { openHouse } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { OPEN_MARK_PLACEHOLDER } from '../../src/delivery/compose-mail.ts';
import { startInboxServer } from '../../src/delivery/inbox-server.ts';
import { parseSmtpUrl } from '../../src/delivery/smtp-settings.ts';
import { createSmtpTransport } from '../../src/delivery/smtp-transport.ts';
import { VirtualClock } from '../../src/domain/virtual-clock.ts';
import type { FlowContext } from '../../src/flow/context.ts';
import { advancePeople } from '../../src/flow/deciding/advance-people.ts';
import { importEmployees } from '../../src/flow/people/import-employees.ts';
import { importLearning } from '../../src/flow/people/import-learning.ts';
import { launchCampaign } from '../../src/flow/publishing/campaign-lifecycle.ts';
import { publishCampaign } from '../../src/flow/publishing/publish-campaign.ts';
import { workspaceInForce } from '../../src/flow/publishing/workspace-files.ts';
import type { Postman } from '../../src/flow/sending/postman.ts';
import { createSender, type Sender } from '../../src/flow/sending/send-messages.ts';
import { saveActivities } from '../../src/store/learning/activities.ts';
import { employeesByEmail } from '../../src/store/people/employees.ts';
import { mailUrls } from '../../src/tracking/links.ts';
import { createTokens } from '../../src/tracking/tokens.ts';
import { message, SOUND, workspaceWith } from '../cli/druppel.ts';
import { storyTime } from '../support/story-world.ts';

const PEOPLE = `id,email,first_name,department,country,locale,manager_email,buddy_email
1,ana@waterlijn.example,Anaïs,Sales,NL,en,bo@waterlijn.example,cleo@waterlijn.example
2,bo@waterlijn.example,Bo,IT,NL,en,,
3,cleo@waterlijn.example,Cleo,IT,NL,en,bo@waterlijn.example,
`;
export const ANA = 'ana@waterlijn.example';
export const BO = 'bo@waterlijn.example';
export const CLEO = 'cleo@waterlijn.example';

/** On Wednesday 28 April at nine stand ready: the reminder to Ana, and what Bo (manager) and Cleo (buddy) get about her. */
const REMINDED = `title: { en: Data literacy, nl: Datageletterd }
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
    after: 1 day
  - mail: your-buddy
    to: buddy
    after: 0 days
activate:
  - remind: [last-one]
    after: 1 day
    until: started
`;
const ABOUT_OTHERS =
  '---\nsubject: "About colleagues"\npreheader: Who begins\n---\nHi {{firstName "there"}},\n\n{{#each people}}\n- {{firstName "A colleague"}}\n{{/each}}\n\n[Open it]({{activity.url}} "button")\n';

/**
 * A campaign in a store, in which on Wednesday 28 April at nine stand ready: the reminder to Ana, and what Bo (manager)
 * and Cleo (buddy) get about her. A mail server listens.
 */
export interface LastSecond {
  readonly context: FlowContext;
  now(): number;
  moveTo(when: string): void;
  employees(...lines: (string | { full: true })[]): Promise<void>;
  /** The header is `email,activity,event,at`. */
  learns(line: string): Promise<void>;
  /** Sends what is ready over real SMTP. */
  send(watch: Watch): Promise<void>;
  /** A process of its own that sends. */
  sender(bootId: string, watch?: Watch): { sender: Sender; close: () => Promise<void> };
  arrived(): { to: string; step: string; text: string }[];
}

/** `before` is waited for between the server's 354 and the gate, `passed` behind it; once for each reader. */
interface Watch {
  readonly before?: (to: string) => unknown;
  readonly passed?: (to: string) => unknown;
  /** Another mail server than the world's own. */
  readonly url?: string;
}

/** @param more rows of people. @param until when the story stops; in its zone. */
export async function lastSecond(more = '', until = '2027-04-28 09:00'): Promise<LastSecond> {
  const { folder, put } = await workspaceWith({
    ...SOUND,
    'campaigns/data/campaign.yaml': REMINDED,
    'campaigns/data/last-one.nl.md': message('De laatste', 'Dag {{firstName "jij"}}, **tien minuten**.'),
    'campaigns/data/your-team.en.md': ABOUT_OTHERS,
    'campaigns/data/your-buddy.en.md': ABOUT_OTHERS,
    'people.csv': PEOPLE + more,
  });
  const clock = new VirtualClock(storyTime('2027-04-20 08:00'));
  const house = await openHouse(readConfig({ DATABASE_URL: 'file::memory:', WORKSPACE: folder }), clock.now);
  onTestFinished(() => house.close());
  const { context } = house;
  const { workspace, activities } = await workspaceInForce(folder, context.store.read);
  const fixed = { workspace, dryRun: false, strict: true, dates: null };
  let written = 0;
  const file = (lines: readonly string[]) => {
    written += 1;
    return put(`told-${written}.csv`, lines.join('\n'));
  };
  const arrived: { to: string; step: string; text: string }[] = [];
  const server = await startInboxServer(
    async ({ raw, envelope }) => {
      const text = raw.toString('utf8').replaceAll('=\r\n', '');
      const step = /^X-Druppel-Step: (.+)\r$/im.exec(text)?.[1] ?? '';
      arrived.push({ to: envelope.to[0] ?? '', step, text });
    },
    () => {},
  );
  onTestFinished(() => server.close());

  const world: LastSecond = {
    context,
    now: clock.now,
    moveTo: (when) => clock.moveTo(storyTime(when)),
    async employees(...lines) {
      const full = lines.some((line) => typeof line !== 'string');
      const path = await file(lines.filter((line) => typeof line === 'string'));
      await importEmployees(context, { ...fixed, path, full, yes: full ? 1 : null });
    },
    async learns(line) {
      const path = await file(['email,activity,event,at', line]);
      await importLearning(context, { ...fixed, path, knownActivities: activities.map(({ id }) => id) });
    },
    async send(watch) {
      const { sender, close } = world.sender('boot_a', watch);
      await sender.sendReady(null);
      await close();
    },
    sender(bootId, { before, passed, url = server.url } = {}) {
      const transport = createSmtpTransport({ settings: parseSmtpUrl(url), connections: 3, name: hostname() });
      const done = new Set<string>();
      const once = async (to: string, work: ((to: string) => unknown) | undefined) => {
        if (work === undefined || done.has(to)) return;
        done.add(to);
        await work(to);
      };
      const postman: Postman = {
        deliver: (mail, gate) =>
          transport.deliver(mail, async () => {
            await once(mail.envelope.to, before);
            const passes = await gate();
            if (passes) await once(mail.envelope.to, passed);
            return passes;
          }),
        ...{ simulated: false, redirect: null, allow: null, ratePerMinute: null, secret: house.secret },
        urls: mailUrls('http://127.0.0.1:3000', createTokens(house.secret), OPEN_MARK_PLACEHOLDER),
      };
      return { sender: createSender(context, postman, bootId, () => 0.5), close: () => transport.close() };
    },
    arrived: () => arrived,
  };
  await context.store.write((tx) => saveActivities(tx, activities));
  await importEmployees(context, { ...fixed, path: join(folder, 'people.csv'), full: false, yes: null });
  await publishCampaign(context, folder, 'data');
  await launchCampaign(context, 'data');
  for (const moment of ['2027-04-20 08:00', '2027-04-26 09:00', '2027-04-27 09:00']) {
    clock.moveTo(storyTime(moment));
    await advancePeople(context, clock.now());
    await world.send({});
    await advancePeople(context, clock.now());
  }
  clock.moveTo(storyTime(until));
  await advancePeople(context, clock.now());
  expect(arrived.map(({ step }) => step)).toEqual(arrived.map(() => 'kick-off'));
  arrived.splice(0);
  return world;
}

export async function keyOf({ store }: FlowContext, email: string): Promise<string> {
  return (await employeesByEmail(store.read, [email]))[0]?.key ?? 'nobody';
}
