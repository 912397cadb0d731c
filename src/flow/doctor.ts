import { resolveMx, resolveTxt } from 'node:dns/promises';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isLoopback, parseSmtpUrl } from '../delivery/smtp-settings.ts';
import { createSmtpTransport } from '../delivery/smtp-transport.ts';
import { EnvironmentError, UserError } from '../domain/errors.ts';
import { parseMailbox } from '../domain/mail-address.ts';
import { formatInstant, type Instant, MINUTE_MS } from '../domain/time.ts';
import type { Workspace } from '../domain/workspace.ts';
import { allBoots } from '../store/boots.ts';
import { newestWorkspace } from '../store/campaigns/workspaces.ts';
import { unmappedStatements } from '../store/learning/statements.ts';
import { allPausedSince, storeClock } from '../store/meta.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { examineApprovals } from './examine-approvals.ts';
import { examineBrakes } from './examine-brakes.ts';
import { examineJournal } from './examine-journal.ts';
import { learningDataAge } from './learning-data-age.ts';
import type { Symptom } from './symptom.ts';

export interface Patient {
  readonly databaseUrl: string;
  readonly smtpUrl: string;
  readonly publicUrl: string;
  /** Where the send journal is; null: there is none. */
  readonly journal: string | null;
  /** A variable that is no setting of the product; null: not set. */
  readonly variable: (name: string) => string | null;
  readonly now: Instant;
}

/** DNS that does not answer within this is told as such. */
const DNS_LIMIT_MS = 3_000;
const SMTP_LIMIT_MS = 10_000;
const LITTLE_SPACE_BYTES = 1_000_000_000;

/** Looks at everything outside the files, one thing after another; never throws for what it finds. */
export async function* examine(patient: Patient): AsyncGenerator<Symptom> {
  const store = await open(patient);
  if ('says' in store) yield store;
  else {
    try {
      yield* examineStore(store, patient);
    } finally {
      await store.close();
    }
  }
  yield await examineSmtp(patient);
  yield examineLinks(patient);
  yield* examineDisk(patient);
}

async function open({ databaseUrl }: Patient): Promise<Store | Symptom> {
  try {
    return await openStore(databaseUrl);
  } catch (error) {
    if (!(error instanceof EnvironmentError || error instanceof UserError)) throw error;
    return { about: 'database', state: 'bad', says: error.message, mend: error.hint ?? null };
  }
}

async function* examineStore(store: Store, { now, smtpUrl, journal, variable }: Patient): AsyncGenerator<Symptom> {
  const { version } = await store.migrate();
  yield good('database', `${store.dialect}, schema ${version}`);
  const clock = await storeClock(store.read);
  const boots = await allBoots(store.read);
  const ahead = boots.find(({ heartbeatAt }) => heartbeatAt > now + MINUTE_MS);
  if (ahead !== undefined && clock.kind === 'live') {
    yield bad(
      'clock',
      `A worker was alive at ${formatInstant(ahead.heartbeatAt)}, which is ahead of now.`,
      'Set the clocks of the machines by NTP.',
    );
  } else if (clock.kind === 'played') {
    yield look(
      'clock',
      `played on a virtual clock, which stands at ${formatInstant(clock.at)}`,
      'Real mail needs a database of its own: set DATABASE_URL to another.',
    );
  } else yield good('clock', clock.kind === 'live' ? 'live: the wall clock' : 'new: nothing was sent or played yet');
  if (smtpUrl !== '') yield* examineJournal(store, journal);
  const pausedSince = await allPausedSince(store.read);
  if (pausedSince !== null)
    yield look('mail', `all mail is paused since ${formatInstant(pausedSince)}`, 'Let it go on: druppel resume --all.');
  yield* examineBrakes(store);
  const workspace = await newestWorkspace(store.read);
  if (workspace === null) {
    yield look('workspace', 'nothing has been published', 'Publish a campaign: druppel publish CAMPAIGN.');
    return;
  }
  yield good('workspace', `${workspace.definition.name}, version ${workspace.number}`);
  const storeNow = clock.kind === 'played' ? clock.at : now;
  yield* examineApprovals(store, storeNow);
  yield await examineLearningData(store, workspace.definition, storeNow);
  yield* examineStatements(store);
  yield* examineChannels(workspace.definition.posts, smtpUrl, variable);
  if (smtpUrl !== '' && !isLoopback(smtpUrl)) yield* examineDns(workspace.definition.from);
}

async function examineLearningData({ read }: Store, workspace: Workspace, now: Instant): Promise<Symptom> {
  const age = await learningDataAge(read, workspace, now);
  if (age === null) {
    return look(
      'learning data',
      'none has arrived yet: nobody stops getting reminders by finishing',
      'Import it: druppel import learning FILE.',
    );
  }
  const says = `last arrived ${formatInstant(age.lastAt)}, ${age.days} days ago`;
  if (!age.isOld) return good('learning data', says);
  return bad(
    'learning data',
    `${says}; at most ${age.maxDays} are allowed, so reminders wait`,
    'Import the newest export: druppel import learning FILE.',
  );
}

