import type { Command } from './command.ts';
import { check } from './commands/check.ts';
import { finish } from './commands/finish.ts';
import { importCommand } from './commands/import.ts';
import { launch } from './commands/launch.ts';
import { migrate } from './commands/migrate.ts';
import { pause } from './commands/pause.ts';
import { plan } from './commands/plan.ts';
import { publish } from './commands/publish.ts';
import { resume } from './commands/resume.ts';
import { run } from './commands/run.ts';
import { start } from './commands/start.ts';
import { stats } from './commands/stats.ts';
import { timeline } from './commands/timeline.ts';

/** In the order in which a newcomer needs them. */
export const COMMANDS: readonly Command[] = [
  check,
  importCommand,
  publish,
  plan,
  launch,
  pause,
  resume,
  finish,
  run,
  start,
  stats,
  timeline,
  migrate,
];
