import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiWorld, openApiWorld } from './api-world.ts';

/** Each command of the README that asks our server, with its continued lines. */
const EXAMPLES = readFileSync('README.md', 'utf8').match(/^curl (?:.*\\\n)*.*/gm) ?? [];
const run = promisify(execFile);

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

it('the README shows how to read, to write and to ask', () => {
  expect(EXAMPLES).toHaveLength(7);
});

it.each(EXAMPLES.map((example, at) => ({ example, at })))('example $at works as it stands', async ({ example }) => {
  const { token } = await world.key();
  const env = { PATH: process.env.PATH ?? '', KEY: token, PUBLIC_URL: world.address };
  const { stdout } = await run('sh', ['-c', `${example} --silent --show-error --fail-with-body`], { env });
  const expected = EXPECTED.find(([part]) => example.includes(part))?.[1];
  expect(expected).toBeDefined();
  expect(JSON.parse(stdout)).toMatchObject(expected ?? {});
});

const EXPECTED: readonly (readonly [part: string, answer: object])[] = [
  ['limit=2', { data: expect.any(Array) }],
  ['Idempotency-Key', { read: 1, new: 1, refused: 0 }],
  ['"activities"', { read: 1, new: 1, refused: 0 }],
  ['"records"', { read: 1, new: 1, refused: 0 }],
  ['xapi/statements', [expect.any(String)]],
  ['"rule"', { count: expect.any(Number), exact: true }],
  ['userName eq', { totalResults: 0 }],
];
