import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { SOUND, workspaceWith } from '../cli/druppel.ts';
import { openServerStore, schemaUrl } from '../store/stores.ts';
import { describeWith } from '../support/services.ts';

const ANA = 'ana@waterlijn.example';

describeWith('postgres', 'an erasure on a PostgreSQL server', (server) => {
  it('leaves nothing in any table, which is what a dump has, and says what the server itself may keep', async () => {
    await (await openServerStore(server, 'erase_cli')).close();
    const url = schemaUrl(server, 'erase_cli');
    const { druppel, folder } = await workspaceWith(SOUND, { DATABASE_URL: url });
    const begun = ['--now', '2027-04-20T08:00:00Z'];
    for (const args of [
      ['import', 'activities', `${folder}/campaigns/activities.csv`, ...begun],
      ['import', 'employees', `${folder}/people.csv`, ...begun],
      ['publish', 'data', ...begun],
      ['launch', 'data', ...begun],
      ['run', '--until', '2027-04-26T10:00:00Z'],
    ])
      expect([args, (await druppel(...args)).code]).toEqual([args, 0]);
    const store = await openStore(url);
    onTestFinished(() => store.close());
    const everything = async () => {
      const rows: unknown[] = [];
      for (const table of Object.values(store.read.tables)) rows.push(...(await store.read.db.select().from(table)));
      return JSON.stringify(rows).toLowerCase();
    };
    expect(await everything()).toContain(ANA);
    const erased = await druppel('erase', ANA, '--yes');
    expect(erased).toMatchObject({ code: 0, stderr: expect.stringContaining('PostgreSQL itself keeps old pages') });
    expect(await everything()).not.toMatch(/ana@|"ana"/);
    const again = await druppel('import', 'employees', `${folder}/people.csv`, '--json');
    expect(again.json().errors).toEqual([
      expect.objectContaining({ message: expect.stringContaining('stays erased') }),
    ]);
    expect(await everything()).not.toMatch(/ana@|"ana"/);
  });
});
