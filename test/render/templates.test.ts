import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { contrast, readHex, textOn } from '../../src/render/colour.ts';
import { DARK, LIGHT, paletteOf } from '../../src/render/palette.ts';
import { compiled, mail, messageFile, shippedFrame, workspace } from './mail-for-test.ts';

const names = readdirSync(join(packageRoot, 'templates'))
  .filter((file) => file.endsWith('.mjml'))
  .map((file) => file.slice(0, -5));
const body = `# A headline

Hi {{firstName "there"}}, **ten minutes** and [a link](https://learn.waterlijn.example/).

> A voice

- one
- two

---

[Start]({{activity.url}} "button")
[Later](ask:later "button")`;

describe('the shipped frames', () => {
  it('are a letter, a kick-off, a story and a list for a manager', () => {
    expect(names.sort()).toEqual(['announce', 'plain', 'story', 'team']);
  });

  describe.each(names)('%s', (name) => {
    const options = { frame: shippedFrame(name) };

    it('is light, fetches nothing from elsewhere, and works without a logo', async () => {
      const { html } = await mail(messageFile(body), {}, options);
      expect(Buffer.byteLength(html)).toBeLessThan(40_000);
      expect(html).toContain('Academie Waterlijn');
      expect(html).not.toMatch(/<img|<link|@import|url\(|@font-face|<script/);
      for (const [, address = ''] of html.matchAll(/\s(?:src|href)="([^"]*)"/g))
        expect(address).toMatch(/^https:\/\/(druppel|learn\.waterlijn)\.example\//);
      for (const line of html.split('\n')) expect(Buffer.byteLength(line)).toBeLessThan(20_000);
    });

    it('shows a logo with the academy as its words', async () => {
      const brand = { ...workspace.brand, logoUrl: 'https://druppel.example/logo.png' };
      const { html } = await mail(messageFile(body), {}, { ...options, workspace: { ...workspace, brand } });
      expect(html).toMatch(/<img\s+alt="Academie Waterlijn"\s+src="https:\/\/druppel\.example\/logo\.png"/);
    });

    it('writes no text under 14 pixels (lines of a rule aside) and knows the dark', async () => {
      const { html } = await mail(messageFile(body), {}, options);
      const shown = html.slice(html.indexOf('role="article"'));
      for (const [, size] of shown.matchAll(/font-size:(\d+)px/g))
        expect([0, 1, ...range(14, 40)]).toContain(Number(size));
      expect(html).toContain('@media (prefers-color-scheme:dark)');
    });

    it('holds the message and the footer once', async () => {
      const { html } = await mail(messageFile(body), {}, options);
      expect(html.match(/ten minutes<\/strong>/g)).toHaveLength(1);
      expect(html.match(/druppel\.example\/stop"/g)).toHaveLength(1);
      expect(html).not.toMatch(/mj-slot|\{\{|\uE000/);
    });
  });

  it('are whole in every language of the system texts', async () => {
    for (const locale of ['nl', 'en', 'fr', 'de', 'nl-BE', 'it'])
      expect(await compiled(messageFile(body), { frame: shippedFrame('plain'), locale })).toHaveProperty(
        'locale',
        locale,
      );
  });
});

describe('the colours of a mail', () => {
  it.each(['#0b7a75', '#ffd400', '#0a1a3f', '#ff0000', '#ffffff', '#000000', '#7f7f7f', '#00ffcc'])(
    'are readable for the brand %s, light and dark',
    (brand) => {
      const palette = paletteOf(brand);
      expect(contrast(palette.onBrand, palette.brand)).toBeGreaterThanOrEqual(4);
      for (const background of [LIGHT.card, LIGHT.page, palette.tint])
        expect(contrast(palette.link, background)).toBeGreaterThanOrEqual(4.4);
      for (const background of [DARK.card, DARK.page, palette.nightTint])
        expect(contrast(palette.nightLink, background)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(palette.nightBrand, DARK.card)).toBeGreaterThanOrEqual(3);
      expect(contrast(palette.onNightBrand, palette.nightBrand)).toBeGreaterThanOrEqual(4);
    },
  );

  it('have readable text on every surface', () => {
    for (const surface of [LIGHT.card, LIGHT.page])
      for (const text of [LIGHT.text, LIGHT.muted]) expect(contrast(text, surface)).toBeGreaterThanOrEqual(4.5);
    for (const surface of [DARK.card, DARK.page])
      for (const text of [DARK.text, DARK.muted]) expect(contrast(text, surface)).toBeGreaterThanOrEqual(4.5);
  });

  it('are measured as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(textOn('#ffd400')).not.toBe('#ffffff');
  });

  it('are hex and nothing else', () => {
    expect(readHex('#ABC')).toBe('#aabbcc');
    for (const no of ['red', '#12', '#1234567', 'rgb(0,0,0)', '#0b7a75;}']) expect(readHex(no)).toBeNull();
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
