import { UserError } from '../../domain/errors.ts';
import { type Command, firstArgument, textOption } from '../command.ts';
import { readInFlight } from '../in-flight-option.ts';
import { withStore } from '../with-store.ts';

export const approve: Command = {
  usage: 'approve <campaign>',
  summary:
    'A second person’s word for the newest version; "approval: second person" in workspace.yaml makes it needed.',
  examples: [
    'druppel approve data-literacy --by mo@waterlijn.example',
    'druppel approve data-literacy --by mo@waterlijn.example --in-flight move',
  ],
  options: [
    ['--by <email>', 'who approves: a console user of role admin or marketer, another than who published'],
    ['--in-flight <what>', 'stay or move, where the campaign runs already: what those under way do (default: stay)'],
  ],
  async run(call) {
    const { terminal } = call;
    const id = firstArgument(call);
    const by = textOption(call, 'by');
    if (by === null)
      throw new UserError('Who approves?', { hint: `Write it like: druppel approve ${id} --by mo@waterlijn.example` });
    const move = readInFlight(call) === 'move';
    const approved = await withStore(call, 'writing', async (context) => {
      const { approveCampaign } = await import('../../flow/publishing/approval.ts');
      return approveCampaign(context, id, { by, move });
    });
    const { version, already, inForce } = approved;
    terminal.say(
      already
        ? `Version ${version} of ${id} was approved by ${approved.by} before; nothing was changed.`
        : `${terminal.colour.green('✓')} Version ${version} of ${id} is approved by ${approved.by}.`,
    );
    terminal.say('The name is declared on this command line, not proven: it tells who says they looked.');
    if (inForce) terminal.say(`It is in force: who begins from now on gets version ${version}.`);
    else if (!already) terminal.say(`Next: druppel launch ${id}`);
    terminal.answer(approved);
  },
};
