import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { climbsIn } from './support/climbs.ts';
import { importsOf } from './support/source-imports.ts';
import { FORBIDDEN_MODULES, LIBRARIES, ROOMS } from './support/walls.ts';

const sourceFolder = join(import.meta.dirname, '../src');

describe('the house', () => {
  it('has walls that nobody climbs', () => {
    const files = sourceFiles();
    expect([...files.keys()]).toContain('domain/time.ts');
    expect(climbsIn(files)).toEqual([]);
  });

  it('gives every library of package.json a home, and homes to no others', () => {
    const { dependencies } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'));
    const housed = Object.keys(dependencies).map((name) => (name.startsWith('@fastify/') ? '@fastify/*' : name));
    expect(Object.keys(LIBRARIES).toSorted()).toEqual([...new Set(housed)].toSorted());
  });

  it('is built of rings: no room may import from a ring above its own', () => {
    const upward = Object.entries(ROOMS).flatMap(([name, { ring, mayImport }]) =>
      ring === '-' ? [] : mayImport.filter((other) => Number(ROOMS[other]?.ring) > ring).map((other) => [name, other]),
    );
    expect(upward).toEqual([]);
  });
});

describe('whoever climbs is told where, over which wall, and why it stands there', () => {
  it.each<[climber: string, files: Record<string, string>, told: RegExp]>([
    [
      'a station that calls another',
      { 'render/mail.ts': "\nimport { send } from '../delivery/send.ts';", 'delivery/send.ts': '' },
      /^src\/render\/mail\.ts:2 imports src\/delivery\/send\.ts: render \(ring 1\) may import domain, .*because a station/,
    ],
    [
      'a noun that knows a station',
      { 'domain/a.ts': "export { b } from '../store/b.ts';" },
      /may import nothing of ours/,
    ],
    [
      'an engine that asks the store for a type',
      { 'engine/a.ts': "import type { B } from '../store/b.ts';" },
      /engine/,
    ],
    [
      'a flow that wakes the queue',
      { 'flow/a.ts': "import { wake } from '../queue/wake.ts';" },
      /a\.ts:1 imports src\/queue/,
    ],
    [
      'a flow that imports a queue late',
      { 'flow/a.ts': "const q = await import('../queue/q.ts');" },
      /src\/queue\/q\.ts/,
    ],
    ['a route that reaches past the flow', { 'http/a.ts': "import '../delivery/send.ts';" }, /a thin door/],
    ['a queue that knows a route', { 'queue/a.ts': "import { x } from '../http/x.ts';" }, /only wakes workers/],
    ['figures that cause something', { 'stats/a.ts': "import { x } from '../flow/x.ts';" }, /cause nothing/],
    ['a product that knows its demo', { 'app.ts': "import { x } from './demo/x.ts';" }, /^src\/app\.ts:1/],
    ['a part that reads settings', { 'store/a.ts': "import { config } from '../config.ts';" }, /config\.ts/],
    ['a worker thread behind a wall', { 'flow/a.ts': "new URL('../http/w.ts', import.meta.url)" }, /src\/http\/w\.ts/],
    ['a console that runs domain code', { 'console/a.ts': "import { x } from '../domain/x.ts';" }, /types of domain/],
    ['a file that leaves src/', { 'cli/a.ts': "import { x } from '../../test/x.ts';" }, /outside src\//],
    ['a module whose name is computed', { 'cli/a.ts': 'await import(name);' }, /name is computed/],
    [
      'a library away from home',
      { 'flow/a.ts': "import { sql } from 'drizzle-orm/sql';" },
      /drizzle-orm, which lives in store/,
    ],
    ['a required library', { 'flow/a.ts': "require('bullmq')" }, /bullmq, which lives in queue/],
    ['a scoped library', { 'flow/a.ts': "import h from '@fastify/helmet';" }, /lives in http/],
    [
      'a Postgres in the wrong corner',
      { 'queue/worker.ts': "import '@electric-sql/pglite';" },
      /store, queue\/embedded/,
    ],
    ['a library that nobody housed', { 'flow/a.ts': "import _ from 'lodash';" }, /lodash, which has no home yet/],
    ['an engine that reads files', { 'engine/a.ts': "import { readFile } from 'node:fs';" }, /it may use none/],
    ['a way round to the settings', { 'flow/a.ts': "import { env } from 'node:process';" }, /which nobody may/],
    [
      'a floor that asks the one above',
      { 'engine/facts/a.ts': "import type { B } from '../mails/b.ts';" },
      /^src\/engine\/facts\/a\.ts:1 imports src\/engine\/mails\/b\.ts, a floor above it, .*facts, conditions/,
    ],
    [
      'an engine that waits',
      { 'engine/a.ts': '\n\nexport async function a() {}' },
      /a\.ts:3 uses async, await or Promise/,
    ],
    ['an engine with a calendar of its own', { 'engine/a.ts': 'const f = (d: Date) => d;' }, /uses Date/],
    ['a second door to the web', { 'flow/a.ts': "await fetch('https://x.example');" }, /no guard/],
    ['a second clock', { 'flow/a.ts': 'const now = Date.now();' }, /uses the wall clock/],
    [
      'a second clock inside a template',
      { 'flow/a.ts': `const a = \`now \${new Date().toISOString()}\`;` },
      /the wall clock/,
    ],
    ['chance', { 'demo/a.ts': 'const a = Math.random();' }, /Math\.random/],
    ['a second reader of settings', { 'cli/a.ts': 'const a = process.env.PORT;' }, /uses process\.env/],
    ['a second reader in disguise', { 'cli/a.ts': 'const { env } = process;' }, /uses process\.env/],
    ['a barrel', { 'domain/index.ts': "export * from './a.ts';" }, /is an index file/],
    ['a room that nobody planned', { 'utils/a.ts': '' }, /stands in no room/],
    [
      'a circle',
      {
        'domain/a.ts': "import { b } from './b.ts';",
        'domain/b.ts': "import { c } from './c.ts';",
        'domain/c.ts': "import type { A } from './a.ts';",
      },
      /^src\/domain\/a\.ts:1 imports itself by way of domain\/b\.ts → domain\/c\.ts → domain\/a\.ts/,
    ],
  ])('%s', (_climber, files, told) => {
    const climbs = climbsIn(new Map(Object.entries(files)));
    expect(climbs).toHaveLength(1);
    expect(climbs[0]).toMatch(told);
  });

  it.each(Object.keys(FORBIDDEN_MODULES))('a user of %s', (name) => {
    expect(climbsIn(new Map([['cli/a.ts', `import '${name}';`]]))).toHaveLength(1);
  });
});

describe('whoever stays in is left alone', () => {
  it.each<[who: string, files: Record<string, string>]>([
    ['a neighbour in the same room', { 'store/a.ts': "import { b } from './sqlite/b.ts';", 'store/sqlite/b.ts': '' }],
    ['a room above', { 'cli/a.ts': "import { b } from '../flow/b.ts';\nimport { c } from '../app.ts';" }],
    ['a library at home', { 'queue/embedded-pool.ts': "import { PGlite } from '@electric-sql/pglite/vector';" }],
    ['a console that needs a type', { 'console/a.ts': "import type { Step } from '../domain/campaign.ts';" }],
    [
      'a comment that mentions a wall',
      { 'engine/a.ts': "// await Date.now(), import '../store/a.ts'\n/* new Date */" },
    ],
    ['a text that mentions a wall', { 'engine/a.ts': `const a = 'await Date'; const b = \`async \${a} Date\`;` }],
    ['a text that looks like an import', { 'flow/a.ts': 'const a = "import x from \'bullmq\'";' }],
    ['a regular expression with quotes', { 'engine/a.ts': 'const a = /[\'"`/]await/g; const b = 4 / 2 / 1;' }],
    ['a header that is called Date', { 'render/a.ts': "const a = { Date: '' }; a.Date.trim();" }],
    ['an address that is no module', { 'http/a.ts': "new URL('/healthz', base); new URL(address);" }],
  ])('%s', (_who, files) => {
    expect(climbsIn(new Map(Object.entries(files)))).toEqual([]);
  });
});

describe('imports', () => {
  it('are found in every form, each with its line', () => {
    const source = [
      "import a, { type B } from 'a';",
      'import {',
      '  c,',
      "} from './c.ts';",
      "import * as d from './d.ts';",
      "export type { E } from './e.ts';",
      "export * from './f.ts';",
      "import './g.ts';",
      "type H = import('./h.ts').H;",
      `const text = \`\${await import("./i.ts")} from './no.ts'\`;`,
    ].join('\n');
    expect(importsOf(source).map(({ specifier, line, typeOnly }) => [specifier, line, typeOnly])).toEqual([
      ['a', 1, false],
      ['./c.ts', 2, false],
      ['./d.ts', 5, false],
      ['./e.ts', 6, true],
      ['./f.ts', 7, false],
      ['./g.ts', 8, false],
      ['./h.ts', 9, false],
      ['./i.ts', 10, false],
    ]);
  });
});

function sourceFiles(): Map<string, string> {
  const names = readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' });
  const sources = names.filter((name) => /\.[cm]?[jt]sx?$/.test(name)).toSorted();
  return new Map(sources.map((name) => [name.replaceAll(sep, '/'), readFileSync(join(sourceFolder, name), 'utf8')]));
}
