import { stringify } from 'csv-stringify/sync';
import type { Colleague } from './company.ts';

/** The employees file that a personnel system would export (interfaces.md, Files in). */
export function employeesFile(colleagues: readonly Colleague[]): string {
  return stringify(
    colleagues.map((one) => ({
      id: one.id,
      email: one.email,
      first_name: one.firstName,
      last_name: one.lastName,
      locale: one.locale,
      timezone: one.place.zone,
      country: one.place.country,
      region: one.place.region,
      location: one.place.location,
      department: one.department,
      role: one.role,
      need: one.need,
      manager_email: one.managerEmail,
      buddy_email: one.buddyEmail,
      hired_on: one.hiredOn,
      left_on: one.leftOn,
      working_days: one.workingDays,
      leave: one.leave,
    })),
    { header: true },
  );
}
