import { mailsOf, PHASES } from '../../domain/campaign.ts';
import { COMPARISON_GROUPS } from '../../domain/participation.ts';
import { END_REASONS } from '../../domain/reasons.ts';
import { DAY_MS } from '../../domain/time.ts';
import { campaignDefinitions, campaignVersion, launchedCampaigns } from '../../store/campaigns/campaigns.ts';
import { newestWorkspace } from '../../store/campaigns/workspaces.ts';
import type { Database } from '../../store/database.ts';
import { comparisonTotals } from '../../store/figures/comparison-totals.ts';
import {
  FIGURE,
  NO_CAMPAIGN,
  type ReleasedFigure,
  releasedFigures,
  releaseFigure,
} from '../../store/figures/released-figures.ts';
import { participationTotals, stepTotals } from '../../store/figures/totals.ts';
import { ARRIVED_STATES, versionTotals } from '../../store/figures/version-totals.ts';
import { clickTotals } from '../../store/learning/engagement.ts';
import { learningTotals } from '../../store/learning/learning-totals.ts';
import { openTotals } from '../../store/mails/open-marks.ts';
import { choiceTotals } from '../../store/people/choices.ts';
import { countEmployees } from '../../store/people/employees.ts';
import type { Store } from '../../store/store.ts';
import { contentFrom } from '../publishing/content-of-version.ts';
import { versionsOf } from '../publishing/message-versions.ts';
import { RETENTION } from './retention.ts';

/**
 * Lets figures about what people did out, once a night. Between two nights nothing moves; and a figure moves only when
 * at least a group of people stands behind the difference: who compares yesterday's with today's learns of nobody.
 */
export async function releaseFigures(store: Store): Promise<void> {
  const workspace = await newestWorkspace(store.read);
  if (workspace === null) return;
  const { minimumGroup } = workspace.definition;
  const campaigns = await launchedCampaigns(store.read);
  const definitions = await campaignDefinitions(
    store.read,
    campaigns.map(({ id }) => id),
  );
  for (const { id, currentVersion } of campaigns) {
    const current = definitions.find(({ campaign, number }) => campaign === id && number === currentVersion);
    if (current !== undefined) await release(store, id, await figuresOf(store.read, current), minimumGroup);
    await releaseComparison(store, id, minimumGroup);
  }
  await release(store, NO_CAMPAIGN, await learningFiguresOf(store.read), minimumGroup);
}

/** @returns what is let out of a figure: what was, until a group stands behind the difference. */
export function nextRelease(before: ReleasedFigure | null, now: ReleasedFigure, minimumGroup: number): ReleasedFigure {
  const count = before?.count ?? 0;
  return Math.abs(now.count - count) >= minimumGroup ? now : { count, of: now.of };
}

async function release(
  store: Store,
  campaign: string,
  figures: ReadonlyMap<string, ReleasedFigure>,
  minimumGroup: number,
): Promise<void> {
  const known = await releasedFigures(store.read, campaign);
  const moved = [...figures].flatMap(([figure, { count, of }]) => {
    const before = known.get(figure) ?? null;
    const next = nextRelease(before, { count: count + (before?.kept ?? 0), of }, minimumGroup);
    return before?.count === next.count && before.of === next.of ? [] : [[figure, next] as const];
  });
  if (moved.length === 0) return;
  await store.write(async (tx) => {
    for (const [figure, next] of moved) await releaseFigure(tx, campaign, figure, next);
  });
}

/**
 * Both groups of a comparison are let out together, as they stand in the same night: one that lags behind the other would
 * tell of a difference that is none.
 */
async function releaseComparison(store: Store, campaign: string, minimumGroup: number): Promise<void> {
  const totals = await comparisonTotals(store.read, campaign, null);
  const known = await releasedFigures(store.read, campaign);
  const groups = COMPARISON_GROUPS.map((group) => {
    const { people: of, reached: count } = totals[group];
    return {
      figure: FIGURE.compared(group),
      next: { count, of },
      before: known.get(FIGURE.compared(group))?.count ?? 0,
    };
  });
  const standsForNobody = ({ next, before }: (typeof groups)[number]) =>
    next.count === before || Math.abs(next.count - before) >= minimumGroup;
  if (groups.every(({ next }) => next.of === 0) || !groups.every(standsForNobody)) return;
  await store.write(async (tx) => {
    for (const { figure, next } of groups) await releaseFigure(tx, campaign, figure, next);
  });
}

type CurrentVersion = Awaited<ReturnType<typeof campaignDefinitions>>[number];

