import type { InboxReading } from '../../flow/sending/read-inbox.ts';
import { html } from '../pages/html.ts';

/** Styles of the mail itself and pictures of ours; no script, form, frame or fetch, and nothing from elsewhere. */
export const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

/**
 * The HTML of a mail for a sandboxed frame. Links open beside it. The open mark is taken out: who reads a mail here is
 * not its reader. Dark is what the mail's own dark styles make of it, whatever this browser prefers.
 */
export function framedMail(mail: InboxReading['mail'], scheme: 'light' | 'dark', publicUrl: string): string {
  if (mail.html === null) return html`<!doctype html><title>Mail</title><pre>${mail.text}</pre>`.text;
  const mark = new RegExp(`<img[^>]*\\ssrc="${escapePattern(publicUrl)}/t/o/[^>]*>`, 'gi');
  // Ours whatever name this page was asked for by.
  const ours = `"${publicUrl}/i/`;
  const withoutMark = mail.html.replace(mark, '').replaceAll(ours, '"/i/');
  const coloured = withoutMark.replace(/prefers-color-scheme:\s*(dark|light)/gi, (_query, name: string) =>
    name.toLowerCase() === scheme ? 'min-width: 0' : 'max-width: 0',
  );
  const settings = `<base target="_blank"><style>:root{color-scheme:only ${scheme}!important}</style>`;
  return /<head[^>]*>/i.test(coloured)
    ? coloured.replace(/<head[^>]*>/i, (head) => head + settings)
    : settings + coloured;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
