import type { Campaign } from '../../domain/campaign.ts';
import { UserError } from '../../domain/errors.ts';
import { endsTooSoon } from '../../domain/start-later.ts';
import { formatInstant, type Instant, localDate, type Zone } from '../../domain/time.ts';
import {
  campaignVersion,
  changeCampaign,
  launchedCampaigns,
  type StoredCampaign,
} from '../../store/campaigns/campaigns.ts';
import { newestWorkspace } from '../../store/campaigns/workspaces.ts';
import {
  allPausedSince,
  pauseAll as pauseAllMail,
  raiseWorkspaceRevision,
  resumeAll as resumeAllMail,
} from '../../store/meta.ts';
import { wakeAll } from '../../store/people/wake-all.ts';
import type { FlowContext } from '../context.ts';
import { refuseUnapproved } from './approval.ts';
import { type Actor, noteAction } from './note-action.ts';
import { type PilotWish, pilotWords } from './pilot.ts';
import { publishedCampaign } from './published-campaign.ts';

export interface LaunchOptions {
  /** Only a share of the audience, or who matches a rule (practice.md T19); null: everybody. */
  readonly pilot?: PilotWish | null;
  /** For `starts: on launch`: the instant of the start, when it lies ahead. */
  readonly at?: Instant | null;
  readonly by?: Actor;
  /** Refuses what a launch would refuse, and launches nothing. */
  readonly isTrial?: boolean;
}

/** draft → published → running ⇄ paused → finished (rules.md R15). Everybody is looked at again after each change. */
export async function launchCampaign(context: FlowContext, id: string, options: LaunchOptions = {}): Promise<void> {
  const now = context.clock();
  await context.store.write(async (tx) => {
    const campaign = await publishedCampaign(tx, id);
    if (campaign.state !== 'published') {
      throw new UserError(`Campaign "${id}" is ${campaign.state} already.`, { hint: WHAT_NEXT[campaign.state](id) });
    }
    const version = await campaignVersion(tx, id, campaign.currentVersion ?? 1);
    if (options.at != null && version?.definition.starts !== 'launch') {
      throw new UserError(
        `Campaign "${id}" starts on ${version?.definition.starts}: --at is for campaigns that start on launch.`,
        {
          hint: 'Write "starts: on launch" in campaign.yaml, or leave --at out.',
        },
      );
    }
    if (options.at != null && options.at < now) {
      throw new UserError(`--at ${formatInstant(options.at)} lies in the past; it is ${formatInstant(now)}.`, {
        hint: 'Leave --at out to start now.',
      });
    }
    const workspace = await newestWorkspace(tx);
    if (version !== null)
      refuseTooShort(version.definition, options.at ?? now, workspace?.definition.timezone ?? 'UTC');
    if (workspace !== null) await refuseUnapproved(tx, workspace.definition, campaign);
    if (options.isTrial) return;
    await changeCampaign(tx, id, {
      state: 'running',
      launchedAt: now,
      startsAt: options.at ?? now,
      pilot: options.pilot ?? null,
    });
    await wakeAll(tx, now);
    const words = `version ${campaign.currentVersion} for ${pilotWords(options.pilot ?? null)}`;
    const { by = null } = options;
    await noteAction(tx, context, { by, verb: 'launch', campaign: id, version: campaign.currentVersion, words });
  });
}

/** The check of the files cannot know the day of a launch. */
function refuseTooShort(campaign: Campaign, startsAt: Instant, zone: Zone): void {
  const { starts, startLater, ends, perPersonDays } = campaign;
  const on = localDate(startsAt, zone);
  const startsOn = starts === 'launch' || starts < on ? on : starts;
  if (startLater === null || !endsTooSoon(campaign, startsOn)) return;
  throw new UserError(
    `Launched on ${startsOn}, who begins ${startLater.days} days later has less than ${perPersonDays} days until ${ends}.`,
    { hint: 'Let the campaign end later, give "per-person" fewer days, or remove "start-later"; then publish again.' },
  );
}

