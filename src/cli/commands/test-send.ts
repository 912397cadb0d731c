import { UserError } from '../../domain/errors.ts';
import { type Command, firstArgument, textOption, withHouse } from '../command.ts';
import { draftOrPublished } from '../drafts.ts';

export const testSend: Command = {
  usage: 'test-send <campaign-or-message>',
  summary:
    'Sends one mail of a campaign, or all in order, to at most five addresses: marked as a test, not tracked, not counted.',
  examples: [
    'druppel test-send data-literacy/kick-off --to you@waterlijn.example',
    'druppel test-send data-literacy --to you@waterlijn.example --for ana@waterlijn.example',
  ],
  options: [
    ['--to <addresses>', 'one to five, with commas'],
    ['--for <email>', 'as this person would get it'],
    ['--variant <name>', 'this version of the message: career, career.a, subject-2'],
    ['--try <name>', 'this half of what is tried'],
  ],
  async run(call) {
    const [id = '', message = null] = firstArgument(call).split('/');
    const to = (textOption(call, 'to') ?? '')
      .split(',')
      .map((address) => address.trim())
      .filter((address) => address !== '');
    if (to.length === 0)
      throw new UserError('To whom?', { hint: `druppel test-send ${firstArgument(call)} --to you@waterlijn.example` });
    const { openPostOffice } = await import('../../app.ts');
    const steps = await withHouse(call, 'reading', async (house) => {
      const { testSend } = await import('../../flow/publishing/test-send.ts');
      const office = await openPostOffice(house);
      try {
        return await testSend(house.context, office.postman, {
          draft: await draftOrPublished(call, house, id),
          message,
          to,
          as: textOption(call, 'for'),
          variant: textOption(call, 'variant'),
          half: textOption(call, 'try'),
        });
      } finally {
        await office.close();
      }
    });
    call.terminal.say(
      `Sent ${steps.length === 1 ? steps[0] : `${steps.length} mails (${steps.join(', ')})`} to ${to.join(', ')}, marked as a test.`,
    );
    if (call.config.smtpUrl === '')
      call.terminal.say('They are in the built-in inbox: druppel start --mode web, then open /inbox.');
    call.terminal.answer({ campaign: id, steps, to });
  },
};
