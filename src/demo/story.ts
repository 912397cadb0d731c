import { invariant } from '../domain/errors.ts';
import {
  addDays,
  DAY_MS,
  daysBetween,
  HOUR_MS,
  type Instant,
  instantAt,
  type LocalDate,
  startOfDate,
  weekdayOf,
} from '../domain/time.ts';
import type { VirtualClock } from '../domain/virtual-clock.ts';
import type { FlowContext } from '../flow/context.ts';
import type { Sender } from '../flow/sending/send-messages.ts';
import { campaignVersion } from '../store/campaigns/campaigns.ts';
import { participationTotals } from '../store/figures/totals.ts';
import { learningDataAt } from '../store/meta.ts';
import { choiceTotals } from '../store/people/choices.ts';
import { createAgenda } from './agenda.ts';
import type { Chronicle } from './chronicle.ts';
import { type Colours, createNarrator, dayName, type Narrator } from './narrator.ts';
import { list, people, sum } from './phrases.ts';
import { PLACES } from './places.ts';
import { playTo } from './player.ts';
import { createReaders } from './readers.ts';
import { type Happening, happenings, STARTS_ON } from './story-calendar.ts';
import type { Waterlijn } from './waterlijn.ts';

export interface Story {
  readonly context: FlowContext;
  readonly clock: VirtualClock;
  readonly sender: Sender;
  readonly chronicle: Chronicle;
  readonly waterlijn: Waterlijn;
  readonly days: number;
  readonly say: (line: string) => void;
  readonly colours: Colours;
  /** Waits until it is time for a part of the story: in days from its beginning. */
  readonly pace: (days: number) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Everything is ready on Monday at six, three hours before the first mail may go. */
const FIRST_MORNING = 6 * HOUR_MS;
const LAUNCHED_AT_ONCE = ['data-literacy', 'welcome-aboard'] as const;
const LAUNCHED_LATER = 'safe-at-work';

/** Where the clock stands when the story begins. */
export function beginningOf(zone: string): Instant {
  return instantAt(STARTS_ON, FIRST_MORNING, zone);
}

/** Six weeks at Waterlijn, told as they are played. Ends early when the signal says so. */
export async function tellStory(story: Story): Promise<void> {
  const { context, clock, sender, chronicle, waterlijn, signal } = story;
  const zone = waterlijn.workspace.timezone;
  const narrator = createNarrator(story.say, story.colours, zone, chronicle);
  const agenda = createAgenda();
  const readers = createReaders(context, agenda, waterlijn.platform);
  const parts = { context, clock, sender, agenda, chronicle, readers, onArrived: narrator.arrived, signal };

  await firstMorning(story, narrator);
  for (const happening of happenings()) {
    agenda.add(instantAt(happening.on, happening.at, zone), () => happen(happening, story, narrator));
  }
  for (let day = 0; day < story.days && !signal.aborted; day += 1) {
    const on = addDays(STARTS_ON, day);
    tellHolidays(on, story, narrator);
    await playTo(parts, instantAt(on, 12 * HOUR_MS, zone));
    narrator.tellBursts(clock.now());
    await tellOldLearningData(on, story, narrator);
    await story.pace(day + 0.5);
    await playTo(parts, startOfDate(addDays(on, 1), zone));
    narrator.tellBursts(clock.now());
    narrator.tellRest(on);
    if (weekdayOf(on) === 'sun') await tellWeek(on, story, narrator);
    await story.pace(day + 1);
  }
}

async function firstMorning({ context, waterlijn }: Story, narrator: Narrator): Promise<void> {
  const { colleagues } = waterlijn;
  const now = context.clock();
  const imported = await waterlijn.importPeople();
  const departments = new Set(colleagues.map(({ department }) => department)).size;
  const countries = [...new Set(colleagues.map(({ place }) => place.country))];
  const without = colleagues.filter(({ email }) => email === null).length;
  narrator.tell(
    now,
    `personnel file: ${people(imported.new)} in ${departments} departments, in ${list(countries)}; ${without} have no mailbox`,
  );
  const learning = await waterlijn.importLearning();
  narrator.tell(
    now,
    `learning platform: ${learning.result.new} trainings were finished before, nobody is asked to do them again`,
  );
  const reach = new Map<string, number>();
  for (const campaign of [...LAUNCHED_AT_ONCE, LAUNCHED_LATER]) {
    const { version, impact } = await waterlijn.publish(campaign);
    reach.set(campaign, impact.audience.count ?? 0);
    const published = await campaignVersion(context.store.read, campaign, version);
    invariant(published, `${campaign} was published`);
    narrator.know(published.definition);
  }
  for (const campaign of LAUNCHED_AT_ONCE) await waterlijn.launch(campaign);
  const launched = LAUNCHED_AT_ONCE.map((campaign) => `${campaign} for ${people(reach.get(campaign) ?? 0)}`);
  narrator.tell(now, `launched: ${list(launched)}`);
}

async function happen(happening: Happening, story: Story, narrator: Narrator): Promise<void> {
  switch (happening.kind) {
    case 'launch':
      return launch(happening.campaign, story, narrator);
    case 'learning':
      return importLearning(story, narrator);
    case 'personnel':
      return importPersonnel(happening.week, story, narrator);
  }
}

async function launch(campaign: string, { waterlijn, clock, colours }: Story, narrator: Narrator): Promise<void> {
  await waterlijn.launch(campaign);
  narrator.tell(clock.now(), `launched: ${colours.cyan(campaign)}, required by law, due 30 days after joining`);
}

async function importLearning(story: Story, narrator: Narrator): Promise<void> {
  const { context, clock, chronicle, waterlijn, colours } = story;
  const before = await learningDataAt(context.store.read);
  const waiting = waitingForData(chronicle, clock.now());
  const { result, started, finished } = await waterlijn.importLearning();
  const { learningDataMaxDays } = waterlijn.workspace;
  const isLate = before !== null && clock.now() - before > (learningDataMaxDays ?? Number.POSITIVE_INFINITY) * DAY_MS;
  const opening = isLate ? colours.green('the late export came') : 'weekly export';
  const counts = `${opening}: ${result.new} records, ${people(started)} started, ${finished} finished`;
  const effect = isLate ? `${waiting} reminders wait no longer` : 'who finished is not reminded again';
  narrator.tell(clock.now(), `${counts} · ${effect}`);
}

async function importPersonnel(week: number, { waterlijn, clock }: Story, narrator: Narrator): Promise<void> {
  const { left, joined, moved } = await waterlijn.importPersonnel(week);
  const zone = waterlijn.workspace.timezone;
  const parts = [
    left.length > 0 && `${people(left.length)} leave today and get no more mail`,
    joined[0] && `${joined.length} begin on ${dayName(joined[0].hiredOn, zone)}`,
    moved[0] && `${moved.length} moves to ${moved[0].department}`,
  ].filter((part) => part !== false && part !== undefined);
  narrator.tell(clock.now(), `personnel file: ${parts.join(', ')}`);
}

/** Working days that are a public holiday somewhere at Waterlijn. */
function tellHolidays(on: LocalDate, { context, colours }: Story, narrator: Narrator): void {
  if (weekdayOf(on) === 'sat' || weekdayOf(on) === 'sun') return;
  const year = Number(on.slice(0, 4));
  const countries = new Map<string, string>();
  for (const { country, region } of Object.values(PLACES)) {
    const name = context.publicHolidays.datesOf(country, region === '' ? null : region, year, 'en').get(on);
    if (name !== undefined) countries.set(country, name);
  }
  const [name] = countries.values();
  if (name === undefined) return;
  narrator.tellOfDay(on, colours.yellow(`${name}: no mail in ${list([...countries.keys()])} today`));
}

async function tellOldLearningData(on: LocalDate, story: Story, narrator: Narrator): Promise<void> {
  const { context, clock, chronicle, waterlijn, colours } = story;
  const at = await learningDataAt(context.store.read);
  if (at === null) return;
  const { learningDataMaxDays, timezone } = waterlijn.workspace;
  const age = Math.floor((clock.now() - at) / DAY_MS);
  const waiting = waitingForData(chronicle, clock.now());
  if (learningDataMaxDays !== null && age >= learningDataMaxDays && waiting > 0) {
    const text = `learning data is ${age} days old: ${waiting} reminders wait, nobody is reminded of what they may have done`;
    narrator.tellOfDay(on, colours.yellow(text));
  } else if (weekdayOf(on) === 'mon' && at < startOfDate(on, timezone)) {
    narrator.tellOfDay(on, colours.yellow('the weekly export of the learning platform did not come'));
  }
}

function waitingForData(chronicle: Chronicle, now: Instant): number {
  return sum(chronicle.waiting(now, ({ reason }) => reason === 'old-learning-data').values());
}

/** From the store: who takes part, got to *activate*, and finished; and what readers asked for, so far. */
async function tellWeek(sunday: LocalDate, { context, colours, waterlijn }: Story, narrator: Narrator): Promise<void> {
  const { read } = context.store;
  const choices = { 'not-now': 0, stopped: 0 };
  const figures: string[] = [];
  for (const campaign of [...LAUNCHED_AT_ONCE, LAUNCHED_LATER]) {
    const { participations, began, goalReached } = await participationTotals(read, campaign);
    for (const { kind, count } of await choiceTotals(read, campaign)) choices[kind] += count;
    if (participations > 0) figures.push(`${campaign} ${participations} → ${began.activate} → ${goalReached}`);
  }
  const { timezone } = waterlijn.workspace;
  const hours = (startOfDate(addDays(sunday, 1), timezone) - startOfDate(sunday, timezone)) / HOUR_MS;
  if (hours !== 24)
    narrator.tellOfDay(sunday, `a day of ${hours} hours: the clocks change, and nine o’clock stays nine o’clock`);
  const week = (daysBetween(STARTS_ON, sunday) + 1) / 7;
  const asked = `${choices['not-now']} said “not now”, ${choices.stopped} stopped`;
  const legend = week === 1 ? ' (take part → activate → finished)' : '';
  narrator.tellOfDay(sunday, colours.bold(`week ${week}${legend}: ${figures.join(' · ')} · ${asked}`));
}
