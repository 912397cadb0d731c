import { gunzipSync } from 'node:zlib';
import { UserError } from '../../domain/errors.ts';
import type { Instant } from '../../domain/time.ts';
import { consoleUserByEmail, removeConsoleUser } from '../../store/console-users.ts';
import type { Database } from '../../store/database.ts';
import { wake } from '../../store/employee-wakes.ts';
import { employeesByKey, findByIdentities, type StoredEmployee, upsertEmployees } from '../../store/employees.ts';
import { addErased } from '../../store/erased-people.ts';
import { removeEmployees } from '../../store/import-undo.ts';
import { countAndRemoveMessages, countAndRemoveParticipations } from '../../store/kept-totals.ts';
import { messagesTo } from '../../store/messages.ts';
import { raiseWorkspaceRevision } from '../../store/meta.ts';
import { participationsOf } from '../../store/participations.ts';
import {
  addressesOf,
  bundlesAbout,
  changesNaming,
  contentNaming,
  employeesNaming,
  forgetDoer,
  forgetNamesInMails,
  forgetWords,
  inboxSources,
  removeAnswersNaming,
  removeEmails,
  removeFromChangeSets,
  removeInboxMails,
  removeOwnRows,
  rewriteChange,
  scimUsersNaming,
  strip,
  takeOffBundle,
} from '../../store/person-traces.ts';
import { saveScimUser } from '../../store/scim-users.ts';
import { mailsTelling, removeStories, storiesBy } from '../../store/stories.ts';
import { suppress } from '../../store/suppressions.ts';
import type { FlowContext } from '../context.ts';
import { keyedHashesToKeep } from './keyed-hashes.ts';
import { scrub, withoutNulls } from './scrub.ts';
import { isErasedAddress } from './stay-erased.ts';

/** What an erasure takes away, as counts: whoever does it learns nothing of what the person did. */
export interface Erasure {
  /** Rows that are gone or were cleared, by what they were. */
  readonly removed: Readonly<Record<TraceKind, number>>;
  /** On the wire at that moment: they cannot be called back, and count without a reader. */
  readonly onTheWire: number;
  /** Published content in which the address stands, such as a sender: it is not about an employee, and stays. */
  readonly staysIn: readonly string[];
  /** Whether pages of the database as they were before are gone too; no: another program was reading. */
  readonly wiped: boolean;
}

export type TraceKind =
  | 'employees'
  | 'participations'
  | 'messages'
  | 'learningRecords'
  | 'statements'
  | 'engagement'
  | 'choices'
  | 'inboxMails'
  | 'scimUsers'
  | 'consoleUsers'
  | 'keptAnswers'
  | 'importsChanged'
  | 'colleaguesChanged'
  | 'mailsOfOthersChanged'
  | 'stories';

type Context = Pick<FlowContext, 'store' | 'clock' | 'newId'>;

/**
 * Removes everything about one person, in every table, in one transaction: a mail that is queued for them fails its gate
 * from the commit on. What stays are numbers, and keyed hashes of their ids and addresses, so that no import, call or
 * statement brings them back (rules.md R17).
 * @param name an address, current or former, or the id of a person without one.
 * @param dryRun says what would go, and changes nothing.
 * @throws {UserError} when nobody is known by it.
 */
export async function erasePerson(
  { store, clock, newId }: Context,
  name: string,
  { dryRun }: { readonly dryRun: boolean },
): Promise<Erasure> {
  const person = await personNamed(store.read, name);
  const emails = person === null ? [name.toLowerCase()] : await addressesOf(store.read, person);
  const inbox = await inboxMailsNaming(store.read, person, emails);
  const staysIn = new Set<string>();
  for (const email of emails) for (const place of await contentNaming(store.read, email)) staysIn.add(place);
  const now = clock();
  const work = async (tx: Database) => {
    const erased = await eraseTraces(tx, { name, person, emails, inbox, erasure: newId('job'), now });
    if (dryRun) throw new OnlyLooked(erased);
    return erased;
  };
  const erased = await store.write(work).catch((thrown: unknown) => {
    if (thrown instanceof OnlyLooked) return thrown.erased;
    throw thrown;
  });
  const wiped = dryRun || (await store.wipeDeleted());
  return { ...erased, staysIn: [...staysIn].sort(), wiped };
}

/** Rolls a transaction back whose result is wanted. */
class OnlyLooked extends Error {
  readonly erased: Erased;

  constructor(erased: Erased) {
    super('only looked');
    this.erased = erased;
  }
}

type Erased = Pick<Erasure, 'removed' | 'onTheWire'>;

interface Who {
  readonly name: string;
  readonly person: StoredEmployee | null;
  readonly emails: readonly string[];
  /** Mails of the built-in inbox in which the person stands. */
  readonly inbox: readonly string[];
  readonly erasure: string;
  readonly now: Instant;
}

