import { relative, resolve } from 'node:path';
import { type Command, firstArgument, textOption, withHouse } from '../command.ts';
import { draftOrPublished } from '../drafts.ts';
import { writeFiles } from '../write-files.ts';

export const proof: Command = {
  usage: 'proof <campaign>',
  summary: 'Every text of a campaign, locales side by side, as one HTML page to read or print.',
  examples: ['druppel proof data-literacy', 'druppel proof data-literacy --out for-the-works-council.html'],
  options: [['--out <file>', 'where to (CAMPAIGN-proof.html)']],
  async run(call) {
    const { terminal } = call;
    const id = firstArgument(call);
    const made = await withHouse(call, 'reading', async (house) => {
      const { proofCampaign } = await import('../../flow/publishing/proof-campaign.ts');
      terminal.progress(`writing ${id} …`);
      return proofCampaign(house.context, await draftOrPublished(call, house, id));
    });
    const file = resolve(textOption(call, 'out') ?? `${id}-proof.html`);
    await writeFiles(new Map([[file, made.html]]));
    terminal.answer({ campaign: id, file, messages: made.messages, locales: made.locales });
    terminal.say(
      `${terminal.colour.green('✓')} ${relative('.', file)}: ${made.messages} messages in ${made.locales.join(', ')}.`,
    );
    terminal.say('Open it in a browser; print it from there.');
  },
};
