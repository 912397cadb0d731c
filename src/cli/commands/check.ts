import { UserError } from '../../domain/errors.ts';
import { type Command, hasOption } from '../command.ts';
import { DRAFTS, inWorkspace } from '../drafts-option.ts';
import { countFindings, findingJson, findingLine } from '../print-findings.ts';
import { withStoreIfThere } from '../with-store.ts';

export const check: Command = {
  usage: 'check [campaigns...]',
  summary: 'Reads the workspace and its campaigns as publish would: one finding a line, with its place and its mend.',
  examples: ['druppel check', 'druppel check data-literacy --strict'],
  options: [['--strict', 'advice counts too: exit 1'], DRAFTS],
  async run(call) {
    const { terminal } = call;
    const ids = call.args.filter((id) => id !== undefined);
    const { campaigns, findings } = await withStoreIfThere(call, async ({ store, clock }) => {
      const { checkWorkspace } = await import('../../flow/publishing/check-workspace.ts');
      return inWorkspace(call, { store }, (folder) =>
        checkWorkspace(folder, ids, store.read, clock(), (id) => terminal.progress(`checking ${id} …`)),
      );
    });
    const { errors, advice, words } = countFindings(findings);
    terminal.answer({ campaigns, errors, advice, findings: findings.map(findingJson) });
    for (const finding of findings) terminal.say(findingLine(finding, terminal));
    if (errors > 0) {
      throw new UserError(`${words}.`, { hint: 'Errors stop publish. Mend them and check again.' });
    }
    if (advice > 0 && hasOption(call, 'strict')) {
      throw new UserError(`${words}.`, { hint: 'Without --strict a campaign passes with advice.' });
    }
    const [first, ...others] = campaigns;
    const about = others.length === 0 ? first : `${campaigns.length} campaigns`;
    const next = others.length === 0 ? first : 'CAMPAIGN';
    terminal.say(`${terminal.colour.green('✓')} ${about}: ${words}.`);
    terminal.say(`Next: druppel plan ${next} shows who gets what; druppel publish ${next} keeps it.`);
  },
};
