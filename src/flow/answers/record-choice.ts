import type { Need } from '../../domain/need.ts';
import {
  addDays,
  addMonths,
  type Instant,
  type LocalDate,
  localDate,
  startOfDate,
  type Zone,
} from '../../domain/time.ts';
import { newestWorkspace } from '../../store/campaigns/workspaces.ts';
import type { Database } from '../../store/database.ts';
import { choicesOf, choose, countChoice, type StoredChoice, withdrawChoice } from '../../store/people/choices.ts';
import { wake } from '../../store/people/employee-wakes.ts';
import { chooseLocale, chooseNeed, employeesByKey, type StoredEmployee } from '../../store/people/employees.ts';
import type { FlowContext } from '../context.ts';

export const NOT_NOW_SPANS = ['week', 'two-weeks', 'month'] as const;
export type NotNowSpan = (typeof NOT_NOW_SPANS)[number];

/** The fixed list. Reasons are counted, and not kept with the person (guarantees.md §3). */
export const NOT_NOW_REASONS = ['no-time', 'other-priority', 'does-not-fit', 'does-not-work', 'away'] as const;
export type NotNowReason = (typeof NOT_NOW_REASONS)[number];

/** What an employee asks for on a page of ours. */
export type EmployeeChoice =
  /** No more mail about a topic; null: no voluntary mail at all. */
  | { readonly kind: 'stop'; readonly topic: string | null }
  /** Mail about a topic again, which ends "stop all" for this topic alone; null: ends "stop all" and no other stop. */
  | { readonly kind: 'resume'; readonly topic: string | null }
  /** About one campaign, or null for all. */
  | {
      readonly kind: 'not-now';
      readonly campaign: string | null;
      readonly span: NotNowSpan;
      readonly reason: NotNowReason | null;
    }
  /** Takes a "not now" back. */
  | { readonly kind: 'now-again'; readonly campaign: string | null }
  | { readonly kind: 'said-done'; readonly campaign: string }
  /** A locale of the workspace. */
  | { readonly kind: 'language'; readonly locale: string }
  /** What helps them most; null takes it back, and what the organisation knows holds again. */
  | { readonly kind: 'need'; readonly need: Need | null };

/** Who asks, and in answer to which mail: stops and "not now" are counted under its step. */
export interface AskedFrom {
  readonly person: string;
  readonly campaign: string;
  readonly step: string;
}

/**
 * Does what the employee asks, all of it or nothing, at once: the person's revision rises, so that a mail that is queued
 * already fails its gate. The same request twice has one effect.
 * @returns those of the choices that changed something.
 */
export async function recordChoices(
  { store, clock }: Pick<FlowContext, 'store' | 'clock'>,
  from: AskedFrom,
  choices: readonly EmployeeChoice[],
): Promise<EmployeeChoice[]> {
  const workspace = await newestWorkspace(store.read);
  const now = clock();
  return store.write(async (tx) => {
    const [person] = await employeesByKey(tx, [from.person]);
    if (person === undefined || workspace === null) return [];
    const { topics, timezone } = workspace.definition;
    const zone = person.timezone ?? timezone;
    const changed: EmployeeChoice[] = [];
    for (const choice of choices) {
      // What a choice did, the next one finds.
      const known = (await choicesOf(tx, [person.key])).get(person.key) ?? [];
      const asked: Asked = { tx, from, person, known, now, zone, topics: Object.keys(topics) };
      if (await apply(asked, choice)) changed.push(choice);
    }
    if (changed.length > 0) await wake(tx, [person.key], now);
    return changed;
  });
}

/** One of them; whether it changed anything. */
export async function recordChoice(
  context: Pick<FlowContext, 'store' | 'clock'>,
  from: AskedFrom,
  choice: EmployeeChoice,
): Promise<boolean> {
  return (await recordChoices(context, from, [choice])).length > 0;
}

interface Asked {
  readonly tx: Database;
  readonly from: AskedFrom;
  /** As they were before all of the choices. */
  readonly person: StoredEmployee;
  readonly known: readonly StoredChoice[];
  readonly now: Instant;
  readonly zone: Zone;
  readonly topics: readonly string[];
}

