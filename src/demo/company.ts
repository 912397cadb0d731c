import { NEEDS } from '../domain/need.ts';
import { addDays, type LocalDate } from '../domain/time.ts';
import { between, chance, pick } from './chance.ts';
import { createNamer } from './namer.ts';
import { PLACES, type Place, type PlaceName } from './places.ts';

/** Somebody who works at Waterlijn, as the personnel system knows them. */
export interface Colleague {
  readonly id: string;
  /** Null: works without a mailbox. */
  readonly email: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly locale: string;
  readonly place: Place;
  readonly department: string;
  readonly role: string;
  /** What they said they want from learning, when their manager asked; empty: nobody asked. */
  readonly need: string;
  readonly managerEmail: string | null;
  readonly buddyEmail: string | null;
  readonly hiredOn: LocalDate;
  /** The last day. */
  readonly leftOn: LocalDate | null;
  /** `mon-thu`; empty: the workspace's days. */
  readonly workingDays: string;
  /** `2027-04-06..2027-04-09`; empty: none. */
  readonly leave: string;
}

interface Department {
  readonly name: string;
  readonly people: number;
  /** How many in a hundred work without a mailbox. */
  readonly withoutMailbox: number;
}

export const DEPARTMENTS: readonly Department[] = [
  { name: 'Board office', people: 7, withoutMailbox: 0 },
  { name: 'Operations', people: 120, withoutMailbox: 14 },
  { name: 'Field Service', people: 112, withoutMailbox: 12 },
  { name: 'Customer Care', people: 94, withoutMailbox: 1 },
  { name: 'Sales', people: 84, withoutMailbox: 2 },
  { name: 'Finance', people: 48, withoutMailbox: 0 },
  { name: 'Engineering', people: 46, withoutMailbox: 0 },
  { name: 'IT', people: 36, withoutMailbox: 0 },
  { name: 'Marketing', people: 32, withoutMailbox: 0 },
  { name: 'Human Resources', people: 25, withoutMailbox: 0 },
];

/** People in a team, its leader included. */
const TEAM = 11;
/** How many in a hundred work fewer than five days, or are away for a week in the weeks of the story. */
const PART_TIME = 18;
const ON_LEAVE = 9;
/** How many in a hundred were asked what they want from learning. */
const SAID_THEIR_NEED = 72;
/** How many in a hundred came in the last three months. */
const NEW_HERE = 3;

/**
 * Everybody at Waterlijn when the story begins, managers before their people; a tree with one root. Always the same.
 * Nobody in it exists, and no mail can reach them: `.example` is nobody's domain (RFC 2606).
 */
export function makeCompany(hire: Hire): Colleague[] {
  const director = hire('Board office', { role: 'Director', managerEmail: null, place: 'Utrecht', is: 'manager' });
  return [director, ...DEPARTMENTS.flatMap((department) => staff(department, director, hire))];
}

/** What a vacancy says; the rest comes with the person. */
export interface Vacancy {
  readonly role: string;
  readonly managerEmail: string | null;
  readonly place: PlaceName;
  readonly is: 'manager' | 'member' | 'newcomer';
  readonly hiredOn?: LocalDate;
  readonly buddyEmail?: string | null;
}

export type Hire = (department: string, vacancy: Vacancy) => Colleague;

/** Makes people one after another, `W1000` first; no two share a name or an address. */
export function createHiring(startsOn: LocalDate): Hire {
  const nameFor = createNamer();
  let number = 1000;
  return (department, { role, managerEmail, place, is, ...known }) => {
    const id = `W${number}`;
    number += 1;
    const where = PLACES[place];
    const name = nameFor(where.tongue, id);
    const isMember = is === 'member';
    return {
      id,
      ...name,
      email: isMember && isWithoutMailbox(department, id) ? null : name.email,
      locale: localeOf(where, id),
      place: where,
      department,
      role,
      need: isOne(SAID_THEIR_NEED, 'said their need', id) ? pick(NEEDS, 'need', id) : '',
      managerEmail,
      buddyEmail: known.buddyEmail ?? null,
      hiredOn: known.hiredOn ?? hiredBefore(startsOn, id, is === 'newcomer'),
      leftOn: null,
      workingDays: isMember && isOne(PART_TIME, 'part-time', id) ? pick(SHORT_WEEKS, 'short week', id) : '',
      leave: isMember && isOne(ON_LEAVE, 'leave', id) ? weekOfLeave(startsOn, id) : '',
    };
  };
}

const SHORT_WEEKS: readonly [string, ...string[]] = ['mon-thu', 'tue-fri', 'mon tue thu fri', 'mon-wed', 'mon wed fri'];

/** A head, teams of about ten with a leader each, and nobody who leads themselves. */
function staff({ name, people }: Department, director: Colleague, hire: Hire): Colleague[] {
  if (people <= TEAM) {
    return Array.from({ length: people - 1 }, () =>
      hire(name, { role: 'Adviser', managerEmail: director.email, place: 'Utrecht', is: 'member' }),
    );
  }
  const head = hire(name, { role: `Head of ${name}`, managerEmail: director.email, place: 'Utrecht', is: 'manager' });
  const members: Colleague[] = [];
  let leader = head;
  for (let index = 0; index < people - 1; index += 1) {
    const place = TEAM_PLACES[Math.floor(index / TEAM) % TEAM_PLACES.length] ?? 'Utrecht';
    if (index % TEAM === 0) {
      leader = hire(name, { role: 'Team leader', managerEmail: head.email, place, is: 'manager' });
      members.push(leader);
      continue;
    }
    const vacancy = { role: `${name} member`, managerEmail: leader.email, place };
    const isNew = isOne(NEW_HERE, `new in ${name}`, String(index));
    members.push(
      hire(
        name,
        isNew
          ? { ...vacancy, is: 'newcomer', buddyEmail: members.at(-1)?.email ?? null }
          : { ...vacancy, is: 'member' },
      ),
    );
  }
  return [head, ...members];
}

/** Where the first, the second … team of a department sits. */
const TEAM_PLACES: readonly PlaceName[] = ['Utrecht', 'Ghent', 'Zwolle', 'Leeds', 'Utrecht', 'Liège', 'Zwolle'];

function isWithoutMailbox(department: string, id: string): boolean {
  const share = DEPARTMENTS.find(({ name }) => name === department)?.withoutMailbox ?? 0;
  return isOne(share, 'no mailbox', id);
}

function localeOf({ locales }: Place, id: string): string {
  return pick(locales, 'locale', id);
}

function hiredBefore(startsOn: LocalDate, id: string, isNewcomer: boolean): LocalDate {
  return addDays(startsOn, -(isNewcomer ? between(3, 75, 'hired lately', id) : between(120, 6_000, 'hired', id)));
}

function weekOfLeave(startsOn: LocalDate, id: string): string {
  const from = addDays(startsOn, 7 * between(0, 5, 'leave', id));
  return `${from}..${addDays(from, 4)}`;
}

/** Whether somebody is among so many in a hundred. */
function isOne(inHundred: number, about: string, whom: string): boolean {
  return chance(about, whom) * 100 < inHundred;
}
