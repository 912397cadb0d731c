import { actorOf, BY } from '../actor.ts';
import { type Command, firstArgument, withHouse } from '../command.ts';

export const recall: Command = {
  usage: 'recall <campaign>',
  summary: 'Takes a launch back, as long as its first mail has not gone.',
  examples: ['druppel recall data-literacy'],
  options: [BY],
  async run(call) {
    const id = firstArgument(call);
    const recalled = await withHouse(call, 'writing', async ({ context }) => {
      const { recallCampaign } = await import('../../flow/publishing/recall-campaign.ts');
      return recallCampaign(context, id, actorOf(call));
    });
    const { participants, mails } = recalled;
    call.terminal.say(`${call.terminal.colour.green('✓')} The launch of ${id} is taken back; nobody has had a mail.`);
    if (participants > 0) call.terminal.say(`  ${participants} had begun, with ${mails} mails planned or decided.`);
    call.terminal.say(`Next: mend it, druppel publish ${id}, druppel launch ${id}.`);
    call.terminal.answer({ ...recalled, state: 'published' });
  },
};
