import { UserError } from '../../domain/errors.ts';
import { type Command, firstArgument, withHouse } from '../command.ts';

export const why: Command = {
  usage: 'why <email> <campaign>',
  summary: 'Why one person gets what they get of a campaign, or nothing: audience, what went, waits and comes next.',
  examples: [
    'druppel why ana@waterlijn.example data-literacy',
    'druppel why ana@waterlijn.example data-literacy --json',
  ],
  async run(call) {
    const email = firstArgument(call);
    const [, campaign] = call.args;
    if (campaign === undefined) throw new UserError('Which campaign?', { hint: 'See --help.' });
    const answer = await withHouse(call, 'reading', async ({ context }) => {
      const { why } = await import('../../flow/deciding/why.ts');
      return why(context, email, campaign);
    });
    for (const sentence of answer.sentences) call.terminal.say(sentence);
    call.terminal.answer(answer);
  },
};
