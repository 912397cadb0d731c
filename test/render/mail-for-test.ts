import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.ts';
import {
  type CompiledMessage,
  type CompileInput,
  compileMessage,
  type RenderedMail,
} from '../../src/render/compile-message.ts';
import { type MessageSource, parseMessage } from '../../src/render/message-source.ts';
import type { Problem } from '../../src/render/problem.ts';
import type { MailLinks, RenderProblem } from '../../src/render/scope.ts';
import { type MergeValues, sampleValues } from '../../src/render/variables.ts';

export const links: MailLinks = {
  linkUrl: (_index, target) => target,
  askUrl: (ask) => `https://druppel.example/a/${ask}`,
  footer: {
    why: 'https://druppel.example/why',
    notNow: 'https://druppel.example/not-now',
    preferences: 'https://druppel.example/me',
    stop: 'https://druppel.example/stop',
    done: null,
  },
};

export const workspace: CompileInput['workspace'] = {
  name: 'Waterlijn',
  academy: { name: 'Academie Waterlijn', url: 'https://learn.waterlijn.example' },
  brand: { logoUrl: null, colour: '#0b7a75', address: 'Waterlijn, Kade 1, Utrecht' },
  attributes: { city: { type: 'text', sensitive: false }, review_on: { type: 'date', sensitive: false } },
};

export function shippedFrame(name: string): CompileInput['frame'] {
  const file = `templates/${name}.mjml`;
  return { file, text: readFileSync(join(packageRoot, file), 'utf8') };
}

export const SMALLEST_FRAME =
  '<mjml><mj-body><mj-section><mj-column><mj-slot /></mj-column></mj-section></mj-body></mjml>';

export function messageFile(body: string, subject = "'A quarter of an hour'", more = ''): string {
  return `---\nsubject: ${subject}\npreheader: One idea\n${more}---\n${body}\n`;
}

export function source(text: string): MessageSource {
  const read = parseMessage(text, 'kick-off.en.md');
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read;
}

type Options = Partial<Omit<CompileInput, 'source'>>;

export function compile(text: string, options: Options = {}): ReturnType<typeof compileMessage> {
  return compileMessage({
    source: source(text),
    frame: { file: 'templates/tiny.mjml', text: SMALLEST_FRAME },
    locale: 'en',
    kind: 'participant',
    campaignTitle: 'Data literacy',
    workspace,
    ...options,
  });
}

export async function compiled(text: string, options: Options = {}): Promise<CompiledMessage> {
  const message = await compile(text, options);
  if ('problems' in message) throw new Error(JSON.stringify(message.problems, null, 1));
  return message;
}

/** The codes of what is wrong with a message. */
export async function faults(text: string, options: Options = {}): Promise<string[]> {
  return (await problemsOf(text, options)).map((problem) => problem.code);
}

export async function problemsOf(text: string, options: Options = {}): Promise<readonly Problem[]> {
  const message = await compile(text, options);
  return 'problems' in message ? message.problems : [];
}

/** A mail to the sample reader, with some values changed. */
export async function mail(text: string, values: MergeValues = {}, options: Options = {}): Promise<RenderedMail> {
  const rendered = await tryMail(text, values, options);
  if ('problems' in rendered) throw new Error(JSON.stringify(rendered.problems));
  return rendered;
}

export async function tryMail(
  text: string,
  values: MergeValues = {},
  options: Options = {},
): Promise<RenderedMail | { readonly problems: readonly RenderProblem[] }> {
  const message = await compiled(text, options);
  return message.render({ ...sampleValues(options.kind ?? 'participant', workspace.attributes), ...values }, links);
}
