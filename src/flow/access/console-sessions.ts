import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../../domain/time.ts';
import type { Log } from '../../log.ts';
import { type ConsoleUser, consoleUserById, spendLoginLink } from '../../store/access/console-users.ts';
import {
  addSession,
  endSession,
  forgetOldSessions,
  type SessionBounds,
  sessionSeen,
  sessionWithUser,
} from '../../store/access/sessions.ts';
import type { FlowContext } from '../context.ts';
import { newLoginSecret, secretHash } from './login-secret.ts';

type Parts = Pick<FlowContext, 'store' | 'clock'>;

/** A session ends this long after it began, whatever happens. */
export const SESSION_MS = 7 * DAY_MS;
/** And this long after it was last used. */
const IDLE_MS = 12 * HOUR_MS;
/** A page that keeps itself up to date does not write with every look. */
const SEEN_TO_MS = MINUTE_MS;

/**
 * Uses a link up and begins a session, under an id that nobody has seen before: what the browser brought along ends
 * here, so that no one can log somebody in under an id of their own.
 * @returns the session's id, for the cookie alone; null for a link that is wrong, used or expired, or whose user is gone.
 */
export async function logIn({ store, clock }: Parts, token: string, before: string | null): Promise<string | null> {
  const now = clock();
  const id = newLoginSecret();
  return store.write(async (tx) => {
    const link = await spendLoginLink(tx, secretHash(token), now);
    const user = link === null ? null : await consoleUserById(tx, link.userId);
    if (user === null) return null;
    if (before !== null) await endSession(tx, secretHash(before));
    await forgetOldSessions(tx, sessionBounds(now));
    await addSession(tx, { idHash: secretHash(id), userId: user.id, createdAt: now, seenAt: now });
    return id;
  });
}

/** Whose session it is, with the role of now; null for none, or one that is over. */
export async function userOfSession(
  { store, clock, log }: Parts & { readonly log: Log },
  id: string,
): Promise<ConsoleUser | null> {
  const now = clock();
  const found = await sessionWithUser(store.read, secretHash(id), sessionBounds(now));
  if (found === null) return null;
  const { session, user } = found;
  if (session.seenAt <= now - SEEN_TO_MS) {
    // No page waits for it: the database may be busy with sending.
    store
      .write((tx) => sessionSeen(tx, session.idHash, now))
      .catch((error: unknown) => log.warn({ err: error }, 'that a session was used could not be written down'));
  }
  return user;
}

export async function logOut({ store }: Parts, id: string): Promise<void> {
  await store.write((tx) => endSession(tx, secretHash(id)));
}

/** What a session must lie after to be alive at `now`. */
export function sessionBounds(now: Instant): SessionBounds {
  return { createdAfter: now - SESSION_MS, seenAfter: now - IDLE_MS };
}
