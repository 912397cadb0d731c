import type { DateSpan, LocalDate, Weekday, Zone } from './time.ts';

/** A person the organisation may write to. Facts come from imports; choices (locale, topics, "not now") from the person. */
export interface Employee {
  /** Made by us; stays when the identity changes. */
  readonly key: string;
  /** What imports know the person by: the `id` column, else the lower-cased email (rules.md R17). */
  readonly id: string;
  /** Lower-cased; null: cannot be reached by mail. */
  readonly email: string | null;
  readonly locale: string | null;
  readonly timezone: Zone | null;
  readonly country: string | null;
  readonly region: string | null;
  /** Null: the workspace's days. */
  readonly workingDays: readonly Weekday[] | null;
  readonly leave: readonly DateSpan[];
  readonly hiredOn: LocalDate | null;
  /** The last day of employment. */
  readonly leftOn: LocalDate | null;
  /** Missing from a `--full` file since (an instant); null: present. */
  readonly missingSince: number | null;
  /** Lower-cased emails. */
  readonly managerEmail: string | null;
  readonly buddyEmail: string | null;
  /** Everything else by column name, first_name and department included. Missing means unknown. */
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** What imports say of a person: all but the key. */
export const IMPORTED_FIELDS = [
  'id',
  'email',
  'locale',
  'timezone',
  'country',
  'region',
  'workingDays',
  'leave',
  'hiredOn',
  'leftOn',
  'missingSince',
  'managerEmail',
  'buddyEmail',
  'attributes',
] as const satisfies readonly Exclude<keyof Employee, 'key'>[];

/** Dates are kept as `YYYY-MM-DD` texts; the workspace's `attributes` say which are dates. */
export type AttributeValue = string | number | boolean;

/** The structural columns under the names that conditions use; the rest is in `attributes`. */
export function attributeOf(employee: Employee, name: string): AttributeValue | null {
  switch (name) {
    case 'email':
      return employee.email;
    case 'locale':
      return employee.locale;
    case 'timezone':
      return employee.timezone;
    case 'country':
      return employee.country;
    case 'region':
      return employee.region;
    case 'hired_on':
      return employee.hiredOn;
    case 'left_on':
      return employee.leftOn;
    case 'manager_email':
      return employee.managerEmail;
    case 'buddy_email':
      return employee.buddyEmail;
    default:
      return Object.hasOwn(employee.attributes, name) ? (employee.attributes[name] ?? null) : null;
  }
}

/** Employed through the end of `left_on` (rules.md R17). */
export function hasLeft(employee: Pick<Employee, 'leftOn'>, today: LocalDate): boolean {
  return employee.leftOn !== null && employee.leftOn < today;
}

/** Somebody of whom nothing is known but an address: the workspace's own zone, calendar and language hold. */
export function strangerAt(email: string): Employee {
  return {
    key: '',
    id: email,
    email,
    locale: null,
    timezone: null,
    country: null,
    region: null,
    workingDays: null,
    leave: [],
    hiredOn: null,
    leftOn: null,
    missingSince: null,
    managerEmail: null,
    buddyEmail: null,
    attributes: {},
  };
}
