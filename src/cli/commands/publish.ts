import { UserError } from '../../domain/errors.ts';
import type { InFlight, Published } from '../../flow/publishing/publish-campaign.ts';
import { actorOf, BY } from '../actor.ts';
import { type Call, type Command, firstArgument, hasOption } from '../command.ts';
import { DRAFTS, inWorkspace } from '../drafts-option.ts';
import { impactLines } from '../impact-words.ts';
import { readInFlight } from '../in-flight-option.ts';
import { countFindings, findingLine } from '../print-findings.ts';
import { withStore } from '../with-store.ts';

export const publish: Command = {
  usage: 'publish <campaign>',
  summary: 'Checks a campaign and keeps it as a numbered version that no edit changes. Nothing is sent before launch.',
  examples: [
    'druppel publish data-literacy --dry-run',
    'druppel publish data-literacy',
    'druppel publish data-literacy --in-flight move',
  ],
  options: [
    ['--dry-run', 'says what it would mean for people, and changes nothing'],
    [
      '--in-flight <what>',
      'stay: who is under way goes on with the version they began with (the default); move: in the new one, behind the last mail they had',
    ],
    DRAFTS,
    BY,
  ],
  async run(call) {
    const { terminal } = call;
    const id = firstArgument(call);
    const wish = readInFlight(call);
    const dryRun = hasOption(call, 'dryRun');
    const result = await withStore(call, dryRun ? 'reading' : 'writing', async (context) => {
      const { publishCampaign } = await import('../../flow/publishing/publish-campaign.ts');
      terminal.progress(`checking ${id} …`);
      const options = { dryRun, inFlight: wish ?? 'stay', by: actorOf(call) };
      const published = await inWorkspace(call, context, (folder) => publishCampaign(context, folder, id, options));
      if (!('refused' in published)) return published;
      const errors = published.refused.filter(({ severity }) => severity === 'error');
      for (const finding of errors) terminal.note(findingLine(finding, terminal));
      throw new UserError(`${id} was not published: ${countFindings(errors).words}.`, {
        hint: `Mend them, then see the rest with: druppel check ${id}${hasOption(call, 'drafts') ? ' --drafts' : ''}.`,
      });
    });
    const { findings, ...answer } = result;
    terminal.answer({ ...answer, dryRun, advice: findings.length });
    tell(call, result, dryRun, wish);
    const { comparison } = result.impact;
    if (comparison !== null) {
      const { powerText } = await import('../../stats/comparison-words.ts');
      terminal.say(`  ${powerText(comparison, comparison.minimumGroup, 'en')}`);
    }
  },
};

function tell({ terminal }: Call, result: Published, dryRun: boolean, wish: InFlight | null): void {
  const { campaign, version, unchanged, impact, workspaceVersion, findings, awaitsApproval } = result;
  const { colour } = terminal;
  const isFirst = version === 1 && !unchanged;
  if (unchanged) terminal.say(`${campaign} is as version ${version} has it: no new version.`);
  else if (dryRun) terminal.say(`${campaign} would be published as version ${version}.`);
  else {
    terminal.say(
      `${colour.green('✓')} ${campaign} is published as version ${version}, in workspace version ${workspaceVersion}.`,
    );
  }
  const { count, reachable } = impact.audience;
  const fit = count === 1 ? 'person fits' : 'people fit';
  terminal.say(`  ${count} ${fit} the audience today, ${reachable} of them with a mailbox.`);
  if (!isFirst && impact.stepsAdded.length > 0) terminal.say(`  New mails: ${impact.stepsAdded.join(', ')}.`);
  if (impact.stepsRemoved.length > 0) terminal.say(`  No longer sent: ${impact.stepsRemoved.join(', ')}.`);
  for (const line of impactLines(result, dryRun, wish)) terminal.say(`  ${line}`);
  if (impact.activities > 0) terminal.say(`  From activities.csv: ${impact.activities} new or changed.`);
  if (impact.stories > 0)
    terminal.say(
      `  From campaigns/stories: ${impact.stories} new, changed or gone; that holds for every campaign at once.`,
    );
  if (impact.workspaceChanged && !isFirst) {
    terminal.say('  The workspace changed too; its calendar and limits hold for everybody at once.');
  }
  if (findings.length > 0) terminal.say(`  ${countFindings(findings).words}: druppel check ${campaign}.`);
  if (dryRun) terminal.say('Nothing was changed.');
  else if (awaitsApproval) {
    terminal.say(
      `Next: somebody else looks at it (druppel proof ${campaign}) and says so: druppel approve ${campaign} --by ADDRESS`,
    );
  } else if (!unchanged) {
    terminal.say(`Next: druppel plan ${campaign} shows who gets what and when; druppel launch ${campaign} begins.`);
  }
}
