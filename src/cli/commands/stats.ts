import type { SystemLocale } from '../../domain/reason-texts.ts';
import { formatInstant, type Zone } from '../../domain/time.ts';
import { shortTime } from '../../domain/time-words.ts';
import type { FlowContext } from '../../flow/context.ts';
import type { AwaitedApproval } from '../../flow/publishing/awaited-approval.ts';
import type { CampaignStats, Reach } from '../../stats/campaign-stats.ts';
import { type Command, hasOption, withHouse, workspaceLanguage, workspaceZone } from '../command.ts';
import { STATS_WORDS } from '../words/stats-words.ts';
import { wordsIn } from '../words.ts';

export const stats: Command = {
  usage: 'stats [campaign]',
  summary: 'A campaign in figures: people, goal, and each mail with what was sent, opened and not sent.',
  examples: [
    'druppel stats data-literacy',
    'druppel stats data-literacy --json',
    'druppel stats --csv > campaigns.csv',
  ],
  options: [['--csv', 'a row for each step, for a spreadsheet']],
  async run(call) {
    const { terminal } = call;
    const [id] = call.args;
    const { all, awaited, standings, oldData, locale } = await withHouse(call, 'reading', async (house) => {
      const { context } = house;
      const { campaignStats } = await import('../../stats/campaign-stats.ts');
      const { allCampaigns } = await import('../../store/campaigns/campaigns.ts');
      const { read } = context.store;
      const ids =
        id === undefined
          ? (await allCampaigns(read)).filter(({ state }) => state !== 'draft').map((one) => one.id)
          : [id];
      const figures: CampaignStats[] = [];
      for (const one of ids) figures.push(await campaignStats(read, one, context.clock(), await reachOf(context, one)));
      const locale = await workspaceLanguage(house);
      const awaited = await awaitedBy(context, ids);
      const told = { ids, locale, zone: await workspaceZone(house) };
      const standings = await standingsOf(context, awaited, told);
      return { all: figures, awaited, standings, oldData: await oldDataLine(context, locale), locale };
    });
    const answers = all.map((one) => ({ ...one, awaitsApproval: awaitedJson(awaited.get(one.campaign)) }));
    terminal.answer(id === undefined ? answers : answers[0]);
    if (hasOption(call, 'csv')) {
      const { statsCsv } = await import('../stats-csv.ts');
      if (!terminal.json) terminal.say(statsCsv(all).trimEnd());
      return;
    }
    if (terminal.json) return;
    if (all.length === 0) terminal.say(wordsIn(STATS_WORDS, locale)('nothing'));
    if (oldData !== null) terminal.say(oldData);
    const { tellStats } = await import('../tell-stats.ts');
    for (const one of all) await tellStats(terminal, one, standings.get(one.campaign) ?? [], locale);
  },
};

function awaitedJson(awaited: AwaitedApproval | undefined) {
  if (awaited === undefined) return null;
  const { version, since, by, meanwhile } = awaited;
  return { version, since: formatInstant(since), publishedBy: by, meanwhile };
}

/** Who fits the audience now, asked of the engine. */
async function reachOf({ store, clock }: FlowContext, id: string): Promise<Omit<Reach, 'startLater'> | undefined> {
  const { countForCampaign } = await import('../../flow/audiences/count-for-campaign.ts');
  const { campaignById, campaignVersion } = await import('../../store/campaigns/campaigns.ts');
  const { newestWorkspace } = await import('../../store/campaigns/workspaces.ts');
  const row = await campaignById(store.read, id);
  const version = row?.currentVersion == null ? null : await campaignVersion(store.read, id, row.currentVersion);
  const workspace = await newestWorkspace(store.read);
  if (version === null || workspace === null) return undefined;
  const campaign = version.definition;
  const question = { workspace: workspace.definition, activities: [], campaign, now: clock() };
  const { count, reachable } = await countForCampaign(store.read, question);
  return { inScope: count, reachable };
}

/** What awaits a second person, as `--json` tells it. */
async function awaitedBy({ store }: FlowContext, ids: readonly string[]) {
  const { awaitedApproval } = await import('../../flow/publishing/awaited-approval.ts');
  const { campaignById } = await import('../../store/campaigns/campaigns.ts');
  const awaited = new Map<string, AwaitedApproval>();
  for (const id of ids) {
    const row = await campaignById(store.read, id);
    const waits = row === null ? null : await awaitedApproval(store.read, row);
    if (waits !== null) awaited.set(id, waits);
  }
  return awaited;
}

/** For whom each campaign runs, where it is a pilot, whose word it has or waits for, and whether it paused by itself. */
async function standingsOf(
  { store }: FlowContext,
  awaited: ReadonlyMap<string, AwaitedApproval>,
  { ids, locale, zone }: { readonly ids: readonly string[]; readonly locale: SystemLocale; readonly zone: Zone },
): Promise<Map<string, string[]>> {
  const { approvalInForce } = await import('../../flow/publishing/approval.ts');
  const { brakeWords } = await import('../../flow/publishing/brake-words.ts');
  const { pilotWords } = await import('../../flow/publishing/pilot.ts');
  const { campaignById } = await import('../../store/campaigns/campaigns.ts');
  const words = wordsIn(STATS_WORDS, locale);
  const standings = new Map<string, string[]>();
  for (const id of ids) {
    const row = await campaignById(store.read, id);
    if (row === null) continue;
    const approval = await approvalInForce(store.read, row);
    const why = await brakeWords(store.read, row, locale);
    const waits = awaited.get(id);
    standings.set(id, [
      ...(row.pilot === null ? [] : [words('pilot', { whom: pilotWords(row.pilot, locale), id })]),
      ...(approval === null ? [] : [words('approved', { by: approval.by })]),
      ...(waits === undefined
        ? []
        : [
            words('awaits', {
              id,
              version: waits.version,
              since: shortTime(waits.since, zone, locale),
              by: waits.by ?? words('somebody'),
            }),
          ]),
      ...(why === null ? [] : [words('braked', { id, why })]),
    ]);
  }
  return standings;
}

/** Said once, for all campaigns: nobody can know who has learned since. */
async function oldDataLine({ store, clock }: FlowContext, locale: SystemLocale): Promise<string | null> {
  const { learningDataAge } = await import('../../flow/learning-data-age.ts');
  const { newestWorkspace } = await import('../../store/campaigns/workspaces.ts');
  const workspace = await newestWorkspace(store.read);
  const age = workspace === null ? null : await learningDataAge(store.read, workspace.definition, clock());
  if (age === null || !age.isOld || age.maxDays === null) return null;
  return wordsIn(STATS_WORDS, locale)('oldData', { days: age.days, most: age.maxDays });
}
