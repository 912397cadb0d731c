import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SECOND_MS } from '../../src/domain/time.ts';
import { advancePeople } from '../../src/flow/deciding/advance-people.ts';
import { publishCampaign } from '../../src/flow/publishing/publish-campaign.ts';
import { participationsIn } from '../../src/store/campaigns/participations.ts';
import { countByState } from '../../src/store/mails/settling.ts';
import { faultWorld, mailServer, senderTo } from './fault-world.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Two batches and a half. */
const PEOPLE = 1_250;

it('a move that is killed in the middle is finished by the next process, and twice moves nobody twice', async () => {
  const world = await faultWorld();
  const { context } = world.house;
  await world.people(PEOPLE);
  await world.launch('safe-at-work');
  await world.getReady();
  const server = await mailServer();
  await senderTo(world.house, server.url, 'boot_a').sendReady(null);
  expect(server.arrived).toHaveLength(PEOPLE);

  for (const part of ['campaigns', 'templates'])
    await cp(join(ROOT, part), join(world.folder, part), { recursive: true });
  const file = join(world.folder, 'campaigns/safe-at-work/campaign.yaml');
  await writeFile(file, (await readFile(file, 'utf8')).replace('per-person: 365 days', 'per-person: 360 days'));
  const move = () => publishCampaign(context, world.folder, 'safe-at-work', { inFlight: 'move' });
  world.clock.moveTo(world.clock.now() + SECOND_MS);
  expect(await move()).toMatchObject({ version: 2, impact: { underWay: PEOPLE } });

  const killed = advancePeople(context, world.clock.now(), () => {
    throw new Error('kill -9');
  });
  await expect(killed).rejects.toThrow('kill -9');
  const moved = async () => (await participationsIn(context.store.read, 'safe-at-work')).map(({ version }) => version);
  const half = (await moved()).filter((version) => version === 2).length;
  expect(half).toBeGreaterThan(0);
  expect(half).toBeLessThan(PEOPLE);
  expect(await move()).toMatchObject({ version: 2, unchanged: true, impact: { underWay: PEOPLE - half } });
  await advancePeople(context, world.clock.now());
  expect(new Set(await moved())).toEqual(new Set([2]));
  expect(await move()).toMatchObject({ impact: { underWay: 0 } });

  await senderTo(world.house, server.url, 'boot_b').sendReady(null);
  expect(server.arrived).toHaveLength(PEOPLE);
  expect(await countByState(context.store.read)).toMatchObject({ sent: PEOPLE });
});
