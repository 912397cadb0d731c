import type { Vocabulary } from '../sqlite/vocabulary.ts';

/** What stays of people who were erased, what stays of rows that aged out, and figures as they were last let out. */
export function privacyTables({ table, text, integer, instant, yesNo, primaryKey, index }: Vocabulary) {
  return {
    /** Keyed hashes of the ids and addresses of erased people, so that nothing brings them back (rules.md R17). */
    erasedPeople: table(
      'erased_people',
      {
        hash: text('hash').primaryKey(),
        /** Joins the hashes of one erasure; it says nothing else. */
        erasure: text('erasure').notNull(),
        at: instant('at').notNull(),
      },
      (t) => [index('erased_people_erasure').on(t.erasure)],
    ),

    /** Links by which people fetch what is kept about them: one each, of which only the SHA-256 is kept. Gone once used. */
    exportLinks: table(
      'export_links',
      {
        person: text('person').primaryKey(),
        tokenHash: text('token_hash').notNull().unique('export_links_token'),
        expiresAt: instant('expires_at').notNull(),
      },
      (t) => [index('export_links_age').on(t.expiresAt)],
    ),

    /** Messages whose rows are gone, as numbers: what was sent stays counted. */
    keptMailTotals: table(
      'kept_mail_totals',
      {
        campaign: text('campaign').notNull(),
        step: text('step').notNull(),
        phase: text('phase').notNull(),
        state: text('state').notNull(),
        /** Empty: none. */
        reason: text('reason').notNull(),
        simulated: yesNo('simulated').notNull(),
        count: integer('count').notNull(),
      },
      (t) => [primaryKey({ columns: [t.campaign, t.step, t.phase, t.state, t.reason, t.simulated] })],
    ),

    /** How many people more, or fewer, got so many mails of a campaign than the rows that are left say. */
    keptReaderTotals: table(
      'kept_reader_totals',
      {
        campaign: text('campaign').notNull(),
        mails: integer('mails').notNull(),
        people: integer('people').notNull(),
      },
      (t) => [primaryKey({ columns: [t.campaign, t.mails] })],
    ),

    /** Participations whose rows are gone, as numbers by figure: `began`, `goal-reached`, `ended/stopped` … */
    keptParticipationTotals: table(
      'kept_participation_totals',
      {
        campaign: text('campaign').notNull(),
        figure: text('figure').notNull(),
        count: integer('count').notNull(),
      },
      (t) => [primaryKey({ columns: [t.campaign, t.figure] })],
    ),

    /**
     * Figures about what people did, let out once a night (guarantees.md §3): between two nights nothing moves, so that
     * nobody watches a figure while one person reads a mail.
     */
    releasedFigures: table(
      'released_figures',
      {
        campaign: text('campaign').notNull(),
        /** `click/STEP/human`, `open/MESSAGE/automatic`, `goal`, `ended/REASON` … */
        figure: text('figure').notNull(),
        /** What rows had counted that are gone by now. */
        kept: integer('kept').notNull(),
        /** As it was let out last. */
        count: integer('count').notNull(),
        /** Of how many. */
        of: integer('out_of').notNull(),
      },
      (t) => [primaryKey({ columns: [t.campaign, t.figure] })],
    ),
  };
}
