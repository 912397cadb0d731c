import { type Instant, MINUTE_MS } from '../domain/time.ts';
import type { NotNowReason, NotNowSpan } from '../flow/answers/record-choice.ts';
import { between, chance, pick } from './chance.ts';

/** What a reader does because of a mail, each at an instant of its own. */
export type Reaction = { readonly at: Instant } & (
  | { readonly kind: 'open'; readonly by: Visitor }
  /** Follows a link; a person then goes to the course, a security gateway does not. */
  | { readonly kind: 'click'; readonly by: Visitor }
  | { readonly kind: 'not-now'; readonly span: NotNowSpan; readonly reason: NotNowReason | null }
  | { readonly kind: 'stop' }
  | { readonly kind: 'language'; readonly locale: string }
);

export type Visitor = 'person' | 'privacy-proxy' | 'gateway';

export interface ReadMail {
  readonly step: string;
  readonly sentAt: Instant;
  readonly isBundle: boolean;
  readonly isRequired: boolean;
}

/** Shares of people or of mails, from 0 to 1. Chosen for a lively picture; no study says that it is like this. */
const OPENS = 0.62;
const READS_BY_PRIVACY_PROXY = 0.25;
const SITS_BEHIND_GATEWAY = 0.05;
const ASKS_FOR_LATER = 0.012;
const STOPS = 0.008;
const CHANGES_LANGUAGE = 0.003;

/** How well a mail invites an average reader to go to the course. What is not named hardly does. */
const INVITES: Readonly<Record<string, number>> = {
  teaser: 0.06,
  'kick-off': 0.45,
  'whats-in-it': 0.4,
  'start-small': 0.45,
  halfway: 0.6,
  together: 0.4,
  'last-one': 0.3,
  'pick-up': 0.7,
  'finish-or-leave': 0.6,
  announce: 0.35,
  'which-exit': 0.5,
  'one-week': 0.6,
  'two-days': 0.7,
  today: 0.8,
  'still-open': 0.7,
  'day-1': 0.2,
  'five-answers': 0.4,
  'first-quarter': 0.7,
  'small-start': 0.7,
};
const INVITES_HARDLY = 0.04;

/** How much a person is drawn to learning: one in eight never is, one in five easily. */
const KEENNESS: readonly [number, ...number[]] = [0, 0.5, 0.5, 0.8, 1, 1, 1.3, 1.9];

/** Reactions come on the quarter of an hour, the first at least one after the mail. */
export const REACTION_MS = 15 * MINUTE_MS;

/** What somebody does with a mail: the same person and the same mail give the same. */
export function reactionsTo(mail: ReadMail, id: string): Reaction[] {
  const about = (what: string) => `${what} ${mail.step} ${mail.sentAt}`;
  const happens = (what: string, share: number) => chance(about(what), id) < share;
  const at = quarterAfter(mail.sentAt + between(1, 50, about('reads'), id) ** 2 * 12_000);
  const reactions: Reaction[] = [];
  if (chance('gateway', id) < SITS_BEHIND_GATEWAY) {
    reactions.push({ kind: 'click', by: 'gateway', at: quarterAfter(mail.sentAt) });
  }
  if (chance('privacy proxy', id) < READS_BY_PRIVACY_PROXY) {
    reactions.push({ kind: 'open', by: 'privacy-proxy', at: quarterAfter(mail.sentAt) });
  } else if (happens('opens', OPENS)) reactions.push({ kind: 'open', by: 'person', at });

  if (mail.isBundle) return reactions;
  const drawn = (INVITES[mail.step] ?? INVITES_HARDLY) * pick(KEENNESS, 'keenness', id);
  if (happens('clicks', drawn)) reactions.push({ kind: 'click', by: 'person', at });
  else if (happens('asks for later', ASKS_FOR_LATER)) {
    reactions.push({
      kind: 'not-now',
      span: pick(SPANS, about('span'), id),
      reason: pick(REASONS, about('reason'), id),
      at,
    });
  } else if (!mail.isRequired && happens('stops', STOPS)) reactions.push({ kind: 'stop', at });
  else if (happens('changes language', CHANGES_LANGUAGE)) reactions.push({ kind: 'language', locale: 'en', at });
  return reactions;
}

const SPANS: readonly [NotNowSpan, ...NotNowSpan[]] = ['week', 'two-weeks', 'week', 'month'];
const REASONS: readonly [NotNowReason | null, ...(NotNowReason | null)[]] = [
  'no-time',
  'no-time',
  'other-priority',
  null,
];

/** The first quarter of an hour that lies a whole quarter or more after an instant. */
function quarterAfter(instant: Instant): Instant {
  return Math.ceil(instant / REACTION_MS + 1) * REACTION_MS;
}
