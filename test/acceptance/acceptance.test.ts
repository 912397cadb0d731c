import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { playScenario, type Scenario } from './play-scenario.ts';

const folder = join(import.meta.dirname, 'scenarios');
const scenarios = await Promise.all(
  (await readdir(folder))
    .sort()
    .map(async (file) => ((await import(join(folder, file))) as { default: Scenario }).default),
);

describe('seen from outside, by what arrives at a foreign mail server', () => {
  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', async (_name, scenario) => {
    expect(await playScenario(scenario)).toEqual([]);
  });
});
