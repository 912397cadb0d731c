import type { AttributeType } from '../domain/workspace.ts';
import { baseHead } from './base-head.ts';
import { readHex } from './colour.ts';
import { compileMjml } from './compile-mjml.ts';
import { footerMjml, footerText } from './footer.ts';
import { fillFrame, frameValues, readFrame } from './frame.ts';
import { firstParagraph, lineTemplate, oneLine } from './line-template.ts';
import { type CompiledLink, linkBook } from './link-book.ts';
import type { MailParts } from './mail-parts.ts';
import { Inserts } from './mail-template.ts';
import type { MergeContext } from './merge-context.ts';
import type { MessageSource } from './message-source.ts';
import { paletteOf } from './palette.ts';
import type { Problem } from './problem.ts';
import { readMessage } from './read-message.ts';
import type { MailLinks, RenderProblem, Scope } from './scope.ts';
import { directionOf, systemTexts } from './system-texts.ts';
import type { MailKind, MergeValues } from './variables.ts';
import { escapeHtml, writeMjml } from './write-mjml.ts';
import { tidyText, writeText } from './write-text.ts';

export interface CompileInput {
  readonly source: MessageSource;
  /** The MJML file that `source.template` names. */
  readonly frame: { readonly file: string; readonly text: string };
  /** BCP 47: the language of the message, and of dates and numbers in it. */
  readonly locale: string;
  readonly kind: MailKind;
  /** In `locale`. */
  readonly campaignTitle: string;
  readonly workspace: {
    readonly name: string;
    readonly academy: { readonly name: string; readonly url: string | null };
    readonly brand: { readonly logoUrl: string | null; readonly colour: string; readonly address: string | null };
    readonly attributes: Readonly<Record<string, AttributeType>>;
  };
  /** Variables the campaign always gives (`due`), or never, with the reason. */
  readonly certain?: readonly string[];
  readonly absent?: Readonly<Record<string, string>>;
  /** Where an image of the campaign (`images/chart.png`) can be fetched by readers; null: there is none that mails can show. */
  readonly imageUrl?: (path: string) => string | null;
}

export interface RenderedMail {
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
}

export interface CompiledMessage {
  readonly locale: string;
  /** How many subjects are tried: 1 or 2. */
  readonly subjects: number;
  readonly links: readonly CompiledLink[];
  /**
   * One mail, whole, or the reasons why not. Deterministic, without side effects, some tens of microseconds.
   * @param subject which of the tried subjects
   */
  readonly render: (
    values: MergeValues,
    links: MailLinks,
    subject?: number,
  ) => RenderedMail | { readonly problems: readonly RenderProblem[] };
}

/**
 * Compiles a message in its frame, once per campaign version, message variant and locale: expressions are set aside,
 * Markdown and MJML do their work around them, and what comes out is a template that only inserts escaped values.
 */
