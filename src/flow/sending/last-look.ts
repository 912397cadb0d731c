import { mailsOf } from '../../domain/campaign.ts';
import type { Employee } from '../../domain/employee.ts';
import type { Instant } from '../../domain/time.ts';
import { advance } from '../../engine/advance.ts';
import type { Setting, Situation } from '../../engine/facts/situation.ts';
import { bundleRefusedBecause } from '../../engine/mails/bundle.ts';
import type { MergeValues } from '../../render/variables.ts';
import { participationsById } from '../../store/campaigns/participations.ts';
import type { Database } from '../../store/database.ts';
import type { StoredMessage } from '../../store/mails/messages.ts';
import { employeesByKey } from '../../store/people/employees.ts';
import { teamOf } from '../../store/people/managers.ts';
import { stillReminded } from '../around/remind-owners.ts';
import type { LoadedSetting } from '../deciding/load-setting.ts';
import { employeeOf, type LoadedPerson, loadSituationsByKey, since } from '../deciding/load-situations.ts';
import { stillOnBundle } from '../deciding/settle-bundles.ts';
import { bundleValues, participantValues, personValues, teamValues } from './merge-values.ts';
import { storyValues } from './story-values.ts';

/** A claimed mail that still goes, with what its words depend on. */
export interface StillGoing {
  readonly message: StoredMessage;
  readonly recipient: Situation;
  /** Null: nobody's facts led to it. */
  readonly personRevision: number | null;
  readonly about: readonly string[];
  /** Whom else it tells of: whatever changes for one of them changes the mail. */
  readonly members: readonly Looked[];
  readonly values: MergeValues;
}

/** Somebody as they were read. */
export interface Looked {
  readonly key: string;
  readonly revision: number;
}

/**
 * The last look (rules.md R11): all that led to a claimed mail is read again. The engine decides once more; what does
 * not go any more is handed back to be decided anew.
 */
export async function lastLook(
  database: Database,
  claimed: readonly StoredMessage[],
  { setting }: LoadedSetting,
  now: Instant,
): Promise<{ going: StillGoing[]; back: StoredMessage[] }> {
  const people = await loadSituationsByKey(
    database,
    [...new Set(claimed.map((message) => message.recipient))],
    since(setting, now),
  );
  const colleagues = await loadColleagues(database, [...people.values()]);
  const decisions = new Map<string, ReadonlySet<string>>();
  const going: StillGoing[] = [];
  const back: StoredMessage[] = [];
  for (const message of claimed) {
    const person = people.get(message.recipient);
    const one =
      message.kind === 'around'
        ? lookAtReminder(message, person)
        : person === undefined
          ? null
          : await lookAt(message, person);
    if (one === null) back.push(message);
    else going.push(one);
  }
  return { going, back };

  /** Of a recipient who need not be an employee, and hangs on no revision of theirs. */
  function lookAtReminder(message: StoredMessage, person: LoadedPerson | undefined): StillGoing | null {
    const recipient = stillReminded(message, person?.situation, setting, now);
    return recipient === null ? null : { message, recipient, personRevision: null, about: [], members: [], values: {} };
  }

  async function lookAt(message: StoredMessage, { situation, read }: LoadedPerson): Promise<StillGoing | null> {
    const base = { message, recipient: situation, personRevision: read.revision, members: [] };
    if (message.kind === 'test')
      return {
        ...base,
        about: [],
        values: message.values === null ? personValues(situation.employee) : (message.values as MergeValues),
      };
    if (message.kind === 'bundle') return await lookAtBundle(message, base);
    const goingKeys = decisions.get(message.recipient) ?? goingAsClaimed(situation, setting, now);
    decisions.set(message.recipient, goingKeys);
    if (!goingKeys.has(message.key)) return null;
    if (message.kind === 'team') return { ...base, about: [], values: await valuesOfTeam(message, situation) };
    const values = participantValues(situation, setting, message.participation ?? '', now, {
      manager: colleagues.get(situation.manager ?? '') ?? null,
      buddy: colleagues.get(situation.buddy ?? '') ?? null,
    });
    return { ...base, about: [], values: { ...values, ...storyOf(message, situation) } };
  }

  /** The one of its row: of another, the mail is decided anew. */
  function storyOf({ story: id }: StoredMessage, { employee }: Situation): MergeValues {
    const story = id === null ? undefined : setting.stories?.find((one) => one.id === id);
    return story === undefined ? {} : storyValues(story, employee.locale, setting.workspace.locales[0]);
  }

  /** Counted anew at the last look; only direct reports. */
  async function valuesOfTeam(message: StoredMessage, recipient: Situation): Promise<MergeValues> {
    const reports = await teamOf(database, recipient.employee.email ?? '');
    const keys = reports.map(({ key }) => key);
    const members = [...(await loadSituationsByKey(database, keys, since(setting, now))).values()];
    return teamValues(
      recipient,
      message,
      members.map(({ situation }) => situation),
      setting,
      now,
    );
  }

  async function lookAtBundle(
    message: StoredMessage,
    base: Omit<StillGoing, 'about' | 'values'>,
  ): Promise<StillGoing | null> {
    const campaign = setting.campaigns.get(message.campaign)?.versions.get(message.version)?.campaign;
    if (campaign === undefined || bundleRefusedBecause(base.recipient, campaign, setting, now) !== null) return null;
    const about = await stillOnBundle(database, message, setting, now);
    if (about.length === 0) return null;
    const owners = new Map((await participationsById(database, about)).map((one) => [one.id, one.person]));
    const members = await loadSituationsByKey(database, [...new Set(owners.values())], since(setting, now));
    const inOrder = about.flatMap((id) => members.get(owners.get(id) ?? '')?.situation ?? []);
    const buddies = await loadColleagues(database, [...members.values()]);
    const seen = inOrder.map(({ employee: { key } }) => ({ key, revision: members.get(key)?.read.revision ?? -1 }));
    const values = bundleValues(base.recipient, message, inOrder, setting, now, buddies);
    return { ...base, about, members: seen, values };
  }
}

/** Keys of the mails that go; not those that would say other words by now: another version's, or another story. */
function goingAsClaimed(situation: Situation, setting: Setting, now: Instant): ReadonlySet<string> {
  const { going, messages } = advance(situation, setting, now);
  const otherWords = new Set(
    messages.flatMap((draft) => {
      const claimed = situation.messages.find(({ kind, key }) => kind === draft.kind && key === draft.key);
      const isSame =
        claimed?.version === draft.version &&
        claimed.message === draft.message &&
        (claimed.story ?? null) === (draft.story ?? null);
      return claimed?.state !== 'claimed' || isSame ? [] : [draft.key];
    }),
  );
  return new Set(going.filter((key) => !otherWords.has(key)));
}

/** Whether a mail is a reminder, whose footer offers "already done". */
export function isReminder(setting: Setting, message: Pick<StoredMessage, 'campaign' | 'version' | 'step'>): boolean {
  const campaign = setting.campaigns.get(message.campaign)?.versions.get(message.version)?.campaign;
  if (campaign === undefined) return false;
  return mailsOf(campaign).some((mail) => mail.id === message.step && mail.reminder);
}

async function loadColleagues(database: Database, people: readonly LoadedPerson[]): Promise<Map<string, Employee>> {
  const keys = people.flatMap(({ situation }) => [situation.manager, situation.buddy]).filter((key) => key !== null);
  return new Map((await employeesByKey(database, [...new Set(keys)])).map((row) => [row.key, employeeOf(row)]));
}
