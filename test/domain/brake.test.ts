import { expect, it } from 'vitest';
import { brakeReason, type MailFate } from '../../src/domain/brake.ts';

const fates = (text: string) => [...text].map((one): MailFate => (one === 'x' ? 'refused' : 'taken'));

it.each<[newestFirst: string, why: string | null]>([
  ['', null],
  ['xxxx', null],
  ['xxxxx', '5 mails in a row'],
  ['xxxx.xxxx', null],
  ['.xxxxx', null],
  [`x.x${'.'.repeat(46)}`, null],
  [`x${'.'.repeat(49)}`, null],
  [`x.x${'.'.repeat(47)}`, '2 of the last 50'],
  [`x${'.'.repeat(49)}x`, null],
])('%s brakes: %s', (newestFirst, why) => {
  if (why === null) expect(brakeReason(fates(newestFirst))).toBeNull();
  else expect(brakeReason(fates(newestFirst))).toContain(why);
});
