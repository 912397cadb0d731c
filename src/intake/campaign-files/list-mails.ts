import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MailNames } from '../conditions/condition-context.ts';
import { isMap } from '../wording.ts';
import { readYaml } from '../yaml-source.ts';
import { listCampaigns } from './list-campaigns.ts';

/** What the campaigns of a workspace folder send; null where a file cannot be read, and may name anything. */
export async function listMails(folder: string): Promise<MailNames | null> {
  const messages = new Set<string>();
  const surveys = new Set<string>();
  for (const id of await listCampaigns(folder)) {
    const file = `campaigns/${id}/campaign.yaml`;
    const text = await readFile(join(folder, file), 'utf8').catch(() => null);
    const written = text === null ? null : readYaml(file, text).value;
    if (!isMap(written)) return null;
    const mails = mailsIn(written);
    for (const name of mails.messages) messages.add(name);
    for (const name of mails.surveys) surveys.add(name);
  }
  return { messages, surveys };
}

/** As a campaign file has them written, other mistakes in it or not. */
export function mailsIn(file: Readonly<Record<string, unknown>>): MailNames {
  const parts = [file.inform, file.activate, file.retain, [file['team-update']]];
  const lines = parts.flatMap((part) => [...linesOf(part)]);
  return { messages: namesAt(MESSAGE_KEYS, lines), surveys: namesAt(['ask'], lines) };
}

const MESSAGE_KEYS = ['id', 'mail', 'remind', 'ask', 'ask-story', 'event', 'pick-a-moment'];

/** The lines of a phase, those within "if" included. */
function* linesOf(steps: unknown): Generator<Readonly<Record<string, unknown>>> {
  for (const line of Array.isArray(steps) ? steps.filter(isMap) : []) {
    yield line;
    yield* linesOf(line.then);
    yield* linesOf(line.else);
  }
}

function namesAt(keys: readonly string[], lines: readonly Readonly<Record<string, unknown>>[]): ReadonlySet<string> {
  const written = lines.flatMap((line) => keys.flatMap((key) => line[key]));
  return new Set(written.filter((name) => typeof name === 'string'));
}
