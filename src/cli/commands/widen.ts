import { actorOf, BY } from '../actor.ts';
import { type Command, firstArgument, hasOption, textOption, withHouse, workspaceLanguage } from '../command.ts';
import { readPilot } from '../pilot-option.ts';
import { LIFECYCLE_WORDS } from '../words/lifecycle-words.ts';
import { wordsIn } from '../words.ts';

export const widen: Command = {
  usage: 'widen <campaign>',
  summary: 'Lets more of the audience into a campaign that began as a pilot; who takes part stays where they are.',
  examples: [
    'druppel widen data-literacy',
    'druppel widen data-literacy --to 50%',
    'druppel widen data-literacy --to "department: Finance"',
  ],
  options: [
    ['--to <share-or-rule>', 'a larger share (50%), who else ("department: Finance"), or everyone (the default)'],
    ['--dry-run', 'says how many would come in, and changes nothing'],
    BY,
  ],
  async run(call) {
    const { terminal, config } = call;
    const id = firstArgument(call);
    const text = textOption(call, 'to') ?? 'everyone';
    const dryRun = hasOption(call, 'dryRun');
    const { comeIn, pilot, whom, words } = await withHouse(call, dryRun ? 'reading' : 'writing', async (house) => {
      const { pilotWords } = await import('../../flow/publishing/pilot.ts');
      const { widenCampaign } = await import('../../flow/publishing/widen-campaign.ts');
      const to = text.trim().toLowerCase() === 'everyone' ? null : await readPilot(text, '--to', config, house);
      const { comeIn, pilot } = await widenCampaign(house.context, id, { to, by: actorOf(call), dryRun });
      const locale = await workspaceLanguage(house);
      return { comeIn, pilot, whom: pilotWords(pilot, locale), words: wordsIn(LIFECYCLE_WORDS, locale) };
    });
    const mark = dryRun ? '' : `${terminal.colour.green('✓')} `;
    if (comeIn === null) terminal.say(words('wouldWidenNotTold', { id, whom }));
    else terminal.say(`${mark}${words(dryRun ? 'wouldWiden' : 'widened', { id, whom, count: comeIn })}`);
    terminal.say(words('whoStays'));
    terminal.answer({ campaign: id, comeIn, pilot, dryRun });
  },
};
