import { gzipSync } from 'node:zlib';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Campaign, Phase } from '../../src/domain/campaign.ts';
import { newId } from '../../src/domain/ids.ts';
import { type Instant, MINUTE_MS } from '../../src/domain/time.ts';
import { createHttpServer } from '../../src/http/create-http-server.ts';
import { createLog, type Log } from '../../src/log.ts';
import { addCampaign, addCampaignVersion, changeCampaign } from '../../src/store/campaigns/campaigns.ts';
import { saveParticipations } from '../../src/store/campaigns/participations.ts';
import { saveWorkspace } from '../../src/store/campaigns/workspaces.ts';
import { addInboxMail } from '../../src/store/mails/inbox.ts';
import { saveMessages } from '../../src/store/mails/messages.ts';
import { openStore } from '../../src/store/open-store.ts';
import { choicesOf, type StoredChoice } from '../../src/store/people/choices.ts';
import { employeesByKey, upsertEmployees } from '../../src/store/people/employees.ts';
import type { Store } from '../../src/store/store.ts';
import { type MailUrls, mailUrls } from '../../src/tracking/links.ts';
import { createTokens } from '../../src/tracking/tokens.ts';
import { kickOff, MONDAY, participation, person } from '../store/world.ts';
import { campaign, department, mail, workspace } from '../support/engine-world.ts';

export const PUBLIC_URL = 'https://learn.waterlijn.example';
export const SECRET = 'a secret of more than thirty-two characters';
export const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** Three colleagues with a mail each of a voluntary and a required campaign, and the web side they meet. */
export interface WebWorld {
  readonly store: Store;
  readonly app: FastifyInstance;
  readonly urls: MailUrls;
  /** `data-literacy/ana` → the id of that mail. */
  readonly mails: ReadonlyMap<string, string>;
  now: Instant;
  /** What the log has written. */
  readonly logged: string[];
  visit(options: string | InjectOptions): Promise<LightMyRequestResponse>;
  /** On a free port of this machine; the address. */
  listen(): Promise<string>;
  path(url: string): string;
  choices(name: string): Promise<readonly StoredChoice[]>;
  revision(name: string): Promise<number>;
  close(): Promise<void>;
}

export async function openWebWorld(
  options: { inbox?: boolean; tracking?: 'off' | 'journey'; log?: Log; publicUrl?: string; store?: Store } = {},
): Promise<WebWorld> {
  const store = options.store ?? (await openStore('memory:'));
  const mails = await fill(store, options.tracking ?? 'journey');
  const logged: string[] = [];
  const log = options.log ?? createLog('debug', { write: (line: string) => void logged.push(line) });
  const world = { now: MONDAY + 30 * MINUTE_MS };
  const config = { publicUrl: options.publicUrl ?? PUBLIC_URL, secret: SECRET, inbox: options.inbox ?? true };
  const app = await createHttpServer({ store, clock: () => world.now, newId, log, config });
  return Object.assign(world, {
    store,
    app,
    mails,
    logged,
    urls: mailUrls(PUBLIC_URL, createTokens(SECRET), 'mark'),
    visit: async (options: string | InjectOptions) => app.inject(options),
    listen: async () => app.listen({ host: '127.0.0.1', port: 0 }),
    path: (url: string) => url.slice(PUBLIC_URL.length),
    choices: async (name: string) => (await choicesOf(store.read, [`emp_${name}`])).get(`emp_${name}`) ?? [],
    revision: async (name: string) => (await employeesByKey(store.read, [`emp_${name}`]))[0]?.revision ?? 0,
    close: async () => {
      await app.close();
      await store.close();
    },
  });
}

const PEOPLE = [
  person('ana', { locale: 'nl', attributes: { first_name: 'Ana', department: 'Sales' } }),
  person('bo', { locale: 'en', attributes: { first_name: 'Bo', department: 'Finance' } }),
  person('chloe', { locale: 'fr-BE', attributes: { first_name: 'Chloé', department: 'Sales' } }),
];

const VOLUNTARY: Campaign = campaign(
  { inform: [mail('kick-off')], activate: [mail('start-small')], retain: [mail('well-done')] },
  {
    id: 'data-literacy',
    title: {
      nl: 'Datageletterd in zes kwartieren',
      en: 'Data literacy in six quarter-hours',
      fr: 'À l’aise avec les données en six quarts d’heure',
    },
    topic: 'digital-skills',
    audience: department('Sales', 'Finance'),
  },
);

