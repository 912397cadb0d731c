import { hash } from 'node:crypto';

/**
 * A stable number in [0, 1) for a person in a campaign, per purpose (rules.md R12: SHA-256 over purpose / campaign /
 * person id). The same person always lands on the same share, and different purposes do not correlate.
 */
export function stableShare(purpose: string, campaignId: string, personId: string): number {
  // The one-shot hash takes a third of the time of a Hash object, and a dry run of many people asks often.
  const digest = hash('sha256', `${purpose}/${campaignId}/${personId}`, 'hex');
  return Number.parseInt(digest.slice(0, 12), 16) / 2 ** 48;
}
