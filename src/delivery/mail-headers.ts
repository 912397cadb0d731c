import { encodeWord, foldLines } from 'nodemailer/lib/mime-funcs';
import { UserError } from '../domain/errors.ts';
import { addressProblem, headerTextProblem, type Mailbox, wireAddress } from '../domain/mail-address.ts';

/** One header, folded, with its CRLF. Long words stay whole: a link that is folded is a link that is broken. */
export function formatHeader(name: string, value: string): string {
  const line = `${name}: ${value}`;
  const folded = line.length <= FOLD_AT ? line : foldLines(line, FOLD_AT);
  if (folded.length > MAX_LINE && folded.split('\r\n').some((part) => part.length > MAX_LINE)) {
    throw new UserError(
      `The header ${name} is too long for a mail: one word of it has more than ${MAX_LINE} characters.`,
    );
  }
  return `${folded}\r\n`;
}

/** A subject or another unstructured text; non-ASCII becomes encoded words (RFC 2047). */
export function formatText(what: string, text: string): string {
  const problem = headerTextProblem(text);
  if (problem !== null) throw refused(what, text, problem);
  return isPlain(text) ? text : encode(text);
}

/** `Ana <ana@acme.example>`, with the name quoted or encoded where it must be. */
export function formatMailbox(what: string, { name, address }: Mailbox): string {
  const problem = addressProblem(address);
  if (problem !== null) throw refused(what, address, problem);
  const phrase = formatPhrase(what, name);
  return phrase === '' ? wireAddress(address) : `${phrase} <${wireAddress(address)}>`;
}

/**
 * RFC 2919: `"Digital skills" <digital-skills.acme.example>`.
 *
 * @param id Labels with dots between them, at most 255 characters.
 */
export function formatListId(name: string, id: string): string {
  if (id.length > 255 || !/^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+$/.test(id))
    throw refused('List-Id', id, 'is not a list id');
  return `${formatPhrase('List-Id', name)} <${id}>`.trimStart();
}

/** A further header as the caller wrote it: printable ASCII, and none of those that composing writes itself. */
export function formatExtraHeader(name: string, value: string): string {
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(name)) throw refused('header', name, 'is not the name of a header');
  if (OWN_HEADERS.has(name.toLowerCase())) throw refused('header', name, 'is written by the mail itself, once');
  const problem =
    headerTextProblem(value) ??
    (/^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(value) ? null : 'is not ASCII words with single spaces between them');
  if (problem !== null) throw refused(name, value, problem);
  return formatHeader(name, value);
}

/** RFC 5322 2.1.1: should be 78, must be 998, without the CRLF. */
const FOLD_AT = 76;
const MAX_LINE = 998;
/** An encoded word is at most 75 characters (RFC 2047 §2); some room for the name of the header before it. */
const ENCODED_WORD = 60;

const OWN_HEADERS = new Set(
  'from sender to cc bcc date message-id subject reply-to return-path mime-version content-type content-transfer-encoding dkim-signature'.split(
    ' ',
  ),
);

function formatPhrase(what: string, name: string): string {
  const problem = headerTextProblem(name);
  if (problem !== null) throw refused(what, name, problem);
  const text = name.trim();
  if (!isPlain(text)) return encode(text);
  return /^[\w!#$%&'*+/=?^`{|}~ -]*$/.test(text) ? text : `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}

/** ASCII words with single spaces: nothing that reads as an encoded word, nothing that folds into an empty line. */
function isPlain(text: string): boolean {
  return /^(?:[\x21-\x7e]+(?: [\x21-\x7e]+)*)?$/.test(text) && !text.includes('=?') && text.length < MAX_LINE / 2;
}

function encode(text: string): string {
  return encodeWord(text, 'Q', ENCODED_WORD);
}

function refused(what: string, value: string, problem: string): UserError {
  return new UserError(`${what}: ${JSON.stringify(value)} ${problem}.`, {
    hint: 'Nothing was sent. Correct it where it was written or imported.',
  });
}
