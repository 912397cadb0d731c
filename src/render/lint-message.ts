import type { AttributeType } from '../domain/workspace.ts';
import { contrast, readHex, SHAPE_CONTRAST, WHITE } from './colour.ts';
import { MARKS, scanExpressions } from './expressions.ts';
import { guiltPhrases } from './guilt-words.ts';
import { resolveTags } from './merge-context.ts';
import { readDocument } from './message-document.ts';
import type { MessageSource } from './message-source.ts';
import type { Block } from './message-tree.ts';
import { type LocatedText, type Problem, placeIn } from './problem.ts';
import { readingEase, wordsOf } from './reading-ease.ts';
import { asksForReply } from './reply-words.ts';
import type { MailKind } from './variables.ts';
import { actsInSight, buttonsOf, imagesOf, linksOf, paragraphsOf, plain, STAND_IN, textOf } from './walk-document.ts';

/** Budgets of a mail (T9): characters, a value counted as eight; words; bytes. */
const BUDGET = { subject: 52, core: 140, words: 120, htmlBytes: 100_000, readingEase: 50 } as const;

export interface LintInput {
  readonly source: MessageSource;
  readonly locale: string;
  readonly kind: MailKind;
  readonly attributes: Readonly<Record<string, AttributeType>>;
  readonly brandColour: string;
  /** Sent before the goal, to who is to learn: the one kind of mail that leads somewhere or asks for an answer. */
  readonly invites: boolean;
  /** Stop is not offered (rules.md R9). */
  readonly required: boolean;
  /** A mail rendered with sample values, to weigh it; null: not weighed. */
  readonly html: string | null;
}

/**
 * Advice: what makes a mail easier to read and kinder to get. It never stops a campaign. A text that cannot be read at all
 * gets none; compiling it tells what is wrong.
 */
export function lintMessage(input: LintInput): readonly Problem[] {
  const { source } = input;
  const blocks = documentOf(input);
  if (blocks === null) return [];
  return [
    ...subjectAdvice(input),
    ...bodyAdvice(input, blocks),
    ...buttonAdvice(input, blocks),
    ...lookAdvice(input, blocks),
  ].sort((a, b) => (a.place.line ?? 0) - (b.place.line ?? 0));

  function* subjectAdvice({ locale }: LintInput): Generator<Problem> {
    for (const subject of source.subjects) {
      const length = lengthOf(subject);
      if (length > BUDGET.subject)
        yield advice(
          'long-subject',
          `The subject has ${length} characters; phones show ${BUDGET.subject}.`,
          'Say the one thing, drop the rest.',
          placeIn(subject, 0),
        );
      yield* guiltIn(subject, locale);
    }
    if (source.preheader === null)
      yield advice(
        'no-preheader',
        'There is no preheader; the first paragraph serves.',
        'Add "preheader:", the line that phones show under the subject.',
        { file: source.file, line: 1 },
      );
    else yield* guiltIn(source.preheader, locale);
  }
}

function* bodyAdvice({ source, locale }: LintInput, blocks: readonly Block[]): Generator<Problem> {
  const core = paragraphsOf(blocks).find((paragraph) => plain(paragraph.inlines).length > 40);
  const place = (line: number) => ({ file: source.file, line });
  if (core !== undefined && plain(core.inlines).length > BUDGET.core)
    yield advice(
      'long-core',
      `The first paragraph has ${plain(core.inlines).length} characters; the core of a mail fits in ${BUDGET.core}.`,
      'Begin with what, how long and what is in it for the reader; move the rest down.',
      place(core.line),
    );
  const text = textOf(blocks);
  const words = wordsOf(text).length;
  if (words > BUDGET.words)
    yield advice(
      'long-body',
      `The mail has ${words} words; busy people read ${BUDGET.words}.`,
      'Cut it, or make two mails of it.',
      place(source.body.line),
    );
  const ease = readingEase(text, locale);
  if (ease !== null && ease < BUDGET.readingEase)
    yield advice(
      'hard-to-read',
      `The text has a reading ease of ${Math.round(ease)}; ${BUDGET.readingEase} or more reads easily at every level of education.`,
      'Use shorter sentences and everyday words.',
      place(source.body.line),
    );
  yield* guiltIn(source.body, locale);
}

