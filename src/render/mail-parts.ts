import type { Hex } from './colour.ts';
import type { Inserts } from './mail-template.ts';
import type { ImageNode, LinkNode } from './message-tree.ts';

/** What the writers of the HTML and of the text part share while a message is compiled. */
export interface MailParts {
  readonly locale: string;
  readonly html: Inserts;
  readonly text: Inserts;
  readonly linkColour: Hex;
  /** Numbers the links in the order of the message; both parts give a link the same number. */
  readonly linkIndex: (link: LinkNode) => number;
  /** Where an image of the campaign's images/ can be fetched. */
  readonly imageUrl: (image: ImageNode) => string;
  /** What a line of the text part begins with inside a quote or a list; absent: nothing. */
  readonly indent?: string;
}
