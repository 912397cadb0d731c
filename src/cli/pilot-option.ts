import type { House } from '../app.ts';
import type { Config } from '../config.ts';
import { UserError } from '../domain/errors.ts';
import type { PilotWish } from '../flow/publishing/pilot.ts';

/**
 * `10%`, or a rule: `department: Sales`.
 * @param option as it was typed, for errors: `--pilot`
 * @throws {UserError} for a share that takes nobody, and for what is neither.
 */
export async function readPilot(text: string, option: string, config: Config, house: House): Promise<PilotWish> {
  const share = /^(\d{1,3}(?:\.\d+)?)\s*%$/.exec(text.trim());
  if (!share) {
    const { readRule } = await import('../flow/audiences/find-audience.ts');
    return { rule: await readRule(house.context.store.read, config.workspace, text) };
  }
  const percent = Number(share[1]);
  if (percent > 0 && percent <= 100) return { share: percent / 100 };
  throw new UserError(percent === 0 ? `${option} ${text} takes nobody.` : `${option} ${text} is more than everybody.`, {
    hint: `Write it like ${option} 10%.`,
  });
}
