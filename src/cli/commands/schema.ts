import type { Command } from '../command.ts';

export const schema: Command = {
  usage: 'schema',
  summary: 'Writes JSON Schemas into campaigns/, with which editors complete and check YAML while it is typed.',
  examples: ['druppel schema'],
  async run({ config, terminal }) {
    const { writeSchemas } = await import('../../flow/publishing/init-workspace.ts');
    const files = await writeSchemas(config.workspace);
    terminal.answer({ files });
    for (const file of files) terminal.say(`${terminal.colour.green('✓')} ${file}`);
    terminal.say('A campaign.yaml uses it by its first line: # yaml-language-server: $schema=../campaign.schema.json');
  },
};
