import { reasonText, type SystemLocale } from '../domain/reason-texts.ts';
import type { Reason } from '../domain/reasons.ts';
import type { AroundStats } from '../stats/around-stats.ts';
import type { CampaignStats } from '../stats/campaign-stats.ts';
import { comparisonText } from '../stats/comparison-words.ts';
import type { StepStats } from '../stats/step-stats.ts';
import { reasonCounts } from './reason-counts.ts';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';
import { versionLines } from './version-lines.ts';
import { STATS_WORDS } from './words/stats-words.ts';
import { type Words, wordsIn } from './words.ts';

/**
 * One campaign in figures, for somebody who reads a terminal.
 * @param standing what else is to be said of it, line by line
 */
export async function tellStats(
  terminal: Terminal,
  stats: CampaignStats,
  standing: readonly string[],
  locale: SystemLocale,
): Promise<void> {
  const words = wordsIn(STATS_WORDS, locale);
  const version = words('version', { version: stats.version ?? '–' });
  terminal.say(`${terminal.colour.bold(stats.campaign)} · ${version} · ${words(stats.state)}`);
  for (const line of [...standing, ...figureLines(stats, words)]) terminal.say(line);
  if (stats.goal.comparison !== null) terminal.say(comparisonText(stats.goal.comparison, locale));
  terminal.say();
  terminal.say(stepTable(terminal, stats.steps, words));
  terminal.say();
  for (const line of [
    ...stats.around.map((one) => aroundLine(one, words, locale)),
    ...versionLines(stats.steps, locale),
    ...becauseLines(stats, words, locale),
  ])
    terminal.say(line);
  terminal.say();
}

type StatsWords = Words<typeof STATS_WORDS>;

function figureLines({ reach, participants, active, goal, mailsPerPerson, rounds }: CampaignStats, words: StatsWords) {
  const { startLater } = reach;
  const later = startLater === 0 ? '' : words('later', { count: startLater });
  const target = goal.target === null ? '' : words('target', { share: percent(goal.target) });
  const { reached, rate } = goal;
  return [
    [scopeOf(reach, words), later, words('reach', { participants, active })].join(''),
    words('goal', { reached, rate: percent(rate), target, ...mailsPerPerson }),
    ...(rounds.length === 0
      ? []
      : [words('rounds', { rounds: rounds.map((round) => words('round', { ...round })).join('; ') })]),
  ];
}

/** Where `for` asks what may not be told of persons, a rounded number, or none (guarantees.md §3). */
function scopeOf({ inScope, reachable }: CampaignStats['reach'], words: StatsWords): string {
  if (inScope === null) return words('scopeNotTold');
  return reachable === null ? words('scopeAbout', { inScope }) : words('scope', { inScope, reachable });
}

function stepTable(terminal: Terminal, steps: readonly StepStats[], words: StatsWords): string {
  const columns = ['phase', 'mail', 'planned', 'waiting', 'sent', 'inDoubt', 'failed', 'notSent', 'opened', 'clicked'];
  const rows = steps.map((step) => [
    step.phase,
    step.id,
    step.planned,
    step.waiting,
    step.simulated > 0 ? `${step.simulated} (inbox)` : step.sent,
    step.inDoubt,
    step.failed + step.bounced,
    Object.values(step.passed).reduce((sum, count) => sum + (count ?? 0), 0),
    range(step.opens, words),
    range(step.clicks, words),
  ]);
  return table(
    terminal,
    columns.map((column) => words(column as keyof typeof STATS_WORDS)),
    rows,
  );
}

function range({ human, automatic }: StepStats['opens'], words: StatsWords): string {
  if (human === null || automatic === null) return words('tooFew');
  return automatic === 0 ? String(human) : `${human}–${human + automatic}`;
}

function aroundLine(one: AroundStats, words: StatsWords, locale: SystemLocale): string {
  const { id, kind, state, at, reason, simulated } = one;
  const why = one.words ?? (reason === null ? null : reasonText(reason, locale));
  const because = why === null || state === 'done' ? '' : `: ${why}`;
  const stays = simulated ? `, ${words('simulated')}` : '';
  return `${words('around')}: ${at ?? words('unknownWhen')}  ${id} (${kind}) ${words(`around-${state}`)}${stays}${because}`;
}

function becauseLines({ steps, ended }: CampaignStats, words: StatsWords, locale: SystemLocale): string[] {
  const why = [
    ['waits', totalOf(steps.map(({ waitingBecause }) => waitingBecause))],
    ['notSentBecause', totalOf(steps.map(({ passed }) => passed))],
    ['ended', ended],
  ] as const;
  return why.flatMap(([what, counts]) => {
    const told = reasonCounts(counts, locale);
    return told === '' ? [] : [`${words(what)}: ${told}.`];
  });
}

function percent(rate: number | null): string {
  return rate === null ? '–' : `${Math.round(rate * 100)} %`;
}

function totalOf(counts: readonly Partial<Record<Reason, number>>[]): Partial<Record<Reason, number>> {
  const total: Partial<Record<Reason, number>> = {};
  for (const one of counts)
    for (const [reason, count] of Object.entries(one) as [Reason, number][])
      total[reason] = (total[reason] ?? 0) + count;
  return total;
}
