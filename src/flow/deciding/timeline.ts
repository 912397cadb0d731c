import { mailsOf } from '../../domain/campaign.ts';
import type { Participation } from '../../domain/participation.ts';
import type { EndReason, ShownReason } from '../../domain/reasons.ts';
import { formatInstant, type Instant } from '../../domain/time.ts';
import { shortTime } from '../../domain/time-words.ts';
import { keptText, mailText, type ShownKeeper, type ShownMail, sayIn } from '../../engine/answers/explain.ts';
import type { SentenceName } from '../../engine/answers/sentences.ts';
import type { KeptMail } from '../../engine/answers/what-keeps.ts';
import { comeBackUntil } from '../../engine/journey/endings.ts';
import { isRequired } from '../../engine/journey/standpoint.ts';
import { allCampaigns } from '../../store/campaigns/campaigns.ts';
import { messagesTo, type StoredMessage } from '../../store/mails/messages.ts';
import type { FlowContext } from '../context.ts';
import { campaignNamed, findPerson, loadPerson, type PersonFile } from './load-person.ts';

/** One decision about one person, in a sentence, with the time in the person's zone. */
export interface TimelineEntry {
  /** When it was, or is expected to be; null: nobody knows. */
  readonly at: string | null;
  readonly campaign: string;
  /** Null where it would tell what the person did (guarantees.md §3), and of what is about no step. */
  readonly step: string | null;
  /** The story that a mail tells, or will tell as things stand; null: none, and where the step is. */
  readonly story: string | null;
  /** A message's state, or `began`, `begins`, `suspended`, `ended`. */
  readonly state: StoredMessage['state'] | 'began' | 'begins' | 'suspended' | 'ended';
  /** A code of rules.md R21, or `not-needed-any-more`: of a waiting mail what keeps it at this moment. */
  readonly reason: ShownReason | null;
  /** All that keeps it at this moment, what ends last first; then what will keep it after that. */
  readonly reasons: readonly ShownReasonEntry[];
  readonly later: readonly ShownReasonEntry[];
  readonly sentence: string;
}

export interface ShownReasonEntry {
  readonly reason: ShownReason;
  readonly until: string | null;
  readonly mails: readonly ShownMail[];
}

/**
 * Everything decided about one person, by time, and what is yet to come.
 * @param email an address, present or former, or an id
 * @param campaign only of this one; null: of all
 * @throws {UserError} when nobody has this address, or no campaign this name.
 */
export async function timeline(
  context: FlowContext,
  email: string,
  campaign: string | null = null,
): Promise<TimelineEntry[]> {
  const { read } = context.store;
  const person = await findPerson(context, email);
  if (campaign !== null) await campaignNamed(context, campaign);
  if ((await allCampaigns(read)).length === 0) return [];
  const file = await loadPerson(context, person);
  const entries = await timelineOf(context, file);
  return entries.filter((entry) => campaign === null || entry.campaign === campaign);
}

export async function timelineOf({ store }: FlowContext, file: PersonFile): Promise<TimelineEntry[]> {
  const messages = (await messagesTo(store.read, file.person.key))
    .filter(({ kind, state }) => kind !== 'test' && state !== 'withdrawn')
    .sort((a, b) => a.dueAt - b.dueAt);
  const began = new Set(file.situation.participations.map(({ campaign }) => campaign));
  const told = new Set(messages.map(({ key }) => key));
  const entries = [
    ...messages.filter((message) => isStillDecided(message, file)).map((message) => mailEntry(message, file)),
    ...file.kept
      .filter(({ key, campaign }) => !told.has(key) && began.has(campaign))
      .map((kept) => keptEntry(kept, 'planned', file)),
    ...file.situation.participations.flatMap((participation) => participationEntries(participation, file)),
  ];
  return entries.sort(byTime);
}

/**
 * What is known since it was decided may have changed it: then it is not told any more, as if the next look had been. Two
 * mails in the place of one would tell of the fact.
 */
function isStillDecided({ kind, key, state }: StoredMessage, { kept, decision }: PersonFile): boolean {
  if (kind !== 'step' || (state !== 'planned' && state !== 'ready')) return true;
  return decision.going.includes(key) || kept.some((one) => one.kind === kind && one.key === key);
}

