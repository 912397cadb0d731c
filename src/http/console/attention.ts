import type { Instant } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { type LearningDataAge, learningDataAge } from '../../flow/learning-data-age.ts';
import { type AwaitedApproval, awaitedApproval } from '../../flow/publishing/awaited-approval.ts';
import { brakeWords } from '../../flow/publishing/brake-words.ts';
import { allCampaigns } from '../../store/campaigns/campaigns.ts';
import type { Database } from '../../store/database.ts';
import { type Html, html } from '../pages/html.ts';
import { momentInWords } from '../pages/moment.ts';

/** Something that waits for a person: what it is, and the command that ends it. */
export interface Attention {
  readonly what: Html;
  readonly commands: readonly string[];
}

/** A panel for each, at the head of a page; null: nothing waits for anybody. */
export function attentionPanels(list: readonly (Attention | null)[]): Html | null {
  const some = list.filter((one) => one !== null);
  if (some.length === 0) return null;
  return html`${some.map(
    ({ what, commands }) =>
      html`<div class="attention" role="status"><p>${what}</p><pre class="command">${commands.map(commandLine)}</pre></div>`,
  )}`;
}

/** A line breaks between words alone: an option that is torn at its dashes cannot be read. */
function commandLine(command: string): Html {
  return html`${command.split(' ').map((word, index) => html`${index > 0 && ' '}<span class="word">${word}</span>`)}
`;
}

export function approvalAttention(id: string, awaited: AwaitedApproval | null, zone: string): Attention | null {
  if (awaited === null) return null;
  const { version, since, by, meanwhile } = awaited;
  const until =
    meanwhile === null
      ? 'The campaign cannot begin until then.'
      : `Until then version ${meanwhile} goes on, also for those who begin now.`;
  return {
    what: html`<b>Version ${version} waits for a second person</b> since ${momentInWords(since, zone)}. ${by ?? 'Somebody who did not say who'} published it; somebody else reads it and approves it. ${until}`,
    commands: [`druppel proof ${id}`, `druppel approve ${id} --by ADDRESS`],
  };
}

export function brakeAttention(id: string, braked: string | null): Attention | null {
  if (braked === null) return null;
  return {
    what: html`<b>The campaign ${braked}.</b> Once that is mended, let it go on:`,
    commands: [`druppel resume ${id}`],
  };
}

/** Reminders wait, everywhere, where nobody can know who has learned since. */
export async function learningDataAttention(
  database: Database,
  workspace: Workspace | null,
  now: Instant,
  zone: string,
): Promise<Attention | null> {
  const age = workspace === null ? null : await learningDataAge(database, workspace, now);
  return age === null || !age.isOld ? null : { what: oldData(age, zone), commands: ['druppel import learning FILE'] };
}

/** What keeps each campaign waiting for a person, in a few words; its own page says what to do. */
export async function waitsByCampaign(database: Database, zone: string): Promise<Map<string, string>> {
  const waits = new Map<string, string>();
  for (const campaign of await allCampaigns(database)) {
    const awaited = await awaitedApproval(database, campaign);
    const braked = await brakeWords(database, campaign);
    const told = [
      ...(braked === null ? [] : [`It ${braked}.`]),
      ...(awaited === null
        ? []
        : [`Version ${awaited.version} waits for a second person since ${momentInWords(awaited.since, zone)}.`]),
    ];
    if (told.length > 0) waits.set(campaign.id, told.join(' '));
  }
  return waits;
}

function oldData({ lastAt, days, maxDays }: LearningDataAge, zone: string): Html {
  const many = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`;
  return html`<b>Learning data is ${many(days)} old</b>; from ${many(maxDays ?? 0)} on, reminders wait, so that nobody is reminded of what they have done. It last arrived ${momentInWords(lastAt, zone)}. Import the newest export:`;
}
