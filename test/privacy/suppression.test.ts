import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keyedHashesToKeep } from '../../src/flow/privacy/keyed-hashes.ts';
import { suppressAddress } from '../../src/flow/privacy/suppress-address.ts';
import { inboxEntries } from '../../src/store/mails/inbox.ts';
import { suppress } from '../../src/store/people/suppressions.ts';
import { type PrivacyWorld, privacyWorld } from './privacy-world.ts';

const PEOPLE = `id,email,first_name,department,country
1,ana@waterlijn.example,Ana,Sales,NL
2,bo@waterlijn.example,Bo,Sales,NL
`;
const ANA = 'ana@waterlijn.example';

it('an address that bounced for good gets no mail, until somebody says that it takes mail again', async () => {
  const world = await privacyWorld(PEOPLE);
  await world.withStore((store) => store.write((tx) => suppressAddress(tx, ANA, { since: world.now, why: 'bounced' })));
  await world.druppel('run', '--until', '2027-04-28T12:00:00Z');
  expect(await reminded(world)).toEqual(['bo@waterlijn.example']);
  const { entries } = (await world.druppel('timeline', ANA, '--json')).json();
  expect(entries).toContainEqual(expect.objectContaining({ step: 'last-one', state: 'passed', reason: 'suppressed' }));

  expect((await world.druppel('unsuppress', ANA)).code).toBe(0);
  expect((await world.druppel('unsuppress', ANA)).code).toBe(1);
  const next = await world.druppel('audience', 'department: Sales');
  expect(next.stdout).toMatch(/2 people, 2 of them with a mailbox/);
});

it('the hash alone keeps mail back: whoever gets the address later gets none', async () => {
  const world = await privacyWorld(PEOPLE);
  await world.withStore((store) =>
    store.write(async (tx) => {
      const hashes = await keyedHashesToKeep(tx);
      await suppress(tx, { addressHmac: hashes.ofEmail('Cas@waterlijn.example'), since: world.now, why: 'bounced' });
    }),
  );
  const file = await world.put('moved.csv', 'id,email\n1,cas@waterlijn.example\n');
  expect((await world.druppel('import', 'employees', file)).code).toBe(0);
  await world.druppel('run', '--until', '2027-04-28T12:00:00Z');
  expect(await reminded(world)).toEqual(['bo@waterlijn.example']);
});

it('outlives the person: erased, and let back, the address still takes no mail', async () => {
  const world = await privacyWorld(PEOPLE);
  await world.withStore((store) => store.write((tx) => suppressAddress(tx, ANA, { since: world.now, why: 'bounced' })));
  await world.druppel('erase', ANA, '--yes');
  await world.druppel('erase', ANA, '--readmit');
  await world.druppel('import', 'employees', join(world.folder, 'people.csv'));
  await world.druppel('run', '--until', '2027-05-12T12:00:00Z');
  expect(await reminded(world)).toEqual(['bo@waterlijn.example']);
});

async function reminded(world: PrivacyWorld): Promise<string[]> {
  const mails = await world.withStore((store) => inboxEntries(store.read, { limit: 100 }));
  return mails.filter(({ step }) => step === 'last-one').map(({ recipient }) => recipient);
}