/** At one instant somebody begins, then mails are decided, then it ends. What nobody knows the time of comes last. */
function byTime(a: TimelineEntry, b: TimelineEntry): number {
  const rank = ({ state }: TimelineEntry) =>
    state === 'began' || state === 'begins' ? 0 : state === 'ended' || state === 'suspended' ? 2 : 1;
  const [first, second] = [a.at ?? '9', b.at ?? '9'];
  return first < second ? -1 : first > second ? 1 : rank(a) - rank(b);
}

/** A row of the ledger: what became of it, or what keeps it now. */
function mailEntry(message: StoredMessage, file: PersonFile): TimelineEntry {
  const { state, campaign, version, kind } = message;
  const kept = file.kept.find((one) => one.key === message.key && one.kind === kind);
  if (kept !== undefined && (state === 'planned' || state === 'ready')) return keptEntry(kept, state, file);
  const view = file.viewOf(campaign, version);
  const step = view === null ? message.step : view.step(message.step);
  const reason =
    message.reason === null
      ? state === 'bounced'
        ? 'bounced'
        : null
      : (view?.reason(message.reason, message.step) ?? message.reason);
  const at = message.settledAt ?? message.slotAt ?? message.dueAt;
  const story = step === null ? null : message.story;
  const mail = mailText({ campaign, step, story }, kind === 'step' ? 'step' : 'bundle', file.voice);
  const isBackingOff = state === 'ready' && message.attempts > 0 && (message.nextTryAt ?? 0) > file.voice.now;
  const detail = state === 'failed' || isBackingOff ? message.replyText : null;
  const why: ShownKeeper[] = reason === null || state === 'bounced' ? [] : [{ reason, detail }];
  const unknown = step === null ? null : unknownReader(message, file);
  const name = isBackingOff
    ? 'triedAgain'
    : (unknown ?? (mayGoAgain(message, file) ? 'inDoubtResend' : SENTENCE_OF[state](message, file.voice.now)));
  const sentence = sayIn(
    file.voice,
    name,
    { mail, when: message.nextTryAt ?? at },
    isBackingOff || unknown !== null ? '' : keptText(file.voice, why),
  );
  return {
    at: formatInstant(at),
    campaign,
    step,
    story,
    state,
    reason,
    reasons: why.map(asEntry),
    later: [],
    sentence: OPEN[state] ? sentence : dated(at, sentence, file),
  };
}

/** A step to managers or buddies that found none: nobody among the employees has the address, or there is none. */
function unknownReader({ kind, state, reason, campaign, version, step }: StoredMessage, { setting }: PersonFile) {
  if (kind !== 'step' || state !== 'passed' || reason !== 'no-mailbox') return null;
  const definition = setting.campaigns.get(campaign)?.versions.get(version)?.campaign;
  const to = definition && mailsOf(definition).find(({ id }) => id === step)?.to;
  if (to === 'managers') return 'managerUnknown';
  return to === 'buddy' ? 'buddyUnknown' : null;
}

/** Required mail in doubt goes once more where no sign of it comes (rules.md R9). */
function mayGoAgain(
  { kind, state, resentAt, nextTryAt, campaign, version, step, phase }: StoredMessage,
  file: PersonFile,
) {
  if (kind !== 'step' || state !== 'in-doubt' || resentAt !== null || nextTryAt === null) return false;
  const definition = file.setting.campaigns.get(campaign)?.versions.get(version)?.campaign;
  const found = definition && mailsOf(definition).find(({ id }) => id === step);
  return definition !== undefined && found !== undefined && isRequired(definition, phase, found.step);
}

const SENTENCE_OF: Readonly<Record<StoredMessage['state'], (message: StoredMessage, now: Instant) => SentenceName>> = {
  planned: ({ slotAt, reason }, now) => {
    if (slotAt === null) return 'waits';
    return slotAt <= now ? 'goesNow' : reason === null ? 'goes' : 'waitsUntil';
  },
  ready: () => 'goesNow',
  claimed: () => 'goesNow',
  held: () => 'held',
  data: () => 'inDoubt',
  sent: ({ simulated, resentAt }) => (simulated ? 'simulated' : resentAt === null ? 'sent' : 'sentTwice'),
  'in-doubt': ({ resentAt }) => (resentAt === null ? 'inDoubt' : 'inDoubtTwice'),
  failed: () => 'failed',
  bounced: () => 'cameBack',
  passed: () => 'passed',
  withdrawn: () => 'passed',
};