const REQUIRED: Campaign = campaign(
  { inform: [mail('announce')], retain: [mail('done')] },
  {
    id: 'safe-at-work',
    title: { nl: 'Veilig aan het werk', en: 'Safe at work', fr: 'En sécurité au travail' },
    topic: 'safety',
    audience: { kind: 'all', of: [] },
    required: { by: 'law', because: null },
  },
);

async function fill(store: Store, tracking: 'off' | 'journey'): Promise<Map<string, string>> {
  const definition = workspace(
    {},
    {
      locales: ['nl', 'en', 'fr'],
      from: 'Noor, Learning & Development <learning@waterlijn.example>',
      topics: {
        'digital-skills': { nl: 'Digitale vaardigheden', en: 'Digital skills', fr: 'Compétences numériques' },
        'new-here': { nl: 'Nieuw bij Waterlijn', en: 'New at Waterlijn', fr: 'Nouveau chez Waterlijn' },
        safety: { nl: 'Veilig werken', en: 'Working safely', fr: 'Travailler en sécurité' },
      },
      tracking,
    },
  );
  const mails = new Map<string, string>();
  await store.write(async (tx) => {
    await saveWorkspace(tx, { definition, files: {}, hash: 'w1', createdAt: MONDAY });
    await upsertEmployees(tx, PEOPLE, MONDAY);
    for (const each of [VOLUNTARY, REQUIRED]) {
      await addCampaign(tx, { id: each.id, state: 'published', currentVersion: 1 });
      await addCampaignVersion(tx, {
        campaign: each.id,
        number: 1,
        definition: each,
        audiences: {},
        messages: [],
        frames: {},
        images: {},
        hash: each.id,
        workspaceVersion: 1,
        publishedAt: MONDAY,
      });
      await changeCampaign(tx, each.id, { state: 'running', launchedAt: MONDAY, startsAt: MONDAY });
    }
    const places = PEOPLE.flatMap(({ key }) =>
      [VOLUNTARY, REQUIRED].map((each) => ({ name: key.slice('emp_'.length), campaign: each.id })),
    );
    await saveParticipations(
      tx,
      places.map((place) =>
        participation(place.name, { id: `par_${place.campaign}_${place.name}`, campaign: place.campaign }),
      ),
    );
    await saveMessages(
      tx,
      places.map((place) => {
        const id = newId('msg');
        mails.set(`${place.campaign}/${place.name}`, id);
        const step = place.campaign === 'safe-at-work' ? 'announce' : 'kick-off';
        const phase: Phase = 'inform';
        const owner = `par_${place.campaign}_${place.name}`;
        return kickOff(place.name, {
          id,
          key: `${owner}/${step}/0`,
          participation: owner,
          campaign: place.campaign,
          step,
          message: step,
          phase,
        });
      }),
    );
    await tx.db.update(tx.tables.messages).set({
      state: 'sent',
      sentAt: MONDAY,
      settledAt: MONDAY,
      values: {
        $links: [
          'https://learn.waterlijn.example/data-101?part=1',
          'https://wiki.waterlijn.example/why',
          'https://wiki.waterlijn.example/more',
          'javascript:alert(1)',
        ],
      },
    });
  });
  return mails;
}

/** A mail in the built-in inbox. */
export async function keepMail(
  store: Store,
  fields: { at: Instant; recipient: string; subject: string; html: string; step?: string },
): Promise<string> {
  const id = newId('inb');
  const raw = [
    'From: "Noor, Learning & Development" <learning@waterlijn.example>',
    `To: ${fields.recipient}`,
    `Subject: ${fields.subject}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Hi Bo, in plain words.',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    fields.html,
    '--b--',
    '',
  ].join('\r\n');
  await store.write((tx) =>
    addInboxMail(tx, {
      id,
      at: fields.at,
      recipient: fields.recipient,
      subject: fields.subject,
      campaign: 'data-literacy',
      step: fields.step ?? 'kick-off',
      raw: gzipSync(raw),
      sizeBytes: raw.length,
    }),
  );
  return id;
}
