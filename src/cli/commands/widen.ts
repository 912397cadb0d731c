import { actorOf, BY } from '../actor.ts';
import { type Command, firstArgument, hasOption, textOption, withHouse } from '../command.ts';
import { readPilot } from '../pilot-option.ts';

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
    const { comeIn, pilot, words } = await withHouse(call, dryRun ? 'reading' : 'writing', async (house) => {
      const { widenCampaign } = await import('../../flow/publishing/widen-campaign.ts');
      const to = text.trim().toLowerCase() === 'everyone' ? null : await readPilot(text, '--to', config, house);
      return widenCampaign(house.context, id, { to, by: actorOf(call), dryRun });
    });
    const people = `${comeIn} ${comeIn === 1 ? 'person' : 'people'}`;
    terminal.say(
      dryRun
        ? `${id} would be for ${words}: ${people} would come in. Nothing was changed.`
        : `${terminal.colour.green('✓')} ${id} is for ${words} now: ${people} ${comeIn === 1 ? 'comes' : 'come'} in.`,
    );
    terminal.say(
      'Who takes part stays where they are. Who comes in begins with the first mail that still makes sense.',
    );
    terminal.answer({ campaign: id, comeIn, pilot, dryRun });
  },
};
