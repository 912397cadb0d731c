import type { Participation } from '../../domain/participation.ts';
import type { Instant } from '../../domain/time.ts';
import { keptText, sayIn } from '../../engine/answers/explain.ts';
import { filledSentence, type SentenceName } from '../../engine/answers/sentences.ts';
import type { StoredCampaign } from '../../store/campaigns/campaigns.ts';
import { standingWords } from '../audiences/rule-words.ts';
import type { PersonFile } from './load-person.ts';
import type { AudienceLine, Why } from './why-answer.ts';

/** The whole answer of `why`, line by line: where they stand, for whom it is, what happened, waits and comes next. */
export function whyInWords(
  answer: Omit<Why, 'sentences'>,
  { voice, person }: PersonFile,
  participation: Participation | null,
  {
    state,
    isEmpty,
    daysAhead,
  }: { readonly state: StoredCampaign['state']; readonly isEmpty: boolean; readonly daysAhead: number },
): string[] {
  const { locale } = voice;
  const heading = (name: SentenceName) => ['', `${sayIn(voice, name).slice(0, -1)}${locale === 'fr' ? ' :' : ':'}`];
  const { audience, past, waiting, next } = answer;
  const lines = [
    `${person.email ?? person.id} · ${answer.campaign}, ${filledSentence('version', locale, { number: String(answer.version) })}, ${filledSentence(state, locale, {})}`,
    standingInWords(answer, voice, participation),
    ...heading('audience'),
    ...audience.lines.map((line) => audienceLine(line, voice)),
    ...(audience.lines.length === 0 ? [`  ${standingWords('everyone', locale)}`] : []),
  ];
  if (isEmpty) lines.push(`  ${sayIn(voice, 'nobodyFits')}`);
  if (past.length > 0) lines.push(...heading('past'), ...past.map(({ sentence }) => `  ${sentence}`));
  if (waiting.length > 0) lines.push(...heading('waiting'), ...waiting.map(({ sentence }) => `  ${sentence}`));
  if (next.length > 0) lines.push(...heading('next'), ...next.map(({ sentence }) => `  ${sentence}`));
  if (answer.isAssumed) lines.push(`  ${sayIn(voice, 'asIfItHeld')}`);
  if (next.length + waiting.length === 0) lines.push('', sayIn(voice, 'nothingNext', { days: String(daysAhead) }));
  return lines;
}

function audienceLine({ rule, holds: fits, value }: AudienceLine, { locale }: PersonFile['voice']): string {
  if (rule === null || fits === null) return `  –  ${filledSentence('notShown', locale, {})}`;
  const is = value === null ? '' : ` (${standingWords('is', locale).replace('{value}', () => value)})`;
  const words = (['yes', 'no'] as const).map((name) => filledSentence(name, locale, {}));
  const width = Math.max(...words.map((word) => word.length));
  return `  ${(words[fits ? 0 : 1] ?? '').padEnd(width)}  ${rule}${is}`;
}

function standingInWords(
  { campaign, standing, reason, phase }: Omit<Why, 'sentences'>,
  voice: PersonFile['voice'],
  participation: Participation | null,
): string {
  const because = reason === null ? '' : keptText(voice, [{ reason }]);
  const when = participation?.beganAt ?? voice.now;
  const say = (name: SentenceName, more: Readonly<Record<string, string | Instant>> = {}, why = because) =>
    sayIn(voice, name, { campaign, when, ...more }, why);
  switch (standing) {
    case 'takes-part':
      return phase === null || participation === null
        ? say('takesPart')
        : say('takesPartInPhase', {
            phase: filledSentence(phase, voice.locale, {}),
            phaseWhen: participation.place.phaseBeganAt,
          });
    case 'begins-later':
      return say('beginsLater');
    case 'suspended':
    case 'ended': {
      const since = participation?.ended?.at ?? participation?.suspended?.since ?? when;
      return standing === 'ended' ? say('hasEnded', { endWhen: since }) : say('isSuspended', { sinceWhen: since });
    }
    case 'not-launched':
      return say('notLaunched');
    case 'not-in-audience':
      return say('notInAudience');
    case 'not-in-pilot':
      return say('notInPilot');
    case 'no-newcomers':
      return say('noNewcomers');
    case 'next-look':
      return say('nextLook');
    case 'not-shown':
      return say('getsNothingHidden', {}, '');
    case 'left-company':
    case 'campaign-over':
    case 'stopped':
    case 'goal-reached':
      return say('getsNothing');
  }
}
