import { describe, expect, test } from 'vitest';
import { backOffMs, CONSEQUENCES, outcomeOf, parseReply, type SmtpPhase } from '../../src/delivery/smtp-reply.ts';
import { HOUR_MS, MINUTE_MS } from '../../src/domain/time.ts';

type Row = readonly [phase: SmtpPhase, answer: string, outcome: string];

/** guarantees.md §1, row by row. */
const TABLE: Readonly<Record<string, readonly Row[]>> = {
  'no connection, DNS, TLS, or 421 before 354: the server is unreachable, no attempt is counted': [
    ['greeting', '554 5.3.2 no service here', 'unreachable'],
    ['greeting', '450 busy', 'unreachable'],
    ['greeting', '421 4.7.0 too many connections', 'unreachable'],
    ['ehlo', '421 closing', 'unreachable'],
    ['ehlo', '550 go away', 'unreachable'],
    ['tls', '454 4.7.0 no certificate today', 'unreachable'],
    ['tls', '502 5.5.1 never heard of it', 'unreachable'],
    ['auth', '421 4.7.0 later', 'unreachable'],
    ['auth', '454 4.7.0 the directory is away', 'unreachable'],
    ['mail', '421 4.3.2 shutting down', 'unreachable'],
    ['rcpt', '421 4.7.28 rate exceeded', 'unreachable'],
    ['data', '421 4.4.2 bye', 'unreachable'],
    ['mail', 'garbage', 'unreachable'],
    ['rcpt', '25', 'unreachable'],
    ['data', '250 ok', 'unreachable'],
    ['data', '334 go on', 'unreachable'],
  ],
  '530 and 535 pause the transport': [
    ['mail', '530 5.7.0 Must issue a STARTTLS command first', 'transport-paused'],
    ['mail', '530 Authentication required', 'transport-paused'],
    ['auth', '535 5.7.8 Username and Password not accepted', 'transport-paused'],
    ['rcpt', '530 5.7.1 login first', 'transport-paused'],
    ['auth', '534 5.7.9 application password needed', 'transport-paused'],
    ['auth', '504 mechanism not known', 'transport-paused'],
  ],
  'a 5xx at MAIL FROM, or 5.1.7 and 5.1.8 anywhere, is nobody’s address: the transport is paused': [
    ['mail', '550 5.7.1 sender not authorised', 'transport-paused'],
    ['mail', '553 sender refused', 'transport-paused'],
    ['mail', '552 5.3.4 too big', 'transport-paused'],
    ['mail', '550 5.1.1 who are you', 'transport-paused'],
    ['rcpt', '550 5.1.8 sender domain does not exist', 'transport-paused'],
    ['rcpt', '553 5.1.7 bad sender', 'transport-paused'],
    ['data', '554 5.1.8 bad sender', 'transport-paused'],
    ['body', '550 5.1.7 bad sender', 'transport-paused'],
  ],
  '4xx and 4.x.x are tried again later': [
    ['mail', '451 4.3.0 trouble', 'deferred'],
    ['mail', '452 no space', 'deferred'],
    ['rcpt', '450 4.2.0 greylisted', 'deferred'],
    ['rcpt', '452 4.2.2 mailbox full', 'deferred'],
    ['rcpt', '451 wait', 'deferred'],
    ['data', '451 4.7.1 wait', 'deferred'],
    ['body', '452 4.3.1 disk full', 'deferred'],
    ['body', '421 4.3.2 shutting down', 'deferred'],
  ],
  'RCPT says the address does not exist: failed, and the address is noted': [
    ...['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1', '5.4.1'].map(
      (code) => ['rcpt', `550 ${code} no`, 'failed noted'] as const,
    ),
    ['rcpt', '550 #5.1.1 no such user', 'failed noted'],
    ['rcpt', '550-5.1.1 The account does not exist.\n550 5.1.1 Learn more', 'failed noted'],
  ],
  'RCPT 550, 551, 553 without an enhanced code or with 5.1.0, and full mailboxes: failed, not noted': [
    ['rcpt', '550 no', 'failed untouched'],
    ['rcpt', '551 not here', 'failed untouched'],
    ['rcpt', '553 not allowed', 'failed untouched'],
    ['rcpt', '550 5.1.0 address rejected', 'failed untouched'],
    ['rcpt', '552 5.2.2 mailbox full', 'failed untouched'],
    ['rcpt', '552 full', 'failed untouched'],
  ],
  'any other 5xx: failed, the address is untouched': [
    ['rcpt', '550 5.7.1 blocked', 'failed untouched'],
    ['rcpt', '500 what', 'failed untouched'],
    ['data', '554 no valid recipients', 'failed untouched'],
    ['body', '554 5.7.1 spam', 'failed untouched'],
    ['body', '550 5.1.1 no such user', 'failed untouched'],
    ['rcpt', '554 5.10.20.30 is listed', 'failed untouched'],
  ],
  'the enhanced code wins over the basic one': [
    ['rcpt', '550 4.2.1 over quota, try later', 'deferred'],
    ['rcpt', '450 5.1.1 no such user', 'failed noted'],
    ['mail', '550 4.7.1 try later', 'deferred'],
    ['mail', '451 5.7.1 never', 'transport-paused'],
    ['body', '554 4.7.0 try later', 'deferred'],
    ['rcpt', '550 2.1.5 odd', 'failed untouched'],
  ],
  'after 354 only a numeric reply settles the mail': [
    ['body', '250 2.0.0 queued as 4711', 'sent'],
    ['body', '250', 'sent'],
    ['body', '2', 'in-doubt'],
    ['body', '25 ok', 'in-doubt'],
    ['body', 'ok', 'in-doubt'],
    ['body', '354 again', 'in-doubt'],
    ['body', '', 'in-doubt'],
  ],
};

