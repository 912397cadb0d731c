import { scanExpressions } from './expressions.ts';
import type { ReadText } from './line-template.ts';
import { type MergeContext, resolveTags, type TextRole } from './merge-context.ts';
import { readDocument } from './message-document.ts';
import type { MessageSource } from './message-source.ts';
import type { Block } from './message-tree.ts';
import type { LocatedText, Problem } from './problem.ts';

/** A message whose expressions are known and whose Markdown is a tree. Null where `problems` says why not. */
export interface ReadMessage {
  readonly subjects: readonly (ReadText | null)[];
  readonly preheader: ReadText | null;
  readonly blocks: readonly Block[] | null;
  readonly problems: readonly Problem[];
}

export function readMessage(source: MessageSource, context: MergeContext): ReadMessage {
  const problems: Problem[] = [];
  const subjects = source.subjects.map((subject) => read(subject, 'subject'));
  const preheader = source.preheader === null ? null : read(source.preheader, 'preheader');
  const body = read(source.body, 'body');
  const document = body === null ? null : readDocument(source.body, body.scanned, body.resolved);
  problems.push(...(document?.problems ?? []));
  return { subjects, preheader, blocks: document?.blocks ?? null, problems };

  function read(text: LocatedText, role: TextRole): ReadText | null {
    const scanned = scanExpressions(text);
    if ('problems' in scanned) {
      problems.push(...scanned.problems);
      return null;
    }
    const { resolved, problems: found } = resolveTags(scanned.tags, text, role, context);
    problems.push(...found);
    return found.length > 0 ? null : { scanned, resolved };
  }
}
