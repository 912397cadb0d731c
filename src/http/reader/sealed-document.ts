import type { SystemLocale } from '../../domain/reason-texts.ts';
import { COLUMN, type Said } from '../../flow/privacy/privacy-texts.ts';
import type { Sealed } from '../../flow/privacy/seal.ts';
import { Html, html } from '../pages/html.ts';
import { STYLESHEET } from '../pages/stylesheet.ts';

/**
 * A file that opens itself in any browser, without a network and without a program: it asks for the passphrase and shows
 * what was sealed in a frame that can do nothing.
 */
export function sealedDocument(sealed: Sealed, locale: SystemLocale): string {
  const say = (said: Said) => said[COLUMN[locale]];
  return html`<!doctype html>
<html lang="${locale}" class="reader">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; frame-src 'self' blob:">
<title>${say(WORDS.title)}</title>
<style>${new Html(STYLESHEET)}
.opened iframe { position: fixed; inset: 0; width: 100%; height: 100%; border: 0; background: #fff; }
.opened main { display: none; }
</style>
</head>
<body>
<main><div class="card">
<h1>${say(WORDS.title)}</h1>
<p class="lead">${say(WORDS.lead)}</p>
<form id="ask">
<label class="field" for="passphrase">${say(WORDS.passphrase)}</label>
<input id="passphrase" autocomplete="off" autocapitalize="characters" spellcheck="false" required>
<p id="wrong" class="note" role="alert" hidden>${say(WORDS.wrong)}</p>
<button class="primary">${say(WORDS.open)}</button>
</form>
</div></main>
<script type="application/json" id="sealed">${new Html(JSON.stringify(sealed))}</script>
<script>${new Html(OPENER)}</script>
</body>
</html>
`.text;
}

/** Web Cryptography API: the reverse of flow/privacy/seal.ts. */
const OPENER = `
const bytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
document.getElementById('ask').addEventListener('submit', async (event) => {
  event.preventDefault();
  const { salt, iterations, iv, sealed } = JSON.parse(document.getElementById('sealed').textContent);
  const typed = document.getElementById('passphrase').value.trim().toUpperCase();
  try {
    const from = await crypto.subtle.importKey('raw', new TextEncoder().encode(typed), 'PBKDF2', false, ['deriveKey']);
    const how = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes(salt), iterations };
    const key = await crypto.subtle.deriveKey(how, from, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes(iv) }, key, bytes(sealed));
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', '');
    frame.title = document.title;
    frame.srcdoc = new TextDecoder().decode(opened);
    document.body.append(frame);
    document.documentElement.classList.add('opened');
  } catch {
    document.getElementById('wrong').hidden = false;
  }
});
`;

const WORDS = {
  title: ['Een verzegeld bestand voor jou', 'A sealed file for you', 'Un fichier scellé pour vous'],
  lead: [
    'Hierin staat alles wat over je bewaard wordt. Alleen wie het wachtwoord heeft, kan het lezen; er gaat niets naar buiten.',
    'In here is everything that is kept about you. Only whoever has the passphrase can read it; nothing leaves this file.',
    'Voici tout ce qui est conservé sur vous. Seul qui a la phrase secrète peut le lire ; rien ne quitte ce fichier.',
  ],
  passphrase: ['Wachtwoord', 'Passphrase', 'Phrase secrète'],
  wrong: [
    'Dat is niet het wachtwoord. Kijk nog eens goed.',
    'That is not the passphrase. Look again.',
    'Ce n’est pas la phrase secrète. Vérifiez encore.',
  ],
  open: ['Openen', 'Open', 'Ouvrir'],
} as const satisfies Record<string, Said>;
