import { type Command, textOption } from '../command.ts';

export const init: Command = {
  usage: 'init [folder]',
  summary: 'Makes a workspace to begin with: the organisation, one small campaign, a few made-up people.',
  examples: ['druppel init', 'druppel init my-academy --kit newcomers'],
  options: [['--kit <name>', 'one-training (the default), new-platform, newcomers, required, learning-budget']],
  async run(call) {
    const { terminal, config } = call;
    const { initWorkspace } = await import('../../flow/publishing/init-workspace.ts');
    const { relative, resolve } = await import('node:path');
    const [named] = call.args;
    const folder = named === undefined ? config.workspace : resolve(named);
    const made = await initWorkspace(folder, textOption(call, 'kit') ?? 'one-training');
    terminal.answer(made);
    const shown = relative(process.cwd(), folder) || '.';
    terminal.say(
      `${terminal.colour.green('✓')} ${made.files.length} files in ${shown}: a workspace with the campaign "${made.campaign}".`,
    );
    terminal.say('Make it yours in campaigns/workspace.yaml. Then:');
    for (const [line, what] of [
      ...(shown === '.' ? [] : [[`cd ${shown}`, '']]),
      ['druppel check', 'what is wrong, what could be better'],
      ['druppel import employees people.csv', 'five made-up people; later your own'],
      [`druppel plan ${made.campaign}`, 'who gets what, and when'],
    ]) {
      terminal.say(`  ${(line ?? '').padEnd(38)}${terminal.colour.dim(what ?? '')}`.trimEnd());
    }
  },
};
