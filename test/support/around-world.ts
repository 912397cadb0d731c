import { onTestFinished } from 'vitest';
import { openHouse, openPostOffice } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { startInboxServer } from '../../src/delivery/inbox-server.ts';
import { type ReadableMail, readMail } from '../../src/delivery/read-mail.ts';
import type { AroundAction, Campaign } from '../../src/domain/campaign.ts';
import type { MessageText } from '../../src/domain/campaign-content.ts';
import type { Instant } from '../../src/domain/time.ts';
import { shortTime } from '../../src/domain/time-words.ts';
import { VirtualClock } from '../../src/domain/virtual-clock.ts';
import type { Workspace } from '../../src/domain/workspace.ts';
import type { Channels } from '../../src/flow/around/channels.ts';
import { type AroundDone, doAround } from '../../src/flow/around/do-around.ts';
import type { FlowContext } from '../../src/flow/context.ts';
import type { Sender } from '../../src/flow/sending/send-messages.ts';
import { aroundActions } from '../../src/store/campaigns/around-actions.ts';
import { addCampaign, addCampaignVersion, changeCampaign } from '../../src/store/campaigns/campaigns.ts';
import { saveWorkspace } from '../../src/store/campaigns/workspaces.ts';
import { saveActivities } from '../../src/store/learning/activities.ts';
import { at, campaign, moment, setting, workspace } from './engine-world.ts';

const KICK_OFF_POST = `---
subject: Six quarter-hours have begun
---
{{campaign.title}} begins on {{start}}. [See part 1]({{activity.url}} "button")
`;

/** A post and a poster around a campaign that starts on Tuesday 18 May 2027. */
export const AROUND: readonly AroundAction[] = [
  {
    kind: 'poster',
    id: 'poster-canteens',
    what: 'canteens',
    owner: 'facilities@waterlijn.example',
    at: moment('start', -5, true),
  },
  { kind: 'post', id: 'post-kick-off', channel: 'teams', message: 'kick-off-post', at: moment('start') },
];

export interface AroundWorld {
  readonly context: FlowContext;
  readonly sender: Sender;
  readonly clock: VirtualClock;
  /** Mails as they arrived. */
  readonly mails: ReadableMail[];
  /** Does what is due at an instant, with mail; every time twice: the second time changes nothing. */
  at(when: string | Instant, channels: Channels): Promise<AroundDone>;
  /** A new version of the campaign, in force at once. */
  publish(changes: Partial<Campaign>): Promise<void>;
  change(changes: Parameters<typeof changeCampaign>[2]): Promise<void>;
  /** `poster-canteens done Mon 10 May 09:00`, `post-kick-off planned: paused` */
  actions(): Promise<string[]>;
  words(action: string): Promise<string | null>;
}

/** What stands around the mails of a campaign, launched on Monday 3 May 2027 at eight, in a store and with a mail server. */
export async function aroundWorld(
  definition: Partial<Campaign> = {},
  changes: Partial<Workspace> = {},
): Promise<AroundWorld> {
  const mails: ReadableMail[] = [];
  const server = await startInboxServer(
    async ({ raw }) => void mails.push(await readMail(raw)),
    (error) => {
      throw error;
    },
  );
  const clock = new VirtualClock(at('2027-05-03 08:00'));
  const house = await openHouse(readConfig({ DATABASE_URL: 'file::memory:', SMTP_URL: server.url }), clock.now);
  const office = await openPostOffice(house);
  onTestFinished(async () => {
    await office.close();
    await house.close();
    await server.close();
  });
  const { context } = house;
  const posts: Workspace['posts'] = { teams: { url: { setting: 'TEAMS_URL' }, format: 'text' } };
  const home = workspace({}, { locales: ['en', 'nl', 'fr'], posts, ...changes });
  const messages: MessageText[] = [
    { message: 'kick-off-post', variant: null, locale: 'en', path: 'kick-off-post.en.md', text: KICK_OFF_POST },
  ];
  let version = 0;
  let current = campaign({}, { starts: '2027-05-18', around: AROUND, ...definition });
  const addVersion = () =>
    context.store.write(async (tx) => {
      version += 1;
      await addCampaignVersion(tx, {
        campaign: current.id,
        number: version,
        definition: current,
        audiences: {},
        messages,
        frames: {},
        images: {},
        hash: String(version),
        workspaceVersion: 1,
        publishedAt: clock.now(),
        publishedBy: null,
      });
    });
  await context.store.write(async (tx) => {
    await saveWorkspace(tx, { definition: home, files: {}, hash: 'w1', createdAt: clock.now() });
    await saveActivities(tx, [...setting([]).activities.values()]);
    await addCampaign(tx, { id: current.id, state: 'published', currentVersion: 1 });
  });
  await addVersion();

  const world: AroundWorld = {
    context,
    sender: office.sender,
    clock,
    mails,
    async at(when, channels) {
      clock.moveTo(typeof when === 'number' ? when : at(when));
      const tick = () => doAround(context, channels, 'boot_test', () => 0);
      const done = await tick();
      await office.sender.sendReady(null);
      const again = await tick();
      if (Object.values(again).some((count) => count > 0)) throw new Error(`twice: ${JSON.stringify(again)}`);
      return done;
    },
    async publish(next) {
      current = { ...current, ...next };
      await addVersion();
      await world.change({ currentVersion: version });
    },
    change: (next) => context.store.write(async (tx) => void (await changeCampaign(tx, current.id, next))),
    async actions() {
      return (await aroundActions(context.store.read)).map(({ action, state, dueAt, settledAt, reason }) => {
        const when = state === 'passed' || state === 'withdrawn' ? null : (settledAt ?? dueAt);
        const time = when === null ? '' : ` ${shortTime(when, home.timezone, 'en')}`;
        return `${action} ${state}${time}${reason === null ? '' : `: ${reason}`}`;
      });
    },
    async words(action) {
      return (await aroundActions(context.store.read)).find((row) => row.action === action)?.words ?? null;
    },
  };
  await world.change({ state: 'running', launchedAt: clock.now(), startsAt: clock.now() });
  return world;
}
