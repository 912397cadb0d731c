import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SOUND, workspaceWith } from './druppel.ts';

const people = (count: number, department: string) =>
  `email,department\n${Array.from({ length: count }, (_, i) => `p${i}@waterlijn.example,${department}`).join('\n')}\n`;

describe('an import while a campaign runs', () => {
  const now = '2027-04-26T08:00:00Z';

  async function running() {
    const world = await workspaceWith({
      ...SOUND,
      'people.csv': people(20, 'Sales'),
      'wrong.csv': people(20, 'Salez'),
    });
    const file = (name: string) => join(world.folder, name);
    for (const args of [
      ['import', 'employees', file('people.csv'), '--now', now],
      ['publish', 'data', '--now', now],
      ['launch', 'data', '--now', now],
      ['run', '--until', '2027-04-26T09:00:00Z'],
    ])
      expect([args, (await world.druppel(...args)).code]).toEqual([args, 0]);
    return { ...world, file };
  }

  it('is stopped when it would suspend too many, says the numbers, and goes on when they are repeated', async () => {
    const { druppel, file } = await running();
    const stopped = await druppel('import', 'employees', file('wrong.csv'));
    expect(stopped.code).toBe(1);
    expect(stopped.stderr).toMatch(/20 of 20 people \(100%\).*0 marked as left, 20 suspended[\s\S]*--yes 20/);
    expect((await druppel('audience', 'department: Sales', '--json')).json()).toEqual({ count: 20 });
    const told = await druppel('import', 'employees', file('wrong.csv'), '--yes', '20', '--json');
    expect(told.json()).toMatchObject({ changed: 20, left: 0 });
    expect((await druppel('import', '--undo', '--json')).json()).toMatchObject({ kind: 'employees', restored: 20 });
    expect((await druppel('audience', 'department: Sales', '--json')).json()).toEqual({ count: 20 });
  });

  it('moves the clock of a played store forward only, and never over what is due', async () => {
    const { druppel, file } = await running();
    const earlier = await druppel('import', 'employees', file('people.csv'), '--now', '2027-04-25T08:00:00Z');
    expect([earlier.code, earlier.stdout]).toEqual([1, '']);
    const later = await druppel('import', 'employees', file('people.csv'), '--now', '2027-06-01T08:00:00Z');
    expect(later.code).toBe(1);
    expect(later.stderr).toContain('druppel run --until 2027-06-01T08:00:00Z');
  });
});
