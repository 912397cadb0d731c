import { type Command, firstArgument, withHouse } from '../command.ts';

export const timeline: Command = {
  usage: 'timeline <email>',
  summary: 'Everything decided about one person, a sentence each, with the reason.',
  examples: ['druppel timeline ana@waterlijn.example'],
  async run(call) {
    const email = firstArgument(call);
    const entries = await withHouse(call, 'reading', async ({ context }) => {
      const { timeline } = await import('../../flow/deciding/timeline.ts');
      return timeline(context, email);
    });
    if (entries.length === 0) call.terminal.say('Nothing yet: this person takes part in no campaign.');
    for (const { sentence } of entries) call.terminal.say(sentence);
    call.terminal.answer({ email, entries });
  },
};
