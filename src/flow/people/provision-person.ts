import { type Employee, hasLeft } from '../../domain/employee.ts';
import { invariant } from '../../domain/errors.ts';
import { rowReasonsText, rowReasonText } from '../../domain/row-reason-texts.ts';
import { fold } from '../../domain/text.ts';
import { addDays, type Instant, localDate } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { readEmployeeRow } from '../../intake/people/employees.ts';
import { readScimUser, SCIM_NAMES, type ScimUser } from '../../intake/people/scim-user.ts';
import { isRefused, type RefusedRow } from '../../intake/tables/delimited.ts';
import type { Database } from '../../store/database.ts';
import { employeesByKey, findByIdentities, upsertEmployees } from '../../store/people/employees.ts';
import {
  findScimUser,
  removeScimUser,
  type StoredScimUser,
  saveScimUser,
  scimUsersUnder,
} from '../../store/people/scim-users.ts';
import type { FlowContext } from '../context.ts';
import { erasedIdentities, withoutErasedTexts } from '../privacy/stay-erased.ts';
import { decideEmployeeRows } from './decide-employee-rows.ts';
import { type Entry, rowOf } from './entries.ts';
import { importMemory } from './import-memory.ts';
import { publishedWorkspace } from './provision-employees.ts';

export type PersonProvisioned =
  | { readonly kind: 'kept'; readonly user: StoredScimUser }
  | { readonly kind: 'gone' }
  /** It is not as whoever changes it believes. */
  | { readonly kind: 'changed' }
  /** Name, address or number belong to somebody else. */
  | { readonly kind: 'taken'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string };

type Context = Pick<FlowContext, 'store' | 'clock' | 'newId'>;
type Resource = StoredScimUser['resource'];

/**
 * A person as an identity provider keeps them by SCIM, by the rules of an import (rules.md R17): found by employee
 * number, else by address, so that somebody who was imported before is not made twice. Who is not active counts as
 * missing from now on: suspended at once, and back without loss if active again within 14 days.
 * @param id of the SCIM user to change; null: a new one.
 * @param isAsKnown whether the user is still what the change was made for, asked where nobody else can write.
 * @throws {UserError} when no workspace was published yet.
 */
export async function provisionPerson(
  { store, clock, newId }: Context,
  id: string | null,
  sent: Resource,
  isAsKnown: (user: StoredScimUser) => boolean = () => true,
): Promise<PersonProvisioned> {
  const { definition: workspace } = await publishedWorkspace(store.read);
  const resource = await withoutErasedTexts(store.read, sent);
  const said = readScimUser(resource);
  const userName = fold(said.userName);
  const now = clock();
  return store.write(async (tx) => {
    const before = id === null ? null : await findScimUser(tx, { id });
    if (id !== null && before === null) return { kind: 'gone' };
    if (before !== null && !isAsKnown(before)) return { kind: 'changed' };
    const namesake = await findScimUser(tx, { userName });
    if (namesake !== null && namesake.id !== id) return taken(`The userName ${said.userName} belongs to another user.`);

    const isErased = await erasedIdentities(tx, [{ id: said.userName, email: userName }]);
    if (isErased({ id: said.userName, email: userName })) return taken(rowReasonText({ code: 'person-erased' }, 'en'));
    const entry = await entryOf(tx, said, before);
    const row = readEmployeeRow(rowOf(entry, 1), Object.keys(entry), { attributes: workspace.attributes });
    if (isRefused(row)) return { kind: 'refused', why: inScimWords(row) };
    const [decision] = await decideEmployeeRows(tx, [row], importMemory(), newId);
    invariant(decision !== undefined, 'a row is decided');
    if (decision.kind === 'refused') return taken(rowReasonsText(decision.error.reasons, 'en', 'entry'));
    const { key } = decision.person;
    if (before !== null && before.person !== key)
      return taken('The employee number or address belongs to another user.');
    if (before === null && (await findScimUser(tx, { person: key })) !== null)
      return taken('There is a user with this employee number or address.');

    const [known = null] = await employeesByKey(tx, [key]);
    const person = standing(decision.person, known, said.active, workspace, now);
    const isSame = decision.kind === 'unchanged' && person.missingSince === null;
    if (!isSame) await upsertEmployees(tx, [person], now);
    const { externalId, manager, active } = said;
    const createdAt = before?.createdAt ?? now;
    const own = { id: before?.id ?? newId('usr'), person: key, userName, externalId, manager, active };
    const user: StoredScimUser = { ...own, resource, createdAt, changedAt: now };
    await saveScimUser(tx, user);
    await leadThoseUnder(tx, user, person, now);
    return { kind: 'kept', user };
  });
}

