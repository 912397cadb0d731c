import type { House } from '../../app.ts';
import type { SystemLocale } from '../../domain/reason-texts.ts';
import type { MissedStep } from '../../engine/plan/collisions.ts';
import type { PilotWish } from '../../flow/publishing/pilot.ts';
import { actorOf, BY } from '../actor.ts';
import { missedWords } from '../collision-words.ts';
import {
  type Call,
  type Command,
  firstArgument,
  hasOption,
  instantOption,
  textOption,
  withHouse,
  workspaceLanguage,
  workspaceZone,
} from '../command.ts';
import { readPilot } from '../pilot-option.ts';
import { LIFECYCLE_WORDS } from '../words/lifecycle-words.ts';
import { wordsIn } from '../words.ts';

export const launch: Command = {
  usage: 'launch <campaign>',
  summary: 'Lets a published campaign begin: for everybody in its audience, or for a pilot.',
  examples: [
    'druppel launch data-literacy',
    'druppel launch data-literacy --pilot 10%',
    'druppel launch data-literacy --at 2027-01-12T09:00',
  ],
  options: [
    ['--pilot <share-or-rule>', 'only a share of the audience (10%), or who matches a rule ("department: Sales")'],
    ['--at <instant>', 'starts then; only for campaigns with "starts: on launch"'],
    ['--dry-run', 'says what the launch would run into, and launches nothing'],
    BY,
  ],
  async run(call) {
    const id = firstArgument(call);
    const isTrial = hasOption(call, 'dryRun');
    const { missed, words } = await withHouse(call, isTrial ? 'reading' : 'writing', async (house) => {
      const { launchCampaign } = await import('../../flow/publishing/campaign-lifecycle.ts');
      const at = instantOption(call, 'at', await workspaceZone(house));
      const locale = await workspaceLanguage(house);
      const missed = await foresee(call, house, { id, locale });
      const text = textOption(call, 'pilot');
      const pilot = text === null ? null : await readPilot(text, '--pilot', call.config, house);
      await tellPower(call, house, { id, pilot, locale });
      await launchCampaign(house.context, id, { pilot, at, isTrial, by: actorOf(call) });
      return { missed, words: wordsIn(LIFECYCLE_WORDS, locale) };
    });
    if (isTrial) {
      call.terminal.say(words('canLaunch', { id }));
      call.terminal.answer({ campaign: id, state: 'published', missed });
      return;
    }
    call.terminal.say(`${call.terminal.colour.green('✓')} ${words('launched', { id })}`);
    call.terminal.say(words('afterLaunch', { id }));
    call.terminal.answer({ campaign: id, state: 'running', missed });
  },
};

/** What it would run into is told before anything begins. */
async function foresee(
  { terminal }: Call,
  { context }: House,
  { id, locale }: { readonly id: string; readonly locale: SystemLocale },
): Promise<readonly MissedStep[]> {
  const { foreseeLaunch } = await import('../../flow/publishing/foresee-launch.ts');
  const { missed = [], isSample } = (await foreseeLaunch(context, id)) ?? {};
  for (const line of missedWords(missed, locale, isSample)) terminal.note(line);
  return missed;
}

/** What the comparison of `start-later` could show with so many people; that it can show nothing, where that is so. */
async function tellPower(
  { terminal }: Call,
  { context }: House,
  { id, pilot, locale }: { readonly id: string; readonly pilot: PilotWish | null; readonly locale: SystemLocale },
): Promise<void> {
  const { foreseeComparisonOf } = await import('../../flow/publishing/foresee-comparison.ts');
  const groups = await foreseeComparisonOf(context, id, pilot);
  if (groups === null) return;
  const { powerText } = await import('../../stats/comparison-words.ts');
  terminal.note(powerText(groups, groups.minimumGroup, locale));
}
