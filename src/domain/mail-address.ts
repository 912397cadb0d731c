import { domainToASCII } from 'node:url';
import { MAX_ADDRESS, MAX_LABEL, MAX_LOCAL_PART, type MailFault, mailFaultText } from './mail-faults.ts';

/** A display name, possibly empty, and one plain address. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** Exactly one address as a mailbox provider gives it out: `name@domain.tld`, nothing around it. */
export function isPlainAddress(text: string): boolean {
  return addressFault(text) === null;
}

/**
 * Why `text` is not one plain address; null when it is.
 * RFC 5322 allows lists, groups, comments and quoted local parts. A mail library that honours them can deliver to
 * somebody else (`a@x.example, b@y.example`), so they are refused, at import and again at send.
 */
export function addressFault(text: string): MailFault | null {
  const address = text;
  if (address.length <= MAX_LOCAL_PART && USUAL_ADDRESS.test(address)) return null;
  if (address === '') return 'empty';
  if (hasControl(address)) return 'control-character';
  if (/\s/u.test(address)) return 'space';
  if (/[,;:]/.test(address)) return 'list';
  if (/[()]/.test(address)) return 'comment';
  if (/[<>]/.test(address)) return 'brackets';
  if (/["\\]/.test(address)) return 'quoted-local-part';
  const at = address.indexOf('@');
  if (at < 0) return 'no-at';
  if (at !== address.lastIndexOf('@')) return 'many-at';
  return localPartFault(address.slice(0, at)) ?? domainFault(address.slice(at + 1)) ?? lengthFault(address);
}

/** The same as the end of an English sentence. */
export function addressProblem(text: string): string | null {
  const fault = addressFault(text);
  return fault === null ? null : mailFaultText(fault, 'en');
}

/** What nearly all look like; short enough for every limit, so that nothing else need be asked. */
const USUAL_ADDRESS = /^[a-z\d_+-]+(?:\.[a-z\d_+-]+)*@[a-z\d]+(?:-[a-z\d]+)*(?:\.[a-z\d]+(?:-[a-z\d]+)*)+$/i;

/**
 * The form that goes on the wire: an internationalised domain in its A-labels (RFC 5890), all else untouched.
 * Only for addresses without an {@link addressProblem}.
 */
export function wireAddress(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  const domain = address.slice(at);
  return isAscii(domain) ? address : address.slice(0, at) + domainToASCII(domain);
}

/** Reads `ana@acme.example`, `Ana <ana@acme.example>` and `"Learning, Acme" <learn@acme.example>`. */
export function parseMailbox(text: string): Mailbox | { readonly why: string } {
  const trimmed = text.trim();
  const match = /^("(?:[^"\\]|\\.)*"|[^<>"]*)\s*<([^<>]*)>$/su.exec(trimmed);
  const name = unquote(match?.[1]?.trim() ?? '');
  const address = match?.[2] ?? trimmed;
  const why = addressProblem(address) ?? headerTextProblem(name);
  return why === null ? { name, address } : { why };
}

/**
 * Why a name or subject cannot stand in a header; null when it can.
 * Line breaks would start a new header; bidirectional controls make a name read as another.
 */
export function headerTextFault(text: string): MailFault | null {
  if (PLAIN_TEXT.test(text)) return null;
  if (/[\r\n\u0085\u2028\u2029]/u.test(text)) return 'line-break';
  if (hasControl(text)) return 'header-control';
  if (BIDI_CONTROL.test(text)) return 'direction';
  if (LONE_SURROGATE.test(text)) return 'surrogate';
  return null;
}

/** The same as the end of an English sentence. */
export function headerTextProblem(text: string): string | null {
  const fault = headerTextFault(text);
  return fault === null ? null : mailFaultText(fault, 'en');
}

/** Western letters and what stands between them: nothing hidden is among these. */
const PLAIN_TEXT = /^[\x20-\x7e\xa0-\u024f]*$/;

/** The Unicode property Bidi_Control. */
const BIDI_CONTROL = /\p{Bidi_Control}/u;
const LONE_SURROGATE = /\p{Surrogate}/u;

function hasControl(text: string): boolean {
  return /[\p{Cc}\u2028\u2029]/u.test(text);
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 0x7e) return false;
  return true;
}

function localPartFault(local: string): MailFault | null {
  if (local === '') return 'nothing-before-at';
  if (!isAscii(local)) return 'letters-before-at';
  if (local.length > MAX_LOCAL_PART) return 'long-before-at';
  if (!/^[\w!#$%&'*+/=?^`{|}~.-]+$/.test(local)) return 'character-before-at';
  if (/^\.|\.\.|\.$/.test(local)) return 'dot-before-at';
  return null;
}

function domainFault(domain: string): MailFault | null {
  if (domain === '') return 'nothing-after-at';
  if (/^\[.*\]$/.test(domain)) return 'server-by-number';
  const labels = domain.split('.');
  if (labels.includes('')) return 'dot-after-at';
  if (labels.length < 2) return 'no-dot-after-at';
  if (!labels.every((label) => /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u.test(label)))
    return 'character-after-at';
  const ascii = isAscii(domain) ? domain : domainToASCII(domain);
  if (ascii === '') return 'no-domain-name';
  return ascii.split('.').some((label) => label.length > MAX_LABEL) ? 'long-label' : null;
}

function lengthFault(address: string): MailFault | null {
  return wireAddress(address).length > MAX_ADDRESS ? 'long-address' : null;
}

function unquote(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll(/\\(.)/gsu, '$1') : name;
}
