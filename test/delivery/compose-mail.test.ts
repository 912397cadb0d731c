import { describe, expect, test } from 'vitest';
import { composeMail, type MailParts, OPEN_MARK_PLACEHOLDER } from '../../src/delivery/compose-mail.ts';
import { formatListId } from '../../src/delivery/mail-headers.ts';
import { readMail } from '../../src/delivery/read-mail.ts';
import { UserError } from '../../src/domain/errors.ts';
import { parseInstant } from '../../src/domain/time.ts';

const mark = `<img src="https://learn.acme.example/t/o/${OPEN_MARK_PLACEHOLDER}.gif" width="1" height="1" alt="">`;
const parts: MailParts = {
  messageId: 'msg_0001@learn.acme.example',
  date: parseInstant('2027-04-26T07:00:00Z', 'UTC') as number,
  zone: 'Europe/Amsterdam',
  from: { name: 'Acme, Learning', address: 'learn@acme.example' },
  to: { name: 'Zoë van Dyk', address: 'zoe@müller.example' },
  subject: 'Eén grafiek minder om bang voor te zijn: vandaag een kwartier over staafdiagrammen ☕',
  text: 'Dag Zoë,\n\n.een punt vooraan\nFrom hier af.  \nTot ziens',
  html: `<!doctype html><p title="a=b">Dag Zoë ☕</p>${mark}</body></html>`,
  headers: {
    'List-Id': formatListId('Digital skills', 'digital-skills.acme.example'),
    'List-Unsubscribe': '<https://learn.acme.example/u/abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'Auto-Submitted': 'auto-generated',
    'X-Druppel-Campaign': 'data-literacy@1',
  },
};

function raw(change: Partial<MailParts> = {}, token: string | null = 'tok_EN-1'): string {
  return composeMail({ ...parts, ...change })
    .withMark(token)
    .toString('latin1');
}

test('a mail reads back as it was written', async () => {
  const mail = await readMail(composeMail(parts).withMark('tok_EN-1'));
  expect(mail).toMatchObject({
    subject: parts.subject,
    from: parts.from,
    to: [{ name: 'Zoë van Dyk', address: 'zoe@xn--mller-kva.example' }],
    date: parts.date,
    messageId: parts.messageId,
    html: expect.stringContaining(parts.html.replace(OPEN_MARK_PLACEHOLDER, 'tok_EN-1')),
    text: expect.stringContaining('.een punt vooraan\nFrom hier af.  \nTot ziens'),
  });
  expect(mail.headers.find(({ name }) => name === 'List-Id')?.value).toBe(
    'Digital skills <digital-skills.acme.example>',
  );
});

test('the date is written in the offset of the zone', () => {
  expect(raw()).toContain('Date: Mon, 26 Apr 2027 09:00:00 +0200\r\n');
});

test('the same mail gives the same bytes', () => {
  expect(raw()).toBe(raw());
  expect(raw({ messageId: 'msg_0002@learn.acme.example' })).not.toBe(raw());
});

test('there is exactly one From, To, Date, Message-ID, and every line is short, ASCII and ends in CRLF', () => {
  const text = raw();
  const header = text.slice(0, text.indexOf('\r\n\r\n'));
  for (const name of ['From', 'To', 'Date', 'Message-ID', 'Subject', 'MIME-Version']) {
    expect([name, header.match(new RegExp(`^${name}:`, 'gim'))?.length]).toEqual([name, 1]);
  }
  expect(text.replaceAll('\r\n', '')).toMatch(/^[\x20-\x7e]*$/);
  expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(text.split('\r\n').filter((line) => line.startsWith('.') || line.startsWith('From '))).toEqual([]);
});

