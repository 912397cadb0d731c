import { UserError } from '../../domain/errors.ts';
import { addressProblem } from '../../domain/mail-address.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import {
  addConsoleUser,
  allConsoleUsers,
  type ConsoleUser,
  consoleUserByEmail,
  hasConsoleUsers,
  removeConsoleUser,
  saveLoginLink,
  usersWithLink,
} from '../../store/access/console-users.ts';
import { openSessions } from '../../store/access/sessions.ts';
import type { Database } from '../../store/database.ts';
import { CONSOLE_ROLES, type ConsoleRole } from '../../store/tables/console-tables.ts';
import type { FlowContext } from '../context.ts';
import { sessionBounds } from './console-sessions.ts';
import { newLoginSecret, secretHash } from './login-secret.ts';

/** A way in that is told once: only its hash is kept. */
export interface LoginLink {
  readonly user: ConsoleUser;
  /** For `PUBLIC_URL/login/TOKEN`; works once. */
  readonly token: string;
  readonly expiresAt: Instant;
}

/** @throws {UserError} for a role or an address that is none, and for somebody who is a user already. */
export async function addUser(
  { store, clock, newId }: Pick<FlowContext, 'store' | 'clock' | 'newId'>,
  asked: { readonly email: string; readonly role: string },
): Promise<LoginLink> {
  const role = roleOf(asked.role);
  const email = addressOf(asked.email);
  const now = clock();
  return store.write(async (tx) => {
    const known = await consoleUserByEmail(tx, email);
    if (known !== null) {
      throw new UserError(`${email} is a user of the console already, as ${known.role}.`, {
        hint:
          known.role === role
            ? `A new link: druppel user link ${email}`
            : `For another role: druppel user remove ${email}, then add it again.`,
      });
    }
    const user = { id: newId('usr'), email, role, createdAt: now };
    await addConsoleUser(tx, user);
    return makeLink(tx, user, now);
  });
}

/** A new link; the one before no longer works. @throws {UserError} when nobody has that address. */
export async function linkUser(
  { store, clock }: Pick<FlowContext, 'store' | 'clock'>,
  email: string,
): Promise<LoginLink> {
  return store.write(async (tx) => makeLink(tx, await userWith(tx, email), clock()));
}

/**
 * Links and sessions go with the user, at once.
 * @returns whether anybody is left; without users the console asks for no login on its own machine.
 * @throws {UserError} when nobody has that address.
 */
export async function removeUser(
  { store }: Pick<FlowContext, 'store'>,
  email: string,
): Promise<{ readonly user: ConsoleUser; readonly isLast: boolean }> {
  return store.write(async (tx) => {
    const user = await userWith(tx, email);
    await removeConsoleUser(tx, user.id);
    return { user, isLast: !(await hasConsoleUsers(tx)) };
  });
}

export interface ListedUser extends ConsoleUser {
  /** Browsers that are logged in. */
  readonly sessions: number;
  readonly hasLink: boolean;
}

export async function listUsers({ store, clock }: Pick<FlowContext, 'store' | 'clock'>): Promise<ListedUser[]> {
  const users = await allConsoleUsers(store.read);
  const sessions = await openSessions(store.read, sessionBounds(clock()));
  const withLink = await usersWithLink(store.read, clock());
  return users.map((user) => ({ ...user, sessions: sessions.get(user.id) ?? 0, hasLink: withLink.has(user.id) }));
}

/** How long a link can be used. */
const LINK_MS = DAY_MS;

function roleOf(text: string): ConsoleRole {
  const role = CONSOLE_ROLES.find((known) => known === text);
  if (role !== undefined) return role;
  throw new UserError(`"${text}" is not a role.`, { hint: `Write one of: ${CONSOLE_ROLES.join(', ')}.` });
}

function addressOf(text: string): string {
  const email = text.trim().toLowerCase();
  const problem = addressProblem(email);
  if (problem === null) return email;
  throw new UserError(`The address "${text}" ${problem}.`, { hint: 'Write it like noor@waterlijn.example.' });
}

async function userWith(database: Database, email: string): Promise<ConsoleUser> {
  const user = await consoleUserByEmail(database, email.trim().toLowerCase());
  if (user !== null) return user;
  throw new UserError(`Nobody uses the console as "${email}".`, { hint: 'druppel user list shows who does.' });
}

async function makeLink(tx: Database, user: ConsoleUser, now: Instant): Promise<LoginLink> {
  const token = newLoginSecret();
  const expiresAt = now + LINK_MS;
  await saveLoginLink(tx, { userId: user.id, tokenHash: secretHash(token), expiresAt });
  return { user, token, expiresAt };
}
