import { eq, sql } from 'drizzle-orm';
import type { Phase } from '../../domain/campaign.ts';
import type { LearningEvent } from '../../domain/learning.ts';
import type { ComparisonGroup } from '../../domain/participation.ts';
import type { EndReason, Reason } from '../../domain/reasons.ts';
import type { Database } from '../database.ts';
import type { VisitorClass } from '../tables/tracking-tables.ts';

const SENT_AS = 'sent-as';

/** Every figure about what people did, by its fixed name: there are no others (guarantees.md §3). */
export const FIGURE = {
  click: (step: string, visitor: VisitorClass) => `click/${step}/${visitor}`,
  open: (message: string, visitor: VisitorClass) => `open/${message}/${visitor}`,
  stopped: (step: string) => `stopped/${step}`,
  notNow: (step: string) => `not-now/${step}`,
  /** Mails in one version of the message, by its label; null: the fallback. */
  sentAs: (step: string, label: string | null, simulated: boolean) =>
    `${simulated ? 'simulated-as' : SENT_AS}/${step}/${label ?? ''}`,
  clickAs: (step: string, label: string | null, visitor: VisitorClass) => `click-as/${step}/${visitor}/${label ?? ''}`,
  passed: (step: string, reason: Reason) => `passed/${step}/${reason}`,
  goal: 'goal',
  active: 'active',
  phase: (phase: Phase) => `phase/${phase}`,
  ended: (reason: EndReason) => `ended/${reason}`,
  /** Who reached the goal, of one group of a comparison. */
  compared: (group: ComparisonGroup) => `compared/${group}`,
  /** Of all employees; kept under the campaign without a name. */
  learning: (activity: string, event: LearningEvent) => `learning/${activity}/${event}`,
} as const;

/** Where figures stand that belong to no campaign. */
export const NO_CAMPAIGN = '';

/** A figure as it was let out last. */
export interface ReleasedFigure {
  readonly count: number;
  /** Of how many. */
  readonly of: number;
}

/** By name. */
export type ReleasedFigures = ReadonlyMap<string, ReleasedFigure>;

/** The versions of a step's mail that figures are kept of, by label: the fallback (null) first. */
export function versionsNamed(figures: ReleasedFigures, step: string): (string | null)[] {
  const begin = `${SENT_AS}/${step}/`;
  const labels = [...figures.keys()].filter((name) => name.startsWith(begin)).map((name) => name.slice(begin.length));
  return labels.sort().map((label) => (label === '' ? null : label));
}

/** What was let out about a campaign, by name. */
export async function releasedFigures(
  { db, tables: { releasedFigures: released } }: Database,
  campaign: string,
): Promise<ReadonlyMap<string, ReleasedFigure & { readonly kept: number }>> {
  const rows = await db.select().from(released).where(eq(released.campaign, campaign));
  return new Map(rows.map(({ figure, kept, count, of }) => [figure, { kept, count, of }]));
}

export async function releaseFigure(
  { db, tables: { releasedFigures: released } }: Database,
  campaign: string,
  figure: string,
  { count, of }: ReleasedFigure,
): Promise<void> {
  await db
    .insert(released)
    .values({ campaign, figure, kept: 0, count, of })
    .onConflictDoUpdate({ target: [released.campaign, released.figure], set: { count, of } });
}

/** Rows behind a figure go: what they counted stays, and is not let out by that. */
export async function addToKept(
  { db, tables: { releasedFigures: released } }: Database,
  campaign: string,
  figure: string,
  more: number,
): Promise<void> {
  await db
    .insert(released)
    .values({ campaign, figure, kept: more, count: 0, of: 0 })
    .onConflictDoUpdate({
      target: [released.campaign, released.figure],
      set: { kept: sql`${released.kept} + ${sql`cast(${more} as integer)`}` },
    });
}
