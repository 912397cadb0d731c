import { expect, it } from 'vitest';
import { newId } from '../../src/domain/ids.ts';
import { collectPersonData } from '../../src/flow/privacy/collect-person-data.ts';
import { type PersonData as Kept, PERSON_DATA } from '../../src/flow/privacy/data-register.ts';
import { noteAction } from '../../src/flow/publishing/note-action.ts';
import { addSession } from '../../src/store/access/sessions.ts';
import { saveDraftRow } from '../../src/store/campaigns/drafts.ts';
import { saveStories } from '../../src/store/learning/stories.ts';
import { employeeByEmail } from '../../src/store/people/employees.ts';
import { leaveTraces, privacyWorld } from './privacy-world.ts';

const PEOPLE = `id,email,first_name,department,country,locale,manager_email
1,ana@waterlijn.example,Anaïs,Sales,NL,nl,bo@waterlijn.example
2,bo@waterlijn.example,Bo,IT,NL,en,
`;
const ANA = 'ana@waterlijn.example';

type Export = NonNullable<Awaited<ReturnType<typeof collectPersonData>>>;

/** Where the export has each kind of data of the register; or why it has not. */
const IN_EXPORT: Readonly<Record<Kept, (keyof Export)[] | string>> = {
  identity: ['person', 'addresses'],
  work: ['person'],
  learning: ['learning'],
  participation: ['campaigns'],
  mails: ['mails', 'mailsAboutYou'],
  stories: ['stories'],
  behaviour: ['clicks', 'steered'],
  choices: ['choices'],
  provisioning: ['identityProvider'],
  statements: ['statements'],
  imports: ['imports'],
  answers: 'gone within a day; they were told to another system, and say nothing that does not stand elsewhere here',
  inbox: 'only for trying out; which mails went stands under mails',
  links: 'the link by which it is read',
  console: ['console'],
  deeds: ['deeds'],
  hashes: 'nobody can find a person in them',
};

it('the export has every kind of data that the register knows, or there is a reason why not', async () => {
  const world = await privacyWorld(PEOPLE);
  await leaveTraces(world, ANA, 'Anaïs');
  const data = await world.withStore(async (store) => {
    const context = { store, clock: () => world.now, newId };
    const ana = await employeeByEmail(store.read, ANA);
    await store.write(async (tx) => {
      await noteAction(tx, context, {
        by: 'Ana@Waterlijn.example',
        verb: 'pause',
        campaign: 'data',
        words: 'a strike',
      });
      const story = { id: 'st_1', author: ana?.id ?? '', firstName: 'Anaïs', department: 'Sales', about: [] };
      const told = { consentOn: '2027-04-01', expiresOn: '2027-12-31', withdrawnOn: null, texts: {} };
      await saveStories(tx, [{ ...story, ...told, origin: 'file' }], world.now);
      const draft = { path: 'data/kick-off.en.md', bytes: Buffer.from('Hi'), hash: 'h', changedAt: world.now, by: ANA };
      await saveDraftRow(tx, draft);
    });
    const [user] = await store.read.db.select().from(store.read.tables.consoleUsers);
    const session = { idHash: 'h', userId: user?.id ?? '', createdAt: world.now, seenAt: world.now };
    await store.write((tx) => addSession(tx, session));
    return collectPersonData(store.read, ana?.key ?? '', world.now);
  });
  for (const kind of PERSON_DATA) {
    const places = IN_EXPORT[kind];
    if (typeof places === 'string') continue;
    for (const place of places) expect([kind, place, data?.[place]]).not.toEqual([kind, place, []]);
  }
  expect(data).toMatchObject({
    statements: [{ id: '6690e6c9-3ef0-4ed3-8b37-7f3964730bee' }],
    mailsAboutYou: [{ campaign: 'data', step: 'your-team', state: 'planned' }],
    console: [{ email: ANA, role: 'viewer', loggedIn: ['2027-04-26T10:00:00Z'] }],
    deeds: [
      { verb: 'pause', campaign: 'data', note: 'a strike' },
      { verb: 'draft', fileName: 'data/kick-off.en.md' },
    ],
  });
});