for (const [name, rows] of Object.entries(TABLE)) {
  test.each(rows)(`${name} · %s: %s`, (phase, answer, expected) => {
    const outcome = outcomeOf(phase, answer);
    expect(outcome.kind === 'failed' ? `failed ${outcome.address}` : outcome.kind).toBe(expected);
  });
}

test.each(['connect', 'greeting', 'ehlo', 'tls', 'auth', 'mail', 'rcpt', 'data'] as const)(
  'a connection lost at %s leaves nothing in doubt',
  (phase) => {
    expect(outcomeOf(phase, new Error('read ECONNRESET'))).toEqual({ kind: 'unreachable', why: 'read ECONNRESET' });
  },
);

test('a connection lost after 354 leaves the mail in doubt', () => {
  expect(outcomeOf('body', new Error('read ECONNRESET'))).toEqual({ kind: 'in-doubt', why: 'read ECONNRESET' });
});

test('no possible login pauses the transport, although the server said nothing', () => {
  const error = Object.assign(new Error('no method in common'), { code: 'EAUTH' });
  expect(outcomeOf('auth', error)).toEqual({ kind: 'transport-paused', reply: null, why: 'no method in common' });
});

test('a reply is kept as one line without control characters', () => {
  expect(parseReply('550-5.1.1 a\u001b[31mb\n550 5.1.1 c\u202e')).toEqual({
    code: 550,
    enhanced: '5.1.1',
    text: '550-5.1.1 a [31mb 550 5.1.1 c',
  });
  expect(parseReply('hello')).toBeNull();
});

test('what puts a row back to ready without counting an attempt is heard by the circuit breaker', () => {
  const free = Object.entries(CONSEQUENCES).filter(
    ([, { row, countsAsAttempt }]) => row === 'ready' && !countsAsAttempt,
  );
  expect(free.map(([kind, { transport }]) => [kind, transport])).toEqual([
    ['not-begun', 'suspect'],
    ['unreachable', 'suspect'],
    ['transport-paused', 'paused'],
  ]);
});

describe('back-off', () => {
  test('waits 5 min, 15 min, 1 h, 3 h, then 6 h for ever', () => {
    const waits = [1, 2, 3, 4, 5, 6, 99].map((attempt) => backOffMs(attempt, 0.5));
    expect(waits).toEqual([5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS, 6 * HOUR_MS, 6 * HOUR_MS]);
  });

  test('jitter moves a wait by at most 15 % either way', () => {
    expect(backOffMs(1, 0)).toBe(5 * MINUTE_MS * 0.85);
    expect(backOffMs(1, 1)).toBe(5 * MINUTE_MS * 1.15);
  });
});