/** What is not over yet carries no date in front: its sentence says when. */
const OPEN: Readonly<Partial<Record<StoredMessage['state'], boolean>>> = { planned: true, ready: true, claimed: true };

/** A mail that waits, with all that keeps it at this moment and the next instant. */
function keptEntry(kept: KeptMail, state: 'planned' | 'ready', file: PersonFile): TimelineEntry {
  const { campaign, slotAt, dueAt, awaits } = kept;
  const { voice } = file;
  const view = file.viewOf(campaign, kept.version);
  const step = view === null ? kept.step : view.step(kept.step);
  const story = step === null ? null : storyOf(kept, file);
  const mail = mailText({ campaign, step, story }, kept.kind, voice);
  const now = kept.now.map((keeper) => file.shown(keeper, kept));
  const later = kept.later.map((keeper) => file.shown(keeper, kept));
  const values = { mail, when: slotAt ?? awaits?.until ?? dueAt ?? voice.now, due: dueAt ?? voice.now };
  const at = slotAt ?? awaits?.until ?? dueAt;
  return {
    at: at === null ? null : formatInstant(at),
    campaign,
    step,
    story,
    state,
    reason: now[0]?.reason ?? null,
    reasons: now.map(asEntry),
    later: later.map(asEntry),
    sentence: sayIn(voice, sentenceForKept(kept, voice.now), values, keptText(voice, now, later, slotAt)),
  };
}

/** As it was decided just now, or stands in the ledger unchanged. */
function storyOf({ kind, key }: KeptMail, { decision, situation }: PersonFile): string | null {
  const isMeant = (one: { readonly kind: string; readonly key: string }) => one.kind === kind && one.key === key;
  const known = decision.messages.find(isMeant) ?? situation.messages.find(isMeant);
  return known?.story ?? null;
}

function sentenceForKept({ now: keepers, slotAt, dueAt, awaits, later }: KeptMail, now: Instant): SentenceName {
  if (awaits?.what === 'fact') return awaits.until === null ? 'awaitsFact' : 'awaitsFactUntil';
  if (keepers.some(({ reason }) => reason === 'no-mailbox' || reason === 'suppressed')) return 'wontGo';
  if (slotAt === null) return 'waits';
  if (keepers.length > 0) return 'waitsUntil';
  return later.length > 0 && dueAt !== null && dueAt > now ? 'goesLater' : 'goes';
}

/** From where somebody takes part, since when they are left alone, how it ended. */
function participationEntries(participation: Participation, file: PersonFile): TimelineEntry[] {
  const { campaign, beganAt, suspended, ended, fixed, version } = participation;
  const view = file.viewOf(campaign, version);
  const told = (because: EndReason): ShownReason => view?.reason(because, null) ?? because;
  const entries: TimelineEntry[] = [];
  const add = (
    at: Instant,
    state: TimelineEntry['state'],
    name: SentenceName,
    reason: ShownReason | null,
    when: Instant,
  ) => {
    const why = reason === null ? [] : [{ reason }];
    const sentence = sayIn(file.voice, name, { campaign, when }, keptText(file.voice, why));
    entries.push({
      at: formatInstant(at),
      campaign,
      step: null,
      story: null,
      state,
      reason,
      reasons: why.map(asEntry),
      later: [],
      sentence: state === 'begins' ? sentence : dated(at, sentence, file),
    });
  };
  if (fixed === null && ended === null && beganAt > file.voice.now)
    add(beganAt, 'begins', 'beginsLater', participation.compared?.group === 'later' ? 'start-later' : null, beganAt);
  else if (fixed !== null) add(beganAt, 'began', 'began', null, beganAt);
  if (suspended !== null && ended === null) {
    const until = comeBackUntil(suspended.since, file.voice.zone);
    add(suspended.since, 'suspended', 'suspended', told(suspended.because), until);
  }
  if (ended !== null) add(ended.at, 'ended', 'ended', told(ended.because), ended.at);
  return entries;
}

function dated(at: Instant, sentence: string, { voice }: PersonFile): string {
  return `${shortTime(at, voice.zone, voice.locale, voice.now)} · ${sentence}`;
}

function asEntry({ reason, until = null, mails = [] }: ShownKeeper): ShownReasonEntry {
  return { reason, until: until === null ? null : formatInstant(until), mails };
}
