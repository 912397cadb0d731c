import { expect, test } from 'vitest';
import { makeReturnPath, readReturnPath } from '../../src/delivery/verp.ts';
import { newId } from '../../src/domain/ids.ts';
import { isPlainAddress } from '../../src/domain/mail-address.ts';

const ours = { mailbox: 'bounces@acme.example', key: 'a key of the installation' };

test('a return path names its message, and only ours', () => {
  const id = newId('msg');
  const path = makeReturnPath(id, ours);
  expect(isPlainAddress(path)).toBe(true);
  expect(readReturnPath(path, ours)).toBe(id);
  expect(readReturnPath(path, { ...ours, key: 'another key' })).toBeNull();
});

test('mail servers may change the case of it', () => {
  expect(readReturnPath(makeReturnPath('msg_1', ours).toUpperCase(), ours)).toBe('msg_1');
});

test.each([
  ['another message', (path: string) => path.replace('msg_1', 'msg_2')],
  ['another mark', (path: string) => path.replace(/.@/, (end) => (end[0] === 'a' ? 'b@' : 'a@'))],
  ['no mark', (path: string) => path.replace(/-[^@]*/, '')],
  ['another mailbox', (path: string) => path.replace('bounces', 'people')],
  ['another domain', (path: string) => path.replace('acme', 'evil')],
  ['nothing of the kind', () => 'ana@acme.example'],
  ['an empty text', () => ''],
])('%s is not ours', (_name, change) => {
  expect(readReturnPath(change(makeReturnPath('msg_1', ours)), ours)).toBeNull();
});

test('a mailbox that leaves no room is refused, with what to do', () => {
  expect(() => makeReturnPath(newId('msg'), { ...ours, mailbox: 'a-very-long-name-for-bounces@acme.example' })).toThrow(
    'more than 64 characters',
  );
});
