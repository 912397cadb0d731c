import { sql } from 'drizzle-orm';
import type { Vocabulary } from '../sqlite/vocabulary.ts';
import { isOneOf } from './closed-set.ts';

/** What somebody may do in the console: everything; campaigns and imports; look. */
export const CONSOLE_ROLES = ['admin', 'marketer', 'viewer'] as const;
export type ConsoleRole = (typeof CONSOLE_ROLES)[number];

/** Who may open the console, and how they come in. Of a link and of a session only the SHA-256 is kept, in hex. */
export function consoleTables({ table, text, instant, unique, index, check }: Vocabulary) {
  return {
    consoleUsers: table(
      'console_users',
      {
        /** Another one when the same address is added again: nothing of before comes back to life. */
        id: text('id').primaryKey(),
        email: text('email').notNull(),
        role: text('role').$type<ConsoleRole>().notNull(),
        createdAt: instant('created_at').notNull(),
      },
      (t) => [
        unique('console_users_email').on(t.email),
        check('console_users_email_lower', sql`${t.email} = lower(${t.email})`),
        check('console_users_role', isOneOf(t.role, CONSOLE_ROLES)),
      ],
    ),

    /** One a user; a new one takes the place of the last. Gone once it is used. */
    loginLinks: table(
      'login_links',
      {
        userId: text('user_id').primaryKey(),
        tokenHash: text('token_hash').notNull(),
        expiresAt: instant('expires_at').notNull(),
      },
      (t) => [unique('login_links_token').on(t.tokenHash)],
    ),

    sessions: table(
      'sessions',
      {
        idHash: text('id_hash').primaryKey(),
        userId: text('user_id').notNull(),
        createdAt: instant('created_at').notNull(),
        /** To the minute. */
        seenAt: instant('seen_at').notNull(),
      },
      (t) => [index('sessions_user').on(t.userId)],
    ),
  };
}
