import { UserError } from '../../domain/errors.ts';
import { formatInstant, wallClock } from '../../domain/time.ts';
import { type Command, instantOption, workspaceZone } from '../command.ts';

export const run: Command = {
  usage: 'run',
  summary:
    'Plays the campaigns on a virtual clock: everything due up to an instant, to the built-in inbox or a mail server on this machine.',
  examples: ['druppel run --until 2027-06-01', 'druppel run --from 2027-01-11T08:00 --until 2027-03-01'],
  options: [
    ['--until <instant>', 'plays up to here, included'],
    ['--from <instant>', 'where the first run begins; without it: now'],
  ],
  async run(call) {
    const { openHouse, openPostOffice } = await import('../../app.ts');
    const { refuseRealRelay } = await import('../../delivery/refuse-relay.ts');
    const { playFrom, playUntil } = await import('../../flow/deciding/play.ts');
    const { VirtualClock } = await import('../../domain/virtual-clock.ts');
    refuseRealRelay(call.config.smtpUrl);
    const house = await openHouse(call.config);
    try {
      const zone = await workspaceZone(house);
      const until = instantOption(call, 'until', zone);
      if (until === null)
        throw new UserError('Until when?', { hint: 'Write it like: druppel run --until 2027-06-01.' });
      const from = await playFrom(house.context.store, instantOption(call, 'from', zone), wallClock());
      if (until <= from) {
        call.terminal.say(
          `This database stands at ${formatInstant(from)} already; there is nothing to play up to ${formatInstant(until)}.`,
        );
        call.terminal.answer({ sent: 0, passed: 0, failed: 0, inDoubt: 0, until: formatInstant(from) });
        return;
      }
      const clock = new VirtualClock(from);
      const playing = { ...house, context: { ...house.context, clock: clock.now } };
      const office = await openPostOffice(playing);
      try {
        const played = await playUntil(playing.context, clock, office.sender, until, (now, { sent }) =>
          call.terminal.progress(`${formatInstant(now)} · ${sent} mails`),
        );
        call.terminal.say(
          `Played up to ${formatInstant(until)}: ${played.sent} mails ${office.simulated ? 'into the built-in inbox' : 'sent'}, ${played.passed} not needed or too late, ${played.failed} failed, ${played.inDoubt} in doubt.`,
        );
        const { heldSteps } = await import('../../store/mails/witnessed-mails.ts');
        const held = (await heldSteps(house.context.store.read)).reduce((sum, { count }) => sum + count, 0);
        if (held > 0)
          call.terminal.note(
            `${held} mails are held: they went before this database was restored. What to do: druppel release --dry-run`,
          );
        call.terminal.say(
          office.simulated
            ? 'Read them: druppel start --mode web, then open /inbox.'
            : 'How it goes: druppel stats CAMPAIGN.',
        );
        call.terminal.answer({ ...played, held, until: formatInstant(until) });
      } finally {
        await office.close();
      }
    } finally {
      await house.close();
    }
  },
};
