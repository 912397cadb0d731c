import type { LibraryStory, Story } from '../../domain/story.ts';
import type { Database } from '../../store/database.ts';
import { allStories } from '../../store/learning/stories.ts';
import { findByIdentities } from '../../store/people/employees.ts';

/** The library as it was last published, with who its authors are by now. */
export async function loadStories(database: Database): Promise<LibraryStory[]> {
  return withAuthors(database, await allStories(database));
}

/** Stories with who their authors are by now: by id, by address, or by an address they had before. */
export async function withAuthors(database: Database, stories: readonly Story[]): Promise<LibraryStory[]> {
  if (stories.length === 0) return [];
  const found = await findByIdentities(
    database,
    stories.map(({ author }) => ({ id: author, email: author.includes('@') ? author : null })),
  );
  return stories.map((story) => {
    const { author } = story;
    const known = found.byEmail.get(author) ?? found.byId.get(author) ?? found.byFormerEmail.get(author);
    return {
      ...story,
      authorNow:
        known === undefined ? null : { key: known.key, leftOn: known.leftOn, missingSince: known.missingSince },
    };
  });
}
