import { formatInstant } from '../../domain/time.ts';
import { actorOf, BY } from '../actor.ts';
import { type Command, hasOption, withHouse } from '../command.ts';

export const release: Command = {
  usage: 'release [campaign]',
  summary:
    'After a restored backup: mails that the send journal knows to have gone count as sent, and nothing is repeated.',
  examples: ['druppel release --dry-run', 'druppel release', 'druppel release data-literacy --send-again'],
  options: [
    ['--dry-run', 'says what is held, and changes nothing'],
    ['--send-again', 'lets them go once more instead: their readers may get them a second time'],
    BY,
  ],
  async run(call) {
    const { terminal } = call;
    const [campaign = null] = call.args;
    const dryRun = hasOption(call, 'dryRun');
    const again = hasOption(call, 'sendAgain');
    const { steps, mails } = await withHouse(call, dryRun ? 'reading' : 'writing', async ({ context }) => {
      const { releaseHeld } = await import('../../flow/sending/release-held.ts');
      return releaseHeld(context, { campaign, again, dryRun, by: actorOf(call) });
    });
    terminal.answer({ held: steps.map(inInstants), mails, again, dryRun });
    if (mails === 0) return terminal.say('Nothing is held.');
    terminal.say(
      dryRun
        ? `${mails} mails went before this database was restored from a backup, and are held:`
        : `${mails} mails ${again ? 'may go once more' : 'count as sent'}:`,
    );
    for (const { campaign: id, step, count, firstAt, lastAt } of steps.map(inInstants))
      terminal.say(`  ${id}/${step}: ${count}, ${firstAt === lastAt ? firstAt : `${firstAt} to ${lastAt}`}`);
    if (dryRun) terminal.say('Next: druppel release lets them count as sent; with --send-again they go once more.');
  },
};

function inInstants<Step extends { readonly firstAt: number | null; readonly lastAt: number | null }>(step: Step) {
  const said = (instant: number | null) => (instant === null ? null : formatInstant(instant));
  return { ...step, firstAt: said(step.firstAt), lastAt: said(step.lastAt) };
}
