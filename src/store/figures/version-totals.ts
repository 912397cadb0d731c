import { and, asc, count, eq, inArray, ne } from 'drizzle-orm';
import type { MessageState } from '../../domain/message.ts';
import type { Database } from '../database.ts';

/** Gone to a mail server, as far as anybody knows. */
export const ARRIVED_STATES: readonly MessageState[] = ['sent', 'in-doubt', 'data'];

export interface VersionTotal {
  readonly step: string;
  /** The version's label; null: the fallback, or a message without versions. */
  readonly variant: string | null;
  readonly simulated: boolean;
  readonly mails: number;
}

/** How many mails of a campaign went out in which version; tests apart. */
export async function versionTotals({ db, tables: { messages } }: Database, campaign: string): Promise<VersionTotal[]> {
  const { step, variant, simulated } = messages;
  return await db
    .select({ step, variant, simulated, mails: count() })
    .from(messages)
    .where(
      and(eq(messages.campaign, campaign), ne(messages.kind, 'test'), inArray(messages.state, [...ARRIVED_STATES])),
    )
    .groupBy(step, variant, simulated)
    .orderBy(asc(step), asc(variant), asc(simulated));
}
