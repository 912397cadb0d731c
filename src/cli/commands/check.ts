import { UserError } from '../../domain/errors.ts';
import { type Command, hasOption, languageInForce } from '../command.ts';
import { DRAFTS, inWorkspace } from '../drafts-option.ts';
import { countFindings, findingJson, findingLine } from '../print-findings.ts';
import { withStoreIfThere } from '../with-store.ts';
import { FINDING_WORDS } from '../words/finding-words.ts';
import { wordsIn } from '../words.ts';

export const check: Command = {
  usage: 'check [campaigns...]',
  summary: 'Reads the workspace and its campaigns as publish would: one finding a line, with its place and its mend.',
  examples: ['druppel check', 'druppel check data-literacy --strict'],
  options: [['--strict', 'advice counts too: exit 1'], DRAFTS],
  async run(call) {
    const { terminal } = call;
    const ids = call.args.filter((id) => id !== undefined);
    const { campaigns, findings, locale } = await withStoreIfThere(call, async ({ store, clock }) => {
      const { checkWorkspace } = await import('../../flow/publishing/check-workspace.ts');
      return inWorkspace(call, { store }, async (folder) => {
        const onCampaign = (id: string) => terminal.progress(`checking ${id} …`);
        const checked = await checkWorkspace(folder, ids, store.read, clock(), onCampaign);
        return { ...checked, locale: await languageInForce(folder, store.read) };
      });
    });
    const { errors, advice, words } = countFindings(findings, locale);
    const say = wordsIn(FINDING_WORDS, locale);
    terminal.answer({ campaigns, errors, advice, findings: findings.map(findingJson) });
    for (const finding of findings) terminal.say(findingLine(finding, terminal));
    if (errors > 0) {
      throw new UserError(`${words}.`, { hint: say('mend') });
    }
    if (advice > 0 && hasOption(call, 'strict')) {
      throw new UserError(`${words}.`, { hint: say('strict') });
    }
    const [first, ...others] = campaigns;
    const about = others.length === 0 ? (first ?? '') : say('campaigns', { count: campaigns.length });
    const next = others.length === 0 ? (first ?? '') : say('campaign');
    terminal.say(`${terminal.colour.green('✓')} ${say('sound', { about, words })}`);
    terminal.say(say('next', { campaign: next }));
  },
};
