import pg from 'pg';
import { type JournalResult, type SendJournal, type WitnessedGate, witnessed } from '../mails/send-journal.ts';
import { databaseName } from './open-postgres.ts';
import { explainPostgresError } from './postgres-errors.ts';

const TABLE = `create table if not exists druppel_send_journal (
  position bigint generated always as identity primary key,
  store text not null,
  what text not null,
  message_id text not null,
  at bigint not null,
  boot text,
  number bigint,
  line jsonb not null
);
create index if not exists druppel_send_journal_gates on druppel_send_journal (store, boot, number) where what = 'gate';
create index if not exists druppel_send_journal_mails on druppel_send_journal (store, message_id)`;

/**
 * The journal as a table of its own in another database than the one it is the witness of.
 * @throws {EnvironmentError} when it cannot be reached or written.
 */
export async function openJournalTable(url: string): Promise<SendJournal> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined);
  const name = databaseName(url);
  const ask = async (text: string, values: readonly unknown[] = []) => {
    try {
      return await pool.query(text, [...values]);
    } catch (error) {
      throw explainPostgresError(error, `the send journal, ${name},`);
    }
  };
  try {
    await ask(TABLE);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    name,
    async append(lines) {
      if (lines.length === 0) return;
      await ask(
        `insert into druppel_send_journal (store, what, message_id, at, boot, number, line)
         select l->>'store', l->>'what', l->>'messageId', (l->>'at')::bigint, l->>'boot', (l->>'number')::bigint, l
         from jsonb_array_elements($1::jsonb) l`,
        [JSON.stringify(lines)],
      );
    },
    async unknownGates(store, isKnown) {
      const boots = await ask(
        `select boot, max(number) as number from druppel_send_journal where store = $1 and what = 'gate' group by boot`,
        [store],
      );
      const gates: Omit<WitnessedGate, 'outcome'>[] = [];
      for (const { boot, number } of boots.rows) {
        if (isKnown({ boot, number: Number(number) })) continue;
        const found = await ask(
          `select line from druppel_send_journal where store = $1 and what = 'gate' and boot = $2 order by position`,
          [store, boot],
        );
        gates.push(...found.rows.map(({ line }) => line).filter((line) => !isKnown(line)));
      }
      const results = await ask(
        `select distinct on (message_id) message_id, what from druppel_send_journal
         where store = $1 and message_id = any($2) order by message_id, position desc`,
        [store, gates.map(({ messageId }) => messageId)],
      );
      const known = results.rows.map(({ message_id, what }): [string, JournalResult] => [
        message_id,
        what === 'gate' ? 'in-doubt' : what,
      ]);
      return witnessed(
        gates.toSorted((a, b) => a.at - b.at),
        new Map(known),
      );
    },
    close: () => pool.end(),
  };
}
