import { DARK, LIGHT, type Palette } from './palette.ts';

/**
 * What all frames share: type, spacing, buttons, and the dark. It comes before a frame's own head, so a frame can change
 * any of it, and the smallest frame already looks right. One line, so that MJML's line numbers stay those of the frame.
 */
export function baseHead(palette: Palette): string {
  return [
    '<mj-raw><meta name="color-scheme" content="light dark" /><meta name="supported-color-schemes" content="light dark" /><meta name="format-detection" content="telephone=no, date=no, address=no, email=no" /></mj-raw>',
    '<mj-breakpoint width="480px" />',
    `<mj-attributes>${attributes(palette)}</mj-attributes>`,
    `<mj-style>${style(palette)}</mj-style>`,
  ].join('');
}

const FONTS = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

function attributes(palette: Palette): string {
  const shared =
    'font-size="16px" font-weight="600" line-height="22px" border-radius="8px" align="left" padding="8px 0 16px"';
  return [
    `<mj-all font-family="${FONTS}" />`,
    `<mj-body background-color="${LIGHT.page}" width="600px" />`,
    '<mj-wrapper padding="0" /><mj-section padding="0" /><mj-column padding="0" />',
    `<mj-text color="${LIGHT.text}" font-size="16px" line-height="26px" padding="0" align="left" />`,
    '<mj-image padding="0" />',
    '<mj-class name="paragraph" padding="0 0 14px" />',
    '<mj-class name="list" padding="0 0 14px" />',
    '<mj-class name="heading1" font-size="26px" line-height="33px" font-weight="700" padding="4px 0 14px" />',
    '<mj-class name="heading2" font-size="20px" line-height="28px" font-weight="700" padding="10px 0 8px" />',
    '<mj-class name="heading3" font-size="16px" line-height="26px" font-weight="700" padding="6px 0 2px" />',
    '<mj-class name="quote" font-size="18px" line-height="29px" padding="6px 0 18px" />',
    '<mj-class name="image" padding="6px 0 20px" border-radius="8px" />',
    `<mj-class name="rule" border-width="1px" border-color="${LIGHT.line}" padding="10px 0 20px" />`,
    `<mj-class name="button" background-color="${palette.brand}" color="${palette.onBrand}" inner-padding="15px 28px" ${shared} />`,
    `<mj-class name="quiet-button" background-color="${LIGHT.card}" color="${palette.link}" border="2px solid ${palette.link}" inner-padding="11px 22px" ${shared} />`,
    `<mj-class name="small" font-size="14px" line-height="22px" color="${LIGHT.muted}" padding="0 0 8px" />`,
  ].join('');
}

/** Selectors follow MJML's output: a section's class is on its div, a text's on its cell. */
function style(palette: Palette): string {
  const dark: [selector: string, declarations: string][] = [
    ['body, body > div[role=article]', `background-color:${DARK.page}`],
    ['.d-card, .d-card > table', `background:${DARK.card};background-color:${DARK.card}`],
    ['.d-tint, .d-tint > table', `background:${palette.nightTint};background-color:${palette.nightTint}`],
    ['.d-text div, .d-heading div, .d-quote div', `color:${DARK.text}`],
    ['.d-muted div, .d-muted a', `color:${DARK.muted}`],
    ['.d-link, .d-wordmark div, .d-wordmark a', `color:${palette.nightLink}`],
    ['.d-band, .d-band > table', `background:${palette.brand};background-color:${palette.brand}`],
    ['.d-on-brand div, .d-on-brand a', `color:${palette.onBrand}`],
    ['.d-rule p, .d-people li', `border-color:${DARK.line}`],
    ['.d-quote > div', `border-color:${palette.nightBrand}`],
    [
      '.d-button td, .d-button a',
      `background:${palette.nightBrand};background-color:${palette.nightBrand};color:${palette.onNightBrand}`,
    ],
    [
      '.d-quiet-button td, .d-quiet-button a',
      `background:${DARK.card};background-color:${DARK.card};color:${palette.nightLink};border-color:${palette.nightLink}`,
    ],
    ['.d-logo img', plate(palette)],
  ];
  return [
    ':root{color-scheme:light dark;supported-color-schemes:light dark}',
    `.d-quote > div{border-left:4px solid ${palette.brand};padding-left:18px}`,
    '.d-quote p:last-child,.d-text p:last-child{margin-bottom:0 !important}',
    '.d-button a:focus,.d-quiet-button a:focus{outline:3px solid currentColor;outline-offset:2px}',
    // Where images are off, the logo's words look like the wordmark.
    `.d-logo img{font-family:${FONTS};font-weight:700;line-height:24px !important;color:${palette.link}}.d-band .d-logo img{${plate(palette)}}`,
    `@media (max-width:480px){${phone()}}`,
    `@media (prefers-color-scheme:dark){${dark.map(([selector, rules]) => rule(selector, rules)).join('')}}`,
    // Outlook.com marks the elements whose colours it changed instead of answering the media query.
    dark
      .map(([selector, rules]) =>
        rule(
          selector
            .split(', ')
            .map((one) => `[data-ogsc] ${one}`)
            .join(', '),
          rules,
        ),
      )
      .join(''),
  ].join(' ');
}

/** A logo is drawn for white: on a band and in the dark it gets a white plate. */
function plate(palette: Palette): string {
  return `background:${LIGHT.card};color:${palette.link};border-radius:6px;padding:6px 10px;box-sizing:border-box`;
}

function phone(): string {
  return [
    '.d-pad > table > tbody > tr > td{padding-left:20px !important;padding-right:20px !important}',
    '.d-button table,.d-quiet-button table{width:100% !important}',
    '.d-button a,.d-quiet-button a{display:block !important;padding-left:12px !important;padding-right:12px !important}',
    '.d-big div{font-size:26px !important;line-height:33px !important}',
  ].join('');
}

function rule(selector: string, declarations: string): string {
  return `${selector}{${declarations.replaceAll(';', ' !important;')} !important}`;
}
