import { UserError } from '../../domain/errors.ts';
import type { EmployeeRow } from '../../intake/people/employees.ts';
import { readScimUser, withoutManager } from '../../intake/people/scim-user.ts';
import { type RefusedRow, refusedCell } from '../../intake/tables/delimited.ts';
import type { Database } from '../../store/database.ts';
import { erasedAmong, forgetErasure, hasErased } from '../../store/privacy/erased-people.ts';
import type { FlowContext } from '../context.ts';
import { addressesIn, mentions } from './addresses-in-text.ts';
import { keyedHashes } from './keyed-hashes.ts';
import { scrub, withoutNulls } from './scrub.ts';

/** Why a row about an erased person is not taken. */

/**
 * Rows from any source as they may be taken (rules.md R17): whom they must not bring back, and the others without the
 * addresses of erased people as manager, buddy or anything else.
 */
export async function withoutErased<Row extends Pick<EmployeeRow, 'fields' | 'attributes'>>(
  database: Database,
  rows: readonly Row[],
): Promise<{ rows: Row[]; isErased: (row: Row) => boolean }> {
  const unchanged = { rows: [...rows], isErased: () => false };
  if (!(await hasErased(database))) return unchanged;
  const hashes = await keyedHashes(database);
  if (hashes === null) return unchanged;

  const emails = new Map<string, string>();
  const ids = new Map<string, string>();
  const take = (value: unknown) => {
    if (typeof value !== 'string') return;
    for (const email of addressesIn(value)) if (!emails.has(email)) emails.set(email, hashes.ofEmail(email));
  };
  for (const { fields, attributes } of rows) {
    if (fields.id) ids.set(fields.id, hashes.ofId(fields.id));
    for (const value of [fields.email, fields.managerEmail, fields.buddyEmail, ...Object.values(attributes)])
      take(value);
  }
  const found = await erasedAmong(database, [...emails.values(), ...ids.values()]);
  if (found.size === 0) return unchanged;

  const isErasedEmail = (value: unknown) =>
    typeof value === 'string' && addressesIn(value).some((email) => found.has(emails.get(email) ?? ''));
  const isErased = new Set<Row>();
  const clean = rows.map((row): Row => {
    const { fields, attributes } = row;
    const cleared = {
      ...row,
      fields: {
        ...fields,
        ...(isErasedEmail(fields.managerEmail) ? { managerEmail: null } : {}),
        ...(isErasedEmail(fields.buddyEmail) ? { buddyEmail: null } : {}),
      },
      attributes: Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [name, isErasedEmail(value) ? null : value]),
      ),
    };
    if (isErasedEmail(fields.email) || (fields.id && found.has(ids.get(fields.id) ?? ''))) isErased.add(cleared);
    return cleared;
  });
  return { rows: clean, isErased: (row) => isErased.has(row) };
}

/**
 * What an identity provider says of somebody, without the addresses of erased people, whatever they stand for in it, and
 * without a manager who was erased, by whatever name. What names the user is left: it is refused, not cleared.
 */
export async function withoutErasedTexts(
  database: Database,
  sent: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  if (!(await hasErased(database))) return sent;
  const { manager } = readScimUser(sent);
  const isManager = { id: manager, email: manager };
  const { userName: _, emails: __, ...all } = sent;
  const texts = new Set<string>();
  const gather = (value: unknown): void => {
    if (typeof value === 'string') for (const email of addressesIn(value)) texts.add(email);
    else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) gather(one);
  };
  gather(all);
  const named = [...texts].map((email) => ({ id: null, email }));
  const isErased = await erasedIdentities(database, [...named, ...(manager === null ? [] : [isManager])]);
  const erased = named.filter(isErased).map(({ email }) => email);
  const others = manager !== null && isErased(isManager) ? withoutManager(all) : all;
  if (others === all && erased.length === 0) return sent;
  const { userName, emails } = sent;
  return { userName, emails, ...(withoutNulls(scrub(others, '', (text) => mentions(text, erased))) as object) };
}

/** A learning record of an erased person, refused. */
export function erasedRow({ line, id }: { readonly line: number; readonly id: string | null }): RefusedRow {
  return refusedCell(line, id === null ? 'email' : 'id', { code: 'person-erased' });
}

/** Which of these are erased people: what is told about them is refused, and their address is repeated nowhere. */
export async function erasedIdentities<One extends { readonly id: string | null; readonly email: string | null }>(
  database: Database,
  list: readonly One[],
): Promise<(one: One) => boolean> {
  const hashes = (await hasErased(database)) ? await keyedHashes(database) : null;
  if (hashes === null) return () => false;
  const hashesOf = ({ id, email }: One) => [
    ...(id === null ? [] : [hashes.ofId(id)]),
    ...(email === null ? [] : [hashes.ofEmail(email)]),
  ];
  const found = await erasedAmong(database, list.flatMap(hashesOf));
  return (one) => hashesOf(one).some((hash) => found.has(hash));
}

/** Whether an address is that of somebody who was erased. */
export async function isErasedAddress(database: Database, email: string): Promise<boolean> {
  if (!(await hasErased(database))) return false;
  const hashes = await keyedHashes(database);
  return hashes !== null && (await erasedAmong(database, [hashes.ofEmail(email)])).size > 0;
}

/**
 * Lets sources bring a person again who was erased: they asked for it, or the address belongs to somebody else by now.
 * @param name the address, or the id.
 * @throws {UserError} when nobody of that name was erased.
 */
export async function readmitPerson({ store }: Pick<FlowContext, 'store'>, name: string): Promise<void> {
  const done = await store.write(async (tx) => {
    const hashes = await keyedHashes(tx);
    return hashes !== null && (await forgetErasure(tx, [hashes.ofEmail(name), hashes.ofId(name)]));
  });
  if (done) return;
  throw new UserError(`Nobody called "${name}" was erased here.`, {
    hint: 'Only what the person was erased under is known, as a hash: write the address or the id exactly as it was.',
  });
}
