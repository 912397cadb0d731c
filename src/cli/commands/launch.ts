import { UserError } from '../../domain/errors.ts';
import {
  type Call,
  type Command,
  firstArgument,
  instantOption,
  textOption,
  withHouse,
  workspaceZone,
} from '../command.ts';

export const launch: Command = {
  usage: 'launch <campaign>',
  summary: 'Lets a published campaign begin: for everybody in its audience, or for a pilot.',
  examples: [
    'druppel launch data-literacy',
    'druppel launch data-literacy --pilot 10%',
    'druppel launch data-literacy --at 2027-01-12T09:00',
  ],
  options: [
    ['--pilot <share-or-rule>', 'only a share of the audience (10%), or who matches a rule ("department: Sales")'],
    ['--at <instant>', 'starts then; only for campaigns with "starts: on launch"'],
  ],
  async run(call) {
    const id = firstArgument(call);
    await withHouse(call, 'writing', async (house) => {
      const { launchCampaign } = await import('../../flow/publishing/campaign-lifecycle.ts');
      const at = instantOption(call, 'at', await workspaceZone(house));
      await launchCampaign(house.context, id, { pilot: await pilotOf(call, house), at });
    });
    call.terminal.say(`${call.terminal.colour.green('✓')} ${id} is launched.`);
    call.terminal.say(
      `Next: druppel start, or on a virtual clock: druppel run --until 2027-06-01. How it goes: druppel stats ${id}`,
    );
    call.terminal.answer({ campaign: id, state: 'running' });
  },
};

async function pilotOf(call: Call, house: Parameters<Parameters<typeof withHouse>[2]>[0]) {
  const text = textOption(call, 'pilot');
  if (text === null) return null;
  const share = /^(\d{1,2}(?:\.\d+)?|100)\s*%$/.exec(text.trim());
  if (share) {
    const value = Number(share[1]) / 100;
    if (value > 0) return { share: value };
    throw new UserError(`--pilot ${text} takes nobody.`, { hint: 'Write it like --pilot 10%.' });
  }
  const { readRule } = await import('../../flow/audiences/find-audience.ts');
  return { rule: await readRule(house.context.store.read, call.config.workspace, text) };
}
