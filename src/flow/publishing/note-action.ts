import { addAction } from '../../store/campaigns/actions.ts';
import type { Database } from '../../store/database.ts';
import type { ActionVerb } from '../../store/tables/lifecycle-tables.ts';
import type { FlowContext } from '../context.ts';

/** Somebody who does something to campaigns, as they call themselves; null: nobody said. */
export type Actor = string | null;

/** Notes in the transaction of the deed who did it: no deed without its line, and no line without its deed. */
export async function noteAction(
  tx: Database,
  { clock, newId }: Pick<FlowContext, 'clock' | 'newId'>,
  action: {
    readonly by: Actor;
    readonly verb: ActionVerb;
    readonly campaign: string | null;
    readonly version?: number | null;
    readonly words: string;
  },
): Promise<void> {
  await addAction(tx, { id: newId('act'), at: clock(), version: null, ...action });
}
