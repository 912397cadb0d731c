import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { differences, openPlace } from './play-scenario.ts';
import { campaign, campaignFiles, files, launch, mails } from './typed-world.ts';

const NOW = '2027-09-03T08:00:00Z';
const PEOPLE = `email,first_name,department,country
ana@waterlijn.example,Ana,Sales,NL
ben@waterlijn.example,Ben,Sales,NL
`;

/** From Monday 6 September 2027, 09:00 local = 07:00 UTC: one, two days later two, a day later three. */
const FILES = {
  ...files(PEOPLE),
  ...campaignFiles(
    'data',
    campaign(
      'starts: 2027-09-06\ninform:\n  - mail: one\n    at: start\n    skip-if-late: 1 day\n  - mail: two\n    after: 2 days\n    skip-if-late: 1 day\n  - mail: three\n    after: 1 day\n',
    ),
    'one',
    'two',
    'three',
  ),
};
const ALL = mails(`
ana one   2027-09-06T07:00Z
ben one   2027-09-06T07:00Z
ana two   2027-09-08T07:00Z
ben two   2027-09-08T07:00Z
ana three 2027-09-09T07:00Z
ben three 2027-09-09T07:00Z
`);

async function launched() {
  const place = await openPlace(FILES);
  for (const { cli } of launch(NOW, 'data')) expect((await place.druppel(cli)).stderr).not.toMatch(/error|mistake/);
  const json = async (...args: string[]) => {
    const ran = await place.druppel([...args, '--json']);
    return { ...ran, answer: ran.stdout === '' ? null : JSON.parse(ran.stdout) };
  };
  return { ...place, json };
}

describe('when the mail server does not do its part', () => {
  it('run stops there with exit 2, stands at that instant, and goes on later with nothing late', async () => {
    const { druppel, json, server } = await launched();
    const dead = { SMTP_URL: 'smtp://127.0.0.1:1?ignoreTLS=true' };
    const stopped = await druppel(['run', '--until', '2027-09-30', '--json'], dead);
    expect(stopped).toMatchObject({ code: 2, stdout: '' });
    expect(stopped.stderr).toContain('2027-09-06T07:00:00Z');
    const again = await druppel(['run', '--until', '2027-09-30', '--json'], dead);
    expect(again.code).toBe(2);
    // R19: up to T nothing is played, the mails of T itself included.
    expect((await json('run', '--until', '2027-09-06T07:00:00Z')).answer).toMatchObject({ sent: 0 });
    const rest = await json('run', '--until', '2027-09-30');
    expect(rest.answer).toMatchObject({ sent: 6, passed: 0, failed: 0, inDoubt: 0, until: '2027-09-29T22:00:00Z' });
    expect(differences(ALL, server.mails)).toEqual([]);
  });

  it('an address that does not exist fails alone, and its person goes on', async () => {
    const { json, server } = await launched();
    server.refusals.set('ben@waterlijn.example', [550, '5.1.1 no such user']);
    expect((await json('run', '--until', '2027-09-07')).answer).toMatchObject({ sent: 1, failed: 1, inDoubt: 0 });
    server.refusals.clear();
    await json('run', '--until', '2027-09-30');
    expect((await json('stats', 'data')).answer.steps).toMatchObject([
      { id: 'one', sent: 1, failed: 1 },
      { id: 'two', sent: 2, failed: 0 },
      { id: 'three', sent: 2, failed: 0 },
    ]);
  });

  it('an address refused on two days is not written to again', async () => {
    const { json, server } = await launched();
    server.refusals.set('ben@waterlijn.example', [550, '5.1.1 no such user']);
    await json('run', '--until', '2027-09-30');
    const { steps, reach } = (await json('stats', 'data')).answer;
    expect(steps).toMatchObject([
      { id: 'one', sent: 1, failed: 1 },
      { id: 'two', sent: 1, failed: 1 },
      { id: 'three', sent: 1, failed: 0, passed: { suppressed: 1 } },
    ]);
    expect(reach).toEqual({ inScope: 2, reachable: 1, startLater: 0 });
  });

  it('a mailbox that is busy gets its mail at the next try, five minutes later', async () => {
    const { json, server } = await launched();
    server.refusals.set('ben@waterlijn.example', [450, '4.2.1 busy']);
    expect((await json('run', '--until', '2027-09-06T07:00:00Z')).answer).toMatchObject({ sent: 1, failed: 0 });
    server.refusals.clear();
    expect((await json('run', '--until', '2027-09-06T07:30:00Z')).answer).toMatchObject({ sent: 1, failed: 0 });
    const [, second] = server.mails;
    const minutes = (Date.parse(second?.headers.get('date') ?? '') - Date.parse('2027-09-06T07:00:00Z')) / 60_000;
    expect(minutes).toBeGreaterThanOrEqual(0);
    expect(minutes).toBeLessThan(15);
  });

  it('a mailbox that stays busy is given up when its mail is too late', async () => {
    const { json, server } = await launched();
    server.refusals.set('ben@waterlijn.example', [450, '4.2.1 busy']);
    await json('run', '--until', '2027-09-30');
    const { steps } = (await json('stats', 'data')).answer;
    expect(steps).toMatchObject([
      { id: 'one', sent: 1 },
      { id: 'two', sent: 1 },
      { id: 'three', sent: 1 },
    ]);
    expect(steps[1].passed).toEqual({ 'too-late': 1 });
  });
});

describe('when the surroundings do not do theirs', () => {
  it('a database of a newer program is refused with exit 2, and left as it is', async () => {
    const { druppel, folder } = await launched();
    const database = new Database(join(folder, 'data/druppel.db'));
    const { name } = database
      .prepare("select name from sqlite_master where type = 'table' and name like '%migration%'")
      .get() as { name: string };
    const columns = database.prepare(`select * from ${name}`).all() as Record<string, unknown>[];
    const last = columns.at(-1) ?? {};
    const newer = Object.fromEntries(
      Object.entries(last).map(([key, value]) => [
        key,
        typeof value === 'number' ? value + 1_000 : String(value).replace(/^\d{4}/, '9999'),
      ]),
    );
    database
      .prepare(
        `insert into ${name} (${Object.keys(newer).join()}) values (${Object.keys(newer)
          .map(() => '?')
          .join()})`,
      )
      .run(...Object.values(newer));
    database.close();
    const refused = await druppel(['stats', 'data', '--json']);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/newer/);
  });

  // /proc takes no new folder, from root neither; a file where a folder should be stops everybody.
  it.each(['file:people.csv/druppel.db', 'file:/proc/shut/druppel.db'])(
    'where no database can be made, %s, is the fault of the surroundings: exit 2',
    async (DATABASE_URL) => {
      const { druppel } = await openPlace(FILES);
      const refused = await druppel(['audience', 'department: Sales'], { DATABASE_URL });
      expect(refused.code).toBe(2);
      expect(refused.stderr).toContain('DATABASE_URL');
    },
  );
});
