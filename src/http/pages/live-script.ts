/**
 * Keeps the figures on a page of the console up to date: fetches the same page every few seconds and takes over what is
 * inside `main`. It waits while the page is not looked at, or while something in it has the focus or is selected. Who
 * is logged out meanwhile sees that.
 */
export const LIVE_SCRIPT = `
const EVERY_MS = 3000;
async function refresh() {
  const main = document.querySelector('main');
  const isBusy = main.matches(':focus-within') || String(getSelection()) !== '';
  if (document.visibilityState === 'visible' && !isBusy) {
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
      if (answer.status === 401) location.reload();
      if (answer.ok) {
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
        if (fresh && fresh.innerHTML !== main.innerHTML) main.replaceChildren(...fresh.childNodes);
      }
    } catch {
      // The server is away; the next try may find it again.
    }
  }
  setTimeout(refresh, EVERY_MS);
}
setTimeout(refresh, EVERY_MS);
`.trim();
