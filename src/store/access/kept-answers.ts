import { and, eq, lt, or, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/time.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables.ts';

export type KeptAnswer = Tables['keptAnswers']['$inferSelect'];

/** Takes the key for a request, or tells what is kept under it already. */
export async function takeAnswerPlace(
  { db, tables: { keptAnswers } }: Database,
  place: Pick<KeptAnswer, 'apiKey' | 'idempotencyKey' | 'request' | 'at'>,
): Promise<KeptAnswer | 'taken'> {
  const taken = await db.insert(keptAnswers).values(place).onConflictDoNothing().returning({ at: keptAnswers.at });
  if (taken.length > 0) return 'taken';
  const [kept] = await db.select().from(keptAnswers).where(isKeptUnder(keptAnswers, place));
  return kept ?? 'taken';
}

export async function keepAnswer(
  { db, tables: { keptAnswers } }: Database,
  place: Pick<KeptAnswer, 'apiKey' | 'idempotencyKey'>,
  answer: Pick<KeptAnswer, 'status' | 'body'>,
): Promise<void> {
  await db.update(keptAnswers).set(answer).where(isKeptUnder(keptAnswers, place));
}

/** The request failed on our side: it may come again. */
export async function leaveAnswerPlace(
  { db, tables: { keptAnswers } }: Database,
  place: Pick<KeptAnswer, 'apiKey' | 'idempotencyKey'>,
): Promise<void> {
  await db.delete(keptAnswers).where(isKeptUnder(keptAnswers, place));
}

export async function forgetAnswersBefore({ db, tables: { keptAnswers } }: Database, before: Instant): Promise<void> {
  await db.delete(keptAnswers).where(lt(keptAnswers.at, before));
}

function isKeptUnder(
  table: Tables['keptAnswers'],
  { apiKey, idempotencyKey }: Pick<KeptAnswer, 'apiKey' | 'idempotencyKey'>,
) {
  return and(eq(table.apiKey, apiKey), eq(table.idempotencyKey, idempotencyKey));
}

/** Answers kept for repeated requests that name the person; they would be gone within a day. @param id as a text of its own. */
export async function removeAnswersNaming(
  { db, tables: { keptAnswers }, dialect }: Database,
  emails: readonly string[],
  id: string | null,
): Promise<number> {
  const { body } = keptAnswers;
  const quoted = id === null ? [] : [JSON.stringify(id), JSON.stringify(JSON.stringify(id)).slice(1, -1)];
  const named = [
    ...emails.map((email) => dialect.hasText(sql`lower(${body})`, email)),
    ...quoted.map((text) => dialect.hasText(sql`${body}`, text)),
  ];
  if (named.length === 0) return 0;
  const gone = await db
    .delete(keptAnswers)
    .where(or(...named))
    .returning({ at: keptAnswers.at });
  return gone.length;
}
