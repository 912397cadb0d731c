import { UserError } from '../domain/errors.ts';
import { isLoopback, parseSmtpUrl } from './smtp-settings.ts';

/**
 * A store played on a virtual clock mails to the built-in inbox or to this very machine only (rules.md R19).
 * @param smtpUrl empty for the built-in inbox.
 * @throws {UserError} for a mail server anywhere else, before anything is played.
 */
export function refuseRealRelay(smtpUrl: string): void {
  if (smtpUrl === '' || isLoopback(smtpUrl)) return;
  const { host } = parseSmtpUrl(smtpUrl);
  throw new UserError(`A campaign on a virtual clock never mails to a real mail server, and SMTP_URL names ${host}.`, {
    hint: 'Leave SMTP_URL empty for the built-in inbox, or name a server on this machine (localhost, 127.0.0.1, ::1).',
  });
}

/**
 * A real mail server gets no link that nobody can open.
 * @throws {UserError} when employees would get links to this machine, or links without TLS.
 */
export function refuseDeadLinks({
  smtpUrl,
  publicUrl,
}: {
  readonly smtpUrl: string;
  readonly publicUrl: string;
}): void {
  if (smtpUrl === '' || isLoopback(smtpUrl)) return;
  if (publicUrl.startsWith('https://') && !isLoopback(publicUrl)) return;
  throw new UserError(
    `PUBLIC_URL "${publicUrl}" is not an address that employees can open safely, and SMTP_URL names a real mail server.`,
    { hint: 'Set PUBLIC_URL to the https address under which employees reach this server.' },
  );
}
