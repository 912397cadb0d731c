import type { Campaign, MailStep, RemindStep } from '../../domain/campaign.ts';
import { attributeOf, type Employee, hasLeft } from '../../domain/employee.ts';
import { stableShare } from '../../domain/hash.ts';
import { GONE_STATES } from '../../domain/message.ts';
import type { LibraryStory, StoryChoice } from '../../domain/story.ts';
import { fold, localeChain } from '../../domain/text.ts';
import { type Instant, type LocalDate, localDate } from '../../domain/time.ts';
import type { Setting, Situation } from '../facts/situation.ts';
import { messageKey } from '../journey/ledger.ts';
import { fileOrder } from '../journey/steps-ahead.ts';
import type { Placing } from './mail-limit.ts';

/** What a choice hangs on. */
export interface StoryQuestion {
  readonly choice: StoryChoice;
  readonly campaign: Pick<Campaign, 'id' | 'promotes' | 'topic'>;
  readonly reader: Employee;
  /** The local date on which the mail goes. */
  readonly on: LocalDate;
  /** Ids of what the reader has had, in any campaign. */
  readonly seen: ReadonlySet<string>;
  /** The workspace's first. */
  readonly defaultLocale: string;
}

/**
 * The story for a reader (practice.md T11); null: none fits. Among those that fit, the one with the highest share of
 * SHA-256 over story / campaign / person: alike on every day, and as even over the stories as a draw, while a story
 * that comes or goes moves only those readers whom it serves.
 */
export function chooseStory(stories: readonly LibraryStory[], question: StoryQuestion): LibraryStory | null {
  const { campaign, reader } = question;
  let best: LibraryStory | null = null;
  let bestShare = -1;
  for (const story of stories) {
    if (!fits(story, question)) continue;
    const share = stableShare(`story/${story.id}`, campaign.id, reader.id);
    if (share > bestShare || (share === bestShare && best !== null && story.id < best.id)) {
      best = story;
      bestShare = share;
    }
  }
  return best;
}

/** Whether a story may be told on a day, whoever reads it: consent, and an author who is still here. */
export function mayBeToldOn({ consentOn, expiresOn, withdrawnOn, authorNow }: LibraryStory, on: LocalDate): boolean {
  if (on < consentOn || on > expiresOn || (withdrawnOn !== null && on >= withdrawnOn)) return false;
  return authorNow !== null && authorNow.missingSince === null && !hasLeft(authorNow, on);
}

/** Whether a story is about what a campaign promotes, or its topic; one that is about nothing suits them all. */
export function isStoryFor({ about }: Pick<LibraryStory, 'about'>, campaign: StoryQuestion['campaign']): boolean {
  return about.length === 0 || about.some((one) => one === campaign.topic || campaign.promotes.includes(one));
}

/** Of the reader's own department, or knowingly of another: where either is unknown, neither holds (rules.md R3). */
export function isFromDepartment(story: string | null, reader: string | null, choice: StoryChoice): boolean {
  if (choice === 'any') return true;
  if (story === null || reader === null) return false;
  return (fold(story) === fold(reader)) === (choice === 'own department');
}

function fits(story: LibraryStory, { choice, campaign, reader, on, seen, defaultLocale }: StoryQuestion): boolean {
  if (seen.has(story.id) || story.authorNow?.key === reader.key || !mayBeToldOn(story, on)) return false;
  if (!isStoryFor(story, campaign)) return false;
  const department = attributeOf(reader, 'department');
  if (!isFromDepartment(story.department, department === null ? null : String(department), choice)) return false;
  return localeChain(reader.locale, defaultLocale).some((tag) => Object.hasOwn(story.texts, tag));
}

/** Whose story a step tells; null: it tells none. */
export function storyChoiceOf(step: MailStep | RemindStep): StoryChoice | null {
  return step.kind === 'mail' ? (step.story ?? null) : null;
}

/** What the mails of one person tell, by their key in the ledger; null: no story fits. Other mails are not in it. */
export type StoriesOfMails = ReadonlyMap<string, string | null>;

/**
 * Chooses for all mails of a person that have a slot, in the order in which they go, so that no two tell the same.
 */
export function storiesOfMails(placings: readonly Placing[], situation: Situation, setting: Setting): StoriesOfMails {
  const telling = placings.flatMap((placing) => {
    if (placing.is === 'too-late' || placing.slot === null) return [];
    const choice = storyChoiceOf(placing.pending.step);
    return choice === null ? [] : [{ pending: placing.pending, choice, at: placing.slot.at }];
  });
  if (telling.length === 0) return NONE;
  const seen = seenStories(situation);
  const chosen = new Map<string, string | null>();
  for (const { pending, choice, at } of telling.sort(bySlot)) {
    const { campaign, participation, calendar } = pending.standpoint;
    const story = chooseStory(setting.stories ?? [], {
      choice,
      campaign,
      reader: situation.employee,
      on: localDate(at, calendar.zone),
      seen,
      defaultLocale: setting.workspace.locales[0],
    });
    chosen.set(messageKey(participation, pending.mail.id), story?.id ?? null);
    if (story !== null) seen.add(story.id);
  }
  return chosen;
}

/** What a person has had, or has on the way to them past recall, in every campaign. */
function seenStories({ messages }: Pick<Situation, 'messages'>): Set<string> {
  return new Set(
    messages.flatMap(({ story, state }) =>
      story != null && (GONE_STATES.includes(state) || state === 'held') ? [story] : [],
    ),
  );
}

const NONE: StoriesOfMails = new Map();

interface Telling {
  readonly pending: Placing['pending'];
  readonly at: Instant;
}

function bySlot(a: Telling, b: Telling): number {
  const [first, second] = [a.pending.standpoint.campaign, b.pending.standpoint.campaign];
  if (a.at !== b.at) return a.at - b.at;
  if (first.id !== second.id) return first.id < second.id ? -1 : 1;
  return (fileOrder(first).get(a.pending.mail.id) ?? 0) - (fileOrder(second).get(b.pending.mail.id) ?? 0);
}
