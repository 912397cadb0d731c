import type { MailRequest } from '../../domain/campaign.ts';
import { parseTimeOfDay, type TimeOfDay, type Weekday } from '../../domain/time.ts';
import { parseWeekday } from '../calendar-phrases.ts';
import type { Path, Problems } from '../finding.ts';
import { show } from '../wording.ts';
import type { AskStepFile, AskStoryStepFile, EventStepFile, PickAMomentStepFile } from './campaign-shape.ts';
import type { StepScope } from './step-scope.ts';
import { readDuration } from './timing-language.ts';
import { readLocalDate, readWindow } from './translate-values.ts';

export type RequestStepFile = AskStepFile | AskStoryStepFile | PickAMomentStepFile | EventStepFile;

const DEFAULT_MOMENT_MINUTES = 15;
/** Longer than this is no small learning moment. */
const MOST_MOMENT_MINUTES = 480;
const MOST_WEEKS = 52;

/** What a mail asks of its reader, with the key and the message that the step names. `asks` is null after an error. */
export function readRequest(
  step: RequestStepFile,
  path: Path,
  { problems }: StepScope,
): { key: string; message: string; asks: MailRequest | null } {
  if ('ask' in step) return { key: 'ask', message: step.ask, asks: { kind: 'survey', survey: step.ask } };
  if ('ask-story' in step) return { key: 'ask-story', message: step['ask-story'], asks: { kind: 'story' } };
  if ('event' in step) return { key: 'event', message: step.event, asks: readEvent(step, path, problems) };
  return { key: 'pick-a-moment', message: step['pick-a-moment'], asks: readMoments(step, path, problems) };
}

function readEvent(step: EventStepFile, path: Path, problems: Problems): MailRequest | null {
  const on = readLocalDate(step.on, [...path, 'on'], problems);
  const hours = readWindow(step.between, [...path, 'between'], problems);
  return on === null || hours === null ? null : { kind: 'event', on, ...hours, place: step.place ?? null };
}

function readMoments(step: PickAMomentStepFile, path: Path, problems: Problems): MailRequest | null {
  const choices = step.choices.map((text, index) => readChoice(text, [...path, 'choices', index], problems));
  const minutes = step.for === undefined ? DEFAULT_MOMENT_MINUTES : readMinutes(step.for, [...path, 'for'], problems);
  const weeks = step.weekly === undefined ? 1 : readTimes(step.weekly, [...path, 'weekly'], problems);
  const read = choices.filter((choice) => choice !== null);
  if (read.length < choices.length || minutes === null || weeks === null) return null;
  return { kind: 'moment', choices: read, minutes, weeks };
}

function readChoice(text: string, path: Path, problems: Problems): { weekday: Weekday; time: TimeOfDay } | null {
  const [day = '', clock = '', ...more] = text.trim().split(/\s+/);
  const weekday = parseWeekday(day);
  const time = parseTimeOfDay(clock);
  if (weekday !== null && time !== null && more.length === 0) return { weekday, time };
  problems.error('moment', path, `${show(text)} is not a moment of the week.`, 'Write it like "tue 10:00".');
  return null;
}

function readMinutes(text: string, path: Path, problems: Problems): number | null {
  const span = readDuration(text, path, { problems });
  if (span === null) return null;
  const minutes = span.unit === 'minutes' ? span.amount : span.unit === 'hours' ? span.amount * 60 : 0;
  if (minutes >= 1 && minutes <= MOST_MOMENT_MINUTES) return minutes;
  problems.error('duration', path, `${show(text)} is no length of a learning moment.`, 'Write it like "15 minutes".');
  return null;
}

/** `6 times`: as many weeks. */
function readTimes(text: string, path: Path, problems: Problems): number | null {
  const times = Number(/^(\d{1,3})\s+times?$/i.exec(text.trim())?.[1] ?? 0);
  if (times >= 1 && times <= MOST_WEEKS) return times;
  const message = `${show(text)} does not say how often.`;
  problems.error('weekly', path, message, `Write it like "6 times", at most ${MOST_WEEKS}.`);
  return null;
}
