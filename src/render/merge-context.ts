import { didYouMean } from '../domain/text.ts';
import type { AttributeType } from '../domain/workspace.ts';
import type { Tag } from './expressions.ts';
import { type LocatedText, type Problem, placeIn } from './problem.ts';
import { type MailKind, type Variable, variableNamed, variableNames } from './variables.ts';

/** What is known about a message's variables before there is a reader. */
export interface MergeContext {
  readonly kind: MailKind;
  readonly attributes: Readonly<Record<string, AttributeType>>;
  /** Variables that this campaign's readers always have: `due` where the campaign sets one. */
  readonly certain: readonly string[];
  /** Variables that this campaign never has, with the reason: `{ 'activity.url': 'the campaign promotes nothing' }`. */
  readonly absent: Readonly<Record<string, string>>;
}

/** A tag whose variable is known. `inItem`: the variable belongs to the current item of the `{{#each}}` around it. */
export type Resolved =
  | { readonly kind: 'value'; readonly variable: Variable; readonly inItem: boolean; readonly fallback: string | null }
  | { readonly kind: 'if'; readonly variable: Variable; readonly inItem: boolean; readonly negated: boolean }
  | { readonly kind: 'each'; readonly variable: Variable }
  | { readonly kind: 'else' | 'close' };

/** Where the text goes decides what it may hold: a subject has no lists. */
export type TextRole = 'subject' | 'preheader' | 'body';

/** Resolves the tags of a text in order. Inside `{{#if due}}`, `due` is known to be there. */
export function resolveTags(
  tags: readonly Tag[],
  source: LocatedText,
  role: TextRole,
  context: MergeContext,
): { readonly resolved: readonly Resolved[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const blocks: Block[] = [];
  const resolved = tags.map((tag): Resolved => {
    if (tag.kind === 'else') {
      const block = blocks.at(-1);
      if (block?.each !== null)
        refuse(tag, 'else-in-each', '{{else}} belongs to {{#if}}, not to {{#each}}.', 'Remove it.');
      else if (block.inElse) refuse(tag, 'second-else', 'This is the second {{else}} of one {{#if}}.', 'Remove it.');
      if (block !== undefined) block.inElse = true;
      return { kind: 'else' };
    }
    if (tag.kind === 'close') {
      blocks.pop();
      return { kind: 'close' };
    }
    const found = find(tag);
    if (tag.kind === 'value') {
      if (found.variable.type === 'list')
        refuse(tag, 'list-as-value', `"${tag.path}" is a list.`, `Write {{#each ${tag.path}}} … {{/each}}.`);
      else if (found.variable.type === 'yes-no')
        refuse(tag, 'yes-no-as-value', `"${tag.path}" is yes or no.`, `Write {{#if ${tag.path}}} … {{/if}}.`);
      else if (found.mayLack && tag.fallback === null && !isGuarded(tag.path))
        refuse(
          tag,
          'no-fallback',
          `"${tag.path}" can be missing and has no fallback.`,
          `Write {{${tag.path} "…"}}, or put {{#if ${tag.path}}} … {{/if}} around the sentence.`,
        );
      return { kind: 'value', ...found, fallback: tag.fallback };
    }
    if (tag.word === 'each') {
      if (found.variable.type !== 'list')
        refuse(tag, 'not-a-list', `"${tag.path}" is not a list.`, 'Lists are "people" and "activities".');
      if (role !== 'body') refuse(tag, 'each-in-line', `A ${role} has no room for a list.`, 'Use {{count}}.');
      if (blocks.some((block) => block.each !== null))
        refuse(tag, 'nested-each', 'An {{#each}} stands inside another.', 'One level is enough for a mail.');
      blocks.push({ each: found.variable, guarded: null, negated: false, inElse: false });
      return { kind: 'each', variable: found.variable };
    }
    const negated = tag.word === 'unless';
    blocks.push({ each: null, guarded: tag.path, negated, inElse: false });
    return { kind: 'if', ...found, negated };
  });
  return { resolved, problems };

  function find(tag: Tag & { path: string }): { variable: Variable; inItem: boolean; mayLack: boolean } {
    const list = blocks.find((block) => block.each !== null)?.each;
    const field = list?.fields?.find((candidate) => candidate.name === tag.path);
    if (field !== undefined) return { variable: field, inItem: true, mayLack: field.canBeMissing };
    const variable = variableNamed(tag.path, context.attributes);
    const names = [...variableNames(context.kind, context.attributes), ...(list?.fields ?? []).map(({ name }) => name)];
    if (variable === null) {
      const near = didYouMean(tag.path, names);
      const hint = near === null ? `Known are: ${names.join(', ')}.` : `Did you mean "${near}"?`;
      refuse(tag, 'unknown-variable', `There is no variable "${tag.path}".`, hint);
      return { variable: { ...UNKNOWN, name: tag.path }, inItem: false, mayLack: false };
    }
    const absent = Object.hasOwn(context.absent, tag.path) ? context.absent[tag.path] : undefined;
    if (!variable.kinds.includes(context.kind))
      refuse(
        tag,
        'wrong-kind-of-message',
        wrongKind(variable, context.kind),
        context.kind === 'bundle' && variable.kinds.includes('participant')
          ? 'Write it inside {{#each people}} … {{/each}}.'
          : 'Remove it.',
      );
    else if (tag.kind === 'value' && absent !== undefined && tag.fallback === null && !isGuarded(tag.path))
      refuse(tag, 'never-there', `"${tag.path}" is never there: ${absent}.`, 'Remove it, or give it a fallback.');
    return { variable, inItem: false, mayLack: variable.canBeMissing && !context.certain.includes(tag.path) };
  }

  function isGuarded(path: string): boolean {
    return blocks.some((block) => block.guarded === path && block.negated === block.inElse);
  }

  function refuse(tag: Tag, code: string, message: string, hint: string): void {
    problems.push({ code, message, hint, place: placeIn(source, tag.offset) });
  }
}

function wrongKind({ name, kinds }: Variable, kind: MailKind): string {
  if (kind === 'post') return `"${name}" belongs to a reader, and a post in a channel has none of its own.`;
  if (kinds.includes('participant'))
    return `"${name}" belongs to one person; this mail is about ${kind === 'team' ? 'a team' : 'several'}.`;
  return kinds.includes('team')
    ? `"${name}" exists only in a team update.`
    : `"${name}" exists only in mails to managers and buddies.`;
}

interface Block {
  readonly each: Variable | null;
  readonly guarded: string | null;
  readonly negated: boolean;
  inElse: boolean;
}

const UNKNOWN: Variable = {
  name: '',
  type: 'text',
  canBeMissing: false,
  kinds: ['participant', 'bundle', 'team', 'post'],
  sample: '',
  description: '',
};
