import { describe, expect, it } from 'vitest';
import { SOUND, WORKSPACE, workspaceWith } from './druppel.ts';

const settingsOf = (answer: { settings: { lines: string[] } }) => answer.settings.lines;

describe('druppel privacy', () => {
  it('tells what holds: the files before anything is published, and then what was published, whatever the files say', async () => {
    const { druppel, put } = await workspaceWith(SOUND);
    const before = await druppel('privacy', '--json');
    expect(settingsOf(before.json())[0]).toMatch(/^Clicks are kept per person/);
    expect(before.stderr).toMatch(/Nothing has been published yet/);

    expect((await druppel('publish', 'data')).code).toBe(0);
    const published = await druppel('privacy', '--json');
    expect([published.stderr, settingsOf(published.json())]).toEqual(['', settingsOf(before.json())]);

    await put('campaigns/workspace.yaml', `${WORKSPACE}tracking: off\nminimum-group: 25\n`);
    const changed = await druppel('privacy', '--json');
    expect(changed.json()).toEqual(published.json());
    expect(changed.stderr).toMatch(/The files say something else.*druppel publish/);

    expect((await druppel('publish', 'data')).code).toBe(0);
    const after = await druppel('privacy', '--json');
    expect(after.stderr).toBe('');
    expect(settingsOf(after.json())).toEqual([
      expect.stringMatching(/^Clicks and opens are not tracked/),
      expect.stringContaining('from 25 people'),
    ]);
    const sensitive = after.json().kept.rows.find(({ data }: { data: string }) => data === 'work');
    expect(sensitive.what).toMatch(/never shown: need, birth_year$/);
  });

  it.each([
    ['nl', /^Wat Druppel over mensen bewaart/, /nog niets gepubliceerd/],
    ['en', /^What Druppel keeps about people/, /Nothing has been published/],
    ['fr', /^Ce que Druppel conserve sur les personnes/, /Rien n’est encore publié/],
  ])('speaks %s when asked', async (locale, title, remark) => {
    const { druppel } = await workspaceWith(SOUND);
    const { stdout, stderr } = await druppel('privacy', '--locale', locale);
    expect(stdout).toMatch(title);
    expect(stderr).toMatch(remark);
  });
});
