import type { Command } from './command.ts';
import { approve } from './commands/approve.ts';
import { audience } from './commands/audience.ts';
import { backup } from './commands/backup.ts';
import { bounce } from './commands/bounce.ts';
import { check } from './commands/check.ts';
import { demo } from './commands/demo.ts';
import { doctor } from './commands/doctor.ts';
import { erase } from './commands/erase.ts';
import { exportCommand } from './commands/export.ts';
import { finish } from './commands/finish.ts';
import { importCommand } from './commands/import.ts';
import { init } from './commands/init.ts';
import { key } from './commands/key.ts';
import { launch } from './commands/launch.ts';
import { link } from './commands/link.ts';
import { migrate } from './commands/migrate.ts';
import { pause } from './commands/pause.ts';
import { plan } from './commands/plan.ts';
import { preview } from './commands/preview.ts';
import { privacy } from './commands/privacy.ts';
import { proof } from './commands/proof.ts';
import { publish } from './commands/publish.ts';
import { pull } from './commands/pull.ts';
import { push } from './commands/push.ts';
import { recall } from './commands/recall.ts';
import { release } from './commands/release.ts';
import { resume } from './commands/resume.ts';
import { run } from './commands/run.ts';
import { schema } from './commands/schema.ts';
import { start } from './commands/start.ts';
import { stats } from './commands/stats.ts';
import { testSend } from './commands/test-send.ts';
import { timeline } from './commands/timeline.ts';
import { unsuppress } from './commands/unsuppress.ts';
import { user } from './commands/user.ts';
import { why } from './commands/why.ts';
import { widen } from './commands/widen.ts';

/** In the order in which a newcomer needs them. */
export const COMMANDS: readonly Command[] = [
  init,
  check,
  preview,
  proof,
  importCommand,
  audience,
  push,
  pull,
  publish,
  plan,
  approve,
  launch,
  widen,
  recall,
  link,
  pause,
  resume,
  finish,
  run,
  start,
  testSend,
  stats,
  timeline,
  why,
  exportCommand,
  erase,
  bounce,
  unsuppress,
  privacy,
  user,
  key,
  doctor,
  backup,
  release,
  schema,
  migrate,
  demo,
];
