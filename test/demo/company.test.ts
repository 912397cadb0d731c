import { describe, expect, it } from 'vitest';
import { tally } from '../../src/demo/chronicle.ts';
import { type Colleague, createHiring, DEPARTMENTS, makeCompany } from '../../src/demo/company.ts';
import { personnelChanges } from '../../src/demo/personnel-changes.ts';
import { STARTS_ON } from '../../src/demo/story-calendar.ts';

describe('the people of Waterlijn', () => {
  const hire = createHiring(STARTS_ON);
  const colleagues = makeCompany(hire);

  it('are always the same', () => {
    expect(makeCompany(createHiring(STARTS_ON))).toEqual(colleagues);
  });

  it('are some 600, in departments of 25 to 120 and a small one', () => {
    expect(colleagues).toHaveLength(DEPARTMENTS.reduce((sum, { people }) => sum + people, 0));
    expect(Math.abs(colleagues.length - 600)).toBeLessThan(20);
    const sizes = [...tally(colleagues.map(({ department }) => department)).values()].sort((a, b) => a - b);
    expect(sizes[0]).toBeLessThan(10);
    expect(sizes[1]).toBeGreaterThanOrEqual(25);
    expect(sizes.at(-1)).toBeLessThanOrEqual(120);
  });

  it('work in three countries and read three languages', () => {
    expect(new Set(colleagues.map(({ place }) => `${place.country} ${place.zone}`))).toEqual(
      new Set(['NL Europe/Amsterdam', 'BE Europe/Brussels', 'GB Europe/London']),
    );
    expect(new Set(colleagues.map(({ locale }) => locale))).toEqual(new Set(['nl', 'nl-BE', 'fr-BE', 'en']));
  });

  it('cannot be reached by any real mail, and share neither id nor address', () => {
    const emails = colleagues.flatMap(({ email }) => email ?? []);
    expect(emails.every((email) => /^[a-z.]+@waterlijn\.example$/.test(email))).toBe(true);
    expect(new Set(emails).size).toBe(emails.length);
    expect(new Set(colleagues.map(({ id }) => id)).size).toBe(colleagues.length);
  });

  it('stand in a tree of managers with one root, and every manager has a mailbox', () => {
    const byEmail = new Map(colleagues.map((one) => [one.email, one]));
    const roots = colleagues.filter(({ managerEmail }) => managerEmail === null);
    expect(roots).toHaveLength(1);
    for (const one of colleagues) expect(rootOf(one, byEmail)).toBe(roots[0]);
  });

  it('are partly part-timers, on leave, without a mailbox, or new with a buddy', () => {
    expect(colleagues.filter(({ workingDays }) => workingDays !== '').length).toBeGreaterThan(60);
    expect(colleagues.filter(({ leave }) => leave !== '').length).toBeGreaterThan(30);
    expect(colleagues.filter(({ email }) => email === null).length).toBeGreaterThan(20);
    expect(colleagues.filter(({ buddyEmail }) => buddyEmail !== null).length).toBeGreaterThan(5);
  });

  it('come, go and move every week, and nobody leaves who leads others', () => {
    const weeks = personnelChanges(colleagues, hire, STARTS_ON, 6);
    const managers = new Set(colleagues.map(({ managerEmail }) => managerEmail));
    const left = weeks.flatMap((week) => week.left);
    expect(weeks.map(({ on }) => on)).toContain('2027-03-26');
    expect(left).toHaveLength(12);
    expect(new Set(left.map(({ id }) => id)).size).toBe(12);
    expect(left.some(({ email }) => managers.has(email))).toBe(false);
    expect(
      weeks.flatMap(({ joined }) => joined).every(({ hiredOn, buddyEmail }) => hiredOn > STARTS_ON && buddyEmail),
    ).toBe(true);
    expect(weeks.flatMap(({ moved }) => moved).map(({ department }) => department)).toEqual([
      'Sales',
      'Sales',
      'Sales',
    ]);
  });
});

function rootOf(one: Colleague, byEmail: ReadonlyMap<string | null, Colleague>): Colleague | undefined {
  const manager = one.managerEmail === null ? one : byEmail.get(one.managerEmail);
  return manager === undefined || manager === one ? manager : rootOf(manager, byEmail);
}
