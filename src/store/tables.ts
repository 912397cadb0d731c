import { postgresVocabulary } from './postgres/vocabulary.ts';
import { sqliteVocabulary, type Vocabulary } from './sqlite/vocabulary.ts';
import { accessTables } from './tables/access-tables.ts';
import { aroundTables } from './tables/around-tables.ts';
import { campaignTables } from './tables/campaign-tables.ts';
import { consoleTables } from './tables/console-tables.ts';
import { draftTables } from './tables/draft-tables.ts';
import { lifecycleTables } from './tables/lifecycle-tables.ts';
import { messageTables } from './tables/message-tables.ts';
import { peopleTables } from './tables/people-tables.ts';
import { privacyTables } from './tables/privacy-tables.ts';
import { storyTables } from './tables/story-tables.ts';
import { trackingTables } from './tables/tracking-tables.ts';
import { workspaceTables } from './tables/workspace-tables.ts';

/** Every table, written once and made for each dialect. Booleans, JSON and instants differ in the database only. */
function tablesIn(vocabulary: Vocabulary) {
  return {
    ...workspaceTables(vocabulary),
    ...campaignTables(vocabulary),
    ...aroundTables(vocabulary),
    ...peopleTables(vocabulary),
    ...storyTables(vocabulary),
    ...messageTables(vocabulary),
    ...trackingTables(vocabulary),
    ...accessTables(vocabulary),
    ...consoleTables(vocabulary),
    ...privacyTables(vocabulary),
    ...lifecycleTables(vocabulary),
    ...draftTables(vocabulary),
  };
}

export const sqliteTables = tablesIn(sqliteVocabulary);
export const postgresTables = tablesIn(postgresVocabulary);
export type Tables = typeof sqliteTables;
