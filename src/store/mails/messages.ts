import { and, asc, eq, gte, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { CAMPAIGN_KINDS, type Message, type MessageKind, OPEN_STATES } from '../../domain/message.ts';
import type { Instant } from '../../domain/time.ts';
import { batchesOf, groupedBy, incoming } from '../batches.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables.ts';

/** A message with what delivery needs to know about it. */
export type StoredMessage = Tables['messages']['$inferSelect'];

/** What was decided; a test mail brings its address and words along, everything else gets them at the last look. */
export type MessageToSave = Message & Partial<Pick<StoredMessage, 'email' | 'locale' | 'variant' | 'values'>>;

/** Test mails go before everything else: a worker of its own serves this lane, so that it never stands behind a long campaign. */
export const URGENT_LANE = 'urgent';
/** Reminders to owners are few, and do not stand behind a campaign either. */
const AROUND_LANE = 'around';

/**
 * What the engine must see to decide about these people, by recipient: open messages, those of participations that go
 * on, whatever was settled since `since`, and all that told a story. Tests are left out.
 */
export async function messagesOf(
  { db, tables: { messages, participations }, dialect }: Database,
  recipients: readonly string[],
  since: Instant,
): Promise<Map<string, Message[]>> {
  const found: Message[] = [];
  for (const batch of batchesOf(recipients)) {
    const live = db
      .select({ id: participations.id })
      .from(participations)
      .where(and(dialect.isAnyOf(participations.person, batch), isNull(participations.endedAt)));
    const rows = await db
      .select(decidedColumns(messages))
      .from(messages)
      .where(
        and(
          dialect.isAnyOf(messages.recipient, batch),
          inArray(messages.kind, [...CAMPAIGN_KINDS]),
          or(
            inArray(messages.state, [...OPEN_STATES]),
            gte(messages.settledAt, since),
            inArray(messages.participation, live),
            isNotNull(messages.story),
          ),
        ),
      )
      .orderBy(asc(messages.recipient), asc(messages.campaign), asc(messages.dueAt), asc(messages.key));
    found.push(...rows);
  }
  return groupedBy(
    found,
    (message) => message.recipient,
    (message) => message,
  );
}

/** All but what only delivery knows: half of a row, and the engine reads many. */
function decidedColumns(messages: Tables['messages']) {
  const { id, kind, key, recipient, campaign, version, participation, step, phase, message, story, about } = messages;
  const { state, dueAt, openingAt, slotAt, validUntilAt, reason, settledAt } = messages;
  return {
    ...{ id, kind, key, recipient, campaign, version, participation, step, phase, message, story, about },
    ...{ state, dueAt, openingAt, slotAt, validUntilAt, reason, settledAt },
  };
}

export async function messagesById(
  { db, tables: { messages } }: Database,
  ids: readonly string[],
): Promise<StoredMessage[]> {
  const found: StoredMessage[] = [];
  for (const batch of batchesOf(ids))
    found.push(...(await db.select().from(messages).where(inArray(messages.id, batch))));
  return found;
}

/** Everything ever decided about mail to one person, by time: the timeline. */
export async function messagesTo({ db, tables: { messages } }: Database, recipient: string): Promise<StoredMessage[]> {
  return await db
    .select()
    .from(messages)
    .where(eq(messages.recipient, recipient))
    .orderBy(asc(sql`coalesce(${messages.settledAt}, ${messages.slotAt}, ${messages.dueAt})`), asc(messages.key));
}

/**
 * Writes decisions. (recipient, kind, key) is unique: a known one is decided anew as long as it is planned, ready or
 * withdrawn; what a worker holds, what has gone and what was passed stays as it is. A back-off under way is kept.
 * @returns the ids of the rows written; a known row keeps its own.
 */
export async function saveMessages(database: Database, list: readonly MessageToSave[]): Promise<Set<string>> {
  const { messages } = database.tables;
  const { recipient, kind, key, state, attempts, nextTryAt } = messages;
  const next = incoming(messages, [...DECIDED, 'nextTryAt']);
  const backingOff = sql`${state} = 'ready' and ${attempts} > 0 and ${nextTryAt} > ${next.nextTryAt}`;
  const saved = new Set<string>();
  for (const batch of batchesOf(list)) {
    const written = await database.writeRows({
      table: messages,
      rows: batch.map(toRow),
      key: 'id',
      onConflict: {
        on: [recipient, kind, key],
        set: {
          ...next,
          nextTryAt: sql`case when ${backingOff} then ${nextTryAt} else ${next.nextTryAt} end`,
          attempts: sql`case when ${state} = 'withdrawn' then 0 else ${attempts} end`,
        },
        where: sql`${state} in ('planned', 'ready', 'withdrawn')`,
      },
    });
    for (const id of written) saved.add(id);
  }
  return saved;
}

/** Reminders to owners that were taken back before they went. */
export async function plannedReminders({ db, tables: { messages } }: Database): Promise<StoredMessage[]> {
  return await db
    .select()
    .from(messages)
    .where(and(eq(messages.state, 'planned'), eq(messages.lane, AROUND_LANE)))
    .orderBy(asc(messages.campaign), asc(messages.key));
}

/** The reminders to owners of a campaign. */
export async function remindersOf({ db, tables: { messages } }: Database, campaign: string): Promise<StoredMessage[]> {
  return await db
    .select()
    .from(messages)
    .where(and(eq(messages.campaign, campaign), eq(messages.kind, 'around')));
}

function laneOf(kind: MessageKind): string | null {
  if (kind === 'test') return URGENT_LANE;
  return kind === 'around' ? AROUND_LANE : null;
}

const DECIDED = [
  'campaign',
  'version',
  'participation',
  'step',
  'phase',
  'message',
  'story',
  'about',
  'state',
  'dueAt',
  'openingAt',
  'slotAt',
  'validUntilAt',
  'reason',
  'settledAt',
  'lane',
] as const;

/** Field by field: rows of one shape are written with one statement. */
function toRow(message: MessageToSave): Tables['messages']['$inferInsert'] {
  return {
    id: message.id,
    kind: message.kind,
    key: message.key,
    campaign: message.campaign,
    version: message.version,
    participation: message.participation,
    recipient: message.recipient,
    step: message.step,
    phase: message.phase,
    message: message.message,
    story: message.story ?? null,
    about: message.about,
    state: message.state,
    dueAt: message.dueAt,
    openingAt: message.openingAt,
    slotAt: message.slotAt,
    validUntilAt: message.validUntilAt,
    reason: message.reason,
    settledAt: message.settledAt,
    lane: laneOf(message.kind) ?? message.campaign,
    nextTryAt: message.slotAt,
    attempts: 0,
    claim: 0,
    email: message.email ?? null,
    locale: message.locale ?? null,
    variant: message.variant ?? null,
    values: message.values ?? null,
    simulated: false,
  };
}
