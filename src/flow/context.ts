import type { PublicHolidays } from '../calendar/public-holidays.ts';
import type { NewId } from '../domain/ids.ts';
import type { Clock } from '../domain/time.ts';
import type { Store } from '../store/store.ts';

/** What every flow works with; made once in app.ts, or by a test. */
export interface FlowContext {
  readonly store: Store;
  /** Wall time on a live store, virtual time on a played one (rules.md R19). */
  readonly clock: Clock;
  readonly newId: NewId;
  readonly publicHolidays: PublicHolidays;
}