function apply(asked: Asked, choice: EmployeeChoice): Promise<boolean> {
  switch (choice.kind) {
    case 'stop':
      return stop(asked, choice.topic);
    case 'resume':
      return resume(asked, choice.topic);
    case 'not-now':
      return notNow(asked, choice);
    case 'now-again':
      return takeBackNotNow(asked, choice.campaign);
    case 'said-done':
      return saidDone(asked, choice.campaign);
    case 'language':
      return chooseLanguage(asked, choice.locale);
    case 'need':
      return sayNeed(asked, choice.need);
  }
}

async function stop({ tx, from, known, now }: Asked, topic: string | null): Promise<boolean> {
  if (stopOf(known, topic) !== undefined) return false;
  await choose(tx, from.person, { kind: 'stop', topic, at: now });
  await countChoice(tx, { campaign: from.campaign, step: from.step, kind: 'stopped', reason: null });
  return true;
}

/** For one topic, "stop all" becomes a stop of each of the others. */
async function resume({ tx, from, known, now, topics }: Asked, topic: string | null): Promise<boolean> {
  const all = stopOf(known, null);
  const one = topic === null ? undefined : stopOf(known, topic);
  for (const stopped of [all, one]) {
    if (stopped !== undefined) await withdrawChoice(tx, from.person, stopped);
  }
  if (all === undefined || topic === null) return all !== undefined || one !== undefined;
  for (const other of topics) {
    if (other === topic || stopOf(known, other) !== undefined) continue;
    await choose(tx, from.person, { kind: 'stop', topic: other, at: now });
  }
  return true;
}

function stopOf(known: readonly StoredChoice[], topic: string | null): StoredChoice | undefined {
  return known.find((choice) => choice.kind === 'stop' && choice.topic === topic);
}

async function notNow(
  { tx, from, known, now, zone }: Asked,
  { campaign, span, reason }: EmployeeChoice & { kind: 'not-now' },
): Promise<boolean> {
  const until = startOfDate(dayAfter(localDate(now, zone), span), zone);
  const isKnown = known.some(
    (choice) => choice.kind === 'not-now' && choice.campaign === campaign && choice.until === until,
  );
  if (isKnown) return false;
  await choose(tx, from.person, { kind: 'not-now', campaign, at: now, until });
  await countChoice(tx, { campaign: from.campaign, step: from.step, kind: 'not-now', reason });
  return true;
}

/** Until the beginning of that day, in the person's own zone. */
function dayAfter(today: LocalDate, span: NotNowSpan): LocalDate {
  if (span === 'month') return addMonths(today, 1);
  return addDays(today, span === 'week' ? 7 : 14);
}

async function takeBackNotNow({ tx, from, known, now }: Asked, campaign: string | null): Promise<boolean> {
  const asked = known.find((choice) => choice.kind === 'not-now' && choice.campaign === campaign && choice.until > now);
  if (asked === undefined) return false;
  await withdrawChoice(tx, from.person, asked);
  return true;
}

/** On a later day it is said anew: required training asks again after a while (rules.md R2). */
async function saidDone({ tx, from, known, now, zone }: Asked, campaign: string): Promise<boolean> {
  const today = localDate(now, zone);
  const isKnown = known.some(
    (choice) => choice.kind === 'said-done' && choice.campaign === campaign && localDate(choice.at, zone) === today,
  );
  if (isKnown) return false;
  await choose(tx, from.person, { kind: 'said-done', campaign, at: now });
  return true;
}

async function chooseLanguage({ tx, person }: Asked, locale: string): Promise<boolean> {
  if (person.chosenLocale === locale) return false;
  await chooseLocale(tx, person.key, locale);
  return true;
}

async function sayNeed({ tx, person }: Asked, need: Need | null): Promise<boolean> {
  if (person.chosenNeed === need) return false;
  await chooseNeed(tx, person.key, need);
  return true;
}