async function eraseTraces(tx: Database, who: Who): Promise<Erased> {
  const { name, person, emails, now } = who;
  const removed: Record<TraceKind, number> = { ...NOTHING };
  let onTheWire = 0;
  if (person !== null) {
    const own = await eraseEmployee(tx, person, who);
    Object.assign(removed, own.removed);
    onTheWire = own.onTheWire;
  }
  await forgetDoer(tx, emails);
  removed.keptAnswers = await removeAnswersNaming(tx, emails);
  removed.inboxMails = await removeInboxMails(tx, { ids: who.inbox, recipients: emails });
  removed.colleaguesChanged = await clearColleagues(tx, person?.key ?? '', emails, now);
  for (const email of emails) {
    const user = await consoleUserByEmail(tx, email);
    if (user === null) continue;
    await removeConsoleUser(tx, user.id);
    removed.consoleUsers += 1;
  }
  const isKnown = person !== null || Object.values(removed).some((count) => count > 0);
  if (!isKnown) throw await nobodyThere(tx, name);
  const hashes = await keyedHashesToKeep(tx);
  const hashed = [...emails.map(hashes.ofEmail), ...(person === null ? [] : [hashes.ofId(person.id)])];
  await addErased(tx, { hashes: hashed, erasure: who.erasure, at: now });
  return { removed, onTheWire };
}

const NOTHING: Readonly<Record<TraceKind, number>> = {
  employees: 0,
  participations: 0,
  messages: 0,
  learningRecords: 0,
  statements: 0,
  engagement: 0,
  choices: 0,
  inboxMails: 0,
  scimUsers: 0,
  consoleUsers: 0,
  keptAnswers: 0,
  importsChanged: 0,
  colleaguesChanged: 0,
  mailsOfOthersChanged: 0,
  stories: 0,
};

async function eraseEmployee(tx: Database, person: StoredEmployee, { emails, erasure, now }: Who): Promise<Erased> {
  const { key } = person;
  const messages = await messagesTo(tx, key);
  const onTheWire = messages.filter(({ state }) => state === 'data').map(({ id }) => id);
  await strip(tx, onTheWire, `gone_${erasure}`);
  const settled = messages.filter(({ state }) => state !== 'data').map(({ id }) => id);
  const participations = ((await participationsOf(tx, [key])).get(key) ?? []).map(({ id }) => id);
  const bundles = await bundlesAbout(tx, participations);
  for (const bundle of bundles) {
    await takeOffBundle(tx, { ...bundle, about: bundle.about.filter((one) => !participations.includes(one)) });
  }
  // What a worker holds of these was written with the person in it.
  const readers = new Set(bundles.map(({ recipient }) => recipient));
  await wake(tx, [...readers], now);
  const colleagues = await employeesNaming(tx, emails);
  const named = await forgetNamesInMails(tx, { recipients: colleagues.map((one) => one.key), emails });
  if (person.suppressedAt !== null) {
    const { ofEmail } = await keyedHashesToKeep(tx);
    for (const email of person.email === null ? [] : [person.email])
      await suppress(tx, { addressHmac: ofEmail(email), since: person.suppressedAt, why: 'bounced' });
  }
  const told = await eraseStories(tx, person, emails);
  await eraseFromScim(tx, person, emails);
  const removed = {
    ...NOTHING,
    messages: await countAndRemoveMessages(tx, settled),
    participations: await countAndRemoveParticipations(tx, participations),
    importsChanged: await eraseFromImports(tx, key, emails),
    mailsOfOthersChanged: bundles.length + named + told.mails,
    stories: told.stories,
    employees: 1,
    ...(await removeOwnRows(tx, key)),
  };
  await removeEmails(tx, emails);
  await removeEmployees(tx, [key], now);
  return { removed, onTheWire: onTheWire.length };
}

/** What they told: no mail that is queued with it passes its gate, and mails that went keep none of its words. */
async function eraseStories(
  tx: Database,
  { id }: StoredEmployee,
  emails: readonly string[],
): Promise<{ stories: number; mails: number }> {
  const stories = (await storiesBy(tx, [id, ...emails])).map((story) => story.id);
  if (stories.length === 0) return { stories: 0, mails: 0 };
  const mails = await mailsTelling(tx, stories);
  await forgetWords(
    tx,
    mails.map((mail) => mail.id),
  );
  await removeStories(tx, stories);
  await raiseWorkspaceRevision(tx);
  return { stories: stories.length, mails: mails.length };
}

