import { isSameData } from '../../domain/plain-data.ts';
import type { Story } from '../../domain/story.ts';
import type { Database } from '../../store/database.ts';
import { allStories, removeStories, type StoredStory, saveStories } from '../../store/learning/stories.ts';
import { raiseWorkspaceRevision } from '../../store/meta.ts';
import { wakeAll } from '../../store/people/wake-all.ts';
import { erasedIdentities } from '../privacy/stay-erased.ts';

/** What the files change in the library. Stories that were told in answers are no matter of files. */
interface StoryChanges {
  /** New, or saying something else. */
  readonly changed: readonly StoredStory[];
  /** Ids whose file is gone: they are told to nobody any more. */
  readonly removed: readonly string[];
  /** Ids of those whose authors were erased. */
  readonly leftOut: readonly string[];
}

/** What publishing the files means for the library. */
export interface StoryImpact {
  /** How many stories campaigns/stories adds, changes, or takes out of the library. */
  readonly stories: number;
  /** Ids of those whose authors were erased: they are told to nobody. */
  readonly storiesLeftOut: readonly string[];
}

export async function storyImpact(database: Database, files: readonly Story[]): Promise<StoryImpact> {
  const { changed, removed, leftOut } = await storyChanges(database, files);
  return { stories: changed.length + removed.length, storiesLeftOut: leftOut };
}

/** A story of somebody who was erased is not taken: erased people stay erased (rules.md R17). */
async function storyChanges(database: Database, files: readonly Story[]): Promise<StoryChanges> {
  const known = await allStories(database);
  const isErased = await erasedAuthors(database, files);
  const wanted = files.filter((story) => !isErased(story)).map((story): StoredStory => ({ ...story, origin: 'file' }));
  return {
    leftOut: files.filter(isErased).map(({ id }) => id),
    changed: wanted.filter((story) => {
      const before = known.find(({ id }) => id === story.id);
      return before === undefined || !isSameData(before, story);
    }),
    removed: known
      .filter(({ id, origin }) => origin === 'file' && !wanted.some((story) => story.id === id))
      .map(({ id }) => id),
  };
}

/** Whose authors were erased. */
export async function erasedAuthors(
  database: Database,
  stories: readonly Story[],
): Promise<(story: Pick<Story, 'author'>) => boolean> {
  const isErased = await erasedIdentities(
    database,
    stories.map(({ author }) => identityOf(author)),
  );
  return ({ author }) => isErased(identityOf(author));
}

/** Brings the library to what the files say. What is queued looks again at its story before it goes. */
export async function publishStories(tx: Database, files: readonly Story[], now: number): Promise<void> {
  const { changed, removed } = await storyChanges(tx, files);
  if (changed.length + removed.length === 0) return;
  await removeStories(tx, removed);
  await saveStories(tx, changed, now);
  await raiseWorkspaceRevision(tx);
  await wakeAll(tx, now);
}

function identityOf(author: string): { id: string; email: string | null } {
  return { id: author, email: author.includes('@') ? author : null };
}
