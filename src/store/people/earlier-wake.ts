import { type SQL, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/time.ts';
import { number } from '../batches.ts';
import type { Tables } from '../tables.ts';

/** The earlier of what is planned and `at`. */
export function earlierWake({ wakeAt }: Tables['employees'], at: Instant): SQL {
  return sql`case when ${wakeAt} < ${at} then ${wakeAt} else ${number(at)} end`;
}
