import { Html, html } from './html.ts';

/** A whole page. Its looks are in stylesheet.ts; it has no script unless one is named. */
export function page(parts: {
  readonly locale: string;
  readonly title: string;
  /** `reader`: a narrow page for an employee; `desk`: the console and the inbox. */
  readonly kind: 'reader' | 'desk';
  readonly skip: string;
  readonly header: Html | null;
  readonly main: Html;
  readonly script?: string;
}): string {
  const { locale, title, kind, skip, header, main, script } = parts;
  return html`<!doctype html>
<html lang="${locale}" class="${kind}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/druppel.css">
${script && html`<script src="${script}" defer></script>`}
</head>
<body>
<a class="skip" href="#content">${skip}</a>
${header}
<main id="content" tabindex="-1">
${main}
</main>
</body>
</html>
`.text;
}

/** The drop: the only picture of the pages. Says nothing to who cannot see it. */
export const DROP = new Html(
  '<svg class="drop" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false"><path d="M12 2.5c3.6 4.4 6.4 7.9 6.4 11.6a6.4 6.4 0 1 1-12.8 0C5.6 10.4 8.4 6.9 12 2.5Z"/></svg>',
);
