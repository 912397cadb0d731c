import { join } from 'node:path';
import type { ExpectedMail } from './play-scenario.ts';

interface Parts {
  files(people: string): Record<string, string>;
  campaign(text: string): string;
  campaignFiles(id: string, text: string, ...names: string[]): Record<string, string>;
  launch(now: string, ...campaigns: string[]): { readonly cli: readonly string[] }[];
  mails(text: string): ExpectedMail[];
}

/** The pieces of scenarios, for tests: they are plain JavaScript, so that Node alone can play a scenario. */
export const { files, campaign, campaignFiles, launch, mails } = (await import(
  join(import.meta.dirname, 'world.mjs')
)) as Parts;
