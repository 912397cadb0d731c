import { AROUND_KINDS, type AroundAction, type Campaign, type Moment } from '../../domain/campaign.ts';
import { invariant } from '../../domain/errors.ts';
import { parseMailbox } from '../../domain/mail-address.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { parseWeekday } from '../calendar-phrases.ts';
import type { Path } from '../finding.ts';
import { show, suggest } from '../wording.ts';
import type { AroundFile, CampaignFile } from './campaign-shape.ts';
import { nameMessage, type StepScope } from './step-scope.ts';
import { readAt } from './timing-language.ts';

/** What stands around the mails; each once per campaign. */
export function readAround(file: Partial<CampaignFile>, workspace: Workspace, scope: StepScope): AroundAction[] {
  const ids = new Set<string>();
  return (file.around ?? []).flatMap((written, index) => {
    const path = ['around', index];
    const at = readActionMoment(written.at, [...path, 'at'], scope);
    const action = 'post' in written ? readPost(written, path, workspace, scope) : readReminder(written, path, scope);
    if (!at || !action) return [];
    if (ids.has(action.id)) {
      const message = `There is already "${action.id}" around the mails.`;
      scope.problems.error('around', path, message, 'Give one of them an "id" of its own.');
    }
    ids.add(action.id);
    return [{ ...action, at }];
  });
}

/** `{ mail: monday-note, weekly: mon }` */
export function readTeamUpdate(file: Partial<CampaignFile>, scope: StepScope): Campaign['teamUpdate'] {
  const written = file['team-update'];
  if (written === undefined) return null;
  nameMessage(written.mail, ['team-update', 'mail'], scope);
  const weekday = parseWeekday(written.weekly.trim());
  if (weekday !== null) return { message: written.mail, weekday };
  const message = `${show(written.weekly)} is not a day of the week.`;
  scope.problems.error('weekdays', ['team-update', 'weekly'], message, 'Write it like "mon".');
  return null;
}

/** It belongs to the campaign and not to a person, so it hangs on the start or on a fixed date. */
function readActionMoment(text: string, path: Path, scope: StepScope): Moment | null {
  const timing = readAt(text, path, scope);
  if (timing === null) return null;
  const moment = timing.kind === 'dated' ? timing.moments[0] : undefined;
  if (moment && (moment.anchor.kind === 'start' || moment.anchor.kind === 'date')) return moment;
  const message = `${show(text)} is a moment of a person, and this happens once per campaign.`;
  scope.problems.error('moment', path, message, 'Write "start", "5 working days before start", or a date.');
  return null;
}

type Unplaced = AroundAction extends infer Action ? (Action extends AroundAction ? Omit<Action, 'at'> : never) : never;

function readPost(
  written: Extract<AroundFile, { post: string }>,
  path: Path,
  { posts }: Workspace,
  scope: StepScope,
): Unplaced | null {
  nameMessage(written.text, [...path, 'text'], scope);
  if (!Object.hasOwn(posts, written.post)) {
    const hint = suggest(written.post, Object.keys(posts), 'Add it to workspace.yaml under "posts".');
    scope.problems.error('unknown-channel', [...path, 'post'], `There is no channel "${written.post}".`, hint);
    return null;
  }
  return { kind: 'post', id: written.id ?? `post-${written.text}`, channel: written.post, message: written.text };
}

function readReminder(
  written: Exclude<AroundFile, { post: string }>,
  path: Path,
  { problems }: StepScope,
): Unplaced | null {
  const kind = AROUND_KINDS.find((one) => one in written);
  invariant(kind, 'the shape lets only known kinds in');
  const what = (written as Partial<Record<typeof kind, string>>)[kind] ?? '';
  const owner = parseMailbox(written.owner);
  if ('why' in owner) {
    const message = `${show(written.owner)} ${owner.why}.`;
    problems.error('address', [...path, 'owner'], message, 'Write it like "facilities@waterlijn.example".');
    return null;
  }
  return { kind, id: written.id ?? `${kind}-${slugOf(what)}`, what, owner: owner.address };
}

/** `canteens Utrecht and Ghent` → `canteens-utrecht-and-ghent` */
function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
}
