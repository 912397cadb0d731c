import { invariant } from '../domain/errors.ts';
import { reasonText, type SystemLocale } from '../domain/reason-texts.ts';
import type { ShownReason } from '../domain/reasons.ts';
import { parseInstant, type Zone } from '../domain/time.ts';
import { shortTime } from '../domain/time-words.ts';
import type { Plan, PlanEntry } from '../flow/publishing/plan-campaign.ts';
import { collisionWords } from './collision-words.ts';
import { reasonCounts } from './reason-counts.ts';
import type { Terminal } from './terminal.ts';
import { PLAN_WORDS } from './words/plan-words.ts';
import { type Words, wordsIn } from './words.ts';

/** The bar of the busiest day. */
const BAR_WIDTH = 40;

/** What everybody would get: a bar for each day, then mails per person, and what else there is to know. */
export function tellPlan(terminal: Terminal, id: string, plan: Plan, locale: SystemLocale): void {
  const words = wordsIn(PLAN_WORDS, locale);
  if (plan.people === 'not-told') {
    terminal.say(words('notTold'));
    return;
  }
  const people = Object.values(plan.perPerson).reduce((sum, count) => sum + count, 0);
  const reached = people - (plan.perPerson['0'] ?? 0);
  const nothing = plan.nothing.length;
  const summary = { id: terminal.colour.bold(id), mails: plan.mails.length, people: reached, nothing };
  terminal.say(words('summary', summary));
  terminal.say();
  const busiest = Math.max(1, ...Object.values(plan.perDay));
  for (const [day, count] of Object.entries(plan.perDay)) {
    const bar = '▇'.repeat(Math.max(1, Math.round((count / busiest) * BAR_WIDTH)));
    terminal.say(`  ${day}  ${String(count).padStart(6)}  ${bar}`);
  }
  terminal.say();
  const counts = Object.entries(plan.perPerson).map(([mails, count]) => words('mailsFor', { mails, count }));
  terminal.say(words('perPerson', { counts: counts.join(', ') }));
  const reasons: Partial<Record<ShownReason, number>> = {};
  for (const { reason } of plan.nothing) reasons[reason] = (reasons[reason] ?? 0) + 1;
  if (nothing > 0) terminal.say(words('nothing', { reasons: reasonCounts(reasons, locale) }));
  for (const { at, kind, what, to, reason, done } of plan.around) {
    const because = reason === null ? '' : `  (${reasonText(reason, locale)})`;
    const state = done ? `  (${words('done')})` : because;
    terminal.say(`${words('around')}: ${at ?? words('never')}  ${kind}: ${what} → ${to}${state}`);
  }
  for (const line of collisionWords(plan.collisions, locale)) terminal.say(line);
  if (plan.assumed.length > 0) terminal.say(words('assumed', { parts: plan.assumed.join('; ') }));
  if (plan.people === 'counted') terminal.say(words('nameless'));
  terminal.say(words('onePerson', { id }));
}

/** What one person would get, on their own clock. */
export function tellPlanOf(terminal: Terminal, who: string, id: string, plan: Plan, locale: SystemLocale): void {
  const words = wordsIn(PLAN_WORDS, locale);
  if (plan.mails.length === 0) terminal.say(words('getsNothing', { who }));
  for (const mail of plan.mails) {
    const why = mail.reason === null ? '' : `  (${reasonText(mail.reason, locale)})`;
    terminal.say(`${timeOf(mail.at, plan.zone ?? 'UTC', locale)}  ${nameOf(mail, words)}${why}`);
  }
  for (const { reason } of plan.nothing) terminal.say(words('nothingOf', { id, why: reasonText(reason, locale) }));
  if (plan.assumed.length > 0) terminal.say(words('assumed', { parts: plan.assumed.join('; ') }));
}

/** `Mon 18 Jan 09:03`, on the reader's own clock. */
function timeOf(at: string, zone: Zone, locale: SystemLocale): string {
  const instant = parseInstant(at, zone);
  invariant(instant !== null, `${at} is an instant`);
  return shortTime(instant, zone, locale).padEnd(17);
}

/** `data-literacy/halfway (subject-2)`; where the step would tell something about the reader, only whose mail it is. */
function nameOf({ campaign, step, variant, story }: PlanEntry, words: Words<typeof PLAN_WORDS>): string {
  if (step === null) return words('aMailOf', { campaign });
  const more = [variant, story === undefined ? null : words('story', { story })].filter((one) => one !== null);
  return more.length === 0 ? `${campaign}/${step}` : `${campaign}/${step} (${more.join(', ')})`;
}
