import { Command as Commander } from 'commander';
import { type Environment, readConfig } from '../config.ts';
import type { Call, Command } from './command.ts';
import { COMMANDS } from './commands.ts';
import { type ExitCode, explainFailure } from './explain-failure.ts';
import { createTerminal, type Streams } from './terminal.ts';

/**
 * Runs `druppel ARGUMENTS`. Never throws and never exits the process.
 * @param argv without node and the script
 * @param environment the settings; those of the process when absent
 */
export async function runProgram(
  argv: readonly string[],
  streams: Streams,
  environment?: Environment,
): Promise<ExitCode> {
  const plain = createTerminal(streams, argv.includes('--json'));
  let exitCode: ExitCode = 0;
  const program = new Commander('druppel')
    .description(
      'Learning campaigns by mail: few, short, personal, at a good moment, and silent once somebody has learned.',
    )
    .version('0.1.0')
    .exitOverride()
    .showHelpAfterError('Run it with --help to see what it takes.')
    .configureOutput({
      writeOut: (text) => void streams.stdout.write(text),
      writeErr: (text) => void streams.stderr.write(text),
    });
  for (const command of COMMANDS)
    addCommand(program, command, async (call) =>
      command.run({ ...call, config: readConfig(environment), terminal: plain }),
    );
  program.addHelpText(
    'after',
    '\nBegin with: druppel init, druppel check, druppel plan CAMPAIGN. See it move: npm run demo.',
  );
  try {
    await program.parseAsync(rulesLast(argv), { from: 'user' });
  } catch (error) {
    exitCode = explainFailure(error, (line) => plain.note(line), plain.colour.red);
  }
  return exitCode;
}

function addCommand(
  program: Commander,
  command: Command,
  run: (call: Pick<Call, 'args' | 'options'>) => Promise<void>,
): void {
  const added = program.command(command.usage).description(command.summary);
  for (const [flags, description] of command.options ?? []) added.option(flags, description);
  added.option('--json', 'machine output on stdout, and nothing else there');
  added.option('--now <instant>', 'pretend it is then');
  added.addHelpText('after', `\nFor example:\n${command.examples.map((example) => `  ${example}`).join('\n')}`);
  added.exitOverride();
  added.action(async (...received: unknown[]) => {
    const args = received.slice(0, -2).flat() as (string | undefined)[];
    await run({ args, options: added.opts() });
  });
}

/**
 * A rule is YAML and may begin with a dash, `- hired: within 90 days`, which no option does: it goes behind `--`, unless
 * it is the value of an option.
 */
function rulesLast(argv: readonly string[]): string[] {
  const isRule = (text: string, before: string | undefined) => /^-\s/.test(text) && !TAKES_VALUE.has(before ?? '');
  const rules = argv.filter((text, index) => isRule(text, argv[index - 1]));
  return rules.length === 0
    ? [...argv]
    : [...argv.filter((text, index) => !isRule(text, argv[index - 1])), '--', ...rules];
}

/** `--pilot`, `--for` … */
const TAKES_VALUE: ReadonlySet<string> = new Set(
  COMMANDS.flatMap(({ options }) =>
    (options ?? []).flatMap(([flags]) => (/<.+>/.test(flags) ? [flags.split(' ')[0] ?? ''] : [])),
  ),
);
