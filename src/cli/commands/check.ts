import { UserError } from '../../domain/errors.ts';
import { type Command, hasOption, withHouse } from '../command.ts';

export const check: Command = {
  usage: 'check [campaigns...]',
  summary: 'Validates and lints the workspace and its campaigns: one finding a line, with its place and its mend.',
  examples: ['druppel check', 'druppel check data-literacy --strict'],
  options: [['--strict', 'advice counts too: exit 1']],
  async run(call) {
    const { terminal, config } = call;
    const { hasErrors, formatFinding } = await import('../../intake/finding.ts');
    const ids = call.args.filter((id) => id !== undefined);
    const { campaigns, findings } = await withHouse(call, 'reading', async ({ context }) => {
      const { checkWorkspace } = await import('../../flow/check-workspace.ts');
      return checkWorkspace(config.workspace, ids, context.store.read, (id) => terminal.progress(`checking ${id} …`));
    });
    for (const finding of findings) terminal.say(formatFinding(finding));
    terminal.answer({ campaigns, findings });
    const errors = findings.filter(({ severity }) => severity === 'error').length;
    const advice = findings.length - errors;
    const wrong = hasErrors(findings) || (hasOption(call, 'strict') && advice > 0);
    if (wrong) {
      throw new UserError(
        `${count(errors, 'error')} and ${count(advice, 'piece')} of advice in ${count(campaigns.length, 'campaign')}.`,
        {
          hint:
            errors > 0 ? 'Nothing can be published until the errors are mended.' : 'With --strict advice counts too.',
        },
      );
    }
    terminal.say(
      `${terminal.colour.green('✓')} ${count(campaigns.length, 'campaign')} can be published${advice > 0 ? `; ${count(advice, 'piece')} of advice above` : ''}.`,
    );
    terminal.say(`Next: druppel plan ${campaigns[0] ?? 'CAMPAIGN'}`);
  },
};

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
