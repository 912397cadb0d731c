import type { Instant } from '../../domain/time.ts';
import { withoutManager } from '../../intake/people/scim-user.ts';
import type { Database } from '../../store/database.ts';
import { type StoredEmployee, upsertEmployees } from '../../store/people/employees.ts';
import { rewriteImportChange } from '../../store/people/import-changes.ts';
import { findScimUser, saveScimUser } from '../../store/people/scim-users.ts';
import { changesNaming, removeFromChangeSets } from '../../store/privacy/change-set-traces.ts';
import { employeesNaming, scimUsersNaming } from '../../store/privacy/person-traces.ts';
import { mentions } from './addresses-in-text.ts';
import { scrub, withoutNulls } from './scrub.ts';

/** Managers, buddies and other columns of colleagues. @returns how many named one of the addresses. */
export async function clearColleagues(
  tx: Database,
  key: string,
  emails: readonly string[],
  now: Instant,
): Promise<number> {
  if (emails.length === 0) return 0;
  const colleagues = (await employeesNaming(tx, emails)).filter((one) => one.key !== key);
  const isTheirs = (email: string | null) => email !== null && emails.includes(email.toLowerCase());
  const changed = colleagues.map((one) => ({
    ...one,
    managerEmail: isTheirs(one.managerEmail) ? null : one.managerEmail,
    buddyEmail: isTheirs(one.buddyEmail) ? null : one.buddyEmail,
    attributes: Object.fromEntries(
      Object.entries(one.attributes).filter(([, value]) => !mentions(String(value), emails)),
    ),
  }));
  await upsertEmployees(tx, changed, now);
  return changed.length;
}

/** Where identity providers say that others have this manager, by whatever name. */
export async function eraseFromScim(
  tx: Database,
  { key, id }: StoredEmployee,
  emails: readonly string[],
): Promise<void> {
  const own = await findScimUser(tx, { person: key });
  const names = [...emails, id, ...(own === null ? [] : [own.id])];
  const isTheirs = (name: string | null) =>
    name !== null && names.some((one) => one.toLowerCase() === name.toLowerCase());
  for (const user of await scimUsersNaming(tx, names)) {
    if (user.person === key) continue;
    const said = isTheirs(user.manager) ? withoutManager(user.resource) : user.resource;
    const resource = withoutNulls(scrub(said, key, (text) => mentions(text, emails))) as typeof user.resource;
    await saveScimUser(tx, { ...user, manager: isTheirs(user.manager) ? null : user.manager, resource });
  }
}

/** What imports changed, of the person and of others. @returns how many change sets had them. */
export async function eraseFromImports(tx: Database, key: string, emails: readonly string[]): Promise<number> {
  const own = await removeFromChangeSets(tx, key);
  const others = await changesNaming(tx, emails);
  for (const change of others) {
    const before = scrub(change.before, key, (text) => mentions(text, emails)) as typeof change.before;
    const attributes = before && (withoutNulls(before.attributes) as typeof before.attributes);
    await rewriteImportChange(tx, { ...change, before: before && { ...before, attributes: attributes ?? {} } });
  }
  return own + others.length;
}
