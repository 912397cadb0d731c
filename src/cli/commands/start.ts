import { UserError } from '../../domain/errors.ts';
import { type Command, textOption } from '../command.ts';

const MODES = ['all', 'web', 'worker'] as const;
type Mode = (typeof MODES)[number];

export const start: Command = {
  usage: 'start',
  summary: 'The real thing: sends what is due, and serves the pages. SIGTERM or Ctrl-C ends it cleanly.',
  examples: ['druppel start', 'druppel start --mode worker'],
  options: [['--mode <mode>', 'all (the default), web: pages only, worker: mail only']],
  async run(call) {
    const mode = textOption(call, 'mode') ?? 'all';
    if (!isMode(mode))
      throw new UserError(`--mode "${mode}" is not a mode.`, { hint: `Write one of: ${MODES.join(', ')}.` });
    const { startApp } = await import('../../app.ts');
    const app = await startApp(call.config, mode);
    if (app.address !== null) call.terminal.say(`Druppel is at ${app.address}`);
    if (app.simulated)
      call.terminal.say(`Simulated: nothing leaves this machine. The mails are at ${app.address ?? 'the pages'}/inbox`);
    if (app.held > 0)
      call.terminal.say(
        `${app.held} mails are held: they went before this database was restored. What to do: druppel release --dry-run`,
      );
    call.terminal.answer({ mode, address: app.address, simulated: app.simulated });
    await app.ended;
  },
};

function isMode(text: string): text is Mode {
  return (MODES as readonly string[]).includes(text);
}
