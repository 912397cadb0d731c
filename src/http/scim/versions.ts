import type { IncomingHttpHeaders } from 'node:http';
import { fingerprint } from '../../flow/publishing/fingerprint.ts';
import type { StoredScimUser } from '../../store/people/scim-users.ts';

/** Under which a request means what it says (RFC 9110, 13.1): `If-Match`, `If-None-Match`. */
export interface Conditions {
  /** Whether a change of a user in this version is wanted; otherwise 412. */
  readonly mayChange: (version: string) => boolean;
  /** Whether whoever reads has this version already: 304. */
  readonly isKnown: (version: string) => boolean;
  /** Whether a version is named at all: then nothing may be tried again in its place. */
  readonly namesVersion: boolean;
}

/** `meta.version` and `ETag` of a user: weak, as in RFC 7644, 3.14. Another one after every change. */
export function versionOf({ id, resource, changedAt }: StoredScimUser): string {
  return `W/"${fingerprint([id, resource, changedAt]).slice(0, 24)}"`;
}

export function conditionsOf(headers: IncomingHttpHeaders): Conditions {
  const wanted = tagsIn(headers['if-match']);
  const known = tagsIn(headers['if-none-match']);
  const isKnown = (version: string) => known !== null && holds(known, version);
  return {
    mayChange: (version) => (wanted === null || holds(wanted, version)) && !isKnown(version),
    isKnown,
    namesVersion: wanted !== null || known !== null,
  };
}

/**
 * Weak and strong ones are compared alike, also for If-Match: RFC 9110 has that compared strongly, by which the weak tags
 * of RFC 7644, 3.14 would never match.
 */
function tagsIn(header: string | undefined): readonly string[] | null {
  return header === undefined ? null : header.split(',').map(bare);
}

function holds(tags: readonly string[], version: string): boolean {
  return tags.includes('*') || tags.includes(bare(version));
}

function bare(tag: string): string {
  return tag.trim().replace(/^W\//, '').replaceAll('"', '');
}
