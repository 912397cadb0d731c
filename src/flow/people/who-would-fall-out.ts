import { loadPublicHolidays } from '../../calendar/public-holidays.ts';
import { hasLeft } from '../../domain/employee.ts';
import { UserError } from '../../domain/errors.ts';
import { type Instant, localDate } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { Setting } from '../../engine/facts/situation.ts';
import { standing } from '../../engine/journey/endings.ts';
import { standpointOf } from '../../engine/journey/standpoint.ts';
import { countPresent } from '../../store/audiences/fitting-people.ts';
import { launchedCampaigns } from '../../store/campaigns/campaigns.ts';
import type { Database } from '../../store/database.ts';
import { loadSetting } from '../deciding/load-setting.ts';
import { loadSituations } from '../deciding/load-situations.ts';
import type { RowDecision } from './decide-employee-rows.ts';

/** An import that takes out more than this share of the people, and at least so many, is more likely a broken file. */
const BRAKE_SHARE = 0.1;
export const BRAKE_PEOPLE = 10;

/** What is in force for those who take part; null before the first launch. */
export async function settingInForce(database: Database): Promise<Setting | null> {
  if ((await launchedCampaigns(database)).length === 0) return null;
  return (await loadSetting(database, await loadPublicHolidays())).setting;
}

/** Those of the changed people who would get no more mail of a campaign that they take part in (rules.md R1). */
export async function suspendedBy(
  database: Database,
  decisions: readonly RowDecision[],
  setting: Setting,
  now: Instant,
): Promise<string[]> {
  const changed = decisions.filter((decision) => decision.kind === 'changed');
  const known = await loadSituations(
    database,
    changed.map(({ before }) => before),
    now,
  );
  return changed.flatMap(({ person }) => {
    const before = known.get(person.key)?.situation;
    if (before === undefined) return [];
    const employee = { ...person, locale: before.employee.locale };
    const fallsOut = before.participations.some((one) => {
      if (one.ended !== null || one.suspended !== null || !setting.campaigns.has(one.campaign)) return false;
      const goesOn = (situation: typeof before) => standing(standpointOf(situation, setting, one, now)).goesOn;
      return goesOn(before) && !goesOn({ ...before, employee });
    });
    return fallsOut ? [person.key] : [];
  });
}

/** Whom the import marks as left by their own row: the last day is over. */
export function leaversIn(decisions: readonly RowDecision[], { timezone }: Workspace, now: Instant): string[] {
  return decisions.flatMap((decision) => {
    if (decision.kind !== 'changed') return [];
    const { person, before } = decision;
    const today = localDate(now, person.timezone ?? timezone);
    return hasLeft(person, today) && !hasLeft(before, today) ? [person.key] : [];
  });
}

/**
 * The brake of rules.md R17.
 * @param confirmed the number that `--yes` repeats; null: not said.
 * @throws {TooManyOut} with the numbers; nothing was changed.
 */
export async function brake(
  database: Database,
  fallOut: { readonly left: number; readonly suspended: number; readonly people: number },
  workspace: Workspace,
  now: Instant,
  confirmed: number | null,
): Promise<void> {
  if (fallOut.people < BRAKE_PEOPLE || confirmed === fallOut.people) return;
  const present = await countPresent(database, { now, timezone: workspace.timezone });
  if (fallOut.people <= present * BRAKE_SHARE) return;
  throw new TooManyOut({ ...fallOut, present, confirmed });
}

/** Whom an import would take out, of how many. */
export interface FallOut {
  readonly left: number;
  readonly suspended: number;
  readonly people: number;
  readonly present: number;
  /** What `--yes` said instead; null: nothing. */
  readonly confirmed: number | null;
}

/** The brake of rules.md R17, with its numbers for whoever says it in another language. */
export class TooManyOut extends UserError {
  readonly fallOut: FallOut;

  constructor(fallOut: FallOut) {
    const { people, present, left, suspended, confirmed } = fallOut;
    const instead = confirmed === null ? '' : ` --yes says ${confirmed}.`;
    super(
      `This import would take ${people} of ${present} people (${Math.round((people / present) * 100)}%) out: ${left} marked as left, ${suspended} suspended in a campaign.${instead} Nothing was changed.`,
      { hint: `Look at the file: is it complete? If it is right, repeat the number: --yes ${people}.` },
    );
    this.fallOut = fallOut;
  }
}