/** What a learning platform told by xAPI and nobody here could place. */
async function* examineStatements({ read }: Store): AsyncGenerator<Symptom> {
  const activities = await unmappedStatements(read, 'activity');
  const [first] = activities;
  if (first !== undefined) {
    const others = activities.length === 1 ? '' : ` and ${activities.length - 1} more`;
    yield look(
      'learning data',
      `xAPI statements about activities that are not known here: ${first.about} (${first.count})${others}`,
      'Give an activity this id or url: druppel import activities FILE. Then let the platform send them again.',
    );
  }
  const [people] = await unmappedStatements(read, 'person');
  if (people === undefined) return;
  yield look(
    'learning data',
    `${people.count} xAPI statements were about people who are not known here, last at ${formatInstant(people.lastAt)}`,
    'Import the employees; the platform names them by email, or by an account whose name is their id.',
  );
}

async function examineSmtp({ smtpUrl }: Patient): Promise<Symptom> {
  if (smtpUrl === '') return good('mail', 'the built-in inbox: nothing leaves this machine');
  try {
    const settings = parseSmtpUrl(smtpUrl);
    const timeouts = { openMs: SMTP_LIMIT_MS };
    const transport = createSmtpTransport({ settings, connections: 1, timeouts });
    const failure = await transport.verify().finally(() => transport.close(0));
    const server = `${settings.host}:${settings.port}`;
    if (failure === null) return good('mail', `${server} answers and takes the login`);
    return bad(
      'mail',
      `${server}: ${failure.why}`,
      'Look at SMTP_URL: host, port, user, password; and at the firewall between.',
    );
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return bad('mail', error.message, error.hint ?? 'Mend SMTP_URL.');
  }
}

/** Links in real mail must work outside this machine, and safely. */
function examineLinks({ publicUrl, smtpUrl }: Patient): Symptom {
  const isReal = smtpUrl !== '' && !isLoopback(smtpUrl);
  if (isReal && (isLoopback(publicUrl) || !publicUrl.startsWith('https://'))) {
    return bad(
      'links',
      `PUBLIC_URL is ${publicUrl}, which readers cannot reach safely`,
      'Set it to the https address under which employees reach the pages.',
    );
  }
  return good('links', publicUrl);
}

/** What receivers ask before they let mail in: RFC 7208 (SPF), RFC 7489 (DMARC). */
async function* examineDns(from: string): AsyncGenerator<Symptom> {
  const sender = parseMailbox(from);
  if ('why' in sender) return;
  const domain = sender.address.slice(sender.address.lastIndexOf('@') + 1);
  const mx = await asked(resolveMx(domain));
  const txt = await asked(resolveTxt(domain));
  const dmarc = await asked(resolveTxt(`_dmarc.${domain}`));
  const has = (records: string[][] | null, mark: string) =>
    records?.some((parts) => parts.join('').toLowerCase().startsWith(mark)) ?? false;
  if (mx === null)
    yield look(
      'dns',
      `${domain} has no MX record that can be seen from here`,
      'Replies and bounces need one: ask who runs your DNS.',
    );
  if (!has(txt, 'v=spf1'))
    yield look(
      'dns',
      `${domain} has no SPF record that can be seen from here`,
      'Ask who runs your DNS to allow the mail server in SPF.',
    );
  if (!has(dmarc, 'v=dmarc1'))
    yield look(
      'dns',
      `${domain} has no DMARC record that can be seen from here`,
      'Large receivers ask for one; p=none is a beginning.',
    );
  if (mx !== null && has(txt, 'v=spf1') && has(dmarc, 'v=dmarc1')) yield good('dns', `${domain} has MX, SPF and DMARC`);
}

async function asked<T>(question: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), DNS_LIMIT_MS);
  });
  return Promise.race([question.catch(() => null), limit]).finally(() => clearTimeout(timer));
}

async function* examineDisk({ databaseUrl }: Patient): AsyncGenerator<Symptom> {
  if (!databaseUrl.startsWith('file:')) return;
  const space = await statfs(dirname(databaseUrl.slice('file:'.length))).catch(() => null);
  if (space === null) return;
  const free = space.bavail * space.bsize;
  const says = `${(free / 1e9).toFixed(1)} GB free beside the database`;
  yield free < LITTLE_SPACE_BYTES ? bad('disk', says, 'Make room: a full disk stops all mail.') : good('disk', says);
}

function good(about: Symptom['about'], says: string): Symptom {
  return { about, state: 'good', says, mend: null };
}

function look(about: Symptom['about'], says: string, mend: string): Symptom {
  return { about, state: 'look', says, mend };
}

function bad(about: Symptom['about'], says: string, mend: string): Symptom {
  return { about, state: 'bad', says, mend };
}

/** Whether posts have somewhere to go; nothing is asked of the channel, for every question would be a post. */
function* examineChannels(
  posts: Workspace['posts'],
  smtpUrl: string,
  variable: Patient['variable'],
): Generator<Symptom> {
  for (const [name, { url }] of Object.entries(posts)) {
    if (smtpUrl === '') yield good('channels', `${name}: posts stay in the built-in inbox`);
    else if ('setting' in url && variable(url.setting) === null)
      yield look(
        'channels',
        `${name}: ${url.setting} is not set, so its posts wait`,
        `Put ${url.setting}=https://… into .env, as the channel gives it.`,
      );
    else yield good('channels', `${name}: has an address`);
  }
}
