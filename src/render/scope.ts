import type { Ask } from './link-target.ts';
import type { MergeItem, MergeValues } from './variables.ts';

/** Where the links of one mail lead. Given at render, since tracked links and answer pages bear the mail's token. */
export interface MailLinks {
  /** The address that stands in the mail for the link of this number, whose own target is given. */
  readonly linkUrl: (index: number, target: string) => string;
  readonly askUrl: (ask: Ask) => string;
  readonly footer: FooterUrls;
  /** Stands in the mail as it is (attribute-escaped); null: no open mark. */
  readonly openMarkUrl?: string | null;
}

/** A missing address leaves its line out: `stop` in required training, `done` on mail that is no reminder. */
export interface FooterUrls {
  readonly why: string;
  readonly preferences: string;
  readonly notNow?: string | null;
  readonly stop?: string | null;
  readonly done?: string | null;
}

/** Why a mail cannot be rendered for this reader. It never leaves half-rendered. */
export interface RenderProblem {
  readonly code:
    | 'missing-value'
    | 'wrong-value'
    | 'unsafe-value'
    | 'bad-address'
    | 'too-many-items'
    | 'too-long'
    | 'empty-subject';
  /** The variable or link it is about. */
  readonly about: string;
  readonly message: string;
}

/** What the inserts of a mail read: the values, and inside `{{#each}}` the item. */
export interface Scope {
  readonly values: MergeValues;
  readonly item: MergeItem | null;
  readonly links: MailLinks;
  /** Known before the HTML is rendered: its title and hidden first line. */
  readonly subject: string;
  readonly preheader: string;
  readonly problems: RenderProblem[];
}

/** Items of a list in one mail. A bundle of more is a fault in the audience, and no reader would read it. */
export const MAX_ITEMS = 500;
