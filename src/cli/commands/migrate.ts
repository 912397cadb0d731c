import type { Command } from '../command.ts';

export const migrate: Command = {
  usage: 'migrate',
  summary: 'Makes the tables of the database, or brings older ones up to date. Every other command does so too.',
  examples: ['druppel migrate'],
  async run({ config, terminal }) {
    const { openStore } = await import('../../store/open-store.ts');
    const store = await openStore(config.databaseUrl);
    try {
      const { version, applied } = await store.migrate();
      terminal.say(
        applied.length === 0
          ? `The database is up to date (version ${version}).`
          : `Brought up to version ${version}: ${applied.join(', ')}.`,
      );
      terminal.answer({ version, applied });
    } finally {
      await store.close();
    }
  },
};
