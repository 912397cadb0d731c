import type {
  MailRequest,
  MailStep,
  Personalised,
  PhasePlan,
  RemindStep,
  Step,
  Timing,
} from '../../domain/campaign.ts';
import type { Condition } from '../../domain/condition.ts';
import type { Duration } from '../../domain/duration.ts';
import { readCondition } from '../conditions/condition-language.ts';
import type { Path } from '../finding.ts';
import type { RemindStepFile, SendingStepFile, StepFile } from './campaign-shape.ts';
import { claimId, nameMessage, type StepScope } from './step-scope.ts';
import { readDuration } from './timing-language.ts';
import { readPersonalised } from './translate-personalised.ts';
import { type RequestStepFile, readRequest } from './translate-requests.ts';
import { checkMoments, translateSkipIfLate, translateTiming } from './translate-timing.ts';

export function translatePhase(steps: readonly StepFile[], phase: string, scope: StepScope): PhasePlan {
  const [first] = steps;
  if (!first || !('sooner-if' in first)) return { soonerIf: null, steps: translateSteps(steps, [phase], scope) };
  if (phase === 'inform') {
    scope.problems.error(
      'sooner-if',
      [phase, 0],
      '"inform" is the first phase; it cannot begin sooner.',
      'Move the line to "activate" or "retain".',
    );
  }
  const soonerIf = readCondition(first['sooner-if'], [phase, 0, 'sooner-if'], scope);
  return { soonerIf, steps: translateSteps(steps, [phase], scope, 1) };
}

function translateSteps(steps: readonly StepFile[], path: Path, scope: StepScope, from = 0): Step[] {
  return steps.slice(from).flatMap((step, index) => {
    const at = [...path, from + index];
    const translated = translateStep(step, at, scope);
    if (translated) checkMoments(translated, at, scope, scope);
    return translated ?? [];
  });
}

function translateStep(step: StepFile, path: Path, scope: StepScope): Step | null {
  if ('mail' in step) return translateMail(step, step.mail, 'mail', null, path, scope);
  if ('remind' in step) return translateRemind(step, path, scope);
  if ('ask' in step || 'ask-story' in step || 'pick-a-moment' in step || 'event' in step)
    return translateRequest(step, path, scope);
  if ('end' in step) return { kind: 'end', reason: step.end };
  if ('sooner-if' in step) {
    scope.problems.error(
      'sooner-if',
      path,
      '"sooner-if" is not the first line of a phase.',
      'Move it to the top of the phase.',
    );
    return null;
  }
  const condition = readCondition(step.if, [...path, 'if'], scope);
  const branches = {
    then: translateSteps(step.then, [...path, 'then'], scope),
    else: translateSteps(step.else ?? [], [...path, 'else'], scope),
  };
  return condition && { kind: 'if', condition, ...branches };
}

function translateMail(
  step: Exclude<SendingStepFile, RemindStepFile>,
  message: string,
  key: string,
  asks: MailRequest | null,
  path: Path,
  scope: StepScope,
): MailStep | null {
  const choice = readPersonalised(step, path, scope);
  nameMessage(message, [...path, key], scope, choice);
  claimId(step.id ?? message, [...path, step.id === undefined ? key : 'id'], scope);
  const common = translateCommon(step, choice, path, scope);
  const to = ('to' in step ? step.to : undefined) ?? 'participant';
  const story = 'story' in step ? step.story : undefined;
  if (story !== undefined && to !== 'participant') {
    const why = `A story goes to who takes part, not to ${to}.`;
    scope.problems.error('story', [...path, 'story'], why, 'Remove the line, or "to".');
  }
  const told = story === undefined ? {} : { story };
  return common && { kind: 'mail', id: step.id ?? message, ...common, message, to, asks, ...told };
}

/** A mail that asks something of its reader, or invites. */
function translateRequest(step: RequestStepFile, path: Path, scope: StepScope): MailStep | null {
  const { key, message, asks } = readRequest(step, path, scope);
  return asks && translateMail(step, message, key, asks, path, scope);
}

