import { getTableColumns } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/domain/time.ts';
import {
  addEngagement,
  addLinkEvents,
  clickTotals,
  engagementOf,
  linkEventsOf,
  reclassLinkEvents,
  type StoredEngagement,
  withdrawClick,
} from '../../../src/store/learning/engagement.ts';
import { addInboxMail, countInboxMails, inboxEntries, inboxMail } from '../../../src/store/mails/inbox.ts';
import { addOpenMarks, openTotals, spendOpenMark } from '../../../src/store/mails/open-marks.ts';
import { choiceTotals, countChoice } from '../../../src/store/people/choices.ts';
import type { Store } from '../../../src/store/store.ts';
import { kickOffsReady, MONDAY } from '../world.ts';

export function trackingContract(store: () => Store): void {
  describe('opens', () => {
    const block = { campaign: 'data-literacy', version: 1, message: 'kick-off', locale: 'nl', day: '2027-04-26' };

    it('are counted once per mark', async () => {
      await store().write((tx) => addOpenMarks(tx, block, ['m2', 'm1', 'm3']));
      expect(await store().write((tx) => spendOpenMark(tx, 'm1', 'human'))).toMatchObject({ message: 'kick-off' });
      expect(await store().write((tx) => spendOpenMark(tx, 'm1', 'automatic'))).toBeNull();
      expect(await store().write((tx) => spendOpenMark(tx, 'guessed', 'human'))).toBeNull();
      const totals = await openTotals(store().read, 'data-literacy');
      expect(new Map(totals.map(({ seen, count }) => [seen, count]))).toEqual(
        new Map([
          ['human', 1],
          [null, 2],
        ]),
      );
    });

    it('have no column that leads to a person, a mail or a moment', () => {
      expect(Object.keys(getTableColumns(store().read.tables.openMarks)).sort()).toEqual([
        'campaign',
        'day',
        'locale',
        'mark',
        'message',
        'seen',
        'version',
      ]);
      expect(Object.keys(getTableColumns(store().read.tables.messages)).join()).not.toMatch(/mark|open(?!ing)/i);
    });
  });

  describe('clicks', () => {
    const fact: StoredEngagement = {
      id: 'evt_1',
      person: 'emp_ana',
      campaign: 'data-literacy',
      participation: 'par_ana',
      step: 'kick-off',
      kind: 'clicked',
      about: 'kick-off',
      answers: [],
      at: MONDAY,
      holdsFrom: MONDAY + 600_000,
      day: '2027-04-26',
    };

    it('are kept per person once a day, so that the engine can steer, and can be withdrawn', async () => {
      const again = { ...fact, id: 'evt_2', at: MONDAY + 1 };
      const answered = { ...fact, id: 'evt_3', kind: 'answered' as const, answers: ['yes'] };
      await store().write((tx) => addEngagement(tx, [fact, again, answered]));
      expect((await engagementOf(store().read, ['emp_ana'])).get('emp_ana')).toEqual([fact, answered]);
      await store().write((tx) => withdrawClick(tx, fact));
      expect((await engagementOf(store().read, ['emp_ana'])).get('emp_ana')).toEqual([answered]);
    });

    it('are events that can be classed anew, counted per mail, and forgotten', async () => {
      await kickOffsReady(store(), ['ana', 'bo']);
      const event = { messageId: 'msg_ana', link: 'l1', at: MONDAY, class: 'human' as const, why: 'none' };
      await store().write((tx) =>
        addLinkEvents(tx, [
          { ...event, id: 'e1' },
          { ...event, id: 'e2', at: MONDAY + 1 },
          { ...event, id: 'e3', messageId: 'msg_bo', at: MONDAY - DAY_MS },
        ]),
      );
      expect(await clickTotals(store().read, 'data-literacy', DAY_MS)).toEqual([
        { step: 'kick-off', variant: null, class: 'human', mails: 2 },
      ]);
      await store().write((tx) => reclassLinkEvents(tx, ['e1', 'e2'], { class: 'automatic', why: 'burst' }));
      expect((await linkEventsOf(store().read, 'msg_ana')).map(({ id, why }) => [id, why])).toEqual([
        ['e1', 'burst'],
        ['e2', 'burst'],
      ]);
      // Of what was clicked later than it counts, nothing is told.
      expect(await clickTotals(store().read, 'data-literacy', -1)).toEqual([
        { step: 'kick-off', variant: null, class: 'human', mails: 1 },
      ]);
    });

    it('on "not now" and stop are numbers', async () => {
      const choice = { campaign: 'data-literacy', step: 'kick-off', kind: 'not-now', reason: 'busy' } as const;
      await store().write(async (tx) => {
        await countChoice(tx, choice);
        await countChoice(tx, choice);
        await countChoice(tx, { ...choice, kind: 'stopped', reason: null });
      });
      const { campaign: _, ...counted } = choice;
      expect(await choiceTotals(store().read, 'data-literacy')).toEqual([
        { ...counted, count: 2 },
        { ...counted, kind: 'stopped', reason: '', count: 1 },
      ]);
    });
  });

  describe('the inbox', () => {
    it('lists the newest first, page after page, and keeps each mail to the byte', async () => {
      const mail = (id: string, at: number) => ({
        id,
        at,
        recipient: 'ana@waterlijn.example',
        subject: 'Hallo',
        campaign: null,
        step: null,
        raw: Buffer.from([0, 255, 13, 10]),
        sizeBytes: 4,
      });
      await store().write(async (tx) => {
        for (const each of [mail('a', MONDAY), mail('b', MONDAY), mail('c', MONDAY + 1)]) await addInboxMail(tx, each);
      });
      expect(await countInboxMails(store().read)).toBe(3);
      const first = await inboxEntries(store().read, { limit: 2 });
      expect(first.map(({ id }) => id)).toEqual(['c', 'b']);
      const before = { at: MONDAY, id: 'b' };
      const rest = await inboxEntries(store().read, { limit: 2, before, recipient: 'ana@waterlijn.example' });
      expect(rest.map(({ id }) => id)).toEqual(['a']);
      expect(await inboxMail(store().read, 'a')).toEqual(mail('a', MONDAY));
      expect(await inboxMail(store().read, 'z')).toBeNull();
    });
  });
}
