import type { Condition } from '../../domain/condition.ts';
import type { CountsFrom } from '../../domain/learning.ts';
import { type Instant, type LocalDate, localDate, type Zone } from '../../domain/time.ts';
import { type Setting, type Situation, zoneOf } from '../facts/situation.ts';

/** From where a condition is asked: whose campaign, and which learning counts. */
export interface Asking {
  readonly situation: Situation;
  readonly setting: Setting;
  readonly now: Instant;
  /** The campaign that bare learning words and message names are about; null outside a campaign. */
  readonly campaign: string | null;
  readonly promotes: readonly string[];
  readonly audiences: Readonly<Record<string, Condition>>;
  /** Where the platform gives no due date. */
  readonly fallbackDue: LocalDate | null;
  /** Parts whose truth was fixed when the participation began (rules.md R1), by their JSON. */
  readonly fixed?: Readonly<Record<string, boolean>> | null | undefined;
  /** Asked in a round that does not look back; null or absent: all that is known counts. */
  readonly round?: RoundView | null | undefined;
}

/** What a round that begins anew looks at (rules.md R1). */
export interface RoundView {
  /** Learning on `activities` counts from here: what the campaign promotes, and what its goal is about. */
  readonly learningFrom: CountsFrom;
  readonly activities: ReadonlySet<string>;
  /** Mails and answers of this campaign count from here; null: all. */
  readonly mailFrom: Instant | null;
}

/** The zone and date of the person who is asked about. */
export function zoneAsked(asking: Asking): Zone {
  return zoneOf(asking.situation.employee, asking.setting.workspace);
}

export function today(asking: Asking): LocalDate {
  return localDate(asking.now, zoneAsked(asking));
}
