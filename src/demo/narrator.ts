import { type Campaign, type CampaignMail, mailsOf } from '../domain/campaign.ts';
import { type Instant, type LocalDate, startOfDate, type Zone } from '../domain/time.ts';
import { shortTime } from '../domain/time-words.ts';
import type { StoredMessage } from '../store/mails/messages.ts';
import type { Chronicle } from './chronicle.ts';
import { mails, reasonsInWords, sum } from './phrases.ts';

export interface Colours {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
}

/** Tells what happens in few, calm lines: one for each larger burst of mail, one for what else a day brought. */
export interface Narrator {
  /** From here on a campaign's steps are known. */
  know(campaign: Campaign): void;
  /** `Tue 30 Mar 08:00 · …` */
  tell(at: Instant, text: string): void;
  /** `Tue 30 Mar · …` */
  tellOfDay(on: LocalDate, text: string): void;
  arrived(mails: readonly StoredMessage[]): void;
  /** The bursts since the last call, with what keeps others from the same mail. */
  tellBursts(now: Instant): void;
  /** What came in ones and twos today. */
  tellRest(on: LocalDate): void;
}

/** So many mails of a step at a time get a line of their own; so many others together do. */
const BURST = 10;
const REST = 6;
const STEPS_NAMED = 3;

export function createNarrator(
  say: (line: string) => void,
  colours: Colours,
  zone: Zone,
  chronicle: Pick<Chronicle, 'waiting'>,
): Narrator {
  const steps = new Map<string, CampaignMail>();
  let burst: StoredMessage[] = [];
  let rest: StoredMessage[] = [];

  const line = (when: string, text: string) => say(`${colours.dim(when)} · ${text}`);
  const tell = (at: Instant, text: string) => line(shortTime(at, zone, 'en'), text);
  const tellOfDay = (on: LocalDate, text: string) => line(dayName(on, zone), text);
  const stepOf = ({ campaign, step }: StoredMessage) => `${campaign}/${step}`;

  return {
    know(campaign) {
      for (const mail of mailsOf(campaign)) steps.set(`${campaign.id}/${mail.id}`, mail);
    },
    tell,
    tellOfDay,
    arrived(arrived) {
      burst.push(...arrived);
    },
    tellBursts(now) {
      for (const group of grouped(burst, stepOf)) {
        const [first] = group;
        if (first === undefined || group.length < BURST) {
          rest.push(...group);
          continue;
        }
        // Old learning data has a line of its own.
        const waiting = chronicle.waiting(now, (mail) => isSame(mail, first) && mail.reason !== 'old-learning-data');
        const waits = sum(waiting.values());
        const kept = waits === 0 ? '' : ` · ${waits} ${waits === 1 ? 'waits' : 'wait'}: ${reasonsInWords(waiting)}`;
        const to = READERS[first.kind === 'team' ? 'managers' : (steps.get(stepOf(first))?.to ?? 'participant')];
        const at = Math.min(...group.map(({ slotAt }) => slotAt ?? now));
        tell(
          at,
          `${colours.cyan(first.campaign)} · ${colours.bold(first.step)} to ${group.length} ${to}${colours.dim(kept)}`,
        );
      }
      burst = [];
    },
    tellRest(on) {
      if (rest.length < REST) return;
      const groups = grouped(rest, stepOf).sort((a, b) => b.length - a.length);
      const named = groups.slice(0, STEPS_NAMED).map((group) => `${group[0]?.step} (${group.length})`);
      const more = groups.length > named.length ? ', …' : '';
      tellOfDay(on, colours.dim(`also ${mails(rest.length)}: ${named.join(', ')}${more}`));
      rest = [];
    },
  };
}

const READERS = { participant: 'people', managers: 'managers', buddy: 'buddies' } as const;

/** `Tue 30 Mar` */
export function dayName(on: LocalDate, zone: Zone): string {
  return shortTime(startOfDate(on, zone), zone, 'en').slice(0, -' 00:00'.length);
}

function isSame(a: { campaign: string; step: string }, b: { campaign: string; step: string }): boolean {
  return a.campaign === b.campaign && a.step === b.step;
}

function grouped<T>(items: readonly T[], by: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(by(item)) ?? [];
    group.push(item);
    groups.set(by(item), group);
  }
  return [...groups.values()];
}
