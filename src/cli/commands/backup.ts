import { resolve } from 'node:path';
import { type Command, firstArgument, withHouse } from '../command.ts';

export const backup: Command = {
  usage: 'backup <file>',
  summary: 'Copies the SQLite database while it is in use. On Postgres: pg_dump.',
  examples: ['druppel backup backups/monday.db'],
  async run(call) {
    const { terminal } = call;
    const path = resolve(firstArgument(call));
    const { bytes, gates } = await withHouse(call, 'reading', async ({ context }) => {
      const { backUp } = await import('../../flow/back-up.ts');
      return backUp(context.store, path);
    });
    terminal.say(
      `${terminal.colour.green('✓')} ${path}: ${(bytes / 1e6).toFixed(1)} MB, with ${gates} mails past the gate.`,
    );
    terminal.say(
      'Keep the send journal apart from it: after a restore it tells which mails went since, so that none goes twice.',
    );
    terminal.answer({ file: path, sizeBytes: bytes, gates });
  },
};
