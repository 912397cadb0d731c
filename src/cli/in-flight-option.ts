import { UserError } from '../domain/errors.ts';
import type { InFlight } from '../flow/publishing/publish-campaign.ts';
import { type Call, textOption } from './command.ts';

/** Whether people under way stay on their version or move to the new one; null: not said. */
export function readInFlight(call: Call): InFlight | null {
  const text = textOption(call, 'inFlight');
  if (text === null || text === 'stay' || text === 'move') return text;
  throw new UserError(`--in-flight "${text}" is not known.`, {
    hint: 'stay: they go on with the version they began with. move: they go on in the new one, behind what they had.',
  });
}
