import { domainToASCII } from 'node:url';

/** A display name, possibly empty, and one plain address. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** RFC 5321 4.5.3.1: a path is at most 256 octets with its brackets; the local part 64; RFC 1035: a label 63. */
const MAX_ADDRESS = 254;
const MAX_LOCAL_PART = 64;
const MAX_LABEL = 63;

/** Exactly one address as a mailbox provider gives it out: `name@domain.tld`, nothing around it. */
export function isPlainAddress(text: string): boolean {
  return addressProblem(text) === null;
}

/**
 * Why `text` is not one plain address, as the end of a sentence; null when it is.
 * RFC 5322 allows lists, groups, comments and quoted local parts. A mail library that honours them can deliver to
 * somebody else (`a@x.example, b@y.example`), so they are refused, at import and again at send.
 */
export function addressProblem(text: string): string | null {
  const address = text;
  if (address.length <= MAX_LOCAL_PART && USUAL_ADDRESS.test(address)) return null;
  if (address === '') return 'is empty';
  if (hasControl(address)) return 'has a line break or another control character in it';
  if (/\s/u.test(address)) return 'has a space in it';
  if (/[,;:]/.test(address)) return 'is a list or a group, not one address';
  if (/[()]/.test(address)) return 'has a comment in it';
  if (/[<>]/.test(address)) return 'has angle brackets; write the address alone';
  if (/["\\]/.test(address)) return 'has a quoted local part';
  const at = address.indexOf('@');
  if (at < 0) return 'has no @';
  if (at !== address.lastIndexOf('@')) return 'has more than one @';
  return localPartProblem(address.slice(0, at)) ?? domainProblem(address.slice(at + 1)) ?? lengthProblem(address);
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
 * Why a name or subject cannot stand in a header, as the end of a sentence; null when it can.
 * Line breaks would start a new header; bidirectional controls make a name read as another.
 */
export function headerTextProblem(text: string): string | null {
  if (PLAIN_TEXT.test(text)) return null;
  if (/[\r\n\u0085\u2028\u2029]/u.test(text)) return 'has a line break in it';
  if (hasControl(text)) return 'has a control character in it';
  if (BIDI_CONTROL.test(text)) return 'has a hidden character that changes the direction of writing';
  if (LONE_SURROGATE.test(text)) return 'has half a character in it (a lone surrogate)';
  return null;
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

function localPartProblem(local: string): string | null {
  if (local === '') return 'has nothing before the @';
  if (!isAscii(local)) return 'has letters before the @ that most mail servers do not take (SMTPUTF8)';
  if (local.length > MAX_LOCAL_PART) return `has more than ${MAX_LOCAL_PART} characters before the @`;
  if (!/^[\w!#$%&'*+/=?^`{|}~.-]+$/.test(local)) return 'has a character before the @ that is not allowed there';
  if (/^\.|\.\.|\.$/.test(local)) return 'has a dot in the wrong place before the @';
  return null;
}

function domainProblem(domain: string): string | null {
  if (domain === '') return 'has nothing after the @';
  if (/^\[.*\]$/.test(domain)) return 'names a server by number; a domain name was expected';
  const labels = domain.split('.');
  if (labels.includes('')) return 'has a dot in the wrong place after the @';
  if (labels.length < 2) return 'has no dot after the @';
  if (!labels.every((label) => /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u.test(label))) {
    return 'has a character after the @ that is not allowed there';
  }
  const ascii = isAscii(domain) ? domain : domainToASCII(domain);
  if (ascii === '') return 'has a domain that cannot be written as a domain name';
  if (ascii.split('.').some((label) => label.length > MAX_LABEL))
    return `has a part of more than ${MAX_LABEL} characters after the @`;
  return null;
}

function lengthProblem(address: string): string | null {
  return wireAddress(address).length > MAX_ADDRESS ? `is longer than ${MAX_ADDRESS} characters` : null;
}

function unquote(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll(/\\(.)/gsu, '$1') : name;
}
