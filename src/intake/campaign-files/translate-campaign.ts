import {
  type Brief,
  type Campaign,
  type CampaignSending,
  DEFAULT_PER_PERSON_DAYS,
  type DueRule,
} from '../../domain/campaign.ts';
import type { Condition } from '../../domain/condition.ts';
import { parseDuration } from '../../domain/duration.ts';
import { type LocalDate, parseLocalDate } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { Reader } from '../conditions/condition-context.ts';
import { readCondition } from '../conditions/condition-language.ts';
import type { Path, Problems } from '../finding.ts';
import { show, suggest } from '../wording.ts';
import type { CampaignFile } from './campaign-shape.ts';
import { checkStartLater } from './check-start-later.ts';
import type { StepScope } from './step-scope.ts';
import { readAround, readTeamUpdate } from './translate-around.ts';
import { readAgain, readStartLater } from './translate-rounds.ts';
import { translatePhase } from './translate-steps.ts';
import { readDays, readLocalDate, readLocalized, readSender, readWeekdays, readWindow } from './translate-values.ts';

/** From the file as written to what the engine decides by. Null when something is wrong; the problems say what. */
export function translateCampaign(
  id: string,
  file: Partial<CampaignFile>,
  workspace: Workspace,
  scope: Omit<StepScope, 'starts' | 'hasDue' | 'isRequired'>,
): Campaign | null {
  const { problems } = scope;
  const starts = readStarts(file.starts ?? 'on launch', problems);
  const promotes = readPromotes(file.promotes, scope);
  const due = readDue(file.due, problems);
  const steps: StepScope = {
    ...scope,
    starts,
    hasDue: promotes.length > 0 || due !== null,
    isRequired: file['required-by'] !== undefined,
  };
  const audience = file.for === undefined ? null : readCondition(file.for, ['for'], scope);
  const campaign: Campaign = {
    id,
    title: readLocalized(file.title, workspace.locales[0], ['title'], problems) ?? {},
    topic: readTopic(file.topic, workspace, problems),
    from: file.from === undefined ? null : readSender(file.from, ['from'], problems),
    replyTo: file['reply-to'] === undefined ? null : readSender(file['reply-to'], ['reply-to'], problems),
    promotes,
    goal: readGoal(file.goal, promotes, scope),
    audience: audience ?? { kind: 'all', of: [] },
    newcomers: file.newcomers ?? 'join',
    starts,
    ends: readEnds(file.ends, starts, problems),
    perPersonDays:
      (file['per-person'] && readDays(file['per-person'], ['per-person'], problems)) || DEFAULT_PER_PERSON_DAYS,
    due,
    required: readRequired(file, workspace, problems),
    priority: file.priority ?? 'normal',
    sending: readSending(file.sending, workspace, problems),
    again: readAgain(file.again, problems),
    counts: file.counts === undefined ? 'all' : 'only-new',
    startLater: readStartLater(file['start-later'], problems),
    brief: file.brief ? readBrief(file.brief, problems) : null,
    around: readAround(file, workspace, steps),
    teamUpdate: readTeamUpdate(file, steps),
    phases: {
      inform: translatePhase(file.inform ?? [], 'inform', steps),
      activate: translatePhase(file.activate ?? [], 'activate', steps),
      retain: translatePhase(file.retain ?? [], 'retain', steps),
    },
  };
  checkStartLater(campaign, problems);
  return problems.list.some(({ severity }) => severity === 'error') ? null : campaign;
}

function readStarts(text: string, problems: Problems): LocalDate | 'launch' {
  if (/^on\s+launch$/i.test(text.trim())) return 'launch';
  const date = parseLocalDate(text);
  if (date === null)
    problems.error('date', ['starts'], `${show(text)} is not a date.`, 'Write it like "2027-01-12", or "on launch".');
  return date ?? 'launch';
}

function readPromotes(written: string | string[] | undefined, { context, problems }: Reader): string[] {
  const ids = written === undefined ? [] : [written].flat();
  ids.forEach((id, index) => {
    const path = Array.isArray(written) ? ['promotes', index] : ['promotes'];
    if (context.activities && !context.activities.has(id)) {
      const hint = suggest(
        id,
        context.activities,
        'Add it to activities.csv, or import it with "druppel import activities".',
      );
      problems.error('unknown-activity', path, `There is no learning activity "${id}".`, hint);
    } else if (ids.indexOf(id) < index) problems.error('promotes', path, `"${id}" stands here twice.`, 'Remove one.');
  });
  return ids;
}

