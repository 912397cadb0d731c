import type { ChannelFormat } from '../domain/workspace.ts';
import { lineTemplate, oneLine } from './line-template.ts';
import { Inserts } from './mail-template.ts';
import type { MergeContext } from './merge-context.ts';
import type { MessageSource } from './message-source.ts';
import type { Problem } from './problem.ts';
import { readMessage } from './read-message.ts';
import type { RenderProblem, Scope } from './scope.ts';
import type { MergeValues } from './variables.ts';
import { linksOf } from './walk-document.ts';
import { writeChat } from './write-chat.ts';
import { escapeHtml } from './write-mjml.ts';
import { tidyText } from './write-text.ts';

export interface PostInput extends Pick<MergeContext, 'attributes'> {
  readonly source: MessageSource;
  /** BCP 47: the language of dates and numbers in it. */
  readonly locale: string;
  readonly format: ChannelFormat;
  /** Variables that this campaign never has, with the reason. */
  readonly absent: MergeContext['absent'];
  /** Variables that it always has. */
  readonly certain: MergeContext['certain'];
}

/** A chat message: a title, and a text in the light markup of its format. */
export interface RenderedPost {
  readonly title: string;
  readonly text: string;
}

export type CompiledPost = (values: MergeValues) => RenderedPost | { readonly problems: readonly RenderProblem[] };

/** Compiles a message file as a post in a chat channel: the subject is its title; there is no frame and no footer. */
export function compilePost(input: PostInput): CompiledPost | { readonly problems: readonly Problem[] } {
  const { source, locale, format } = input;
  const message = readMessage(source, {
    kind: 'post',
    attributes: input.attributes,
    certain: input.certain,
    absent: input.absent,
  });
  const problems = [...message.problems];
  for (const link of linksOf(message.blocks ?? [])) {
    if (link.target.kind === 'ask')
      problems.push({
        code: 'ask-in-post',
        message: `"ask:${link.target.ask}" is an answer of one reader, and a post in a channel has none of its own.`,
        hint: 'Link to a page instead.',
        place: { file: source.file, line: link.line },
      });
  }
  if (message.blocks === null || problems.length > 0) return { problems };
  const inserts = new Inserts();
  const renderText = inserts.compile(writeChat(message.blocks, { locale, format, text: inserts }));
  const renderTitle = lineTemplate(message.subjects[0] ?? null, locale);
  return (values) => {
    const found: RenderProblem[] = [];
    const scope: Scope = { values, item: null, links: NO_LINKS, subject: '', preheader: '', problems: found };
    const post = { title: oneLine(renderTitle(scope)), text: tidyText(renderText(scope)).trimEnd() };
    return found.length > 0 ? { problems: found } : post;
  };
}

/** A post as a page of its own, for where it is looked at and not posted. */
export function postHtml({ title, text }: RenderedPost, locale: string): string {
  return `<!doctype html>
<html lang="${escapeHtml(locale)}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title></head>
<body style="font:16px/1.5 sans-serif;max-width:36em;margin:1.5em auto;padding:0 1em">
<h1 style="font-size:18px">${escapeHtml(title)}</h1>
<p style="white-space:pre-wrap;overflow-wrap:anywhere">${escapeHtml(text)}</p>
</body></html>
`;
}

const NO_LINKS: Scope['links'] = {
  linkUrl: (_index, target) => target,
  askUrl: () => '',
  footer: { why: '', preferences: '' },
};
