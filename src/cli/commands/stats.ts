import { reasonText, type SystemLocale } from '../../domain/reason-texts.ts';
import type { Reason } from '../../domain/reasons.ts';
import type { FlowContext } from '../../flow/context.ts';
import type { CampaignStats, Reach } from '../../stats/campaign-stats.ts';
import { type Command, hasOption, withHouse, workspaceLanguage } from '../command.ts';
import { reasonCounts } from '../reason-counts.ts';
import type { Terminal } from '../terminal.ts';

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
    const { all, locale, standings } = await withHouse(call, 'reading', async (house) => {
      const { context } = house;
      const { campaignStats } = await import('../../stats/campaign-stats.ts');
      const { allCampaigns } = await import('../../store/campaigns.ts');
      const { read } = context.store;
      const ids =
        id === undefined
          ? (await allCampaigns(read)).filter(({ state }) => state !== 'draft').map((one) => one.id)
          : [id];
      const figures: CampaignStats[] = [];
      for (const one of ids) figures.push(await campaignStats(read, one, context.clock(), await reachOf(context, one)));
      return { all: figures, locale: await workspaceLanguage(house), standings: await standingsOf(context, ids) };
    });
    terminal.answer(id === undefined ? all : all[0]);
    if (hasOption(call, 'csv')) {
      const { statsCsv } = await import('../stats-csv.ts');
      if (!terminal.json) terminal.say(statsCsv(all).trimEnd());
      return;
    }
    if (all.length === 0) terminal.say('No campaign has been published yet. Next: druppel publish CAMPAIGN.');
    for (const one of all) await print(terminal, one, standings.get(one.campaign) ?? [], locale);
  },
};

/** Who fits the audience now, asked of the engine. */
async function reachOf({ store, clock }: FlowContext, id: string): Promise<Omit<Reach, 'startLater'> | undefined> {
  const { countAudience } = await import('../../flow/audiences/find-audience.ts');
  const { campaignById, campaignVersion } = await import('../../store/campaigns.ts');
  const { newestWorkspace } = await import('../../store/workspaces.ts');
  const row = await campaignById(store.read, id);
  const version = row?.currentVersion == null ? null : await campaignVersion(store.read, id, row.currentVersion);
  const workspace = await newestWorkspace(store.read);
  if (version === null || workspace === null) return undefined;
  const campaign = version.definition;
  const question = { rule: campaign.audience, workspace: workspace.definition, activities: [], campaign, now: clock() };
  const { count, reachable } = await countAudience(store.read, question);
  return { inScope: count, reachable };
}

/** For whom each campaign runs, where it is a pilot, whose word it has, and whether it paused by itself. */
async function standingsOf({ store }: FlowContext, ids: readonly string[]): Promise<Map<string, string[]>> {
  const { approvalInForce } = await import('../../flow/publishing/approval.ts');
  const { brakeWords } = await import('../../flow/publishing/brake-words.ts');
  const { pilotWords } = await import('../../flow/publishing/pilot.ts');
  const { campaignById } = await import('../../store/campaigns.ts');
  const standings = new Map<string, string[]>();
  for (const id of ids) {
    const row = await campaignById(store.read, id);
    if (row === null) continue;
    const approval = await approvalInForce(store.read, row);
    const braked = await brakeWords(store.read, row);
    const lines = [
      ...(row.pilot === null ? [] : [`Pilot: ${pilotWords(row.pilot)}. More: druppel widen ${id}`]),
      ...(approval === null ? [] : [`Approved by ${approval.by}.`]),
      ...(braked === null ? [] : [`${id} ${braked}. Once that is mended: druppel resume ${id}`]),
    ];
    standings.set(id, lines);
  }
  return standings;
}

async function print(
  terminal: Terminal,
  one: CampaignStats,
  standing: readonly string[],
  locale: SystemLocale,
): Promise<void> {
  const { table } = await import('../table.ts');
  const percent = (rate: number | null) => (rate === null ? '–' : `${Math.round(rate * 100)} %`);
  const range = (counts: { human: number | null; automatic: number | null }) =>
    counts.human === null || counts.automatic === null
      ? 'too few'
      : counts.automatic === 0
        ? String(counts.human)
        : `${counts.human}–${counts.human + counts.automatic}`;
  terminal.say(`${terminal.colour.bold(one.campaign)} · version ${one.version ?? '–'} · ${one.state}`);
  for (const line of standing) terminal.say(line);
  const { inScope, reachable, startLater } = one.reach;
  const laterWords = startLater === 0 ? '' : ` ${startLater} drawn to begin later,`;
  terminal.say(
    `${inScope} people in scope, ${reachable} reachable by mail,${laterWords} ${one.participants} take part or did, ${one.active} on the way.`,
  );
  terminal.say(
    `Goal reached by ${one.goal.reached} (${percent(one.goal.rate)})${one.goal.target === null ? '' : `, target ${percent(one.goal.target)}`}. Mails per person: median ${one.mailsPerPerson.median}, most ${one.mailsPerPerson.max}.`,
  );
  if (one.rounds.length > 0)
    terminal.say(
      `Rounds: ${one.rounds.map(({ round, participants, reached }) => `${round} with ${participants}, of whom ${reached} reached the goal`).join('; ')}.`,
    );
  if (one.goal.comparison !== null) {
    const { comparisonText } = await import('../../stats/comparison-words.ts');
    terminal.say(comparisonText(one.goal.comparison, locale));
  }
  const rows = one.steps.map((step) => [
    step.phase,
    step.id,
    step.planned,
    step.waiting,
    step.simulated > 0 ? `${step.simulated} (inbox)` : step.sent,
    step.inDoubt,
    step.failed + step.bounced,
    Object.values(step.passed).reduce((sum, count) => sum + (count ?? 0), 0),
    range(step.opens),
    range(step.clicks),
  ]);
  const head = ['phase', 'mail', 'planned', 'waiting', 'sent', 'in doubt', 'failed', 'not sent', 'opened', 'clicked'];
  terminal.say();
  terminal.say(table(terminal, head, rows));
  terminal.say();
  for (const { id, kind, state, at, reason, words, simulated } of one.around) {
    const why = words ?? (reason === null ? null : reasonText(reason, locale));
    const because = why === null || state === 'done' ? '' : `: ${why}`;
    terminal.say(
      `Around: ${at ?? 'not known when'}  ${id} (${kind}) ${state}${simulated ? ', simulated' : ''}${because}`,
    );
  }
  const { versionLines } = await import('../version-lines.ts');
  for (const line of versionLines(one.steps)) terminal.say(line);
  const why = [
    ['Waits', totalOf(one.steps.map(({ waitingBecause }) => waitingBecause))],
    ['Not sent', totalOf(one.steps.map(({ passed }) => passed))],
    ['Ended', one.ended],
  ] as const;
  for (const [what, counts] of why) {
    const words = reasonCounts(counts, locale);
    if (words !== '') terminal.say(`${what}: ${words}.`);
  }
  terminal.say();
}

function totalOf(counts: readonly Partial<Record<Reason, number>>[]): Partial<Record<Reason, number>> {
  const total: Partial<Record<Reason, number>> = {};
  for (const one of counts)
    for (const [reason, count] of Object.entries(one) as [Reason, number][])
      total[reason] = (total[reason] ?? 0) + count;
  return total;
}