/** `30 days after joining`, a date, `from learning data`. */
function readDue(text: string | undefined, problems: Problems): DueRule | null {
  if (text === undefined || /^from\s+learning\s+data$/i.test(text.trim())) return null;
  const on = parseLocalDate(text);
  if (on !== null) return { on };
  const span = parseDuration(/^(.+?)\s+after\s+joining$/i.exec(text.trim())?.[1] ?? '');
  if (span?.unit === 'days') return { daysAfterJoining: span.amount };
  problems.error(
    'due',
    ['due'],
    `${show(text)} is not a due date.`,
    'Write "30 days after joining", a date like "2027-06-30", or "from learning data".',
  );
  return null;
}

function readTopic(topic: string | undefined, workspace: Workspace, problems: Problems): string {
  if (topic !== undefined && !Object.hasOwn(workspace.topics, topic)) {
    const hint = suggest(topic, Object.keys(workspace.topics), 'Add it to workspace.yaml under "topics".');
    problems.error('unknown-topic', ['topic'], `The workspace has no topic "${topic}".`, hint);
  }
  return topic ?? '';
}

/** Without a `goal`: that people finish what is promoted. */
function readGoal(written: unknown, promotes: readonly string[], reader: Reader): Condition | null {
  if (written !== undefined) return readCondition(written, ['goal'], reader);
  return promotes.length === 0 ? null : { kind: 'learning', fact: 'finished', about: { of: 'promoted' } };
}

function readEnds(text: string | undefined, starts: LocalDate | 'launch', problems: Problems): LocalDate | null {
  const date = text === undefined ? null : readLocalDate(text, ['ends'], problems);
  if (date !== null && starts !== 'launch' && date < starts) {
    problems.error(
      'date',
      ['ends'],
      `The campaign ends on ${date}, before it starts on ${starts}.`,
      'Change one of the dates.',
    );
  }
  return date;
}

function readRequired(file: Partial<CampaignFile>, workspace: Workspace, problems: Problems): Campaign['required'] {
  const by = file['required-by'];
  if (by === undefined) {
    if (file.because !== undefined) {
      problems.error(
        'because',
        ['because'],
        '"because" explains "required-by", and there is none.',
        'Add "required-by: law" or "required-by: policy", or remove the line.',
      );
    }
    return null;
  }
  return { by, because: readLocalized(file.because, workspace.locales[0], ['because'], problems) };
}

/** Narrows the workspace's days and hours; it never widens them. */
function readSending(written: CampaignFile['sending'], workspace: Workspace, problems: Problems): CampaignSending {
  const days = written?.days === undefined ? null : readWeekdays(written.days, ['sending', 'days'], problems);
  const window = written?.between === undefined ? null : readWindow(written.between, ['sending', 'between'], problems);
  const { sending } = workspace;
  if (days && !days.some((day) => sending.days.includes(day))) {
    problems.error(
      'sending',
      ['sending', 'days'],
      'None of these days is a sending day of the workspace.',
      `Choose from: ${sending.days.join(' ')}.`,
    );
  }
  if (window && Math.max(window.from, sending.from) >= Math.min(window.to, sending.to)) {
    problems.error(
      'sending',
      ['sending', 'between'],
      'These hours lie outside those of the workspace.',
      'Choose hours within its "between".',
    );
  }
  return { days, from: window?.from ?? null, to: window?.to ?? null };
}

function readBrief(written: NonNullable<CampaignFile['brief']>, problems: Problems): Brief {
  const {
    who = null,
    what = null,
    where = null,
    when = null,
    reason = null,
    sponsor = null,
    why,
    costs = {},
  } = written;
  return {
    who,
    what,
    where,
    when,
    why: { organisation: why?.organisation ?? null, team: why?.team ?? null, me: why?.me ?? null },
    reason,
    target: written.target === undefined ? null : readTarget(written.target, ['brief', 'target'], problems),
    sponsor,
    costs,
  };
}

/** `60% finished by 2027-04-30` → a share of 0.6. */
function readTarget(text: string, path: Path, problems: Problems): Brief['target'] {
  const match = /^(\d{1,3}(?:\.\d+)?)\s*%\s+finished\s+by\s+(\S+)$/i.exec(text.trim());
  const by = parseLocalDate(match?.[2] ?? '');
  const percent = Number(match?.[1]);
  if (by !== null && percent <= 100) return { share: percent / 100, by };
  problems.error(
    'target',
    path,
    `${show(text)} is not a target.`,
    'Write it with number and date: "60% finished by 2027-04-30".',
  );
  return null;
}