/**
 * A mail's id in a `remind` is its name; with `id`, ID for a single mail and ID-NAME for several. A mail that goes more
 * than once (named twice, or one mail for several dates) counts on: `almost-due`, `almost-due-2`.
 */
function translateRemind(step: RemindStepFile, path: Path, scope: StepScope): RemindStep | null {
  const written = typeof step.remind === 'string' ? [step.remind] : step.remind;
  const choice = readPersonalised(step, path, scope);
  written.forEach((message, index) => {
    const place = typeof step.remind === 'string' ? [...path, 'remind'] : [...path, 'remind', index];
    nameMessage(message, place, scope, choice);
  });
  const common = translateCommon(step, choice, path, scope);
  const every = step.every === undefined ? null : readDuration(step.every, [...path, 'every'], scope);
  const until = step.until === undefined ? null : readCondition(step.until, [...path, 'until'], scope);
  const messages = common ? mailsForDates(written, common.timing, path, scope) : written;
  const mails = nameMails(messages, step.id);
  for (const { id } of mails) claimId(id, [...path, step.id === undefined ? 'remind' : 'id'], scope);
  if (!common || !checkEvery(step, messages.length, common.timing, path, scope)) return null;
  return { kind: 'remind', id: step.id ?? mails[0]?.id ?? '', ...common, mails, every, until };
}

function translateCommon(
  step: SendingStepFile,
  choice: Personalised,
  path: Path,
  scope: StepScope,
): ({ timing: Timing; when: Condition | null; skipIfLate: Duration | 'never' } & Personalised) | null {
  const timing = translateTiming(step, path, scope);
  const when = step.when === undefined ? null : readCondition(step.when, [...path, 'when'], scope);
  const skipIfLate = translateSkipIfLate(step['skip-if-late'], path, scope);
  return timing && skipIfLate && { timing, when, skipIfLate, ...choice };
}

/** A dated list has as many dates as mails; one mail may serve all. */
function mailsForDates(messages: readonly string[], timing: Timing, path: Path, scope: StepScope): readonly string[] {
  const dates = timing.kind === 'dated' ? timing.moments.length : messages.length;
  const [only] = messages;
  if (messages.length === 1 && only !== undefined) return Array<string>(dates).fill(only);
  if (dates !== messages.length) {
    const message = `There are ${messages.length} mails and ${dates} ${dates === 1 ? 'date' : 'dates'}.`;
    scope.problems.error(
      'dates-and-mails',
      [...path, 'at'],
      message,
      'Name as many dates as mails; one mail may serve all dates.',
    );
  }
  return messages;
}

function nameMails(messages: readonly string[], id: string | undefined): { id: string; message: string }[] {
  const several = new Set(messages).size > 1;
  const seen = new Map<string, number>();
  return messages.map((message) => {
    const name = id === undefined ? message : several ? `${id}-${message}` : id;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { id: count === 1 ? name : `${name}-${count}`, message };
  });
}

function checkEvery(step: RemindStepFile, mails: number, timing: Timing, path: Path, { problems }: StepScope): boolean {
  const isPacedByTiming = timing.kind === 'dated' || timing.kind === 'after-no-progress';
  if (step.every !== undefined && isPacedByTiming) {
    const why =
      timing.kind === 'dated'
        ? 'the dates say when each mail goes'
        : '"without progress" says how long each mail waits';
    problems.error('every', [...path, 'every'], `"every" has no place here: ${why}.`, 'Remove the line.');
    return false;
  }
  if (step.every === undefined && mails > 1 && !isPacedByTiming) {
    problems.error(
      'every',
      path,
      `There are ${mails} mails, and nothing says how long between them.`,
      'Add "every: 7 days".',
    );
    return false;
  }
  return true;
}

/** Notes who sends a message, and how its version is chosen. */
