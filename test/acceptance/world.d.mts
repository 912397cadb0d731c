import type { ExpectedMail } from './play-scenario.ts';

export interface WorkspaceParts {
  /** Lines of `sending`, by key. */
  readonly sending?: Readonly<Record<string, string>>;
  readonly more?: string;
}

export function files(people: string, parts?: WorkspaceParts): Record<string, string>;
export function campaign(text: string, parts?: { rule?: string; promotes?: string; topic?: string }): string;
export function campaignFiles(id: string, text: string, ...names: string[]): Record<string, string>;
export function launch(now: string, ...campaigns: string[]): { cli: string[] }[];
export function mails(text: string): ExpectedMail[];
