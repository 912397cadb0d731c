import { UserError } from '../../domain/errors.ts';
import { type Command, firstArgument, hasOption, textOption, withHouse } from '../command.ts';

export const publish: Command = {
  usage: 'publish <campaign>',
  summary: 'Keeps a campaign as it is now as an immutable version; with --dry-run it only says what that would mean.',
  examples: ['druppel publish data-literacy --dry-run', 'druppel publish data-literacy'],
  options: [
    ['--dry-run', 'shows the impact and changes nothing'],
    ['--in-flight <what>', 'who is under way: stay (on the version they began with)'],
  ],
  async run(call) {
    const { terminal, config } = call;
    const id = firstArgument(call);
    const dryRun = hasOption(call, 'dryRun');
    const inFlight = textOption(call, 'inFlight') ?? 'stay';
    if (inFlight !== 'stay') {
      throw new UserError(`--in-flight ${inFlight} is not available in this version.`, {
        hint: 'People under way stay on the version they began with: leave it out.',
      });
    }
    const result = await withHouse(call, dryRun ? 'reading' : 'writing', async ({ context }) => {
      const { publishCampaign } = await import('../../flow/publish-campaign.ts');
      return publishCampaign(context, config.workspace, id, { dryRun });
    });
    const { formatFinding } = await import('../../intake/finding.ts');
    if ('refused' in result) {
      for (const finding of result.refused) terminal.note(formatFinding(finding));
      throw new UserError(`${id} was not published: its files have errors.`, {
        hint: `Mend what stands above, then: druppel check ${id}.`,
      });
    }
    for (const finding of result.findings) terminal.note(formatFinding(finding));
    const { impact } = result;
    if (result.unchanged) terminal.say(`${id}: nothing changed since version ${result.version}; no new one was made.`);
    else
      terminal.say(
        `${terminal.colour.green('✓')} ${id} ${dryRun ? 'would become' : 'is published as'} version ${result.version}.`,
      );
    terminal.say(`Audience now: ${impact.audience.count} people, ${impact.audience.reachable} reachable by mail.`);
    if (impact.underWay > 0)
      terminal.say(`${impact.underWay} people are under way and stay on the version they began with.`);
    if (impact.stepsAdded.length > 0 && impact.underWay > 0)
      terminal.say(`New mails: ${impact.stepsAdded.join(', ')}.`);
    if (impact.stepsRemoved.length > 0) terminal.say(`Mails that are gone: ${impact.stepsRemoved.join(', ')}.`);
    if (!dryRun && !result.unchanged) terminal.say(`Next: druppel plan ${id}, then druppel launch ${id}`);
    terminal.answer(result);
  },
};