describe('the open mark', () => {
  test('copies differ in their token alone', async () => {
    const composed = composeMail(parts);
    const [a, b] = [composed.withMark('AAAA'), composed.withMark('BBBB')];
    expect(a.toString().replace('AAAA', 'BBBB')).toBe(b.toString());
  });

  test('without a token the whole image is gone', async () => {
    const mail = await readMail(composeMail(parts).withMark(null));
    expect(mail.html?.trimEnd()).toBe(parts.html.replace(mark, ''));
  });

  test.each(Array.from({ length: 80 }, (_, n) => n))('is whole wherever in a line it falls: %i', async (n) => {
    const html = `<p>${'é=x'.repeat(n)}</p>${mark}<p>${' '.repeat(n)}</p>`;
    const token = 'x'.repeat(40);
    const composed = composeMail({ ...parts, html });
    const bytes = composed.withMark(token);
    expect((await readMail(bytes)).html?.trimEnd()).toBe(html.replace(OPEN_MARK_PLACEHOLDER, token));
    expect(bytes.length).toBe(composed.sizeBytes);
  });

  test('a mail without one is the same with and without a token', () => {
    const composed = composeMail({ ...parts, html: '<p>Hello</p>' });
    expect(composed.withMark('tok').equals(composed.withMark(null))).toBe(true);
    expect(composed.withMark('tok').length).toBe(composed.sizeBytes);
  });

  test.each([
    `${mark}${mark}`,
    `<p>${OPEN_MARK_PLACEHOLDER}</p>`,
    `<a href="${OPEN_MARK_PLACEHOLDER}">x</a>`,
    OPEN_MARK_PLACEHOLDER,
  ])('%s is refused', (html) => {
    expect(() => composeMail({ ...parts, html })).toThrow(UserError);
  });

  test('a token that could break out is a bug', () => {
    expect(() => composeMail(parts).withMark('a"onload="x')).toThrow('open mark');
  });
});

describe('header injection', () => {
  const evil = ['a\r\nBcc: evil@e.example', 'a\nb', 'a\rb', 'a\0b', 'a\u2028b', 'a\u202eb', 'a\u2066b'];

  test.each(evil)('a subject, a name, a header with %j is refused', (text) => {
    expect(() => raw({ subject: text })).toThrow(UserError);
    expect(() => raw({ to: { ...parts.to, name: text } })).toThrow(UserError);
    expect(() => raw({ from: { ...parts.from, name: text } })).toThrow(UserError);
    expect(() => raw({ replyTo: { ...parts.from, name: text } })).toThrow(UserError);
    expect(() => raw({ headers: { 'X-Druppel-Step': text } })).toThrow(UserError);
    expect(() => raw({ messageId: `${text}@acme.example` })).toThrow(UserError);
  });

  test.each(['From', 'bcc', 'Message-ID', 'content-type', 'X Y', 'X:Y', 'X-Y\r\nBcc'])(
    'a header %j is refused',
    (name) => {
      expect(() => raw({ headers: { [name]: 'value' } })).toThrow(UserError);
    },
  );

  test.each(['a@x.example, evil@e.example', 'a@x.example>\r\nBcc: b@y.example', 'team:a@x.example;'])(
    'the address %j is refused',
    (address) => {
      expect(() => raw({ to: { name: '', address } })).toThrow(UserError);
    },
  );

  test.each([
    '=?utf-8?Q?=0D=0ABcc:_evil=40e.example?=',
    `a${' '.repeat(200)}b`,
    'x'.repeat(2000),
    '"quoted" \\ (comment) <x@y.example>,',
  ])('the odd subject and name %j is only text', async (text) => {
    const mail = await readMail(
      composeMail({ ...parts, subject: text, to: { ...parts.to, name: text } }).withMark(null),
    );
    expect([mail.subject, mail.to[0]?.name]).toEqual([text, text]);
    expect(mail.headers.map(({ name }) => name)).not.toContain('Bcc');
  });
});

test.each(['a\rb\nc\r\nd', '.\r\n.\n..', 'tail \t', '=3D=\r\n=', ' \n \n', '', 'ü'.repeat(500), 'x'.repeat(2000)])(
  'the text %j arrives with its lines',
  async (text) => {
    const mail = await readMail(composeMail({ ...parts, text }).withMark(null));
    // The reader ends every text with one line break of its own.
    expect((mail.text ?? '').replace(/\n$/, '')).toBe(text.replaceAll(/\r\n|\r/g, '\n'));
  },
);

test('files go along', async () => {
  const content = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  const attachments = [
    { fileName: 'moment.ics', contentType: 'text/calendar; method=REQUEST; charset=utf-8', content: 'BEGIN:VCALENDAR' },
    { fileName: 'all.bin', contentType: 'application/octet-stream', content },
  ];
  const mail = await readMail(composeMail({ ...parts, attachments }).withMark('tok'));
  expect(mail.attachments).toEqual([
    { fileName: 'moment.ics', contentType: 'text/calendar', sizeBytes: expect.any(Number) },
    { fileName: 'all.bin', contentType: 'application/octet-stream', sizeBytes: 256 },
  ]);
  expect(mail.html).toContain('tok.gif');
});
