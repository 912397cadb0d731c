import type { LocalDate } from './time.ts';

/** What a colleague tells about learning (practice.md T11), with their consent: a file, or later an accepted answer. */
export interface Story {
  /** The file's name without its ending; it never changes, for readers are known to have seen it by it. */
  readonly id: string;
  /** An employee's id or address: whose story it is never gets it. */
  readonly author: string;
  /** Null: it is told without a name. */
  readonly firstName: string | null;
  readonly department: string | null;
  /** Ids of activities, and topics; empty: it suits every campaign. */
  readonly about: readonly string[];
  /** The first day on which it may be told. */
  readonly consentOn: LocalDate;
  /** The last day on which it may be told. */
  readonly expiresOn: LocalDate;
  /** From this day on the consent is taken back; null: it stands. */
  readonly withdrawnOn: LocalDate | null;
  /** By locale. */
  readonly texts: Readonly<Record<string, StoryText>>;
}

/** Plain text: it is put into a message as a value, so nothing in it can become a link. */
export interface StoryText {
  readonly title: string;
  readonly quote: string | null;
  /** What the author does, in a few words; null: not told. */
  readonly role: string | null;
  /** An empty line parts paragraphs. */
  readonly text: string;
}

/** A story with who its author is by now. */
export interface LibraryStory extends Story {
  /** Null: nobody whom we know, or know any more; then it is not told. */
  readonly authorNow: StoryAuthor | null;
}

export interface StoryAuthor {
  /** The employee's key. */
  readonly key: string;
  readonly leftOn: LocalDate | null;
  readonly missingSince: number | null;
}

/** Whose story a step tells, seen from its reader. */
export type StoryChoice = 'own department' | 'other department' | 'any';
export const STORY_CHOICES = ['own department', 'other department', 'any'] as const satisfies readonly StoryChoice[];

/** Where a file says nothing, a story may be told this long after the consent. */
export const STORY_MONTHS = 12;
