import { createHash } from 'node:crypto';

/**
 * A stable number in [0, 1) for a person in a campaign, per purpose (rules.md R12: SHA-256 over purpose / campaign /
 * person id). The same person always lands on the same share, and different purposes do not correlate.
 */
export function stableShare(purpose: string, campaignId: string, personId: string): number {
  const digest = createHash('sha256').update(`${purpose}/${campaignId}/${personId}`).digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}
