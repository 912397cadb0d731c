import { and, asc, eq, sql } from 'drizzle-orm';
import { invariant } from '../../domain/errors.ts';
import type { Instant } from '../../domain/time.ts';
import { batchesOf, groupedBy, incoming } from '../batches.ts';
import type { Database } from '../database.ts';
import type { CountedChoice } from '../tables/tracking-tables.ts';
import type { Tables } from '../tables.ts';

/** What a person asked for. */
export type StoredChoice =
  /** No mail about a topic; null: no voluntary mail at all. */
  | { readonly kind: 'stop'; readonly topic: string | null; readonly at: Instant }
  /** About one campaign, or null for all. */
  | { readonly kind: 'not-now'; readonly campaign: string | null; readonly at: Instant; readonly until: Instant }
  | { readonly kind: 'said-done'; readonly campaign: string; readonly at: Instant };

/** The latest of a kind about the same thing holds. */
export async function choose({ db, tables }: Database, person: string, choice: StoredChoice): Promise<void> {
  const { choices } = tables;
  const until = choice.kind === 'not-now' ? choice.until : null;
  await db
    .insert(choices)
    .values({ person, kind: choice.kind, about: aboutOf(choice), at: choice.at, until })
    .onConflictDoUpdate({
      target: [choices.person, choices.kind, choices.about],
      set: incoming(choices, ['at', 'until']),
    });
}

export async function withdrawChoice({ db, tables }: Database, person: string, choice: StoredChoice): Promise<void> {
  const { choices } = tables;
  await db
    .delete(choices)
    .where(and(eq(choices.person, person), eq(choices.kind, choice.kind), eq(choices.about, aboutOf(choice))));
}

export async function choicesOf(
  { db, tables: { choices }, dialect }: Database,
  people: readonly string[],
): Promise<Map<string, StoredChoice[]>> {
  const found: Tables['choices']['$inferSelect'][] = [];
  for (const batch of batchesOf(people)) {
    const rows = await db
      .select()
      .from(choices)
      .where(dialect.isAnyOf(choices.person, batch))
      .orderBy(asc(choices.person), asc(choices.at), asc(choices.kind), asc(choices.about));
    found.push(...rows);
  }
  return groupedBy(found, (row) => row.person, fromRow);
}

/** As a number only, with a reason from the fixed list or none: nothing leads back to the person. */
export async function countChoice(
  { db, tables: { choiceCounts } }: Database,
  choice: { campaign: string; step: string; kind: CountedChoice; reason: string | null },
): Promise<void> {
  const { campaign, step, kind, reason } = choiceCounts;
  await db
    .insert(choiceCounts)
    .values({ ...choice, reason: choice.reason ?? '', count: 1 })
    .onConflictDoUpdate({ target: [campaign, step, kind, reason], set: { count: sql`${choiceCounts.count} + 1` } });
}

export async function choiceTotals(
  { db, tables: { choiceCounts } }: Database,
  campaign: string,
): Promise<{ step: string; kind: CountedChoice; reason: string; count: number }[]> {
  const { step, kind, reason, count } = choiceCounts;
  return await db
    .select({ step, kind, reason, count })
    .from(choiceCounts)
    .where(eq(choiceCounts.campaign, campaign))
    .orderBy(asc(step), asc(kind), asc(reason));
}

/** A table key takes no null: the empty name stands for everything. */
function aboutOf(choice: StoredChoice): string {
  return (choice.kind === 'stop' ? choice.topic : choice.campaign) ?? '';
}

function fromRow({ kind, about, at, until }: Tables['choices']['$inferSelect']): StoredChoice {
  switch (kind) {
    case 'stop':
      return { kind, topic: about === '' ? null : about, at };
    case 'said-done':
      return { kind, campaign: about, at };
    case 'not-now':
      invariant(until !== null, 'a "not now" without an end');
      return { kind, campaign: about === '' ? null : about, at, until };
  }
}
