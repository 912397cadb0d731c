// Compiles src/ and bench/ to dist/ and puts `druppel` where `npx druppel` finds it.
//
// The package declares no "bin" on purpose: for a package's *own* bin, `npm exec --prefix DIR -- druppel` builds a
// link in its cache, which fails outside DIR (npm 11); a link in node_modules/.bin is found from anywhere.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';

const entry = 'dist/src/cli/main.js';
const compiled = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
});
if (existsSync(entry)) chmodSync(entry, 0o755);
for (const folder of ['src', 'bench']) removeOrphans(folder);

mkdirSync('node_modules/.bin', { recursive: true });
if (process.platform === 'win32') {
  writeFileSync('node_modules/.bin/druppel.cmd', `@node "%~dp0\\..\\..\\${entry.replaceAll('/', '\\')}" %*\r\n`);
} else {
  const link = 'node_modules/.bin/druppel';
  rmSync(link, { force: true });
  symlinkSync(`../../${entry}`, link);
}

process.exit(compiled.status ?? 1);

/** What was compiled from a file that is gone would still be found, and hide that somebody imports it. */
function removeOrphans(folder) {
  if (!existsSync(`dist/${folder}`)) return;
  for (const path of readdirSync(`dist/${folder}`, { recursive: true })) {
    const source = `${folder}/${path}`.replace(/\.js(\.map)?$/, '.ts');
    if (/\.js(\.map)?$/.test(path) && !existsSync(source)) rmSync(`dist/${folder}/${path}`);
  }
}
