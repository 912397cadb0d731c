import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What several runs of one measurement gave. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly runs: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
  return { median, min: sorted[0] ?? Number.NaN, max: sorted.at(-1) ?? Number.NaN, runs: sorted.length };
}

/** One run's answer, with what its whole process took, set-up included. */
export type Measured<Answer> = Answer & {
  readonly peakMb: number;
  /** Of all its threads, the garbage collector's too: what a busy machine changes less than the time that passes. */
  readonly cpuSeconds: number;
};

/**
 * Runs a module of this folder in a process of its own, so that no run warms up or fills the memory of another.
 * @param module its name without an ending
 * @throws {Error} when the process ends without an answer.
 */
export function measure<Answer extends object>(
  module: string,
  input: object,
  nodeOptions: readonly string[] = [],
): Promise<Measured<Answer>> {
  return new Promise((resolve, reject) => {
    const path = fileURLToPath(new URL(`${module}.js`, import.meta.url));
    const child = fork(path, [JSON.stringify(input)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: [...nodeOptions],
    });
    let answer: Measured<Answer> | null = null;
    child.on('message', (message) => {
      answer = message as Measured<Answer>;
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (answer !== null && code === 0) resolve(answer);
      else reject(new Error(`bench/${module} ended with ${code} and ${answer === null ? 'no' : 'an'} answer`));
    });
  });
}

/** The other side of {@link measure}: takes the input, gives the answer, and lets the process end. */
export async function answerWith<Input, Answer extends object>(
  work: (input: Input) => Promise<Answer> | Answer,
): Promise<void> {
  const answer = await work(JSON.parse(process.argv[2] ?? '{}'));
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const used = { peakMb: maxRSS / 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 };
  process.send?.({ ...answer, ...used }, () => process.disconnect());
}

/** Milliseconds that `work` takes, and of processor time in this process: a database server's own is not in it. */
export async function timedWithCpu(work: () => unknown): Promise<{ readonly ms: number; readonly cpuMs: number }> {
  const before = process.cpuUsage();
  const ms = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return { ms, cpuMs: (user + system) / 1_000 };
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
