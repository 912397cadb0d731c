import { expect, test } from 'vitest';
import { isLoopback, parseSmtpUrl } from '../../src/delivery/smtp-settings.ts';
import { UserError } from '../../src/domain/errors.ts';

test('TLS is required unless turned off', () => {
  expect(parseSmtpUrl('smtp://ana:s%40fe@smtp.acme.example:587')).toEqual({
    host: 'smtp.acme.example',
    port: 587,
    tls: 'required',
    login: { user: 'ana', password: 's@fe' },
  });
  expect(parseSmtpUrl('smtp://smtp.acme.example?requireTLS=false').tls).toBe('if-offered');
  expect(parseSmtpUrl('smtp://smtp.acme.example?ignoreTLS=true').tls).toBe('never');
  expect(parseSmtpUrl('smtps://smtp.acme.example')).toMatchObject({ port: 465, tls: 'implicit', login: null });
});

test('mail to this machine itself goes without TLS unless it is asked for', () => {
  expect(parseSmtpUrl('smtp://127.0.0.1:2525')).toMatchObject({ host: '127.0.0.1', port: 2525, tls: 'never' });
  expect(parseSmtpUrl('smtp://[::1]:2525?requireTLS=true')).toMatchObject({ host: '::1', tls: 'required' });
});

test.each([
  ['smtp://localhost', true],
  ['smtp://LOCALHOST:25', true],
  ['smtp://127.0.0.1:25', true],
  ['smtp://127.255.3.4', true],
  ['smtps://[::1]:465', true],
  ['smtp://user:pass@127.0.0.1', true],
  ['smtp://localhost.acme.example', false],
  ['smtp://127.0.0.1.acme.example', false],
  ['smtp://127.0.0.1@relay.acme.example', false],
  ['smtp://128.0.0.1', false],
  ['smtp://0.0.0.0', false],
  ['smtp://[::2]', false],
  ['smtp://127.0.0.999', false],
  ['relay', false],
])('whether %s is this machine is read from the address: %s', (url, expected) => {
  expect(isLoopback(url)).toBe(expected);
});

test.each([
  ['relay.acme.example', 'is not an address of a mail server'],
  ['http://relay.acme.example', 'is not an address of a mail server'],
  ['smtp://', 'names no host'],
  ['smtp://relay.acme.example/inbox', 'has a path'],
  ['smtp://relay.acme.example?requiretls=false', 'did you mean requireTLS'],
  ['smtp://relay.acme.example?requireTLS=no', 'it is true or false'],
  ['smtp://relay.acme.example?requireTLS=true&ignoreTLS=true', 'both'],
  ['smtps://relay.acme.example?ignoreTLS=true', 'smtps without TLS'],
  ['smtp://ana@relay.acme.example', 'a user without a password'],
  ['smtp://ana:100%@relay.acme.example', '%25'],
])('%s is refused with the reason', (url, why) => {
  expect(() => parseSmtpUrl(url)).toThrow(UserError);
  expect(() => parseSmtpUrl(url)).toThrow(why);
});

test('a password never stands in a message', () => {
  expect(() => parseSmtpUrl('smtp://ana:hunter2@relay.acme.example/x?y=z')).toThrow(
    expect.not.stringContaining('hunter2') as unknown as string,
  );
});
