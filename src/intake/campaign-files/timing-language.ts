import type { Moment, Timing } from '../../domain/campaign.ts';
import { type Duration, parseDuration } from '../../domain/duration.ts';
import { parseLocalDate, parseTimeOfDay } from '../../domain/time.ts';
import { parseWeekday } from '../calendar-phrases.ts';
import {
  attributeName,
  attributeNames,
  attributeType,
  type ConditionContext,
  type Reader,
} from '../conditions/condition-context.ts';
import type { Path } from '../finding.ts';
import { show, suggest } from '../wording.ts';

const DURATION_HINT = 'Write it like "2 days" or "4 hours".';
const MOMENT_HINT =
  'Write it like "start", "5 working days before start", "on due", "day 30 after hired", "2027-02-03" or "tue 10:00".';

/** `3 working days`; null after saying what is wrong. */
export function readDuration(value: unknown, path: Path, { problems }: Pick<Reader, 'problems'>): Duration | null {
  const duration = typeof value === 'string' ? parseDuration(value) : null;
  if (duration === null) problems.error('duration', path, `${show(value)} is not a duration.`, DURATION_HINT);
  return duration;
}

/** `3 working days`, `10 days without progress`. */
export function readAfter(text: string, path: Path, reader: Reader): Timing | null {
  const withoutProgress = /^(.*?)\s+without\s+progress$/i.exec(text.trim());
  const wait = readDuration(withoutProgress?.[1] ?? text, path, reader);
  if (wait === null) return null;
  if (!withoutProgress) return { kind: 'after', wait };
  if (reader.context.promotes === 'something') return { kind: 'after-no-progress', wait };
  const message = '"without progress" is about what the campaign promotes, and this one promotes nothing.';
  reader.problems.error('timing', path, message, 'Add "promotes", or leave "without progress" out.');
  return null;
}

/** `start`, `3 days before due`, `2027-02-03`, `tue 10:00`; a list of moments for a dated `remind`. */
export function readAt(value: string | readonly string[], path: Path, reader: Reader): Timing | null {
  if (typeof value === 'string') return readNextTime(value) ?? dated([readMoment(value, path, reader)]);
  if (value.length === 0) {
    reader.problems.error('timing', path, 'The list of moments is empty.', MOMENT_HINT);
    return null;
  }
  return dated(value.map((text, index) => readMoment(text, [...path, index], reader)));
}

/**
 * A moment relative to a date of the person. Day 1 is the day itself: `day 30 after hired` lies 29 days after it.
 * Null after saying what is wrong.
 */
function readMoment(text: string, path: Path, reader: Reader): Moment | null {
  const phrase = text.trim().replaceAll(/\s+/g, ' ');
  const date = parseLocalDate(phrase);
  if (date !== null) return { anchor: { kind: 'date', on: date }, days: 0, workingDays: false };
  const day = /^day (\d{1,4}) after (\S+)$/i.exec(phrase);
  if (day) return fromDay(Number(day[1]), day[2] ?? '', path, reader);
  const shifted = /^(.+?) (before|after) (\S+)$/i.exec(phrase);
  if (shifted)
    return fromSpan(shifted[1] ?? '', shifted[2]?.toLowerCase() === 'before' ? -1 : 1, shifted[3] ?? '', path, reader);
  const itself = /^(?:on )?(\S+)$/i.exec(phrase)?.[1];
  if (itself !== undefined) return onAnchor(itself, 0, false, path, reader);
  reader.problems.error('moment', path, `${show(text)} is not a moment.`, MOMENT_HINT);
  return null;
}

function readNextTime(text: string): Timing | null {
  const [day = '', clock = '', ...more] = text.trim().split(/\s+/);
  const weekday = parseWeekday(day);
  const time = parseTimeOfDay(clock);
  return weekday === null || time === null || more.length > 0 ? null : { kind: 'next-time', weekday, time };
}

function dated(moments: readonly (Moment | null)[]): Timing | null {
  const read = moments.filter((moment) => moment !== null);
  return read.length < moments.length ? null : { kind: 'dated', moments: read };
}

function fromDay(day: number, anchor: string, path: Path, reader: Reader): Moment | null {
  if (day >= 1) return onAnchor(anchor, day - 1, false, path, reader);
  reader.problems.error(
    'moment',
    path,
    'There is no day 0; day 1 is the day itself.',
    `Write "day 1 after ${anchor}" or "1 day before ${anchor}".`,
  );
  return null;
}

function fromSpan(text: string, sign: 1 | -1, anchor: string, path: Path, reader: Reader): Moment | null {
  const span = readDuration(text, path, reader);
  if (span === null) return null;
  if (span.unit !== 'days' && span.unit !== 'working days') {
    const hint = `Write days, weeks or working days: "3 days ${sign < 0 ? 'before' : 'after'} ${anchor}".`;
    reader.problems.error('moment', path, `A moment counts whole days; found ${show(text)}.`, hint);
    return null;
  }
  return onAnchor(anchor, sign * span.amount, span.unit === 'working days', path, reader);
}

function onAnchor(word: string, days: number, workingDays: boolean, path: Path, reader: Reader): Moment | null {
  const anchor = anchorOf(word, reader.context);
  if (anchor !== null) return { anchor, days: days === 0 ? 0 : days, workingDays };
  const type = attributeType(attributeName(word), reader.context);
  if (type !== null) {
    const hint = `Declare it in workspace.yaml: attributes: { ${attributeName(word)}: date }.`;
    reader.problems.error('unknown-anchor', path, `The attribute "${word}" is not a date.`, hint);
  } else {
    const hint = suggest(word, anchorNames(reader.context), MOMENT_HINT);
    reader.problems.error('unknown-anchor', path, `${show(word)} is not a moment that a step can hang on.`, hint);
  }
  return null;
}

function anchorOf(word: string, context: ConditionContext): Moment['anchor'] | null {
  const name = word.toLowerCase();
  if (name === 'start' || name === 'due') return { kind: name };
  if (name === 'lapse' || name === 'lapses') return { kind: 'lapse' };
  const attribute = attributeName(name);
  return attributeType(attribute, context) === 'date' ? { kind: 'attribute', name: attribute } : null;
}

function anchorNames(context: ConditionContext): string[] {
  return [
    'start',
    'due',
    'lapse',
    'hired',
    ...attributeNames(context).filter((name) => attributeType(name, context) === 'date'),
  ];
}
