import { expect, test } from 'vitest';
import {
  addressProblem,
  headerTextProblem,
  isPlainAddress,
  parseMailbox,
  wireAddress,
} from '../../src/domain/mail-address.ts';

test.each([
  'ana@acme.example',
  "o'neill+learn@sub.acme.example",
  'a@b.co',
  'x_y.z-1@acme-group.example',
  'zoe@müller.example',
])('%s is an address', (address) => {
  expect(addressProblem(address)).toBeNull();
});

test.each([
  ['', 'is empty'],
  ['ana', 'has no @'],
  ['a@x.nl, evil@e.nl', 'space'],
  ['a@x.nl,evil@e.nl', 'list'],
  ['a@x.nl;evil@e.nl', 'list'],
  ['team:a@x.nl', 'group'],
  ['a(comment)@x.nl', 'comment'],
  ['Ana<a@x.nl>', 'angle brackets'],
  ['"a b"@x.nl', 'space'],
  ['"a"@x.nl', 'quoted local part'],
  ['a@x.nl\r\nBcc:b@x.nl', 'line break'],
  ['a@x.nl\u2028', 'line break'],
  ['a\0@x.nl', 'control'],
  ['a@b@x.nl', 'more than one @'],
  ['@x.nl', 'nothing before the @'],
  ['a@', 'nothing after the @'],
  ['a@localhost', 'no dot'],
  ['a..b@x.nl', 'dot in the wrong place before'],
  ['.a@x.nl', 'dot in the wrong place before'],
  ['a@x..nl', 'dot in the wrong place after'],
  ['a@x.nl.', 'dot in the wrong place after'],
  ['a@-x.nl', 'not allowed there'],
  ['a@x_y.nl', 'not allowed there'],
  ['a@[127.0.0.1]', 'by number'],
  ['zoë@x.nl', 'SMTPUTF8'],
  [`${'a'.repeat(65)}@x.nl`, '64'],
  [`a@${'b'.repeat(64)}.nl`, '63'],
  [`a@${'b1.'.repeat(90)}nl`, '254'],
])('%j is refused: it %s', (address, why) => {
  expect(isPlainAddress(address)).toBe(false);
  expect(addressProblem(address)).toContain(why);
});

test('an internationalised domain goes out in ASCII', () => {
  expect(wireAddress('zoe@müller.example')).toBe('zoe@xn--mller-kva.example');
});

test.each([
  ['ana@acme.example', { name: '', address: 'ana@acme.example' }],
  ['Ana <ana@acme.example>', { name: 'Ana', address: 'ana@acme.example' }],
  ['"Learning, \\"Acme\\"" <learn@acme.example>', { name: 'Learning, "Acme"', address: 'learn@acme.example' }],
  ['Zoë van Dyk <zoe@acme.example>', { name: 'Zoë van Dyk', address: 'zoe@acme.example' }],
])('%s is read as a name and an address', (text, mailbox) => {
  expect(parseMailbox(text)).toEqual(mailbox);
});

test.each([
  'Ana <ana@acme.example>, Bo <bo@acme.example>',
  'Ana <>',
  'Ana\r\nBcc: x <ana@acme.example>',
  'Ana \u202e <ana@acme.example>',
])('%j is not one mailbox', (text) => {
  expect(parseMailbox(text)).toHaveProperty('why');
});

test.each(['a\rb', 'a\nb', 'a\0b', 'a\tb', 'a\u2028b', 'a\u202eb', 'a\u2067b', 'a\u200fb', 'a\ud800b', 'a\u0085b'])(
  '%j cannot stand in a header',
  (text) => {
    expect(headerTextProblem(text)).not.toBeNull();
  },
);

test('names of all scripts, and joined emoji, can stand in a header', () => {
  expect(['Zoë', 'Łukasz', '山田', 'نورة', '👩‍💻 Ada'].map(headerTextProblem)).toEqual([null, null, null, null, null]);
});
