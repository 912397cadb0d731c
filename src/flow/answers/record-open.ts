import { newestWorkspace } from '../../store/campaigns/workspaces.ts';
import { spendOpenMark } from '../../store/mails/open-marks.ts';
import { classifyHit, type Hit } from '../../tracking/classify-hit.ts';
import type { FlowContext } from '../context.ts';

/**
 * Counts an open, once per mark and tied to nobody: a mark knows its campaign, message, locale and day, and no one
 * knows which mail it went out in (guarantees.md §3).
 */
export async function recordOpen({ store }: Pick<FlowContext, 'store'>, mark: string, hit: Hit): Promise<void> {
  const workspace = await newestWorkspace(store.read);
  if (workspace === null || workspace.definition.tracking === 'off') return;
  const verdict = classifyHit(hit);
  await store.write((tx) => spendOpenMark(tx, mark, verdict.class));
}
