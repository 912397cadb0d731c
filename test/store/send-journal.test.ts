import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSendJournal } from '../../src/store/mails/open-send-journal.ts';
import type { JournalLine, SendJournal } from '../../src/store/mails/send-journal.ts';
import { describeWith } from '../support/services.ts';
import { inFolder, openServerStore, schemaUrl } from './stores.ts';

function gate(number: number, id: string, boot = 'b'): JournalLine {
  const common = { what: 'gate', store: 's', boot, campaign: 'data', step: 'one' } as const;
  return { ...common, number, at: number, fingerprint: `f-${id}`, messageId: `${id}@w` };
}

function result(what: 'sent' | 'not-sent', id: string): JournalLine {
  return { what, store: 's', messageId: `${id}@w`, at: 9 };
}

/** What any journal does, wherever it is kept. */
function aJournal(open: (work: (journal: SendJournal) => Promise<void>) => Promise<void>): void {
  it('knows a gate whose answer was lost as in doubt, and leaves out what was refused and tried again', () =>
    open(async (journal) => {
      await journal.append([gate(1, 'old'), gate(2, 'sent'), gate(3, 'lost'), gate(4, 'refused'), gate(5, 'twice')]);
      await journal.append([result('sent', 'old'), result('sent', 'sent'), result('not-sent', 'refused')]);
      await journal.append([result('not-sent', 'twice'), gate(6, 'twice')]);
      const unknown = await journal.unknownGates('s', ({ number }) => number <= 1);
      expect(unknown.map(({ messageId, outcome, number }) => [messageId, outcome, number])).toEqual([
        ['sent@w', 'sent', 2],
        ['lost@w', 'in-doubt', 3],
        ['twice@w', 'in-doubt', 5],
        ['twice@w', 'in-doubt', 6],
      ]);
      expect(await journal.unknownGates('another', () => false)).toEqual([]);
    }));

  it('tells processes apart: each numbers its own gates', () =>
    open(async (journal) => {
      await journal.append([gate(1, 'a', 'first'), gate(1, 'b', 'second'), gate(2, 'c', 'second')]);
      const known = new Map([
        ['first', 1],
        ['second', 1],
      ]);
      const unknown = await journal.unknownGates('s', ({ boot, number }) => number <= (known.get(boot) ?? 0));
      expect(unknown.map(({ messageId }) => messageId)).toEqual(['c@w']);
    }));
}

async function withFile(work: (journal: SendJournal, path: string) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    const path = join(folder, 'deeper/journal');
    const journal = await openSendJournal(path);
    await work(journal, path);
    await journal.close();
  });
}

describe('the send journal in a file', () => {
  aJournal(withFile);

  it('goes on behind a line that a crash tore', () =>
    withFile(async (journal, path) => {
      await journal.append([gate(1, 'one')]);
      await appendFile(path, '{"what":"gate","store":"s"');
      const next = await openSendJournal(path);
      await next.append([gate(2, 'two')]);
      await next.close();
      expect((await journal.unknownGates('s', () => false)).map(({ number }) => number)).toEqual([1, 2]);
    }));

  it('is read from its end: years of it cost nothing', () =>
    withFile(async (journal) => {
      for (let part = 0; part < 20; part += 1) {
        const lines = Array.from({ length: 1_000 }, (_, index) => gate(part * 1_000 + index + 1, `${part}-${index}`));
        await journal.append(lines);
      }
      let asked = 0;
      const unknown = await journal.unknownGates('s', ({ number }) => {
        asked += 1;
        return number <= 15_000;
      });
      expect(unknown.map(({ number }) => number)).toEqual(Array.from({ length: 5_000 }, (_, index) => 15_001 + index));
      expect(asked).toBeLessThan(10_000);
    }));
});

describeWith('postgres', 'the send journal in another Postgres database', (url) => {
  aJournal(async (work) => {
    await (await openServerStore(url, 'send_journal')).close();
    const journal = await openSendJournal(schemaUrl(url, 'send_journal'));
    await work(journal);
    await journal.close();
  });
});