export async function compileMessage(
  input: CompileInput,
): Promise<CompiledMessage | { readonly problems: readonly Problem[] }> {
  const { source, workspace, locale } = input;
  const context: MergeContext = {
    kind: input.kind,
    attributes: workspace.attributes,
    certain: [...(input.certain ?? []), ...(workspace.academy.url === null ? [] : ['academyUrl'])],
    absent: input.absent ?? {},
  };
  const message = readMessage(source, context);
  const problems = [...message.problems];

  const colour = readHex(workspace.brand.colour);
  if (colour === null) problems.push(badColour(workspace.brand.colour, input.frame.file));
  const palette = paletteOf(colour ?? '#000000');
  const { academy, brand } = workspace;
  const facts = {
    logoUrl: brand.logoUrl,
    academy: academy.name,
    academyUrl: academy.url,
    organisation: workspace.name,
    campaignTitle: input.campaignTitle,
  };
  const frame = readFrame(
    { text: input.frame.text, file: input.frame.file, line: 1, column: 1 },
    frameValues(facts, palette),
  );
  if ('problems' in frame) problems.push(...frame.problems);
  if (message.blocks === null || 'problems' in frame) return { problems };

  const book = linkBook();
  const parts: MailParts = {
    locale,
    html: new Inserts(),
    text: new Inserts(),
    linkColour: palette.link,
    linkIndex: book.indexOf,
    imageUrl: ({ path, line }) => {
      const url = input.imageUrl?.(path) ?? null;
      if (url === null) problems.push(missingImage(path, { file: source.file, line }));
      return url ?? '';
    },
  };
  const texts = systemTexts(locale);
  const footer = {
    organisation: workspace.name,
    address: brand.address,
    campaignTitle: input.campaignTitle,
    isBundle: input.kind !== 'participant',
  };
  const filled = fillFrame(frame.mjml, {
    locale,
    direction: directionOf(locale),
    head: `<mj-title>${parts.html.write((scope) => escapeHtml(scope.subject))}</mj-title><mj-preview>${parts.html.write((scope) => escapeHtml(scope.preheader))}${PREVIEW_PADDING}</mj-preview>${baseHead(palette)}`,
    message: writeMjml(message.blocks, parts),
    footer: footerMjml(footer, texts, parts),
    end: `<mj-raw>${openMark(parts)}</mj-raw>`,
  });
  const textPart = writeText(message.blocks, parts) + footerText(footer, texts, parts);
  if (problems.length > 0) return { problems };
  const compiled = await compileMjml(filled, input.frame.file);
  if ('problems' in compiled) return compiled;

  const renderHtml = parts.html.compile(compiled.html);
  const renderText = parts.text.compile(textPart);
  const renderSubjects = message.subjects.map((subject) => lineTemplate(subject, locale));
  const renderPreheader =
    source.preheader === null ? firstParagraph(message.blocks, parts) : lineTemplate(message.preheader, locale);
  const constants: MergeValues = {
    academy: academy.name,
    academyUrl: academy.url,
    organisation: workspace.name,
    'campaign.title': input.campaignTitle,
  };
  return {
    locale,
    subjects: source.subjects.length,
    links: book.links,
    render: (values, mailLinks, which = 0) => {
      const problems: RenderProblem[] = [];
      const base: Scope = {
        values: { ...values, ...constants },
        item: null,
        links: mailLinks,
        subject: '',
        preheader: '',
        problems,
      };
      const subject = oneLine((renderSubjects[which] ?? renderSubjects[0])?.(base) ?? '');
      if (subject === '' && problems.length === 0)
        problems.push({ code: 'empty-subject', about: 'subject', message: 'The subject is empty for this reader.' });
      const scope: Scope = { ...base, subject, preheader: oneLine(renderPreheader(base)) };
      const mail = { subject, preheader: scope.preheader, html: renderHtml(scope), text: tidyText(renderText(scope)) };
      return problems.length > 0 ? { problems: unique(problems) } : mail;
    },
  };
}

/** Fills the rest of the preview line, so that mail programs do not show the mail's first words behind the preheader. */
const PREVIEW_PADDING = '&#8199;&#65279;&#847; '.repeat(60);

function openMark(parts: MailParts): string {
  const url = parts.html.write(({ links }) => escapeHtml(links.openMarkUrl ?? ''));
  return parts.html.when(
    ({ links }) => (links.openMarkUrl ?? '') !== '',
    `<img src="${url}" alt="" width="1" height="1" style="display:block;width:1px;height:1px;border:0" />`,
  );
}

/** A value missing in three places is one problem. */
function unique(problems: readonly RenderProblem[]): RenderProblem[] {
  return [...new Map(problems.map((problem) => [`${problem.code} ${problem.about}`, problem])).values()];
}

function badColour(colour: string, file: string): Problem {
  return {
    code: 'bad-colour',
    message: `brand › colour: "${colour}" is not a colour.`,
    hint: 'Write it like "#0b7a75".',
    place: { file },
  };
}

function missingImage(path: string, place: Problem['place']): Problem {
  return {
    code: 'missing-image',
    message: `There is no image "${path}" that mails can show.`,
    hint: 'Put a PNG, JPEG, GIF or WebP of at most 1 MB into the campaign’s images/ folder.',
    place,
  };
}
