import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countByState } from '../../src/store/mails/settling.ts';
import { ALL_READY, faultWorld, mailServer, type ServerLog } from './fault-world.ts';

const PEOPLE = 2_000;
/** After so many mails of its own a process is killed; the last one comes to its end. */
const KILLED_AFTER = [1, 40, 333, 500];

/** @returns the exit code, or the signal that ended it. */
async function worker(databaseUrl: string, server: ServerLog, killAfter: number | null): Promise<string | number> {
  const program = join(import.meta.dirname, 'one-process.mjs');
  const child = spawn(process.execPath, [program, databaseUrl, server.url, String(ALL_READY)], { stdio: 'inherit' });
  const until = server.arrived.length + (killAfter ?? Number.POSITIVE_INFINITY);
  server.onArrival = (count) => {
    if (count === until) child.kill('SIGKILL');
  };
  const [code, signal] = await once(child, 'exit');
  server.onArrival = () => {};
  return code ?? signal;
}

describe('kill -9 in the middle of 2,000 mails (F1)', () => {
  it('loses none and doubles none: what is not known to have arrived is in doubt', async () => {
    const world = await faultWorld('file:FOLDER/druppel.db');
    const { store } = world.house.context;
    await world.people(PEOPLE);
    await world.launch('safe-at-work');
    await world.getReady();
    expect(await countByState(store.read)).toEqual({ ready: PEOPLE });

    const server = await mailServer();
    const databaseUrl = world.house.config.databaseUrl;
    for (const killAfter of KILLED_AFTER) expect(await worker(databaseUrl, server, killAfter)).toBe('SIGKILL');
    expect(await worker(databaseUrl, server, null)).toBe(0);

    const { sent = 0, 'in-doubt': inDoubt = 0, ...others } = await countByState(store.read);
    expect({ total: sent + inDoubt, others }).toEqual({ total: PEOPLE, others: {} });
    // Ten connections: no more than ten can be past the gate at once, but their answers may not be written down yet.
    expect(inDoubt).toBeGreaterThan(0);

    const ids = server.arrived.map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(server.arrived.map(({ to }) => to)).size).toBe(ids.length);
    const { messages } = store.read.tables;
    const rows = await store.read.db.select({ id: messages.messageId, state: messages.state }).from(messages);
    const arrived = new Set(ids);
    const recorded = new Set(rows.map(({ id }) => id));
    expect(rows.filter(({ id, state }) => state === 'sent' && !arrived.has(id ?? ''))).toEqual([]);
    expect(ids.filter((id) => !recorded.has(id))).toEqual([]);
  }, 600_000);
});
