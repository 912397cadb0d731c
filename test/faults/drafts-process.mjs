// A push or a pull as a process of its own, that kills itself at a given rename: between two files, or before it is
// remembered what was in step. Runs what `npm test` has built. Arguments: database, push or pull, folder, rename.
import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const [databaseUrl, kind, folder, killedAt] = process.argv.slice(2);
const { rename } = files;
let renamed = 0;
files.rename = async (...paths) => {
  renamed += 1;
  if (renamed === Number(killedAt)) process.kill(process.pid, 'SIGKILL');
  return rename(...paths);
};
syncBuiltinESMExports();

const { newId } = await import('../../dist/src/domain/ids.js');
const { pullDrafts } = await import('../../dist/src/flow/publishing/drafts/pull-drafts.js');
const { pushDrafts } = await import('../../dist/src/flow/publishing/drafts/push-drafts.js');
const { openStore } = await import('../../dist/src/store/open-store.js');
const store = await openStore(databaseUrl);
const context = { store, newId, clock: () => 0 };
const options = { taken: { all: null, by: new Map() }, dryRun: false, by: 'ana' };
await (kind === 'push' ? pushDrafts : pullDrafts)(context, folder, options);
await store.close();
