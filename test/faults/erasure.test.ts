import { expect, it } from 'vitest';
import { advancePeople } from '../../src/flow/deciding/advance-people.ts';
import { erasePerson } from '../../src/flow/privacy/erase-person.ts';
import { stepTotals } from '../../src/store/figures/totals.ts';
import { faultWorld, mailServer, senderTo } from './fault-world.ts';

it('an erasure holds queued mail back at the gate, and settles what was on the wire without the address (F17)', async () => {
  const world = await faultWorld();
  await world.people(60);
  await world.launch('safe-at-work');
  await world.getReady();
  const { context } = world.house;
  const server = await mailServer();
  const erased = Array.from({ length: 40 }, (_, index) => `p${index}@waterlijn.example`);
  const gone = new Set<string>();
  const askedWhenGone = new Set<string>();
  const passedWhenGone: string[] = [];
  let asked = 0;
  let onTheWire = 0;
  const sender = senderTo(world.house, server.url, 'boot_a', {
    async before(to) {
      asked += 1;
      if (gone.has(to)) askedWhenGone.add(to);
      if (asked !== 8) return;
      // Meanwhile the other connections go on, with those whose turn to be erased has not come too.
      for (const email of erased) {
        onTheWire += (await erasePerson(context, email, { dryRun: false })).onTheWire;
        gone.add(email);
      }
    },
    passed: (to) => gone.has(to) && passedWhenGone.push(to),
  });
  await sender.sendReady(null);
  await advancePeople(context, world.clock.now());
  await sender.sendReady(null);

  expect(gone.size).toBe(40);
  expect(askedWhenGone.size).toBeGreaterThan(0);
  // Asked before it was written down: at most those that were on the way with the one that waited.
  expect(passedWhenGone.filter((to) => askedWhenGone.has(to))).toEqual([]);
  expect(server.arrived.filter(({ to }) => askedWhenGone.has(to))).toEqual([]);
  const rows = await context.store.read.db.select().from(context.store.read.tables.messages);
  expect(JSON.stringify(rows)).not.toMatch(/"p(?:\d|[12]\d|3\d)@/);
  expect(onTheWire).toBe(rows.filter(({ recipient }) => recipient.startsWith('gone_')).length);
  // What the mail server said yes to is what is counted as sent.
  const sent = (await stepTotals(context.store.read, 'safe-at-work')).filter(({ state }) => state === 'sent');
  expect(sent.reduce((sum, { count }) => sum + count, 0)).toBe(server.arrived.length);
});
