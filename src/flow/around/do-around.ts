import type { AroundAction, ChannelPost } from '../../domain/campaign.ts';
import { invariant } from '../../domain/errors.ts';
import { HOUR_MS, type Instant, MINUTE_MS } from '../../domain/time.ts';
import { earlier } from '../../engine/conditions/next-change.ts';
import type { LiveCampaign, Setting } from '../../engine/facts/situation.ts';
import { postPayload } from '../../render/post-payload.ts';
import {
  type AroundOutcome,
  type AroundRow,
  claimAroundActions,
  doubtExpiredActions,
  nextAroundAt,
  settleAroundAction,
} from '../../store/campaigns/around-actions.ts';
import { campaignVersion } from '../../store/campaigns/campaigns.ts';
import { newestWorkspace } from '../../store/campaigns/workspaces.ts';
import type { Database } from '../../store/database.ts';
import { plannedReminders } from '../../store/mails/messages.ts';
import type { FlowContext } from '../context.ts';
import { loadSetting } from '../deciding/load-setting.ts';
import { contentFrom } from '../publishing/content-of-version.ts';
import type { Channels } from './channels.ts';
import { keepPost } from './keep-post.ts';
import { planAround } from './plan-around.ts';
import { outcomeOfPost } from './post-outcome.ts';
import { postText } from './post-text.ts';
import { remindOwner, replanReminders } from './remind-owners.ts';

/** Longer than anything that leaves may take. */
const LEASE_MS = 5 * MINUTE_MS;

export interface AroundDone {
  posted: number;
  /** Reminders put into the outbox. */
  reminded: number;
  failed: number;
  inDoubt: number;
}

/**
 * Does what is due around the mails: owners get their reminder into the outbox, posts go into their channel. A post goes
 * out once: it is claimed before it leaves, tried again only when it is known not to have arrived, and in doubt it
 * stays, for people to see. Mail waits for none of this.
 */
export async function doAround(
  context: FlowContext,
  channels: Channels,
  bootId: string,
  random01: () => number,
): Promise<AroundDone> {
  const { store, clock, publicHolidays } = context;
  const done: AroundDone = { posted: 0, reminded: 0, failed: 0, inDoubt: 0 };
  if ((await newestWorkspace(store.read)) === null) return done;
  const { setting } = await loadSetting(store.read, publicHolidays);
  const posts = await store.write(async (tx) => {
    const now = clock();
    done.inDoubt += await doubtExpiredActions(tx, now);
    await planAround(tx, setting, now);
    await replanReminders(tx, setting, now);
    const claimed = await claimAroundActions(tx, { now, bootId, leaseUntil: now + LEASE_MS });
    const left: AroundRow[] = [];
    for (const row of claimed) {
      const { action } = actionOf(row, setting);
      if (action.kind === 'post') {
        left.push(row);
        continue;
      }
      // In one transaction with its mail: there is no moment at which one is without the other.
      await remindOwner(tx, row, action, { id: context.newId('msg'), now });
      await settleAroundAction(tx, row, { state: 'done', at: now, simulated: false });
      done.reminded += 1;
    }
    return left;
  });
  for (const row of posts) {
    const { action, live } = actionOf(row, setting);
    invariant(action.kind === 'post', `${row.campaign}/${row.action} is a post`);
    const outcome = await post(row, action, live);
    await store.write((tx) => settleAroundAction(tx, row, outcome));
    if (outcome.state === 'done') done.posted += 1;
    if (outcome.state === 'failed') done.failed += 1;
    if (outcome.state === 'in-doubt') done.inDoubt += 1;
  }
  return done;

  async function post(row: AroundRow, action: ChannelPost, live: LiveCampaign): Promise<AroundOutcome> {
    const failed = (words: string): AroundOutcome => ({ state: 'failed', at: clock(), words });
    const channel = setting.workspace.posts[action.channel];
    if (channel === undefined) return failed(`workspace.yaml has no channel "${action.channel}" any more`);
    const version = await campaignVersion(store.read, row.campaign, row.version);
    invariant(version, `${row.campaign} has a version ${row.version}`);
    const source = { campaign: version.definition, content: contentFrom(version), live, setting };
    const text = postText(action, source, channel.format);
    if ('why' in text) return failed(text.why);
    if (channels.sendOut === null) {
      await keepPost(context, row, action, text, setting.workspace);
      return { state: 'done', at: clock(), simulated: true };
    }
    const url = 'address' in channel.url ? channel.url.address : channels.variable(channel.url.setting);
    if (url === null) {
      const { setting: name } = channel.url as { setting: string };
      return {
        state: 'planned',
        nextTryAt: clock() + HOUR_MS,
        countsAttempt: false,
        words: `${name} is not set: put the channel’s address into .env or the environment`,
      };
    }
    const answer = await channels.sendOut({ url, body: postPayload(text, channel.format) });
    return outcomeOfPost(answer, row.attempts, clock(), random01());
  }
}

/** When {@link doAround} has something to do next; null: nothing is ahead. */
export async function nextAround(database: Database): Promise<Instant | null> {
  let next = await nextAroundAt(database);
  for (const { slotAt } of await plannedReminders(database)) if (slotAt !== null) next = earlier(next, slotAt);
  return next;
}

function actionOf(row: AroundRow, setting: Setting): { action: AroundAction; live: LiveCampaign } {
  const live = setting.campaigns.get(row.campaign);
  const action = live?.versions.get(row.version)?.campaign.around.find(({ id }) => id === row.action);
  invariant(live && action, `version ${row.version} of ${row.campaign} has ${row.action}`);
  return { action, live };
}
