import { addDays, type LocalDate } from '../domain/time.ts';
import { chance } from './chance.ts';
import type { Colleague, Hire } from './company.ts';

/** What the personnel system sends on a Friday: rows of people that are new or changed. */
export interface PersonnelChanges {
  readonly on: LocalDate;
  /** Today is their last day. */
  readonly left: readonly Colleague[];
  /** Their first day lies ahead. */
  readonly joined: readonly Colleague[];
  /** To another department. */
  readonly moved: readonly Colleague[];
}

const LEAVERS = 2;
const JOINERS = 3;
/** From the Friday on which a joiner is known to the Monday on which they begin. */
const DAYS_AHEAD = 10;

/** One for each week, always the same. Managers stay, and nobody changes twice. */
export function personnelChanges(
  colleagues: readonly Colleague[],
  hire: Hire,
  startsOn: LocalDate,
  weeks: number,
): PersonnelChanges[] {
  const managers = new Set(colleagues.map(({ managerEmail }) => managerEmail));
  const movable = colleagues
    .filter(({ email, role }) => !managers.has(email) && role.endsWith(' member'))
    .toSorted((a, b) => chance('changes', a.id) - chance('changes', b.id));
  const leaders = colleagues.filter(({ role }) => role === 'Team leader');
  const toSales = leaders.find(({ department }) => department === 'Sales');
  return Array.from({ length: weeks }, (_, week) => {
    const on = addDays(startsOn, 7 * week + 4);
    const left = movable.splice(0, LEAVERS).map((one) => ({ ...one, leftOn: on }));
    const joined = JOINING.slice((week * JOINERS) % JOINING.length)
      .slice(0, JOINERS)
      .flatMap((department) => newColleague(department, leaders, colleagues, hire, addDays(on, DAYS_AHEAD)));
    const mover = movable.find(({ department }) => department === 'Customer Care');
    const moved = mover && toSales && week % 2 === 1 ? [inDepartmentOf(mover, toSales)] : [];
    if (moved.length > 0 && mover) movable.splice(movable.indexOf(mover), 1);
    return { on, left, joined, moved };
  });
}

/** Where the next new people begin, in turn. */
const JOINING: readonly string[] = ['Sales', 'Operations', 'Customer Care', 'Finance', 'IT', 'Field Service'];

function newColleague(
  department: string,
  leaders: readonly Colleague[],
  colleagues: readonly Colleague[],
  hire: Hire,
  hiredOn: LocalDate,
): Colleague[] {
  const leader = leaders.find((one) => one.department === department);
  if (leader === undefined) return [];
  const buddy = colleagues.find((one) => one.managerEmail === leader.email && one.email !== null);
  return [
    hire(department, {
      role: `${department} member`,
      managerEmail: leader.email,
      buddyEmail: buddy?.email ?? null,
      place: leader.place.location,
      is: 'newcomer',
      hiredOn,
    }),
  ];
}

function inDepartmentOf(mover: Colleague, leader: Colleague): Colleague {
  const { department } = leader;
  return { ...mover, department, role: `${department} member`, managerEmail: leader.email };
}
