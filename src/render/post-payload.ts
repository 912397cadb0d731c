import type { ChannelFormat } from '../domain/workspace.ts';
import type { RenderedPost } from './compile-post.ts';

/** A rendered post as the JSON that the channel's webhook takes. */
export function postPayload({ title, text }: RenderedPost, format: ChannelFormat): string {
  switch (format) {
    case 'adaptive-card':
      return JSON.stringify(adaptiveCard(title, text));
    case 'slack':
      return JSON.stringify(slackBlocks(title, text));
    case 'text':
      return JSON.stringify({ text: `${title}\n\n${text}` });
  }
}

/** What a Teams workflow "When a webhook request is received" posts (Adaptive Cards 1.4). */
function adaptiveCard(title: string, text: string): object {
  const block = (words: string, look: object = {}) => ({ type: 'TextBlock', text: words, wrap: true, ...look });
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [block(title, { size: 'Medium', weight: 'Bolder' }), block(text)],
  };
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
  };
}

/** https://docs.slack.dev/reference/block-kit/blocks: a header takes 150 characters, a section 3,000. */
function slackBlocks(title: string, text: string): object {
  return {
    text: title,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: cut(title, 150) } },
      ...sections(text, 3_000).map((part) => ({ type: 'section', text: { type: 'mrkdwn', text: part } })),
    ],
  };
}

/** Whole paragraphs as long as they fit. */
function sections(text: string, most: number): string[] {
  const parts: string[] = [];
  for (const paragraph of text.split('\n\n').map((one) => cut(one, most))) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + 2 + paragraph.length <= most)
      parts[parts.length - 1] = `${last}\n\n${paragraph}`;
    else parts.push(paragraph);
  }
  return parts;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
