import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pc from 'picocolors';
import { afterAll, describe, expect, it } from 'vitest';
import type { DemoSummary } from '../../src/demo/demo-summary.ts';
import { runDemo } from '../../src/demo/run-demo.ts';
import { aroundActions } from '../../src/store/campaigns/around-actions.ts';
import { participationTotals, stepTotals } from '../../src/store/figures/totals.ts';
import { countInboxMails } from '../../src/store/mails/inbox.ts';
import { openStore } from '../../src/store/open-store.ts';
import { countEmployees } from '../../src/store/people/employees.ts';

const within = mkdtempSync(join(tmpdir(), 'druppel-demo-'));
afterAll(() => rmSync(within, { recursive: true, force: true }));

const colours = pc.createColors(false);

describe('ten days of the demo', () => {
  it('run to the end, leave nothing behind, and say what the store says', { timeout: 120_000 }, async () => {
    const left = join(within, 'demo-999999999');
    mkdirSync(left);
    writeFileSync(join(left, 'demo.db'), 'of a demo that was killed');
    const lines: string[] = [];
    const ending = new AbortController();
    let counted: Promise<Counts> | null = null;
    let pageStatus: Promise<number> | null = null;
    const summary = await runDemo({
      ...{ days: 10, dayMs: 0, port: 43_000, exit: false, within, colours, signal: ending.signal },
      database: 'file:demo.db',
      say(line) {
        lines.push(line);
        if (!line.startsWith('The pages stay open at')) return;
        const address = /http:\S+/.exec(line)?.[0] ?? '';
        pageStatus = fetch(`${address}/inbox`).then(({ status }) => status);
        counted = countInStore(join(within, `demo-${process.pid}`, 'demo.db'));
        void Promise.all([counted, pageStatus]).finally(() => ending.abort());
      },
    });

    expect(await pageStatus).toBe(200);
    expect(summary && countsOf(summary)).toEqual(await counted);
    expect(lines.filter((line) => line.startsWith('Around the mails'))).toHaveLength(2);
    expect(summary).toMatchObject({ outsideWorkingTime: 0, inDoubt: 0, failed: 0 });
    expect(summary?.mostVoluntaryInAWeek).toBeLessThanOrEqual(2);
    const teaser = summary?.campaigns.flatMap(({ steps }) => steps).find(({ id }) => id === 'teaser');
    expect(teaser).toMatchObject({ opens: { human: expect.any(Number), automatic: expect.any(Number) } });
    expect(lines).toContainEqual(
      expect.stringMatching(/^Mon 22 Mar 09:\d\d · data-literacy · manager-brief to \d+ managers/),
    );
    expect(lines).toContainEqual('Mon 29 Mar · Easter Monday: no mail in NL, BE and GB today');
    expect(lines.length).toBeLessThan(60);
    expect(existsSync(left)).toBe(false);
    expect(readdirSync(within)).toEqual([]);
  });

  it('end at once when they are told to', { timeout: 60_000 }, async () => {
    const ending = new AbortController();
    const summary = await runDemo({
      ...{ days: 10, dayMs: 60_000, port: 43_100, exit: false, within, colours, signal: ending.signal },
      say: (line) => {
        if (line.includes('manager-brief to')) ending.abort();
      },
    });
    expect(summary).toBeNull();
    expect(readdirSync(within)).toEqual([]);
  });
});

interface Counts {
  employees: number;
  inbox: number;
  campaigns: Record<string, { mails: number; participants: number; finished: number }>;
}

function countsOf({ employees, mails, campaigns }: DemoSummary): Counts {
  return {
    employees,
    inbox: mails,
    campaigns: Object.fromEntries(
      campaigns.map(({ campaign, participants, goal, steps }) => [
        campaign,
        { mails: steps.reduce((sum, { simulated }) => sum + simulated, 0), participants, finished: goal.reached },
      ]),
    ),
  };
}

async function countInStore(path: string): Promise<Counts> {
  const store = await openStore(`file:${path}`, { readOnly: true });
  const campaigns: Counts['campaigns'] = {};
  for (const id of ['data-literacy', 'safe-at-work', 'welcome-aboard']) {
    const sent = (await stepTotals(store.read, id)).filter(({ state }) => state === 'sent');
    const { participations, goalReached } = await participationTotals(store.read, id);
    const mails = sent.reduce((sum, { count }) => sum + count, 0);
    campaigns[id] = { mails, participants: participations, finished: goalReached };
  }
  // A reminder to somebody outside the company, and a post, are no mails to colleagues.
  const around = (await aroundActions(store.read)).filter(({ state }) => state === 'done').length;
  const inbox = (await countInboxMails(store.read)) - around;
  const counts = { employees: await countEmployees(store.read), inbox, campaigns };
  await store.close();
  return counts;
}
