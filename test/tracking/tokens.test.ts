import { describe, expect, it } from 'vitest';
import { newId } from '../../src/domain/ids.ts';
import { createOpenMarks } from '../../src/tracking/open-marks.ts';
import { createTokens } from '../../src/tracking/tokens.ts';

const SECRET = 'a secret of more than thirty-two characters';
const tokens = createTokens(SECRET);

describe('a token', () => {
  it('leads back to the mail and the link it was signed for', () => {
    const messageId = newId('msg');
    const token = tokens.sign('click', messageId, 7);
    expect(tokens.read('click', token)).toEqual({ messageId, link: 7 });
  });

  it('is short and can stand in an address as it is', () => {
    expect(tokens.sign('click', newId('msg'), 3)).toMatch(/^[\w-]{46}$/);
  });

  it('opens nothing else than what it was signed for', () => {
    const token = tokens.sign('click', newId('msg'));
    expect(tokens.read('person', token)).toBeNull();
    expect(tokens.read('answer', token)).toBeNull();
  });

  it('opens nothing under another secret', () => {
    const token = createTokens('another secret of thirty-two characters').sign('person', newId('msg'));
    expect(tokens.read('person', token)).toBeNull();
  });

  it('is refused when any one character of it is changed', () => {
    const token = tokens.sign('person', newId('msg'));
    const changed = [...token].map((character, at) => {
      const other = character === 'A' ? 'B' : 'A';
      return token.slice(0, at) + other + token.slice(at + 1);
    });
    expect(changed.map((one) => tokens.read('person', one))).toEqual(changed.map(() => null));
  });

  it.each(['', 'A', 'null', '../../etc', '%00', 'A'.repeat(46), 'A'.repeat(10_000), '💧'.repeat(20)])(
    'is refused when it is made up: %.20s',
    (madeUp) => {
      expect(tokens.read('person', madeUp)).toBeNull();
    },
  );

  it('has one spelling: padding, spaces and the other base64 alphabet are refused', () => {
    const token = tokens.sign('person', newId('msg'));
    const spellings = [`${token}=`, `${token}==`, ` ${token}`, `${token}\n`, `${token}A`, `${token}!`];
    expect(spellings.map((one) => tokens.read('person', one))).toEqual(spellings.map(() => null));
  });
});

describe('open marks', () => {
  const marks = createOpenMarks(SECRET);

  it('are all different, fit where delivery puts them, and are known as ours', () => {
    const block = marks.make(500);
    expect(new Set(block).size).toBe(500);
    expect(block.filter((mark) => !/^[\w-]{32}$/.test(mark))).toEqual([]);
    expect(block.filter((mark) => !marks.isOurs(mark))).toEqual([]);
  });

  it('are refused when guessed, changed or made with another secret', () => {
    const [mark = ''] = marks.make(1);
    const changed = `${mark.startsWith('A') ? 'B' : 'A'}${mark.slice(1)}`;
    const [foreign = ''] = createOpenMarks('another secret of thirty-two characters').make(1);
    expect([changed, foreign, 'A'.repeat(32), '', `${mark}A`].map((one) => marks.isOurs(one))).toEqual(
      Array<boolean>(5).fill(false),
    );
  });
});