export async function pauseCampaign(context: FlowContext, id: string, by: Actor = null): Promise<void> {
  const now = context.clock();
  await context.store.write(async (tx) => {
    const campaign = await publishedCampaign(tx, id);
    if (campaign.state === 'paused') return;
    if (campaign.state !== 'running')
      throw new UserError(`Campaign "${id}" is ${campaign.state}, not running.`, {
        hint: WHAT_NEXT[campaign.state](id),
      });
    await changeCampaign(tx, id, { state: 'paused', pausedSince: now });
    await wakeAll(tx, now);
    await noteAction(tx, context, { by, verb: 'pause', campaign: id, words: 'its mail waits' });
  });
}

export async function resumeCampaign(context: FlowContext, id: string, by: Actor = null): Promise<void> {
  const now = context.clock();
  await context.store.write(async (tx) => {
    const campaign = await publishedCampaign(tx, id);
    if (campaign.state === 'running' && (await allPausedSince(tx)) !== null) {
      throw new UserError(`Campaign "${id}" is not paused by itself: all mail is.`, {
        hint: 'Let all of it go on: druppel resume --all.',
      });
    }
    if (campaign.state !== 'paused' || campaign.pausedSince === null) {
      throw new UserError(`Campaign "${id}" is ${campaign.state}, not paused.`, {
        hint: WHAT_NEXT[campaign.state](id),
      });
    }
    const pauses = [...campaign.pauses, { from: campaign.pausedSince, to: now }];
    await changeCampaign(tx, id, { state: 'running', pausedSince: null, pauses });
    await wakeAll(tx, now);
    await noteAction(tx, context, { by, verb: 'resume', campaign: id, words: 'its mail goes on' });
  });
}

/** The red button: no mail of any campaign passes the gate from here on. */
export async function pauseAll(context: FlowContext, by: Actor = null): Promise<void> {
  const now = context.clock();
  await context.store.write(async (tx) => {
    await pauseAllMail(tx, now);
    await raiseWorkspaceRevision(tx);
    await wakeAll(tx, now);
    await noteAction(tx, context, { by, verb: 'pause', campaign: null, words: 'all mail waits' });
  });
}

/** What was paused becomes a pause of each campaign, so that openings move behind it. */
export async function resumeAll(context: FlowContext, by: Actor = null): Promise<void> {
  const now = context.clock();
  await context.store.write(async (tx) => {
    const since = await allPausedSince(tx);
    if (since === null)
      throw new UserError('Mail is not paused.', {
        hint: 'Nothing to resume. "druppel doctor" shows what keeps mail.',
      });
    for (const campaign of await launchedCampaigns(tx)) {
      await changeCampaign(tx, campaign.id, {
        pauses: [...campaign.pauses, { from: Math.max(since, campaign.launchedAt ?? since), to: now }],
      });
    }
    await resumeAllMail(tx);
    await raiseWorkspaceRevision(tx);
    await wakeAll(tx, now);
    await noteAction(tx, context, { by, verb: 'resume', campaign: null, words: 'all mail goes on' });
  });
}

/** No new participants; with `endAll` nobody goes on either. */
export async function finishCampaign(
  context: FlowContext,
  id: string,
  options: { readonly endAll?: boolean; readonly by?: Actor } = {},
): Promise<void> {
  const now = context.clock();
  await context.store.write(async (tx) => {
    const campaign = await publishedCampaign(tx, id);
    if (campaign.launchedAt === null)
      throw new UserError(`Campaign "${id}" was never launched.`, { hint: WHAT_NEXT[campaign.state](id) });
    const pauses =
      campaign.pausedSince === null ? campaign.pauses : [...campaign.pauses, { from: campaign.pausedSince, to: now }];
    await changeCampaign(tx, id, {
      state: 'finished',
      pausedSince: null,
      pauses,
      endedAll: options.endAll ?? campaign.endedAll,
    });
    await wakeAll(tx, now);
    const words = options.endAll ? 'it is over for everybody' : 'nobody new takes part';
    await noteAction(tx, context, { by: options.by ?? null, verb: 'finish', campaign: id, words });
  });
}

/** The next act in each state. */
export const WHAT_NEXT: Readonly<Record<StoredCampaign['state'], (id: string) => string>> = {
  draft: (id) => `Publish it first: druppel publish ${id}.`,
  published: (id) => `Launch it: druppel launch ${id}.`,
  running: (id) => `See how it goes: druppel stats ${id}. Stop its mail: druppel pause ${id}.`,
  paused: (id) => `Let it go on: druppel resume ${id}.`,
  finished: () => 'A finished campaign does not start again; make a new one for a new round.',
};
