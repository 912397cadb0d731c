import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { slug } from '../../domain/text.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { Finding } from '../finding.ts';
import { parseLocale } from '../people/places.ts';

/**
 * A message's file: `message[.variant][.try].locale.md`, its text unread. What stands alone between message and locale
 * is the variant or, in a step that only tries, the half.
 */
export interface MessageFile {
  readonly message: string;
  readonly variant: string | null;
  readonly try: string | null;
  readonly locale: string;
  /** From the workspace folder: `campaigns/data/kick-off.en.md`. */
  readonly path: string;
  readonly text: string;
}

/** Markdown files beside the campaign; README.md is for people. */
export async function readMessageFiles(
  own: string,
  prefix: string,
  workspace: Workspace,
): Promise<{ messages: MessageFile[]; findings: Finding[] }> {
  const names = (await readdir(own))
    .filter((name) => name.endsWith('.md') && name.toLowerCase() !== 'readme.md')
    .sort();
  const findings: Finding[] = [];
  const messages: MessageFile[] = [];
  for (const name of names) {
    const path = `${prefix}/${name}`;
    const parsed = parseMessageFileName(name);
    if (parsed === null) {
      const hint = `Name it like "kick-off.${workspace.locales[0]}.md" or "kick-off.career.${workspace.locales[0]}.md".`;
      const message = 'The name does not say which message and which locale this is.';
      findings.push({
        severity: 'advice',
        code: 'message-file-name',
        place: { file: path, line: 1, column: 1 },
        crumbs: [],
        message,
        hint,
      });
      continue;
    }
    if (
      !workspace.locales.some(
        (tag) => tag === parsed.locale || parsed.locale.startsWith(`${tag}-`) || tag.startsWith(`${parsed.locale}-`),
      )
    ) {
      const message = `${parsed.locale} is not a locale of the workspace.`;
      const hint = `Add it in workspace.yaml under "locales", or use one of: ${workspace.locales.join(', ')}.`;
      findings.push({
        severity: 'advice',
        code: 'unknown-locale',
        place: { file: path, line: 1, column: 1 },
        crumbs: [],
        message,
        hint,
      });
    }
    messages.push({ ...parsed, path, text: await readFile(join(own, name), 'utf8') });
  }
  return { messages, findings };
}

/** Which version of its message a file holds: `career`, `a`, `career.a`; null: the fallback. */
export function versionNameOf({ variant, try: half }: Pick<MessageFile, 'variant' | 'try'>): string | null {
  return [variant, half].flatMap((part) => (part === null ? [] : [slug(part)])).join('.') || null;
}

/** Takes a file name apart; null when it does not end in a locale, or has too many parts. */
export function parseMessageFileName(fileName: string): Omit<MessageFile, 'path' | 'text'> | null {
  const parts = fileName.replace(/\.md$/, '').split('.');
  const locale = parseLocale(parts.at(-1) ?? '');
  const [message = '', variant = null, attempt = null] = parts.slice(0, -1);
  const isNamed = /^[a-z0-9][a-z0-9_-]*$/i.test(message);
  return locale === null || !isNamed || parts.length > 4 ? null : { message, variant, try: attempt, locale };
}
