import { UserError } from '../domain/errors.ts';
import { didYouMean } from '../domain/text.ts';

/** Where mail is handed over, read from `SMTP_URL`. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /**
   * `implicit`: TLS from the first byte (smtps). `required`: STARTTLS or nothing. `if-offered`: STARTTLS where the
   * server has it. `never`: plain text.
   */
  readonly tls: 'implicit' | 'required' | 'if-offered' | 'never';
  readonly login: { readonly user: string; readonly password: string } | null;
}

/**
 * Reads `smtp://user:pass@host:587`, `smtps://…`, with `?requireTLS=false` or `?ignoreTLS=true`.
 * TLS is required unless turned off; to this machine itself (see {@link isLoopback}) it is off unless asked for.
 *
 * @throws {UserError} naming what is wrong. The password is never part of the message.
 */
export function parseSmtpUrl(text: string): SmtpSettings {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !(url.protocol in DEFAULT_PORTS)) throw mistake('is not an address of a mail server');
  if (url.hostname === '') throw mistake('names no host');
  if (url.pathname !== '' && url.pathname !== '/')
    throw mistake(`has a path, ${JSON.stringify(url.pathname)}, that means nothing here`);
  if (url.hash !== '') throw mistake('has a "#" in it; in a password write it %23');
  return {
    host: hostOf(url),
    port: url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? 0) : Number(url.port),
    tls: tlsOf(url, text),
    login: loginOf(url),
  };
}

/** Whether mail to this server stays on this machine: localhost, 127.0.0.0/8, ::1, judged from the URL without DNS. */
export function isLoopback(text: string): boolean {
  return URL.canParse(text) && isLoopbackHost(hostOf(new URL(text)));
}

/** Submission (RFC 6409) and submission with TLS from the start (RFC 8314). */
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'smtp:': 587, 'smtps:': 465 };
const PARAMETERS = ['requireTLS', 'ignoreTLS'];

function mistake(what: string): UserError {
  return new UserError(`SMTP_URL ${what}.`, {
    hint: 'Write it like smtp://user:password@smtp.acme.example:587, with characters such as @ # / in the password percent-encoded.',
  });
}

function hostOf(url: URL): string {
  return decode(url.hostname, 'host')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();
}

function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/.test(host);
}

function tlsOf(url: URL, text: string): SmtpSettings['tls'] {
  for (const key of url.searchParams.keys()) {
    if (PARAMETERS.includes(key)) continue;
    const guess = didYouMean(key, PARAMETERS);
    throw mistake(`has an unknown parameter ${JSON.stringify(key)}${guess === null ? '' : `; did you mean ${guess}?`}`);
  }
  const [requireTls, ignoreTls] = [flag(url, 'requireTLS'), flag(url, 'ignoreTLS')];
  if (ignoreTls === true && requireTls === true) throw mistake('asks for both requireTLS and ignoreTLS');
  if (url.protocol === 'smtps:') {
    if (ignoreTls === true || requireTls === false) throw mistake('asks for smtps without TLS; write smtp:// instead');
    return 'implicit';
  }
  if (ignoreTls === true) return 'never';
  if (requireTls !== null) return requireTls ? 'required' : 'if-offered';
  return isLoopback(text) ? 'never' : 'required';
}

function flag(url: URL, name: string): boolean | null {
  const values = url.searchParams.getAll(name);
  if (values.length > 1) throw mistake(`gives ${name} more than once`);
  const [value] = values;
  if (value === undefined) return null;
  if (value !== 'true' && value !== 'false')
    throw mistake(`gives ${name}=${JSON.stringify(value)}; it is true or false`);
  return value === 'true';
}

function loginOf(url: URL): SmtpSettings['login'] {
  if (url.username === '' && url.password === '') return null;
  if (url.username === '' || url.password === '')
    throw mistake(`has a ${url.username === '' ? 'password without a user' : 'user without a password'}`);
  return { user: decode(url.username, 'user'), password: decode(url.password, 'password') };
}

function decode(text: string, what: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw mistake(`has a ${what} with a "%" that is not followed by two hexadecimal digits; write it %25`);
  }
}
