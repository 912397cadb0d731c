import { type Call, type CommandOption, hasOption } from './command.ts';
import type { DataContext } from './with-store.ts';

export const DRAFTS: CommandOption = ['--drafts', 'what is in the database (druppel push), instead of the folder'];

/** Works in the workspace's folder, or with `--drafts` in one that holds what the database has, for as long as it takes. */
export async function inWorkspace<T>(
  call: Call,
  { store }: Pick<DataContext, 'store'>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  if (!hasOption(call, 'drafts')) return work(call.config.workspace);
  const { withDraftsLaidOut } = await import('../flow/publishing/drafts/lay-out-drafts.ts');
  return withDraftsLaidOut(store.read, work);
}
