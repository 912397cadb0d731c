import { UserError } from '../../domain/errors.ts';
import type { SystemLocale } from '../../domain/reason-texts.ts';
import type { InFlight, Published } from '../../flow/publishing/publish-campaign.ts';
import { actorOf, BY } from '../actor.ts';
import { type Call, type Command, firstArgument, hasOption, languageInForce } from '../command.ts';
import { DRAFTS, inWorkspace } from '../drafts-option.ts';
import { impactLines } from '../impact-words.ts';
import { readInFlight } from '../in-flight-option.ts';
import { countFindings, findingLine } from '../print-findings.ts';
import { withStore } from '../with-store.ts';
import { PUBLISH_WORDS } from '../words/publish-words.ts';
import { wordsIn } from '../words.ts';

export const publish: Command = {
  usage: 'publish <campaign>',
  summary:
    'Checks a campaign and keeps it as a numbered version that no edit changes. Nothing is sent before launch. Activities and stories are brought along, for every campaign at once.',
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
    const { result, locale } = await withStore(call, dryRun ? 'reading' : 'writing', async (context) => {
      const { publishCampaign } = await import('../../flow/publishing/publish-campaign.ts');
      terminal.progress(`checking ${id} …`);
      const options = { dryRun, inFlight: wish ?? 'stay', by: actorOf(call) };
      const published = await inWorkspace(call, context, (folder) => publishCampaign(context, folder, id, options));
      if (!('refused' in published))
        return { result: published, locale: await languageInForce(call.config.workspace, context.store.read) };
      const errors = published.refused.filter(({ severity }) => severity === 'error');
      for (const finding of errors) terminal.note(findingLine(finding, terminal));
      throw new UserError(`${id} was not published: ${countFindings(errors).words}.`, {
        hint: `Mend them, then see the rest with: druppel check ${id}${hasOption(call, 'drafts') ? ' --drafts' : ''}.`,
      });
    });
    const { findings, ...answer } = result;
    terminal.answer({ ...answer, dryRun, advice: findings.length });
    tell(call, result, { dryRun, wish, locale });
    const { comparison } = result.impact;
    if (comparison !== null) {
      const { powerText } = await import('../../stats/comparison-words.ts');
      terminal.say(`  ${powerText(comparison, comparison.minimumGroup, locale)}`);
    }
  },
};

function tell(
  { terminal }: Call,
  result: Published,
  telling: { readonly dryRun: boolean; readonly wish: InFlight | null; readonly locale: SystemLocale },
): void {
  const { dryRun, locale } = telling;
  const { campaign, version, unchanged, impact, workspaceVersion, findings, awaitsApproval } = result;
  const words = wordsIn(PUBLISH_WORDS, locale);
  const isFirst = version === 1 && !unchanged;
  if (unchanged) terminal.say(words('unchanged', { campaign, version }));
  else if (dryRun) terminal.say(words('wouldPublish', { campaign, version }));
  else terminal.say(`${terminal.colour.green('✓')} ${words('published', { campaign, version, workspaceVersion })}`);
  const { stepsAdded, stepsRemoved, activities, stories, storiesLeftOut } = impact;
  const audienceLine = ({ count, reachable }: Published['impact']['audience']) => {
    if (count === null) return words('audienceUntold');
    return reachable === null ? words('audienceAbout', { count }) : words('audience', { count, reachable });
  };
  const lines = [
    audienceLine(impact.audience),
    !isFirst && stepsAdded.length > 0 && words('newMails', { steps: stepsAdded.join(', ') }),
    stepsRemoved.length > 0 && words('noLonger', { steps: stepsRemoved.join(', ') }),
    ...impactLines(result, telling),
    activities > 0 && words('activities', { count: activities }),
    stories > 0 && words('stories', { count: stories }),
    storiesLeftOut.length > 0 &&
      words('storiesLeftOut', {
        count: storiesLeftOut.length,
        files: storiesLeftOut.map((id) => `campaigns/stories/${id}.yaml`).join(', '),
      }),
    impact.workspaceChanged && !isFirst && words('workspace'),
    findings.length > 0 && words('findings', { words: countFindings(findings, locale).words, campaign }),
  ];
  for (const line of lines) if (line !== false) terminal.say(`  ${line}`);
  if (dryRun) terminal.say(words('nothingChanged'));
  else if (awaitsApproval) terminal.say(words('nextApprove', { campaign }));
  else if (!unchanged) terminal.say(words('nextPlan', { campaign }));
}
