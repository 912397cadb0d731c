import { DAY_MS, type Instant } from '../../domain/time.ts';
import { asksWhatWasReceived } from '../../engine/conditions/asked-about.ts';
import type { Setting, Situation } from '../../engine/facts/situation.ts';
import { participationsOf } from '../../store/campaigns/participations.ts';
import type { Database } from '../../store/database.ts';
import { engagementOf } from '../../store/learning/engagement.ts';
import { learningOf } from '../../store/learning/learning-records.ts';
import { messagesOf } from '../../store/mails/messages.ts';
import { choicesOf } from '../../store/people/choices.ts';
import { employeesByEmail, employeesByKey, type StoredEmployee } from '../../store/people/employees.ts';
import { leadersAmong } from '../../store/people/managers.ts';
import { teamsInCampaigns } from '../../store/people/teams.ts';
import { suppressedPeople } from '../privacy/suppress-address.ts';

/** A person as the engine sees them, with what a compare-and-set needs. */
export interface LoadedPerson {
  readonly situation: Situation;
  readonly read: { readonly revision: number; readonly wakeAt: number | null };
}

/**
 * Everything the engine may know about these people, read in a handful of questions however many they are.
 * @param since mails settled before it are left out, unless they belong to a participation that goes on.
 */
export async function loadSituations(
  database: Database,
  people: readonly StoredEmployee[],
  since: Instant,
): Promise<Map<string, LoadedPerson>> {
  const keys = people.map(({ key }) => key);
  const learning = await learningOf(database, keys);
  const engagement = await engagementOf(database, keys);
  const choices = await choicesOf(database, keys);
  const participations = await participationsOf(database, keys);
  const messages = await messagesOf(database, keys, since);
  const colleagues = await reachable(database, people);
  const suppressed = await suppressedPeople(database, people);
  const leaders = await leadersAmong(
    database,
    people.flatMap(({ email }) => email ?? []),
  );
  const teams = await teamsInCampaigns(database, [...leaders]);
  return new Map(
    people.map((row) => [
      row.key,
      {
        situation: {
          employee: employeeOf(row),
          learning: learning.get(row.key) ?? [],
          engagement: engagement.get(row.key) ?? [],
          choices: choices.get(row.key) ?? [],
          suppressed: suppressed.has(row.key),
          manager: colleagues.get(row.managerEmail ?? '') ?? null,
          buddy: colleagues.get(row.buddyEmail ?? '') ?? null,
          leadsPeople: leaders.has(row.email ?? ''),
          leads: teams.get(row.email ?? '') ?? [],
          participations: participations.get(row.key) ?? [],
          messages: messages.get(row.key) ?? [],
          knownSince: row.createdAt,
          lookedAt: row.lookedAt,
        },
        read: { revision: row.revision, wakeAt: row.wakeAt },
      },
    ]),
  );
}

export async function loadSituationsByKey(
  database: Database,
  keys: readonly string[],
  since: Instant,
): Promise<Map<string, LoadedPerson>> {
  return loadSituations(database, await employeesByKey(database, keys), since);
}

/** The row without its bookkeeping; the language and the need that the person chose go before the imported ones. */
export function employeeOf(row: StoredEmployee): Situation['employee'] {
  return {
    key: row.key,
    id: row.id,
    email: row.email,
    locale: row.chosenLocale ?? row.locale,
    timezone: row.timezone,
    country: row.country,
    region: row.region,
    workingDays: row.workingDays,
    leave: row.leave,
    hiredOn: row.hiredOn,
    leftOn: row.leftOn,
    missingSince: row.missingSince,
    managerEmail: row.managerEmail,
    buddyEmail: row.buddyEmail,
    attributes: row.chosenNeed === null ? row.attributes : { ...row.attributes, need: row.chosenNeed },
  };
}

/** Managers and buddies by email, where the address is somebody we know. */
async function reachable(database: Database, people: readonly StoredEmployee[]): Promise<Map<string, string>> {
  const emails = new Set(
    people.flatMap(({ managerEmail, buddyEmail }) => [managerEmail, buddyEmail]).filter((email) => email !== null),
  );
  const found = await employeesByEmail(database, [...emails]);
  return new Map(found.flatMap(({ email, key }) => (email === null ? [] : [[email, key] as const])));
}

/** Mails settled before this can be seen by no limit, no rule of one a day, and no audience. */
export function since(setting: Setting, now: Instant): Instant {
  if (asksWhatWasReceived(setting)) return 0;
  return now - ((setting.workspace.sending.mailLimit?.days ?? 0) + 3) * DAY_MS;
}
