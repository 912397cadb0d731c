import { UserError } from '../../domain/errors.ts';
import { actorOf, BY } from '../actor.ts';
import { type Command, hasOption, withHouse, workspaceLanguage } from '../command.ts';
import { LIFECYCLE_WORDS } from '../words/lifecycle-words.ts';
import { wordsIn } from '../words.ts';

export const resume: Command = {
  usage: 'resume [campaign]',
  summary: 'Lets a paused campaign go on, or with --all every mail.',
  examples: ['druppel resume data-literacy', 'druppel resume data-literacy --dry-run', 'druppel resume --all'],
  options: [
    ['--all', 'after pause --all'],
    ['--dry-run', 'says what would go in the next 24 hours, and changes nothing'],
    BY,
  ],
  async run(call) {
    const [id] = call.args;
    const all = hasOption(call, 'all');
    if ((id === undefined) !== all)
      throw new UserError('Name one campaign, or write --all.', {
        hint: 'druppel resume data-literacy, or druppel resume --all.',
      });
    if (hasOption(call, 'dryRun')) return dryRun(call, id ?? null);
    const words = await withHouse(call, 'writing', async ({ context }) => {
      const by = actorOf(call);
      const { resumeAll, resumeCampaign } = await import('../../flow/publishing/campaign-lifecycle.ts');
      await (id === undefined ? resumeAll(context, by) : resumeCampaign(context, id, by));
      return wordsIn(LIFECYCLE_WORDS, await workspaceLanguage({ context }));
    });
    call.terminal.say(words('resumed', { what: id ?? words('allMail') }));
    call.terminal.answer({ campaign: id ?? null, state: 'running' });
  },
};

async function dryRun(call: Parameters<Command['run']>[0], id: string | null): Promise<void> {
  const { terminal } = call;
  const { plan, words } = await withHouse(call, 'reading', async ({ context }) => {
    const { planResume } = await import('../../flow/publishing/plan-resume.ts');
    return {
      plan: await planResume(context, id),
      words: wordsIn(LIFECYCLE_WORDS, await workspaceLanguage({ context })),
    };
  });
  const { mails, perHour, passed } = plan;
  terminal.say(mails.length === 0 ? words('nothingToday') : words('mailsToday', { count: mails.length }));
  for (const { campaign, hour, mails: count } of perHour)
    terminal.say(`  ${hour}  ${campaign}  ${String(count).padStart(6)}`);
  for (const { campaign, reason, mails: count } of passed) {
    const why = words(reason === 'too-late' ? 'too-late' : 'overtaken');
    terminal.say(`  ${words('notAnyMore')}  ${campaign}  ${count} ${why}`);
  }
  terminal.say(words('resumeNext', { next: id ?? '--all' }));
  terminal.answer(plan);
}