/**
 * The identity provider deleted the person: today is the last day, and nothing more is sent.
 */
export async function removePerson(
  { store, clock }: Context,
  id: string,
  isAsKnown: (user: StoredScimUser) => boolean = () => true,
): Promise<'removed' | 'gone' | 'changed'> {
  const { definition: workspace } = await publishedWorkspace(store.read);
  const now = clock();
  return store.write(async (tx) => {
    const user = await findScimUser(tx, { id });
    if (user === null) return 'gone';
    if (!isAsKnown(user)) return 'changed';
    const [person] = await employeesByKey(tx, [user.person]);
    await removeScimUser(tx, id);
    if (person === undefined) return 'removed';
    const today = localDate(now, person.timezone ?? workspace.timezone);
    const leftOn = hasLeft(person, today) ? person.leftOn : today;
    await upsertEmployees(tx, [{ ...person, leftOn, missingSince: person.missingSince ?? now }], now);
    return 'removed';
  });
}

function inScimWords({ column, reasons }: RefusedRow): string {
  const message = rowReasonsText(reasons, 'en', 'entry');
  return column === null ? message : `"${SCIM_NAMES[column] ?? column}": ${message}`;
}

function taken(why: string): PersonProvisioned {
  return { kind: 'taken', why };
}

/** What SCIM said before and says no longer is cleared; what it never said is left to other sources. */
async function entryOf(tx: Database, said: ScimUser, before: StoredScimUser | null): Promise<Entry> {
  const saidBefore = before === null ? null : readScimUser(before.resource);
  const [known] = before === null ? [] : await employeesByKey(tx, [before.person]);
  const cleared = Object.keys(saidBefore?.columns ?? {}).filter((column) => column !== 'id');
  const entry: Record<string, string | null> = Object.fromEntries(cleared.map((column) => [column, null]));
  Object.assign(entry, said.columns);
  // Without a number the person is found by address; who has none is known by the user name.
  const id = said.columns.id ?? known?.id ?? (said.columns.email === undefined ? said.userName : undefined);
  if (id !== undefined) entry.id = id;
  const manager = said.manager === null ? null : await emailOfManager(tx, said.manager);
  if (manager !== null || saidBefore?.manager) entry.manager_email = manager;
  return entry;
}

/** Entra ID names the manager by SCIM id; others by employee number or address. Null: not known yet. */
async function emailOfManager(tx: Database, name: string): Promise<string | null> {
  const user = await findScimUser(tx, { id: name });
  if (user !== null) return (await employeesByKey(tx, [user.person]))[0]?.email ?? null;
  const email = name.toLowerCase();
  const { byId, byEmail } = await findByIdentities(tx, [{ id: name, email }]);
  return byId.get(name)?.email ?? byEmail.get(email)?.email ?? null;
}

/** Active again after SCIM, or a full file, took them out: a last day that has come is over with. */
function standing(
  person: Employee,
  known: Employee | null,
  active: boolean,
  { timezone }: Workspace,
  now: Instant,
): Employee {
  if (!active) return { ...person, missingSince: known?.missingSince ?? now };
  const tomorrow = addDays(localDate(now, person.timezone ?? timezone), 1);
  const isBack = known !== null && known.missingSince !== null && hasLeft(person, tomorrow);
  return { ...person, missingSince: null, leftOn: isBack ? null : person.leftOn };
}

/** Reports may come before their manager, and the manager's address may change. */
async function leadThoseUnder(
  tx: Database,
  manager: StoredScimUser,
  { id, email }: Employee,
  now: Instant,
): Promise<void> {
  const under = await scimUsersUnder(tx, [manager.id, id, ...(email === null ? [] : [email])]);
  const people = await employeesByKey(
    tx,
    under.map(({ person }) => person),
  );
  const changed = people.filter((person) => person.managerEmail !== email);
  await upsertEmployees(
    tx,
    changed.map((person) => ({ ...person, managerEmail: email })),
    now,
  );
}
