import type { Campaign } from './campaign.ts';
import { addDays, type LocalDate } from './time.ts';

/** Whether the campaign ends before those who begin later have had the time that each person has (rules.md R13). */
export function endsTooSoon({ startLater, ends, perPersonDays }: Campaign, startsOn: LocalDate): boolean {
  return startLater !== null && ends !== null && addDays(startsOn, startLater.days + perPersonDays) > ends;
}
