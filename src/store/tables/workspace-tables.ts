import type { Employee } from '../../domain/employee.ts';
import { IMAGE_TYPES, type ImageType } from '../../domain/image.ts';
import type { LearningValues } from '../../domain/learning.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { Vocabulary } from '../sqlite/vocabulary.ts';
import { isOneOf } from './closed-set.ts';

/** What belongs to the store as a whole. */
export function workspaceTables(vocabulary: Vocabulary) {
  const { table, text, integer, instant, json, bytes, primaryKey, index, check } = vocabulary;
  return {
    /** One value per key; meta.ts knows the keys and their meaning. */
    meta: table('meta', {
      key: text('key').primaryKey(),
      value: text('value').notNull(),
    }),

    workspaceVersions: table('workspace_versions', {
      number: integer('number').primaryKey(),
      definition: json('definition').$type<Workspace>().notNull(),
      /** File name → content, as it was read. */
      files: json('files').$type<Record<string, string>>().notNull(),
      hash: text('hash').notNull(),
      createdAt: instant('created_at').notNull(),
    }),

    /** Images that versions of campaigns and of the workspace show: the same bytes once. */
    images: table(
      'images',
      {
        /** SHA-256 in hex of the bytes. */
        hash: text('hash').primaryKey(),
        contentType: text('content_type').$type<ImageType>().notNull(),
        bytes: bytes('bytes').notNull(),
      },
      (t) => [check('images_content_type', isOneOf(t.contentType, IMAGE_TYPES))],
    ),

    /** Every import is a change set that can be taken back (rules.md R17). */
    imports: table(
      'imports',
      {
        id: text('id').primaryKey(),
        kind: text('kind').$type<ImportKind>().notNull(),
        fileName: text('file_name').notNull(),
        at: instant('at').notNull(),
        counts: json('counts').$type<Record<string, number>>().notNull(),
        /** How activities were; people and records have rows of their own. */
        undo: json('undo').$type<unknown>(),
        /** Of the file and of how it was to be read; null: there was no file to go on with. */
        fileHash: text('file_hash'),
        /** Rows of the file that were looked at so far; null: it came to its end. */
        rowsDone: integer('rows_done'),
        /** That of its last change: parts of imports that run at once take turns. */
        turn: integer('turn').notNull(),
      },
      (t) => [check('imports_kind', isOneOf(t.kind, IMPORT_KINDS)), index('imports_latest').on(t.kind, t.at)],
    ),

    /** Whom an import changed, each in the transaction that did: how they were before; null: new. */
    importChanges: table(
      'import_changes',
      {
        importId: text('import_id').notNull(),
        person: text('person').notNull(),
        before: json('before').$type<Employee>(),
        /** Of two imports that changed one person, the one with the higher turn did so later. */
        turn: integer('turn').notNull(),
      },
      (t) => [primaryKey({ columns: [t.importId, t.person] })],
    ),

    /** What an import said anew of learning records that were known, each in the transaction that did: as it was before. */
    learningCorrections: table(
      'learning_corrections',
      {
        importId: text('import_id').notNull(),
        record: text('record').notNull(),
        person: text('person').notNull(),
        before: json('before').$type<LearningValues>().notNull(),
      },
      (t) => [primaryKey({ columns: [t.importId, t.record] })],
    ),

    /** The built-in inbox: mails that went nowhere, to be read. */
    inboxMails: table(
      'inbox_mails',
      {
        id: text('id').primaryKey(),
        at: instant('at').notNull(),
        recipient: text('recipient').notNull(),
        subject: text('subject').notNull(),
        campaign: text('campaign'),
        step: text('step'),
        /** The mail as it came over the wire, gzipped. */
        raw: bytes('raw').notNull(),
        /** Bytes before gzip. */
        sizeBytes: integer('size_bytes').notNull(),
      },
      (t) => [index('inbox_mails_latest').on(t.at, t.id), index('inbox_mails_recipient').on(t.recipient, t.at)],
    ),

    /** Processes that work on this store; whose heart has stopped leaves its messages to the others. */
    boots: table('boots', {
      id: text('id').primaryKey(),
      host: text('host').notNull(),
      pid: integer('pid').notNull(),
      startedAt: instant('started_at').notNull(),
      heartbeatAt: instant('heartbeat_at').notNull(),
    }),

    /** Which migrations made this database. Made by migrate.ts itself, before the first of them. */
    schemaMigrations: table('schema_migrations', {
      number: integer('number').primaryKey(),
      name: text('name').notNull(),
      hash: text('hash').notNull(),
    }),
  };
}

export type ImportKind = 'employees' | 'activities' | 'learning';
const IMPORT_KINDS: readonly ImportKind[] = ['employees', 'activities', 'learning'];
