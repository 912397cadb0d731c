import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../package-root.ts';

/** Where one demo keeps its database and files; gone when it ends. */
export interface DemoFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * A folder of its own in the project's data/, so that nothing is left anywhere else. What a demo left behind that was
 * killed is removed here; one that is still running is not touched.
 */
export async function makeDemoFolder(within = join(packageRoot, 'data')): Promise<DemoFolder> {
  await mkdir(within, { recursive: true });
  for (const name of await readdir(within)) {
    const pid = /^demo-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await remove(join(within, name));
  }
  const path = join(within, `demo-${process.pid}`);
  await remove(path);
  await mkdir(path);
  return { path, remove: () => remove(path) };
}

async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
}

/** Signal 0 asks whether a process is there without touching it. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
