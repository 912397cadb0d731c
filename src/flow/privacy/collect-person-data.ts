import { formatInstant, type Instant } from '../../domain/time.ts';
import { consoleUserByEmail } from '../../store/access/console-users.ts';
import { sessionsOf } from '../../store/access/sessions.ts';
import { actionsBy } from '../../store/campaigns/actions.ts';
import { draftsBy } from '../../store/campaigns/drafts.ts';
import { participationsOf } from '../../store/campaigns/participations.ts';
import type { Database } from '../../store/database.ts';
import { engagementOf, linkEventsOf } from '../../store/learning/engagement.ts';
import { learningOf } from '../../store/learning/learning-records.ts';
import { statementsAbout } from '../../store/learning/statements.ts';
import { storiesBy } from '../../store/learning/stories.ts';
import { messagesTo } from '../../store/mails/messages.ts';
import { choicesOf } from '../../store/people/choices.ts';
import { employeesByKey } from '../../store/people/employees.ts';
import { addressesOf, ownAddressesOf } from '../../store/people/former-emails.ts';
import { findScimUser } from '../../store/people/scim-users.ts';
import { importsAbout } from '../../store/privacy/change-set-traces.ts';
import { bundlesAbout } from '../../store/privacy/person-traces.ts';
import { suppressedPeople } from './suppress-address.ts';

type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };
type Row = Readonly<Record<string, Value>>;

/** Everything that is kept about one person, for that person alone (GDPR, articles 15 and 20). */
export interface PersonData {
  /** ISO 8601. */
  readonly made: string;
  readonly person: Row;
  readonly addresses: readonly Row[];
  readonly learning: readonly Row[];
  /** Numbers of the learning platform's statements that told of it. */
  readonly statements: readonly Row[];
  readonly campaigns: readonly Row[];
  readonly mails: readonly Row[];
  /** Mails to a manager or buddy in which they stood or will stand. */
  readonly mailsAboutYou: readonly Row[];
  /** What they told colleagues themselves. */
  readonly stories: readonly Row[];
  /** Clicks and answers, raw ones and what campaigns were steered by. Opens belong to nobody, so there are none. */
  readonly clicks: readonly Row[];
  readonly steered: readonly Row[];
  readonly choices: readonly Row[];
  readonly identityProvider: readonly Row[];
  readonly console: readonly Row[];
  /** What they did to campaigns and drafts. */
  readonly deeds: readonly Row[];
  readonly imports: readonly Row[];
}

/** @returns null when the person is not there any more. */
export async function collectPersonData(database: Database, key: string, now: Instant): Promise<PersonData | null> {
  const [person] = await employeesByKey(database, [key]);
  if (person === undefined) return null;
  const addresses = await addressesOf(database, person);
  const emails = await ownAddressesOf(database, person);
  const messages = await messagesTo(database, key);
  const clicks: Row[] = [];
  for (const { id, campaign, step } of messages)
    for (const { at, link, class: by, why } of await linkEventsOf(database, id))
      clicks.push({ at: formatInstant(at), campaign, step, link, by, why });
  const { emailDigest: _, revision: _r, wakeAt: _w, lookedAt: _l, attributes, ...plain } = person;
  const isSuppressed = (await suppressedPeople(database, [person])).has(key);
  const scim = await findScimUser(database, { person: key });
  const participations = (await participationsOf(database, [key])).get(key) ?? [];
  const bundles = await bundlesAbout(
    database,
    participations.map(({ id }) => id),
  );
  return {
    made: formatInstant(now),
    person: { ...asValues(plain, INSTANTS), ...attributes, mayBeMailed: !isSuppressed },
    addresses: addresses.map((email) => ({ email, current: email === person.email })),
    learning: ((await learningOf(database, [key])).get(key) ?? []).map((one) => asValues(one, ['at', 'holdsFrom'])),
    statements: (await statementsAbout(database, key)).map(({ id, storedAt }) => ({ at: formatInstant(storedAt), id })),
    campaigns: participations.map((one) => ({
      ...{ campaign: one.campaign, round: one.round, version: one.version, phase: one.place.phase },
      ...{ began: formatInstant(one.beganAt), goalReached: told(one.goalReachedAt), saidDone: told(one.saidDoneAt) },
      ...{ suspended: one.suspended?.because ?? null, ended: told(one.ended?.at ?? null) },
      because: one.ended?.because ?? null,
    })),
    mails: messages
      .filter(({ kind }) => kind !== 'test')
      .map((mail) => ({
        ...{ campaign: mail.campaign, step: mail.step, state: mail.state, reason: mail.reason },
        ...{ at: told(mail.sentAt ?? mail.slotAt ?? mail.dueAt), to: mail.email, locale: mail.locale },
        ...{ story: mail.story },
        ...{ variant: mail.variant, words: (mail.values ?? null) as Value, answer: mail.replyText },
      })),
    mailsAboutYou: bundles.map(({ campaign, step, state }) => ({ campaign, step, state })),
    stories: (await storiesBy(database, [person.id, ...emails])).map(({ id, texts, ...one }) => ({
      ...{ story: id, firstName: one.firstName, department: one.department, about: one.about },
      ...{ consentOn: one.consentOn, expiresOn: one.expiresOn, withdrawnOn: one.withdrawnOn },
      texts: Object.fromEntries(Object.entries(texts).map(([locale, text]) => [locale, { ...text }])),
    })),
    clicks,
    steered: ((await engagementOf(database, [key])).get(key) ?? []).map(
      ({ kind, campaign, step, about, answers, at }) => ({
        ...{ kind, campaign, step, about, answers, at: formatInstant(at) },
      }),
    ),
    choices: ((await choicesOf(database, [key])).get(key) ?? []).map((one) => asValues(one, ['at', 'until'])),
    identityProvider: scim === null ? [] : [scim.resource as Row],
    console: await consoleAccessOf(database, emails),
    deeds: await deedsOf(database, emails),
    imports: (await importsAbout(database, key)).map(({ at, ...one }) => ({ ...one, at: formatInstant(at) })),
  };
}

async function consoleAccessOf(database: Database, emails: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const address of emails) {
    const user = await consoleUserByEmail(database, address);
    if (user === null) continue;
    const { id, email, role, createdAt } = user;
    const seen = (await sessionsOf(database, id)).map(({ seenAt }) => formatInstant(seenAt));
    rows.push({ email, role, since: formatInstant(createdAt), loggedIn: seen });
  }
  return rows;
}

async function deedsOf(database: Database, emails: readonly string[]): Promise<Row[]> {
  const actions = (await actionsBy(database, emails)).map(({ at, verb, campaign, version, words }) => ({
    ...{ at: formatInstant(at), verb, campaign, version, note: words },
  }));
  const drafts = (await draftsBy(database, emails)).map(({ changedAt, path }) => ({
    ...{ at: formatInstant(changedAt), verb: 'draft', fileName: path },
  }));
  return [...actions, ...drafts];
}

const INSTANTS = ['missingSince', 'suppressedAt', 'notedAt', 'createdAt'];

/** Plain data with its instants written out. */
function asValues(row: object, instants: readonly string[]): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, instants.includes(name) ? told(value as Instant | null) : value]),
  ) as Row;
}

function told(instant: Instant | null): string | null {
  return instant === null ? null : formatInstant(instant);
}
