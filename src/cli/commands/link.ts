import { UserError } from '../../domain/errors.ts';
import { formatInstant } from '../../domain/time.ts';
import { actorOf, BY } from '../actor.ts';
import { type Command, firstArgument, hasOption, textOption } from '../command.ts';
import { withStore } from '../with-store.ts';

export const link: Command = {
  usage: 'link <campaign/message>',
  summary: 'Mends where a link leads, in all versions and in mails that were sent already.',
  examples: [
    'druppel link data-literacy/kick-off --list',
    'druppel link data-literacy/kick-off --to https://learn.example/new-course',
    'druppel link data-literacy/kick-off --from https://learn.example/old --to https://learn.example/new-course',
  ],
  options: [
    ['--to <url>', 'where it leads from now on'],
    ['--from <url>', 'which link, where the message has several: as it stands in the mail'],
    ['--list', 'shows the links of the message, and where they lead'],
    BY,
  ],
  async run(call) {
    const { terminal } = call;
    const [campaign, message] = messageArgument(firstArgument(call));
    const to = textOption(call, 'to');
    const list = hasOption(call, 'list') || to === null;
    if (list && to !== null) throw new UserError('--list only shows; --to mends.', { hint: 'Write one of them.' });
    const links = await withStore(call, list ? 'reading' : 'writing', async (context) => {
      const { linksOfMessage, mendLink } = await import('../../flow/publishing/mend-link.ts');
      if (to === null) return linksOfMessage(context.store.read, campaign, message);
      return mendLink(context, { campaign, message, from: textOption(call, 'from'), to, by: actorOf(call) });
    });
    terminal.answer({
      links: links.map((one) => ({ ...one, mendedAt: one.mendedAt === null ? null : formatInstant(one.mendedAt) })),
    });
    if (links.length === 0) terminal.say(`${campaign}/${message} has no web link.`);
    for (const { from, to: leads, mendedAt, mendedBy } of links) {
      if (!list)
        terminal.say(`${terminal.colour.green('✓')} ${from} leads to ${leads} from now on, in mails sent before too.`);
      else if (mendedAt === null) terminal.say(from);
      else
        terminal.say(
          `${from}\n  leads to ${leads}, since ${formatInstant(mendedAt)}${mendedBy === null ? '' : ` by ${mendedBy}`}`,
        );
    }
    if (!list)
      terminal.say(
        'Mails that are not tracked and went already keep the old address: there it stands in the mail itself.',
      );
  },
};

function messageArgument(text: string): [campaign: string, message: string] {
  const [campaign, message, ...rest] = text.split('/');
  if (campaign && message && rest.length === 0) return [campaign, message];
  throw new UserError(`"${text}" names no message.`, { hint: 'Write it like data-literacy/kick-off.' });
}
