import type { Workspace } from '../../domain/workspace.ts';

/**
 * The workspace of somebody's files, with what may not be told of persons as it was published (guarantees.md §3): else a
 * word in one's own file would show a sensitive column of everybody, and leave no trace. Only a publish opens it.
 * @returns `written` itself where it opens nothing, or nothing was published.
 */
export function keepPrivate(written: Workspace, published: Workspace | null): Workspace {
  if (published === null) return written;
  const opened = openedColumns(written, published);
  if (opened.length === 0 && written.minimumGroup >= published.minimumGroup) return written;
  const attributes = { ...written.attributes };
  for (const name of opened) {
    const type = attributes[name] ?? published.attributes[name];
    if (type !== undefined) attributes[name] = { ...type, sensitive: true };
  }
  return { ...written, attributes, minimumGroup: Math.max(written.minimumGroup, published.minimumGroup) };
}

/** Columns that are sensitive as published and by the files are not, in order of name. */
export function openedColumns(written: Workspace, published: Workspace): string[] {
  const isSensitive = ({ attributes }: Workspace, name: string) =>
    Object.hasOwn(attributes, name) && attributes[name]?.sensitive === true;
  return Object.keys(published.attributes)
    .filter((name) => isSensitive(published, name) && !isSensitive(written, name))
    .sort();
}
