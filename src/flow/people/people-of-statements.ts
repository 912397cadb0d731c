import type { Actor } from '../../intake/xapi/statement-shape.ts';
import type { Database } from '../../store/database.ts';
import { employeesByEmailDigest } from '../../store/people/email-digests.ts';
import { findByIdentities, type Identity, type StoredEmployee } from '../../store/people/employees.ts';

/**
 * Whom the actors of statements mean: `mbox` is an email, current or former; the name of an account is an employee's id
 * or email; `mbox_sha1sum` is that of a current email. Groups and OpenIDs mean nobody here.
 */
export async function peopleOfStatements(
  database: Database,
  actors: readonly Actor[],
): Promise<(actor: Actor) => StoredEmployee | null> {
  const digests = actors.flatMap((actor) => digestOf(actor) ?? []);
  const found = await findByIdentities(
    database,
    actors.flatMap((actor) => identityOf(actor) ?? []),
  );
  const byDigest = await employeesByEmailDigest(database, digests);
  return (actor) => {
    const { id = null, email = null } = identityOf(actor) ?? {};
    const byId = id === null ? undefined : found.byId.get(id);
    const byEmail = email === null ? undefined : (found.byEmail.get(email) ?? found.byFormerEmail.get(email));
    return byId ?? byEmail ?? byDigest.get(digestOf(actor) ?? '') ?? null;
  };
}

function identityOf({ objectType, mbox, account }: Actor): Identity | null {
  if (objectType === 'Group') return null;
  if (mbox !== undefined) return { id: null, email: mbox.slice('mailto:'.length).toLowerCase() };
  if (account === undefined) return null;
  return { id: account.name, email: account.name.includes('@') ? account.name.toLowerCase() : null };
}

function digestOf({ objectType, mbox_sha1sum: digest }: Actor): string | null {
  return objectType === 'Group' || digest === undefined ? null : digest.toLowerCase();
}
