import { type Command, firstArgument } from '../command.ts';
import { withStore } from '../with-store.ts';

export const unsuppress: Command = {
  usage: 'unsuppress <email>',
  summary: 'Lets mail go again to an address that bounced: when the mailbox was mended.',
  examples: ['druppel unsuppress ana@waterlijn.example'],
  async run(call) {
    const email = firstArgument(call);
    await withStore(call, 'writing', async (context) => {
      const { unsuppressAddress } = await import('../../flow/privacy/suppress-address.ts');
      await unsuppressAddress(context, email);
    });
    call.terminal.say(`${call.terminal.colour.green('✓')} Mail to ${email} goes out again.`);
    call.terminal.say('What was passed meanwhile stays passed; what still makes sense is decided anew.');
    call.terminal.answer({ email, suppressed: false });
  },
};