function* buttonAdvice({ source, locale, invites, required }: LintInput, blocks: readonly Block[]): Generator<Problem> {
  const links = linksOf(blocks);
  const acts = links.filter((link) => link.isButton && link.target.kind !== 'ask');
  const place = (line: number) => ({ file: source.file, line });
  if (invites && links.length === 0 && asksForReply(textOf(blocks), locale) === false)
    yield advice(
      'no-act',
      'The mail leads nowhere: it has no button, no link, and does not ask for an answer.',
      'End it with one button, [Start]({{activity.url}} "button"), or a question that the reader may reply to.',
      place(source.body.line),
    );
  const second = actsInSight(blocks)[1];
  if (second !== undefined)
    yield advice(
      'two-acts',
      'The mail has more than one button; people choose neither.',
      'Keep one; make the other a plain link.',
      place(second.line),
    );
  const shown = new Set(buttonsOf(blocks));
  for (const link of acts)
    if (!shown.has(link))
      yield advice(
        'button-in-text',
        'A button stands within a sentence and shows as a link.',
        'Put it on a line of its own.',
        place(link.line),
      );
  const stop = links.find((link) => link.target.kind === 'ask' && link.target.ask === 'stop');
  if (required && stop !== undefined)
    yield advice(
      'stop-in-required',
      'This mail offers to stop, but the training is required.',
      'Remove the link.',
      place(stop.line),
    );
}

function* lookAdvice({ source, brandColour, html }: LintInput, blocks: readonly Block[]): Generator<Problem> {
  for (const image of imagesOf(blocks))
    if (plain(image.alt).trim() === '')
      yield advice(
        'no-alt',
        `The image "${image.path}" has no words for who cannot see it.`,
        'Write ![What it shows](images/…).',
        { file: source.file, line: image.line },
      );
  const colour = readHex(brandColour);
  if (colour !== null && contrast(colour, WHITE) < SHAPE_CONTRAST)
    yield advice(
      'low-contrast',
      `brand › colour ${colour} has a contrast of ${contrast(colour, WHITE).toFixed(1)} to 1 against white; a button needs ${SHAPE_CONTRAST} to be seen (WCAG 2.2, 1.4.11).`,
      'Choose a darker one in workspace.yaml.',
      { file: source.file },
    );
  const size = html === null ? 0 : Buffer.byteLength(html);
  if (size > BUDGET.htmlBytes)
    yield advice(
      'too-heavy',
      `The mail weighs ${Math.round(size / 1000)} kB; some programs cut it at 100 kB.`,
      'Shorten it.',
      { file: source.file },
    );
}

function documentOf({ source, kind, attributes }: LintInput): readonly Block[] | null {
  const scanned = scanExpressions(source.body);
  if ('problems' in scanned) return null;
  const { resolved } = resolveTags(scanned.tags, source.body, 'body', { kind, attributes, certain: [], absent: {} });
  const { blocks, problems } = readDocument(source.body, scanned, resolved);
  return problems.length > 0 ? null : blocks;
}

function* guiltIn(text: LocatedText, locale: string): Generator<Problem> {
  for (const { pattern, instead } of guiltPhrases(locale)) {
    const found = pattern.exec(text.text);
    if (found !== null)
      yield advice('guilt', `"${found[0]}" presses or blames.`, `Instead, ${instead}`, placeIn(text, found.index));
  }
}

function lengthOf(text: LocatedText): number {
  const scanned = scanExpressions(text);
  if ('problems' in scanned) return 0;
  return scanned.marked.replaceAll(MARKS, (_mark, index) =>
    scanned.tags[Number(index)]?.kind === 'value' ? STAND_IN : '',
  ).length;
}

function advice(code: string, message: string, hint: string, place: Problem['place']): Problem {
  return { code, message, hint, place };
}
