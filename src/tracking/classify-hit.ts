import { isbot } from 'isbot';
import { type Instant, MINUTE_MS, SECOND_MS } from '../domain/time.ts';
import { HONEYPOT_LINK } from './links.ts';

/** What can be seen of somebody who asks for a link or an image. */
export interface Hit {
  readonly method: string;
  readonly userAgent: string | null;
  /** The headers by which browsers and proxies say that they fetch ahead: Purpose, Sec-Purpose, X-Moz, X-Purpose. */
  readonly purpose: string | null;
}

export interface ClickHit extends Hit {
  readonly link: number;
  readonly at: Instant;
  /** Whether the mail server had accepted the mail by then; nobody reads a mail that is still on its way. */
  readonly delivered: boolean;
}

/** A click in the same mail before this one. */
export interface EarlierClick {
  readonly id: string;
  readonly link: string;
  readonly at: Instant;
  readonly class: 'human' | 'automatic';
}

export interface Verdict {
  readonly class: 'human' | 'automatic';
  /** The signal that decided. */
  readonly why: Signal;
}

export type Signal =
  | 'no-signal'
  | 'head'
  | 'prefetch'
  | 'no-user-agent'
  | 'mail-proxy'
  | 'scanner'
  | 'before-delivery'
  | 'honeypot'
  | 'burst';

/** By the request alone: all that an open is judged by. */
export function classifyHit({ method, userAgent, purpose }: Hit): Verdict {
  if (method === 'HEAD') return automatic('head');
  if (purpose !== null && /prefetch|preview|prerender/i.test(purpose)) return automatic('prefetch');
  if (userAgent === null || userAgent.trim() === '') return automatic('no-user-agent');
  // Apple's privacy proxy fetches every image of every mail and says no more than this.
  if (userAgent.trim() === 'Mozilla/5.0') return automatic('mail-proxy');
  if (isbot(userAgent) || SCANNERS.test(userAgent)) return automatic('scanner');
  return { class: 'human', why: 'no-signal' };
}

/**
 * A click by its request and by what else was clicked in the same mail. Time since the send is no signal: scanners come
 * within seconds and within hours, and so do people.
 * @returns the verdict, and the earlier clicks that it shows to have been a machine's too.
 */
export function classifyClick(
  hit: ClickHit,
  earlier: readonly EarlierClick[],
): { readonly verdict: Verdict; readonly alsoAutomatic: readonly string[] } {
  const within = (ms: number) => earlier.filter(({ at }) => Math.abs(hit.at - at) <= ms);
  if (hit.link === HONEYPOT_LINK) {
    return { verdict: automatic('honeypot'), alsoAutomatic: humanOnes(within(HONEYPOT_SPAN_MS)) };
  }
  const alone = classifyHit(hit);
  const burst = within(BURST_SPAN_MS);
  const links = new Set([...burst.map(({ link }) => link), String(hit.link)]);
  if (links.size >= BURST_LINKS) {
    const verdict = alone.class === 'automatic' ? alone : automatic('burst');
    return { verdict, alsoAutomatic: humanOnes(burst) };
  }
  if (alone.class === 'automatic') return { verdict: alone, alsoAutomatic: [] };
  if (!hit.delivered) return { verdict: automatic('before-delivery'), alsoAutomatic: [] };
  if (within(HONEYPOT_SPAN_MS).some(({ link }) => link === String(HONEYPOT_LINK))) {
    return { verdict: automatic('honeypot'), alsoAutomatic: [] };
  }
  return { verdict: alone, alsoAutomatic: [] };
}

const BURST_LINKS = 3;
const BURST_SPAN_MS = 2 * SECOND_MS;
/** A scanner that takes every link, this one too, is done within a minute. */
const HONEYPOT_SPAN_MS = MINUTE_MS;

/** Mail security products and link checkers that name themselves and that isbot does not count. */
const SCANNERS =
  /barracuda|proofpoint|mimecast|safelinks|symantec|messagelabs|fireeye|trendmicro|sophos|forcepoint|checkpoint|cisco|ironport|urldefense|microsoft office|ms-office|existence discovery|bingpreview|linkcheck|scanner/i;

function automatic(why: Signal): Verdict {
  return { class: 'automatic', why };
}

function humanOnes(clicks: readonly EarlierClick[]): string[] {
  return clicks.filter((click) => click.class === 'human').map(({ id }) => id);
}
