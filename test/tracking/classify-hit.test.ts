import { describe, expect, it } from 'vitest';
import { type ClickHit, classifyClick, classifyHit, type EarlierClick } from '../../src/tracking/classify-hit.ts';
import { HONEYPOT_LINK, isWebAddress, mailUrls } from '../../src/tracking/links.ts';
import { createTokens } from '../../src/tracking/tokens.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const READER: ClickHit = { method: 'GET', userAgent: FIREFOX, purpose: null, link: 0, at: 100_000, delivered: true };

function earlier(link: number, at: number, of: 'human' | 'automatic' = 'human'): EarlierClick {
  return { id: `evt_${link}_${at}`, link: String(link), at, class: of };
}

describe('by the request alone', () => {
  it('a browser is a person', () => {
    expect(classifyHit(READER)).toEqual({ class: 'human', why: 'no-signal' });
  });

  it.each([
    ['somebody who only asks for the head', { method: 'HEAD' }, 'head'],
    ['a browser that fetches ahead', { purpose: 'prefetch;prerender' }, 'prefetch'],
    ['Firefox that fetches ahead', { purpose: 'prefetch' }, 'prefetch'],
    ['a mail program that makes a preview', { purpose: 'preview' }, 'prefetch'],
    ['somebody without a name', { userAgent: null }, 'no-user-agent'],
    ['a proxy that hides its readers', { userAgent: 'Mozilla/5.0' }, 'mail-proxy'],
    ['a crawler', { userAgent: 'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)' }, 'scanner'],
    ['a script', { userAgent: 'python-requests/2.32' }, 'scanner'],
    ['a mail gateway', { userAgent: 'Mozilla/5.0 (Windows NT 10.0) BarracudaCentral' }, 'scanner'],
    ['Office that looks whether a link exists', { userAgent: 'Microsoft Office Existence Discovery' }, 'scanner'],
  ])('%s is a machine', (_who, signs, why) => {
    expect(classifyHit({ ...READER, ...signs })).toEqual({ class: 'automatic', why });
  });
});

describe('by what else was clicked in the mail', () => {
  it('two links in two seconds can be a person', () => {
    expect(classifyClick(READER, [earlier(1, 99_000)]).verdict.class).toBe('human');
  });

  it('three links in two seconds are a machine, the two before included', () => {
    expect(classifyClick(READER, [earlier(1, 98_500), earlier(2, 99_900)])).toEqual({
      verdict: { class: 'automatic', why: 'burst' },
      alsoAutomatic: ['evt_1_98500', 'evt_2_99900'],
    });
  });

  it('the same link three times is an impatient person', () => {
    expect(classifyClick(READER, [earlier(0, 99_000), earlier(0, 99_500)]).verdict.class).toBe('human');
  });

  it('three links in three seconds can be a person', () => {
    expect(classifyClick(READER, [earlier(1, 97_000), earlier(2, 98_500)]).verdict.class).toBe('human');
  });

  it('nobody reads a mail that has not arrived', () => {
    expect(classifyClick({ ...READER, delivered: false }, []).verdict.why).toBe('before-delivery');
  });

  it('who follows the link that nobody sees is a machine, and so was it just before and after', () => {
    const caught = classifyClick({ ...READER, link: HONEYPOT_LINK }, [earlier(1, 70_000), earlier(2, 10_000)]);
    expect(caught).toEqual({ verdict: { class: 'automatic', why: 'honeypot' }, alsoAutomatic: ['evt_1_70000'] });
    expect(classifyClick(READER, [earlier(HONEYPOT_LINK, 99_000, 'automatic')]).verdict.why).toBe('honeypot');
  });

  it('a reader who comes an hour after a scanner is a person', () => {
    const scanned = [0, 1, 2, HONEYPOT_LINK].map((link) => earlier(link, 100_000 - 3_600_000, 'automatic'));
    expect(classifyClick(READER, scanned).verdict).toEqual({ class: 'human', why: 'no-signal' });
  });
});

describe('links', () => {
  it('stand under the public address, each with a token of its own purpose', () => {
    const tokens = createTokens('a secret of more than thirty-two characters');
    const urls = mailUrls('https://learn.acme.example', tokens, 'mark');
    const id = 'msg_0190f1c2a3b47c5d8e9f001122334455';
    expect(urls.openMark).toBe('https://learn.acme.example/t/o/mark.gif');
    expect(urls.click(id, 2)).toMatch(/^https:\/\/learn\.acme\.example\/t\/c\/[\w-]{46}$/);
    expect(urls.ask(id, 'later')).toMatch(/\/a\/[\w-]{46}\?choice=later$/);
    expect(urls.why(id)).toBe(`${urls.preferences(id)}/why`);
    expect(tokens.read('person', urls.stop(id).split('/u/')[1] ?? '')?.messageId).toBe(id);
  });

  it('are followed to whole web addresses only', () => {
    const refused = ['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'https://a:b@evil.example', '/x', ''];
    expect(refused.filter(isWebAddress)).toEqual([]);
    expect(isWebAddress('https://learn.acme.example/data?part=1')).toBe(true);
  });
});
