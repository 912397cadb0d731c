import { type Command, firstArgument, textOption, withHouse, workspaceLanguage } from '../command.ts';

export const timeline: Command = {
  usage: 'timeline <email>',
  summary: 'Everything decided about one person, a sentence each, with the reason and what is yet to come.',
  examples: [
    'druppel timeline ana@waterlijn.example',
    'druppel timeline ana@waterlijn.example --campaign data-literacy',
    'druppel timeline ana@waterlijn.example --json',
  ],
  options: [['--campaign <campaign>', 'only of this campaign']],
  async run(call) {
    const email = firstArgument(call);
    const campaign = textOption(call, 'campaign');
    const { entries, locale } = await withHouse(call, 'reading', async (house) => {
      const { timeline } = await import('../../flow/deciding/timeline.ts');
      return { entries: await timeline(house.context, email, campaign), locale: await workspaceLanguage(house) };
    });
    if (entries.length === 0) {
      const { filledSentence } = await import('../../engine/answers/sentences.ts');
      const name = campaign === null ? 'nothingYet' : 'nothingOf';
      const sentence = filledSentence(name, locale, { campaign: campaign ?? '', email });
      call.terminal.say(campaign === null ? `${sentence}.` : sentence);
    }
    for (const { sentence } of entries) call.terminal.say(sentence);
    call.terminal.answer({ email, entries });
  },
};