/** As the rows that are there have them. */
async function figuresOf(database: Database, current: CurrentVersion): Promise<Map<string, ReleasedFigure>> {
  const { definition: campaign } = current;
  const { id } = campaign;
  const figures = new Map<string, ReleasedFigure>();
  const people = await participationTotals(database, id);
  const steps = await stepTotals(database, id);
  const arrivedIn = (names: ReadonlySet<string>) =>
    steps.reduce((sum, total) => (names.has(total.step) && ARRIVED.has(total.state) ? sum + total.count : sum), 0);
  const arrived = (step: string) => arrivedIn(new Set([step]));

  const { participations: of } = people;
  figures.set(FIGURE.goal, { count: people.goalReached, of });
  figures.set(FIGURE.active, { count: people.active, of });
  for (const phase of PHASES) figures.set(FIGURE.phase(phase), { count: people.began[phase], of });
  for (const reason of END_REASONS) figures.set(FIGURE.ended(reason), { count: people.ended[reason] ?? 0, of });

  for (const { step, state, reason, count } of steps) {
    if (state !== 'passed' || reason === null) continue;
    const name = FIGURE.passed(step, reason);
    figures.set(name, { count: count + (figures.get(name)?.count ?? 0), of });
  }
  for (const step of new Set(steps.map((total) => total.step))) {
    for (const visitor of VISITORS) figures.set(FIGURE.click(step, visitor), { count: 0, of: arrived(step) });
    figures.set(FIGURE.stopped(step), { count: 0, of: arrived(step) });
    figures.set(FIGURE.notNow(step), { count: 0, of: arrived(step) });
  }
  const clicks = await clickTotals(database, id, RETENTION.rawEventDays * DAY_MS);
  for (const { step, class: visitor, mails } of clicks) {
    const name = FIGURE.click(step, visitor);
    figures.set(name, { count: mails + (figures.get(name)?.count ?? 0), of: arrived(step) });
  }
  for (const [name, figure] of await versionFigures(database, current, clicks, arrived)) figures.set(name, figure);
  for (const choice of await choiceTotals(database, id)) {
    const name = choice.kind === 'stopped' ? FIGURE.stopped(choice.step) : FIGURE.notNow(choice.step);
    figures.set(name, { count: choice.count + (figures.get(name)?.count ?? 0), of: arrived(choice.step) });
  }
  const opens = await openTotals(database, id);
  for (const message of new Set(mailsOf(campaign).map((mail) => mail.message))) {
    const sending = new Set(mailsOf(campaign).flatMap((mail) => (mail.message === message ? [mail.id] : [])));
    for (const visitor of VISITORS) {
      const seen = opens.find((open) => open.message === message && open.seen === visitor);
      figures.set(FIGURE.open(message, visitor), { count: seen?.count ?? 0, of: arrivedIn(sending) });
    }
  }
  return figures;
}

/** By version, where a step has any: what was sent, and what was clicked. Those without a mail yet count too, as 0. */
async function versionFigures(
  database: Database,
  { definition, number }: CurrentVersion,
  clicks: Awaited<ReturnType<typeof clickTotals>>,
  arrived: (step: string) => number,
): Promise<Map<string, ReleasedFigure>> {
  const version = await campaignVersion(database, definition.id, number);
  const { messages } = contentFrom(version ?? { messages: [], frames: {}, images: {} });
  const mails = await versionTotals(database, definition.id);
  const labels = new Map(mailsOf(definition).map((mail) => [mail.id, new Set(versionsOf(messages, mail.message))]));
  for (const { step, variant } of mails) labels.set(step, (labels.get(step) ?? new Set()).add(variant));
  const figures = new Map<string, ReleasedFigure>();
  for (const [step, own] of labels) {
    if ([...own].every((label) => label === null)) continue;
    const of = arrived(step);
    for (const label of own) {
      for (const simulated of [false, true]) figures.set(FIGURE.sentAs(step, label, simulated), { count: 0, of });
      for (const visitor of VISITORS) figures.set(FIGURE.clickAs(step, label, visitor), { count: 0, of });
    }
  }
  const count = (name: string, more: number) => {
    const figure = figures.get(name);
    if (figure !== undefined) figures.set(name, { ...figure, count: figure.count + more });
  };
  for (const { step, variant, simulated, mails: sent } of mails) count(FIGURE.sentAs(step, variant, simulated), sent);
  for (const click of clicks) count(FIGURE.clickAs(click.step, click.variant, click.class), click.mails);
  return figures;
}

const VISITORS = ['human', 'automatic'] as const;
const ARRIVED: ReadonlySet<string> = new Set(ARRIVED_STATES);

async function learningFiguresOf(database: Database): Promise<Map<string, ReleasedFigure>> {
  const of = await countEmployees(database);
  const totals = await learningTotals(database);
  return new Map(
    totals.map(({ activity, event, people }) => [FIGURE.learning(activity, event), { count: people, of }]),
  );
}
