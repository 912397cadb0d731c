/** Colours as WCAG 2.2 measures them (relative luminance and contrast ratio, w3.org/TR/WCAG22/#dfn-contrast-ratio). */
export type Hex = string;

export const WHITE: Hex = '#ffffff';
export const INK: Hex = '#1c2024';
/** The surface of a mail in the dark. */
export const NIGHT: Hex = '#1d2125';
/** WCAG 2.2 SC 1.4.3 for text, 1.4.11 for the shape of a button. */
export const TEXT_CONTRAST = 4.5;
export const SHAPE_CONTRAST = 3;

/** `#0b7a75` in lower case; `#abc` is widened. Null: not a colour, and nothing else can slip into a style. */
export function readHex(text: string): Hex | null {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text.trim());
  if (short !== null)
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join('')}`.toLowerCase();
  return /^#[0-9a-f]{6}$/i.test(text.trim()) ? text.trim().toLowerCase() : null;
}

/** 1 (the same) to 21 (black on white). */
export function contrast(a: Hex, b: Hex): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** White or near-black, whichever reads better on the colour. */
export function textOn(background: Hex): Hex {
  return contrast(WHITE, background) >= contrast(INK, background) ? WHITE : INK;
}

/** The colour, moved towards black or white until it stands out enough against the background. */
export function readableOn(colour: Hex, background: Hex, ratio: number): Hex {
  const towards = luminance(background) > 0.18 ? '#000000' : '#ffffff';
  for (let share = 0; share < 1; share += 0.04) {
    const candidate = mix(colour, towards, share);
    if (contrast(candidate, background) >= ratio) return candidate;
  }
  return towards;
}

/** `share` of `b` in `a`, 0 to 1. */
export function mix(a: Hex, b: Hex, share: number): Hex {
  const [x, y] = [channels(a), channels(b)];
  return `#${x
    .map((value, i) =>
      Math.round(value + ((y[i] ?? 0) - value) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

function luminance(colour: Hex): number {
  const [r = 0, g = 0, b = 0] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function channels(colour: Hex): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
