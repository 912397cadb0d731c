import { type Campaign, type CampaignMail, mailsOf, type Phase } from '../domain/campaign.ts';
import type { Reason } from '../domain/reasons.ts';
import type { Database } from '../store/database.ts';
import { FIGURE, type ReleasedFigure, releasedFigures } from '../store/figures/released-figures.ts';
import { type StepTotal, stepTotals } from '../store/figures/totals.ts';
import { choiceTotals } from '../store/people/choices.ts';
import { type Shown, shownBySource } from './small-groups.ts';
import { type Tried, triedStats, type VersionStats, versionStats } from './version-stats.ts';

/**
 * One step of a campaign in figures. Mails are exact; opens and clicks are those of last night, and null where too few, or
 * all but too few, did it.
 */
export interface StepStats {
  readonly id: string;
  readonly phase: Phase;
  /** Decided and on time; `waiting`: kept by something, which `waitingBecause` names. */
  readonly planned: number;
  readonly waiting: number;
  readonly waitingBecause: Partial<Record<Reason, number>>;
  readonly sent: number;
  /** In the built-in inbox. */
  readonly simulated: number;
  readonly inDoubt: number;
  /** Gone before a backup was restored, says the send journal; nobody has released them yet. */
  readonly held: number;
  readonly failed: number;
  readonly bounced: number;
  readonly passed: Partial<Record<Reason, number>>;
  readonly opens: { readonly human: Shown; readonly automatic: Shown };
  readonly clicks: { readonly human: Shown; readonly automatic: Shown };
  readonly stopped: number;
  readonly notNow: number;
  /** By label; null where too few, or all but too few, got one. Empty: the mail has one version. */
  readonly variants: Readonly<Record<string, VersionStats | null>>;
  readonly tried: readonly Tried[];
}

/** Every mail of the definition in file order, then steps that only older versions had. */
export async function stepStats(database: Database, campaign: Campaign, minimumGroup: number): Promise<StepStats[]> {
  const totals = await stepTotals(database, campaign.id);
  const released = await releasedFigures(database, campaign.id);
  const choices = await choiceTotals(database, campaign.id);
  const mails = mailsOf(campaign);
  const older = totals.filter(({ step }) => !mails.some(({ id }) => id === step));
  const steps = new Map<string, { phase: Phase; message: string | null; step: CampaignMail['step'] | null }>([
    ...mails.map(({ id, phase, message, step }) => [id, { phase, message, step }] as const),
    ...older.map(({ step, phase }) => [step, { phase, message: null, step: null }] as const),
  ]);
  return [...steps].map(([id, { phase, message, step }]): StepStats => {
    const own = totals.filter(({ step }) => step === id);
    const isOnly = mails.filter((mail) => mail.message === message).length === 1;
    return {
      id,
      phase,
      ...mailFigures(own),
      opens:
        isOnly && message !== null ? bySource((visitor) => released.get(FIGURE.open(message, visitor))) : NOT_KNOWN,
      clicks: bySource((visitor) => released.get(FIGURE.click(id, visitor))),
      stopped: sumOf(choices, ({ step, kind }) => step === id && kind === 'stopped'),
      notNow: sumOf(choices, ({ step, kind }) => step === id && kind === 'not-now'),
      variants: versionStats(released, id, minimumGroup),
      tried: triedStats(released, { id, tries: step?.tries ?? [] }, minimumGroup),
    };
  });

  function bySource(figure: (visitor: 'human' | 'automatic') => ReleasedFigure | undefined) {
    const [human, automatic] = [figure('human'), figure('automatic')];
    const counts = { human: human?.count ?? 0, automatic: automatic?.count ?? 0 };
    return shownBySource(counts, human?.of ?? 0, minimumGroup);
  }
}

/** Marks know their message and no step: where two steps send one message, whose opens they are cannot be told. */
const NOT_KNOWN = { human: null, automatic: null };

function mailFigures(own: readonly StepTotal[]) {
  const isOpen = ({ state }: StepTotal) => ['planned', 'ready', 'claimed', 'data'].includes(state);
  const waiting = own.filter((total) => isOpen(total) && total.reason !== null);
  return {
    planned: sumOf(own, (total) => isOpen(total) && total.reason === null),
    waiting: sumOf(waiting, () => true),
    waitingBecause: byReason(waiting),
    sent: sumOf(own, ({ state, simulated }) => state === 'sent' && !simulated),
    simulated: sumOf(own, ({ state, simulated }) => state === 'sent' && simulated),
    // What is on the wire this very moment is not in doubt yet; a process that dies leaves it so.
    inDoubt: sumOf(own, ({ state }) => state === 'in-doubt'),
    held: sumOf(own, ({ state }) => state === 'held'),
    failed: sumOf(own, ({ state }) => state === 'failed'),
    bounced: sumOf(own, ({ state }) => state === 'bounced'),
    passed: byReason(own.filter(({ state }) => state === 'passed')),
  };
}

function byReason(totals: readonly StepTotal[]): Partial<Record<Reason, number>> {
  const counts: Partial<Record<Reason, number>> = {};
  for (const { reason, count } of totals) if (reason !== null) counts[reason] = (counts[reason] ?? 0) + count;
  return counts;
}

function sumOf<Row extends { readonly count: number }>(rows: readonly Row[], counts: (row: Row) => boolean): number {
  return rows.reduce((sum, row) => (counts(row) ? sum + row.count : sum), 0);
}
