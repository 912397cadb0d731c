import { expect, test } from 'vitest';
import { imageHash, imageOf } from '../../src/domain/image.ts';
import { gif, PNG } from '../support/images.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

test.each([
  ['a PNG', PNG, 'image/png', 'png'],
  ['a GIF', gif(), 'image/gif', 'gif'],
  ['a JPEG', bytes('\xff\xd8\xff\xe0\0\x10JFIF'), 'image/jpeg', 'jpg'],
  ['a WebP', bytes('RIFF\x24\0\0\0WEBPVP8 '), 'image/webp', 'webp'],
])('%s is told by how it begins, and named by what it holds', (_what, content, type, ending) => {
  const image = imageOf(content);
  expect(image).toMatchObject({ type, bytes: content });
  expect(image?.name).toMatch(new RegExp(`^[0-9a-f]{64}\\.${ending}$`));
  expect(image?.name).toBe(`${imageHash(image?.name ?? '')}.${ending}`);
});

test.each([
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['a page', '<!doctype html>'],
  ['a sound', 'RIFF\x24\0\0\0WAVEfmt '],
  ['nothing', ''],
])('%s is no image that mails show', (_what, content) => {
  expect(imageOf(bytes(content))).toBeNull();
});

test.each(['chart.png', `${'a'.repeat(64)}.svg`, `../${'a'.repeat(64)}.png`, 'a'.repeat(64), `${'A'.repeat(64)}.png`])(
  '%s is no name of an image',
  (name) => {
    expect(imageHash(name)).toBeNull();
  },
);
