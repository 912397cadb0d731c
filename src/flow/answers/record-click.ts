import { type Instant, localDate, MINUTE_MS, type Zone } from '../../domain/time.ts';
import { mendedLinksOf } from '../../store/campaigns/mended-links.ts';
import { newestWorkspace } from '../../store/campaigns/workspaces.ts';
import type { Database } from '../../store/database.ts';
import {
  addEngagement,
  addLinkEvents,
  engagementOf,
  linkEventsOf,
  reclassLinkEvents,
  withdrawClick,
} from '../../store/learning/engagement.ts';
import { messagesById, type StoredMessage } from '../../store/mails/messages.ts';
import { wake } from '../../store/people/employee-wakes.ts';
import { employeesByKey } from '../../store/people/employees.ts';
import { classifyClick, type Hit } from '../../tracking/classify-hit.ts';
import { isWebAddress } from '../../tracking/links.ts';
import type { FlowContext } from '../context.ts';

/**
 * Where a reader who followed a link is to go: a web address, known from the database alone and never from the request.
 * Null: the mail, or the link in it, is not there.
 */
export async function linkDestination(
  { store }: Pick<FlowContext, 'store'>,
  click: { readonly messageId: string; readonly link: number },
): Promise<string | null> {
  const [message] = await messagesById(store.read, [click.messageId]);
  const targets = message?.values?.$links;
  const target: unknown = Array.isArray(targets) ? targets[click.link] : null;
  if (message === undefined || typeof target !== 'string' || !isWebAddress(target)) return null;
  const mended = await mendedLinksOf(store.read, message.campaign, message.message);
  return mended.find(({ from }) => from === target)?.to ?? target;
}

/**
 * Counts a click, as a reader's or a machine's, and lets the engine know of a reader's: the fact holds from ten minutes
 * after (rules.md R2), so that a machine found out by its next clicks has steered nothing. With tracking off, and for
 * test mails, nothing is written.
 */
export async function recordClick(
  { store, clock, newId }: Pick<FlowContext, 'store' | 'clock' | 'newId'>,
  click: { readonly messageId: string; readonly link: number },
  hit: Hit,
): Promise<void> {
  const workspace = await newestWorkspace(store.read);
  if (workspace === null || workspace.definition.tracking === 'off') return;
  const at = clock();
  await store.write(async (tx) => {
    const [message] = await messagesById(tx, [click.messageId]);
    if (message === undefined || message.kind === 'test') return;
    const earlier = await linkEventsOf(tx, message.id);
    const delivered = ARRIVED.has(message.state);
    const { verdict, alsoAutomatic } = classifyClick({ ...hit, link: click.link, at, delivered }, earlier);
    const event = { id: newId('evt'), messageId: message.id, link: String(click.link), at, ...verdict };
    await addLinkEvents(tx, [event]);
    await reclassLinkEvents(tx, alsoAutomatic, verdict);
    if (message.participation === null) return;
    const [reader] = await employeesByKey(tx, [message.recipient]);
    if (reader === undefined) return;
    const ofReader = { ...message, participation: message.participation };
    const zone = reader.timezone ?? workspace.definition.timezone;
    if (alsoAutomatic.length > 0) await takeBack(tx, ofReader, at, zone);
    if (verdict.class === 'human') await addFact(tx, ofReader, { id: newId('evt'), at }, zone);
  });
}

const HOLDS_AFTER_MS = 10 * MINUTE_MS;
/** In doubt counts as sent everywhere; a click in it is the best sign that it arrived. */
const ARRIVED: ReadonlySet<StoredMessage['state']> = new Set(['sent', 'in-doubt', 'bounced']);

type MessageOfReader = StoredMessage & { readonly participation: string };

/** Once per participation, step and day: the store keeps the first. */
async function addFact(
  tx: Database,
  message: MessageOfReader,
  { id, at }: { id: string; at: Instant },
  zone: Zone,
): Promise<void> {
  const { recipient: person, participation, step, campaign } = message;
  const day = localDate(at, zone);
  const known = (await engagementOf(tx, [person])).get(person) ?? [];
  const isKnown = known.some(
    (fact) => fact.kind === 'clicked' && fact.participation === participation && fact.step === step && fact.day === day,
  );
  if (isKnown) return;
  const holdsFrom = at + HOLDS_AFTER_MS;
  const about = message.message;
  await addEngagement(tx, [
    { id, person, campaign, participation, step, kind: 'clicked', about, answers: [], at, holdsFrom, day },
  ]);
  await wake(tx, [person], holdsFrom);
}

/** The day's click came from a machine after all, unless a reader clicked in the same mail too. */
async function takeBack(tx: Database, message: MessageOfReader, at: Instant, zone: Zone): Promise<void> {
  const day = localDate(at, zone);
  const clicks = await linkEventsOf(tx, message.id);
  if (clicks.some((click) => click.class === 'human' && localDate(click.at, zone) === day)) return;
  const { participation, step, recipient } = message;
  await withdrawClick(tx, { participation, step, day });
  await wake(tx, [recipient], at);
}