/** Managers, buddies and other columns of colleagues. */
async function clearColleagues(tx: Database, key: string, emails: readonly string[], now: Instant): Promise<number> {
  if (emails.length === 0) return 0;
  const isTheirs = isOneOf(emails);
  const colleagues = (await employeesNaming(tx, emails)).filter((one) => one.key !== key);
  const changed = colleagues.map((one) => ({
    ...one,
    managerEmail: one.managerEmail !== null && isTheirs(one.managerEmail) ? null : one.managerEmail,
    buddyEmail: one.buddyEmail !== null && isTheirs(one.buddyEmail) ? null : one.buddyEmail,
    attributes: Object.fromEntries(
      Object.entries(one.attributes).filter(([, value]) => !mentions(String(value), emails)),
    ),
  }));
  await upsertEmployees(tx, changed, now);
  return changed.length;
}

/** Where others are said to have this manager. */
async function eraseFromScim(tx: Database, { key, id }: StoredEmployee, emails: readonly string[]): Promise<void> {
  const names = [...emails, id];
  const isTheirs = isOneOf(names);
  for (const user of await scimUsersNaming(tx, names)) {
    if (user.person === key) continue;
    const manager = user.manager !== null && isTheirs(user.manager) ? null : user.manager;
    const resource = withoutNulls(scrub(user.resource, key, isOneOf(emails))) as typeof user.resource;
    await saveScimUser(tx, { ...user, manager, resource });
  }
}

async function eraseFromImports(tx: Database, key: string, emails: readonly string[]): Promise<number> {
  const own = await removeFromChangeSets(tx, key);
  const others = await changesNaming(tx, emails);
  for (const change of others) {
    const before = scrub(change.before, key, isOneOf(emails)) as typeof change.before;
    await rewriteChange(tx, { ...change, before });
  }
  return own + others.length;
}

/** Found by reading them, in pages: a mail to somebody else can have the person in it. */
async function inboxMailsNaming(
  database: Database,
  person: StoredEmployee | null,
  emails: readonly string[],
): Promise<string[]> {
  const participations =
    person === null ? [] : ((await participationsOf(database, [person.key])).get(person.key) ?? []);
  const bundles = await bundlesAbout(
    database,
    participations.map(({ id }) => id),
  );
  const told = person === null ? [] : await storiesBy(database, [person.id, ...emails]);
  const telling = await mailsTelling(
    database,
    told.map(({ id }) => id),
  );
  const naming = [...bundles, ...telling];
  const readers = new Map(
    (
      await employeesByKey(
        database,
        naming.map(({ recipient }) => recipient),
      )
    ).map((reader) => [reader.key, reader.email]),
  );
  const mayName = new Set(
    naming.map(({ campaign, step, recipient }) => `${campaign}/${step}/${readers.get(recipient) ?? ''}`),
  );
  const found: string[] = [];
  for (let after = '', isLast = false; !isLast; ) {
    const page = await inboxSources(database, after, INBOX_PAGE);
    for (const { id, recipient, campaign, step, subject, raw } of page) {
      const source = gunzipSync(raw).toString('utf8').replaceAll('=\r\n', '');
      const isAboutThem = mayName.has(`${campaign}/${step}/${recipient.toLowerCase()}`);
      if (isAboutThem || mentions(`${subject}\n${source}`, emails)) found.push(id);
    }
    after = page.at(-1)?.id ?? '';
    isLast = page.length < INBOX_PAGE;
  }
  return found;
}

const INBOX_PAGE = 100;

/** By address, current or former, or by id. */
export async function personNamed(database: Database, name: string): Promise<StoredEmployee | null> {
  const email = name.toLowerCase();
  const found = await findByIdentities(database, [{ id: name, email }]);
  return found.byEmail.get(email) ?? found.byId.get(name) ?? found.byFormerEmail.get(email) ?? null;
}

async function nobodyThere(database: Database, name: string): Promise<UserError> {
  if (await isErasedAddress(database, name)) {
    return new UserError(`Whoever had the address "${name}" was erased already.`, {
      hint: 'Nothing of them is kept but a hash, which keeps imports from bringing them back. To let them back: --readmit.',
    });
  }
  return new UserError(`There is nobody with the address or id "${name}".`, {
    hint: 'Look at the spelling: druppel audience "email: known" --list shows who there is.',
  });
}

function isOneOf(names: readonly string[]): (text: string) => boolean {
  const folded = new Set(names.map((name) => name.toLowerCase()));
  return (text) => folded.has(text.toLowerCase());
}

/** As a whole address: `jan@…` does not mention `an@…`. */
function mentions(text: string, emails: readonly string[]): boolean {
  const folded = text.toLowerCase();
  return emails.some((email) => {
    for (let at = folded.indexOf(email); at >= 0; at = folded.indexOf(email, at + 1)) {
      if (!/[\w.+-]/.test(folded[at - 1] ?? '') && !/[\w-]/.test(folded[at + email.length] ?? '')) return true;
    }
    return false;
  });
}
