import { getTableColumns } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { DATA_REGISTER, PERSON_DATA } from '../../src/flow/privacy/data-register.ts';
import { privacyStatement } from '../../src/flow/privacy/privacy-statement.ts';
import { sqliteTables } from '../../src/store/tables.ts';
import { workspace } from '../support/engine-world.ts';

describe('the register of what is kept', () => {
  it('has every table with every column, and no others', () => {
    const kept = Object.entries(sqliteTables).map(([name, table]) => [
      name,
      Object.keys(getTableColumns(table)).sort(),
    ]);
    const registered = Object.entries(DATA_REGISTER).map(([name, columns]) => [name, Object.keys(columns).sort()]);
    expect(Object.fromEntries(registered)).toEqual(Object.fromEntries(kept));
  });

  it('calls whatever leads to a person data about people', () => {
    const leads = /^(?:person|recipient|email|userName|participation|managerEmail|buddyEmail|by|publishedBy|userId)$/;
    for (const [table, columns] of Object.entries(DATA_REGISTER))
      for (const [column, data] of Object.entries(columns))
        if (leads.test(column))
          expect([table, column, PERSON_DATA]).toEqual([table, column, expect.arrayContaining([data])]);
  });
});

describe('the privacy page', () => {
  it.each(['nl', 'en', 'fr'] as const)(
    'says in %s of all data what it is, who sees it and for how long, from the settings',
    (locale) => {
      const statement = privacyStatement(
        workspace({}, { minimumGroup: 12, attributes: { birth_year: { type: 'number', sensitive: true } } }),
        locale,
      );
      expect(statement.kept.rows.map(({ data }) => data)).toEqual(PERSON_DATA);
      const all = JSON.stringify(statement);
      expect(all).not.toMatch(/\{\w+\}/);
      expect(all).toContain('birth_year');
      expect(statement.settings.lines[1]).toContain('12');
      expect(statement.kept.rows.find(({ data }) => data === 'mails')?.howLong).toContain('13');
      expect(statement.kept.rows.find(({ data }) => data === 'behaviour')?.howLong).toMatch(/30.*90/);
    },
  );

  it('says so when nothing is tracked', () => {
    const [off] = privacyStatement(workspace({}, { tracking: 'off' }), 'en').settings.lines;
    const [journey] = privacyStatement(workspace({}, { tracking: 'journey' }), 'en').settings.lines;
    expect(off).toMatch(/^Clicks and opens are not tracked/);
    expect(journey).toMatch(/^Clicks are kept per person, only so that the campaign can stop/);
  });
});
