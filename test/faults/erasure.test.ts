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
  const asked: string[] = [];
  const late: string[] = [];
  let isErased = false;
  let onTheWire = 0;
  const sender = senderTo(world.house, server.url, 'boot_a', {
    async before(to) {
      asked.push(to);
      if (asked.length !== 8) return;
      for (const email of erased) onTheWire += (await erasePerson(context, email, { dryRun: false })).onTheWire;
      isErased = true;
    },
    passed: (to) => isErased && erased.includes(to) && late.push(to),
  });
  await sender.sendReady(null);
  await advancePeople(context, world.clock.now());
  await sender.sendReady(null);

  // Asked before it was written down: at most those that were on the way with the one that waited.
  expect(late.filter((to) => !asked.slice(0, 8).includes(to))).toEqual([]);
  const toThem = server.arrived.filter(({ to }) => erased.includes(to));
  expect(toThem.every(({ to }) => asked.slice(0, 8).includes(to))).toBe(true);
  const rows = await context.store.read.db.select().from(context.store.read.tables.messages);
  expect(JSON.stringify(rows)).not.toMatch(/"p(?:\d|[12]\d|3\d)@/);
  expect(onTheWire).toBe(rows.filter(({ recipient }) => recipient.startsWith('gone_')).length);
  // What the mail server said yes to is what is counted as sent.
  const sent = (await stepTotals(context.store.read, 'safe-at-work')).filter(({ state }) => state === 'sent');
  expect(sent.reduce((sum, { count }) => sum + count, 0)).toBe(server.arrived.length);
});
