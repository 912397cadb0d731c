// An import as a process of its own, that kills itself at a given person: in the middle of a transaction, when some are
// in. Runs what `npm test` has built, so that it needs no TypeScript. Arguments: database, kind, file, instant, person.
import { newId } from '../../dist/src/domain/ids.js';
import { importEmployees } from '../../dist/src/flow/people/import-employees.js';
import { importLearning } from '../../dist/src/flow/people/import-learning.js';
import { openStore } from '../../dist/src/store/open-store.js';

const [databaseUrl, kind, path, workspace, now, killedAt] = process.argv.slice(2);
const store = await openStore(databaseUrl);
let made = 0;
const context = {
  store,
  clock: () => Number(now),
  newId: (prefix) => {
    made += 1;
    if (made === Number(killedAt)) process.kill(process.pid, 'SIGKILL');
    return newId(prefix);
  },
};
const common = { path, workspace: JSON.parse(workspace), dryRun: false, strict: false, dates: null };
if (kind === 'employees') await importEmployees(context, { ...common, full: false, yes: null });
else await importLearning(context, { ...common, knownActivities: ['data-101'] });
await store.close();
