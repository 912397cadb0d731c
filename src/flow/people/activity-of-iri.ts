import type { LearningActivity } from '../../domain/learning.ts';

/**
 * Which of our activities an IRI means: the one with this id; else the one with this web address; else the one whose id
 * is the last part of its path. Null where none is, or where two have the same address.
 */
export function activityOfIri(activities: readonly LearningActivity[]): (iri: string) => string | null {
  const ids = new Set(activities.map(({ id }) => id));
  const byAddress = new Map<string, string | null>();
  for (const { id, url } of activities) {
    if (url === null) continue;
    const address = bare(url);
    byAddress.set(address, byAddress.has(address) ? null : id);
  }
  return (iri) => {
    if (ids.has(iri)) return iri;
    const address = byAddress.get(bare(iri));
    if (address !== undefined) return address;
    const last = lastPart(iri);
    return last !== null && ids.has(last) ? last : null;
  };
}

/** What stays the same when a platform adds a slash at the end, or says http for https. */
function bare(iri: string): string {
  return iri
    .replace(/#.*$/, '')
    .replace(/\/+$/, '')
    .replace(/^https?:\/\//i, '')
    .toLowerCase();
}

function lastPart(iri: string): string | null {
  const last = iri
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .split(/[/:]/)
    .at(-1);
  if (last === undefined || last === '') return null;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
