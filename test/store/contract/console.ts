import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/domain/time.ts';
import {
  addConsoleUser,
  allConsoleUsers,
  type ConsoleUser,
  consoleUserByEmail,
  consoleUserById,
  hasConsoleUsers,
  removeConsoleUser,
  saveLoginLink,
  spendLoginLink,
  usersWithLink,
} from '../../../src/store/access/console-users.ts';
import {
  addSession,
  endSession,
  forgetOldSessions,
  openSessions,
  sessionSeen,
  sessionWithUser,
} from '../../../src/store/access/sessions.ts';
import type { Store } from '../../../src/store/store.ts';
import { MONDAY } from '../world.ts';

export function consoleContract(store: () => Store): void {
  const noor: ConsoleUser = { id: 'usr_noor', email: 'noor@waterlijn.example', role: 'admin', createdAt: MONDAY };
  const bo: ConsoleUser = { id: 'usr_bo', email: 'bo@waterlijn.example', role: 'viewer', createdAt: MONDAY };
  const addBoth = () =>
    store().write(async (tx) => {
      await addConsoleUser(tx, noor);
      await addConsoleUser(tx, bo);
    });

  describe('users of the console', () => {
    it('are found by address and by id, and listed by address', async () => {
      expect(await hasConsoleUsers(store().read)).toBe(false);
      await addBoth();
      expect(await hasConsoleUsers(store().read)).toBe(true);
      expect(await allConsoleUsers(store().read)).toEqual([bo, noor]);
      expect(await consoleUserByEmail(store().read, noor.email)).toEqual(noor);
      expect(await consoleUserById(store().read, bo.id)).toEqual(bo);
      expect(await consoleUserById(store().read, 'usr_x')).toBeNull();
    });

    it('have an address of their own, in lower case', async () => {
      await addBoth();
      await expect(store().write((tx) => addConsoleUser(tx, { ...noor, id: 'usr_2' }))).rejects.toThrow();
      const shouting = { ...noor, id: 'usr_2', email: 'NOOR@waterlijn.example' };
      await expect(store().write((tx) => addConsoleUser(tx, shouting))).rejects.toThrow();
    });

    it('go with their link and their sessions, and nobody else’s', async () => {
      await addBoth();
      await store().write(async (tx) => {
        for (const { id } of [noor, bo]) {
          await saveLoginLink(tx, { userId: id, tokenHash: `token of ${id}`, expiresAt: MONDAY + 1 });
          await addSession(tx, { idHash: `session of ${id}`, userId: id, createdAt: MONDAY, seenAt: MONDAY });
        }
        await removeConsoleUser(tx, noor.id);
      });
      expect(await allConsoleUsers(store().read)).toEqual([bo]);
      expect(await usersWithLink(store().read, MONDAY)).toEqual(new Set([bo.id]));
      expect(await openSessions(store().read, ALL)).toEqual(new Map([[bo.id, 1]]));
    });
  });

  describe('login links', () => {
    const link = { userId: noor.id, tokenHash: 'hash', expiresAt: MONDAY + DAY_MS };

    it('are spent once, also by two at the same moment', async () => {
      await store().write((tx) => saveLoginLink(tx, link));
      const spend = () => store().write((tx) => spendLoginLink(tx, 'hash', MONDAY));
      expect((await Promise.all([spend(), spend()])).filter((spent) => spent !== null)).toEqual([{ userId: noor.id }]);
    });

    it('are not spent when they are over', async () => {
      await store().write((tx) => saveLoginLink(tx, link));
      expect(await store().write((tx) => spendLoginLink(tx, 'hash', MONDAY + DAY_MS))).toBeNull();
      expect(await store().write((tx) => spendLoginLink(tx, 'other', MONDAY))).toBeNull();
    });

    it('take the place of the one before', async () => {
      await store().write((tx) => saveLoginLink(tx, link));
      await store().write((tx) => saveLoginLink(tx, { ...link, tokenHash: 'newer' }));
      expect(await store().write((tx) => spendLoginLink(tx, 'hash', MONDAY))).toBeNull();
      expect(await store().write((tx) => spendLoginLink(tx, 'newer', MONDAY))).toEqual({ userId: noor.id });
    });
  });

  describe('sessions', () => {
    const session = { idHash: 's', userId: noor.id, createdAt: MONDAY, seenAt: MONDAY };

    it('belong to a user, and to nobody when the user is gone', async () => {
      await store().write((tx) => addSession(tx, session));
      expect(await sessionWithUser(store().read, 's', ALL)).toBeNull();
      await addBoth();
      expect(await sessionWithUser(store().read, 's', ALL)).toEqual({ session, user: noor });
    });

    it('are over when they were begun or last seen too long ago, and are then forgotten', async () => {
      await addBoth();
      const day = (days: number) => MONDAY + days * DAY_MS;
      await store().write(async (tx) => {
        await addSession(tx, session);
        await sessionSeen(tx, 's', day(3));
      });
      const within = { createdAfter: day(-1), seenAfter: day(2) };
      const tooOld = { ...within, createdAfter: MONDAY };
      const tooQuiet = { ...within, seenAfter: day(3) };
      expect(await sessionWithUser(store().read, 's', within)).toMatchObject({ session: { seenAt: day(3) } });
      for (const bounds of [tooOld, tooQuiet]) {
        expect(await sessionWithUser(store().read, 's', bounds)).toBeNull();
        expect(await openSessions(store().read, bounds)).toEqual(new Map());
      }
      await store().write((tx) => forgetOldSessions(tx, within));
      expect(await openSessions(store().read, ALL)).toEqual(new Map([[noor.id, 1]]));
      await store().write((tx) => forgetOldSessions(tx, tooQuiet));
      expect(await openSessions(store().read, ALL)).toEqual(new Map());
    });

    it('can be ended', async () => {
      await addBoth();
      await store().write((tx) => addSession(tx, session));
      await store().write((tx) => endSession(tx, 's'));
      expect(await sessionWithUser(store().read, 's', ALL)).toBeNull();
    });
  });
}

const ALL = { createdAfter: 0, seenAfter: 0 };
