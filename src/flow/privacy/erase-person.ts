import { UserError } from '../../domain/errors.ts';
import type { Instant } from '../../domain/time.ts';
import { consoleUserByEmail, removeConsoleUser } from '../../store/access/console-users.ts';
import { removeAnswersNaming } from '../../store/access/kept-answers.ts';
import { participationsOf } from '../../store/campaigns/participations.ts';
import type { Database } from '../../store/database.ts';
import { countAndRemoveMessages, countAndRemoveParticipations } from '../../store/figures/kept-totals.ts';
import { mailsTelling, removeStories, storiesBy } from '../../store/learning/stories.ts';
import { messagesTo, type StoredMessage } from '../../store/mails/messages.ts';
import { raiseWorkspaceRevision } from '../../store/meta.ts';
import { wake } from '../../store/people/employee-wakes.ts';
import { findByIdentities, type StoredEmployee } from '../../store/people/employees.ts';
import { ownAddressesOf, removeEmails } from '../../store/people/former-emails.ts';
import { removeEmployees } from '../../store/people/import-undo.ts';
import { findScimUser } from '../../store/people/scim-users.ts';
import { suppress } from '../../store/people/suppressions.ts';
import { addErased } from '../../store/privacy/erased-people.ts';
import {
  bundlesAbout,
  contentNaming,
  employeesNaming,
  forgetDoer,
  forgetNamesInMails,
  forgetWords,
  removeInboxMails,
  removeOwnRows,
  strip,
  takeOffBundle,
} from '../../store/privacy/person-traces.ts';
import { keyOfOwner } from '../around/remind-owners.ts';
import type { FlowContext } from '../context.ts';
import { clearColleagues, eraseFromImports, eraseFromScim } from './erase-from-others.ts';
import { inboxMailsNaming } from './inbox-mails-naming.ts';
import { keyedHashesToKeep } from './keyed-hashes.ts';
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
  const now = clock();
  // All of it, so that an import at this moment can change no address in between.
  const work = async (tx: Database) => {
    const person = await personNamed(tx, name);
    const emails = person === null ? [name.toLowerCase()] : await ownAddressesOf(tx, person);
    const inbox = await inboxMailsNaming(tx, person, emails);
    const staysIn = new Set<string>();
    for (const email of emails) for (const place of await contentNaming(tx, email)) staysIn.add(place);
    const scimId = person === null ? null : ((await findScimUser(tx, { person: person.key }))?.id ?? null);
    const traces = await eraseTraces(tx, { name, person, emails, inbox, scimId, erasure: newId('job'), now });
    const erased = { ...traces, staysIn: [...staysIn].sort() };
    if (dryRun) throw new OnlyLooked(erased);
    return erased;
  };
  const erased = await store.write(work).catch((thrown: unknown) => {
    if (thrown instanceof OnlyLooked) return thrown.erased;
    throw thrown;
  });
  const wiped = dryRun || (await store.wipeDeleted());
  return { ...erased, wiped };
}

/** Rolls a transaction back whose result is wanted. */
class OnlyLooked extends Error {
  readonly erased: Omit<Erasure, 'wiped'>;

  constructor(erased: Omit<Erasure, 'wiped'>) {
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
  /** By which identity providers may go on naming them as manager. */
  readonly scimId: string | null;
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
  const toOwner = await eraseRemindersTo(tx, who);
  removed.messages += toOwner.removed;
  onTheWire += toOwner.onTheWire;
  await forgetDoer(tx, emails);
  removed.keptAnswers = await removeAnswersNaming(tx, emails, person?.id ?? null);
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
  const ids = [person?.id, who.scimId].filter((id) => typeof id === 'string');
  const hashed = [...emails.map(hashes.ofEmail), ...ids.map(hashes.ofId)];
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

/** Mails to them as the owner of something around a campaign; who owns that need not be an employee. */
async function eraseRemindersTo(
  tx: Database,
  { emails, erasure }: Who,
): Promise<{ removed: number; onTheWire: number }> {
  const mails: StoredMessage[] = [];
  for (const email of emails) mails.push(...(await messagesTo(tx, keyOfOwner(email))));
  const onTheWire = mails.filter(({ state }) => state === 'data').map(({ id }) => id);
  await strip(tx, onTheWire, `gone_${erasure}`);
  const settled = mails.filter(({ state }) => state !== 'data').map(({ id }) => id);
  return { removed: await countAndRemoveMessages(tx, settled), onTheWire: onTheWire.length };
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
