import { and, eq, inArray, notInArray, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { batchesOf } from '../batches.ts';
import { draftsNaming } from '../campaigns/drafts.ts';
import type { Database } from '../database.ts';
import { type StoredEmployee, storedColumns } from '../people/employees.ts';
import type { Tables } from '../tables.ts';

/** Employees who name one of the addresses: as manager, as buddy, or in a column of their own. */
export async function employeesNaming(database: Database, emails: readonly string[]): Promise<StoredEmployee[]> {
  const { db, tables, dialect } = database;
  const { employees } = tables;
  const { managerEmail, buddyEmail, attributes } = employees;
  return await db
    .select(storedColumns(employees))
    .from(employees)
    .where(
      or(
        inArray(managerEmail, [...emails]),
        inArray(buddyEmail, [...emails]),
        ...emails.map((email) => dialect.hasText(lowered(attributes), email)),
      ),
    );
}

/** What hangs on a person alone and counts nowhere. @returns how many rows went, by table. */
export async function removeOwnRows(
  { db, tables }: Database,
  key: string,
): Promise<{ engagement: number; learningRecords: number; statements: number; choices: number; scimUsers: number }> {
  const { engagement, learningRecords, learningCorrections, statements, choices, scimUsers, exportLinks } = tables;
  const ofPerson = db.select({ id: learningRecords.id }).from(learningRecords).where(eq(learningRecords.person, key));
  const told = await db
    .delete(statements)
    .where(inArray(statements.recordId, ofPerson))
    .returning({ id: statements.id });
  const gone = {
    engagement: await db.delete(engagement).where(eq(engagement.person, key)).returning({ id: engagement.id }),
    learningRecords: await db
      .delete(learningRecords)
      .where(eq(learningRecords.person, key))
      .returning({ id: learningRecords.id }),
    choices: await db.delete(choices).where(eq(choices.person, key)).returning({ kind: choices.kind }),
    scimUsers: await db.delete(scimUsers).where(eq(scimUsers.person, key)).returning({ id: scimUsers.id }),
  };
  await db.delete(learningCorrections).where(eq(learningCorrections.person, key));
  await db.delete(exportLinks).where(eq(exportLinks.person, key));
  return {
    engagement: gone.engagement.length,
    learningRecords: gone.learningRecords.length,
    statements: told.length,
    choices: gone.choices.length,
    scimUsers: gone.scimUsers.length,
  };
}

/**
 * A mail that is on the wire at this moment can no longer be called back. Its row stays for the mail server's answer,
 * which must be counted, and says nothing of whom it is for.
 * @param stranger who stands in the place of the person
 */
export async function strip(
  { db, tables: { messages } }: Database,
  ids: readonly string[],
  stranger: string,
): Promise<void> {
  for (const batch of batchesOf(ids)) {
    await db
      .update(messages)
      .set({ recipient: stranger, participation: null, email: STRIPPED, values: null, about: [], replyText: null })
      .where(inArray(messages.id, batch));
  }
}

/** The address of a mail whose reader was erased: none, in a column that must have one while the mail is on the wire. */
export const STRIPPED = '';

type BundleRow = Pick<Tables['messages']['$inferSelect'], 'id' | 'about' | 'recipient' | 'campaign' | 'step' | 'state'>;

/** Mails to somebody else that one of the participations stands on. */
export async function bundlesAbout(
  { db, tables: { messages }, dialect }: Database,
  participations: readonly string[],
): Promise<BundleRow[]> {
  if (participations.length === 0) return [];
  const { id, about, recipient, campaign, step, state } = messages;
  return await db
    .select({ id, about, recipient, campaign, step, state })
    .from(messages)
    .where(or(...participations.map((one) => dialect.hasText(asText(about), one))));
}

/** Who stood on a mail, and the names in it. Where its links lead stays, for whoever still opens it. */
export async function takeOffBundle(
  { db, tables: { messages } }: Database,
  bundle: Pick<BundleRow, 'id' | 'about'>,
): Promise<void> {
  const [row] = await db.select({ values: messages.values }).from(messages).where(eq(messages.id, bundle.id));
  await db
    .update(messages)
    .set({ about: bundle.about, values: linksAlone(row?.values ?? null) })
    .where(eq(messages.id, bundle.id));
}

/**
 * Mails to these people say the first names of their manager and buddy; and whoever had one of the addresses before
 * may have been written to under it.
 * @returns how many mails were changed.
 */
export async function forgetNamesInMails(
  database: Database,
  { recipients, emails }: { recipients: readonly string[]; emails: readonly string[] },
): Promise<number> {
  const { db, tables, dialect } = database;
  const { messages } = tables;
  let changed = 0;
  const mayName = or(
    inArray(messages.email, [...emails]),
    ...emails.map((email) => dialect.hasText(lowered(messages.values), email)),
  );
  const named = await db.select({ id: messages.id, values: messages.values }).from(messages).where(mayName);
  for (const batch of batchesOf(recipients)) {
    named.push(
      ...(await db
        .select({ id: messages.id, values: messages.values })
        .from(messages)
        .where(and(inArray(messages.recipient, batch), sql`${messages.values} is not null`))),
    );
  }
  for (const { id, values } of new Map(named.map((row) => [row.id, row])).values()) {
    changed += 1;
    await db
      .update(messages)
      .set({ values: linksAlone(values) })
      .where(eq(messages.id, id));
  }
  const ofOthers = and(inArray(messages.email, [...emails]), notInArray(messages.state, ['data']));
  await db.update(messages).set({ email: null, replyText: null }).where(ofOthers);
  return changed;
}

/** What was put into these mails is forgotten. Where their links lead stays, for whoever still opens them. */
export async function forgetWords({ db, tables: { messages } }: Database, ids: readonly string[]): Promise<void> {
  for (const batch of batchesOf(ids)) {
    const rows = await db
      .select({ id: messages.id, values: messages.values })
      .from(messages)
      .where(inArray(messages.id, batch));
    for (const { id, values } of rows) {
      await db
        .update(messages)
        .set({ values: linksAlone(values) })
        .where(eq(messages.id, id));
    }
  }
}

/** All that is needed of a mail's values once it went: where its links lead. */
export function linksAlone(values: Readonly<Record<string, unknown>> | null): Readonly<Record<string, unknown>> | null {
  return values === null || values.$links === undefined ? null : { $links: values.$links };
}

/** What identity providers say of others in which the person stands as manager. */
export async function scimUsersNaming(
  { db, tables: { scimUsers }, dialect }: Database,
  texts: readonly string[],
): Promise<Tables['scimUsers']['$inferSelect'][]> {
  return await db
    .select()
    .from(scimUsers)
    .where(or(...texts.map((text) => dialect.hasText(lowered(scimUsers.resource), text.toLowerCase()))));
}

/** Mails of the built-in inbox, by id. */
export async function removeInboxMails(
  { db, tables: { inboxMails } }: Database,
  { ids, recipients }: { ids: readonly string[]; recipients: readonly string[] },
): Promise<number> {
  const gone = await db
    .delete(inboxMails)
    .where(inArray(sql`lower(${inboxMails.recipient})`, [...recipients]))
    .returning({ id: inboxMails.id });
  for (const batch of batchesOf(ids))
    gone.push(...(await db.delete(inboxMails).where(inArray(inboxMails.id, batch)).returning({ id: inboxMails.id })));
  return gone.length;
}

/** A page of the inbox with the mails themselves, in order of id. */
export async function inboxSources(
  { db, tables: { inboxMails } }: Database,
  after: string,
  limit: number,
): Promise<Pick<Tables['inboxMails']['$inferSelect'], 'id' | 'recipient' | 'subject' | 'campaign' | 'step' | 'raw'>[]> {
  const { id, recipient, subject, campaign, step, raw } = inboxMails;
  return await db
    .select({ id, recipient, subject, campaign, step, raw })
    .from(inboxMails)
    .where(sql`${id} > ${after}`)
    .orderBy(id)
    .limit(limit);
}

/** Who published, approved or stopped something is somebody erased by now; that it was done stays. */
export async function forgetDoer({ db, tables }: Database, emails: readonly string[]): Promise<void> {
  const { approvals, mendedLinks, actions, campaignVersions, drafts } = tables;
  const by = (column: SQLWrapper) => inArray(sql`lower(${column})`, [...emails]);
  await db.update(approvals).set({ by: SOMEBODY_ERASED }).where(by(approvals.by));
  await db.update(mendedLinks).set({ by: SOMEBODY_ERASED }).where(by(mendedLinks.by));
  await db.update(drafts).set({ by: SOMEBODY_ERASED }).where(by(drafts.by));
  await db.update(actions).set({ by: SOMEBODY_ERASED }).where(by(actions.by));
  await db.update(campaignVersions).set({ publishedBy: SOMEBODY_ERASED }).where(by(campaignVersions.publishedBy));
  for (const email of emails) {
    await db
      .update(actions)
      .set({ words: sql`replace(lower(${actions.words}), ${email}, ${SOMEBODY_ERASED})` })
      .where(sql`lower(${actions.words}) like ${`%${email.replaceAll(/[%_]/g, '_')}%`}`);
  }
}

const SOMEBODY_ERASED = 'erased';

/** Content in which an address stands, published or a draft: a sender, a rule. It says nothing about an employee. */
export async function contentNaming(database: Database, email: string): Promise<string[]> {
  const { db, tables, dialect } = database;
  const { campaignVersions: versions, workspaceVersions: workspaces } = tables;
  const inCampaigns = await db
    .select({ campaign: versions.campaign, number: versions.number })
    .from(versions)
    .where(
      or(dialect.hasText(lowered(versions.definition), email), dialect.hasText(lowered(versions.messages), email)),
    );
  const inWorkspaces = await db
    .select({ number: workspaces.number })
    .from(workspaces)
    .where(
      or(dialect.hasText(lowered(workspaces.definition), email), dialect.hasText(lowered(workspaces.files), email)),
    );
  return [
    ...inWorkspaces.map(({ number }) => `version ${number} of the workspace`),
    ...inCampaigns.map(({ campaign, number }) => `version ${number} of campaign ${campaign}`),
    ...(await draftsNaming(database, email)),
  ];
}

function asText(column: SQLWrapper): SQL {
  return sql`cast(${column} as text)`;
}

/** Any column as a text in small letters, to look for an address in it. */
export function lowered(column: SQLWrapper): SQL {
  return sql`lower(cast(${column} as text))`;
}
