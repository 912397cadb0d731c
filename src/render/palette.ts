import { type Hex, INK, mix, NIGHT, readableOn, SHAPE_CONTRAST, TEXT_CONTRAST, textOn, WHITE } from './colour.ts';

/** The colours of a mail, all from the brand's one, chosen by contrast. */
export interface Palette {
  /** Buttons and bands, and the text on them. */
  readonly brand: Hex;
  readonly onBrand: Hex;
  /** Links and headlines on white. */
  readonly link: Hex;
  /** A breath of the brand, for panels. */
  readonly tint: Hex;
  readonly nightBrand: Hex;
  readonly onNightBrand: Hex;
  readonly nightLink: Hex;
  readonly nightTint: Hex;
}

export const LIGHT = { page: '#f2f3f1', card: WHITE, text: INK, muted: '#565d64', line: '#dfe2e0' } as const;
export const DARK = { page: '#121517', card: NIGHT, text: '#e9ebed', muted: '#a8b0b8', line: '#3a4046' } as const;

/** @param brand a colour that `readHex` knows */
export function paletteOf(brand: Hex): Palette {
  const nightBrand = readableOn(brand, DARK.card, SHAPE_CONTRAST);
  const link = readableOn(brand, LIGHT.page, TEXT_CONTRAST);
  return {
    brand,
    onBrand: textOn(brand),
    link,
    tint: mix(WHITE, brand, 0.07),
    nightBrand,
    onNightBrand: textOn(nightBrand),
    nightLink: readableOn(brand, mix(DARK.card, brand, 0.16), TEXT_CONTRAST + 1),
    nightTint: mix(DARK.card, brand, 0.16),
  };
}
