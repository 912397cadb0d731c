import { runProgram } from '../src/cli/program.ts';
import type { ImportResult } from '../src/flow/people/import-result.ts';
import { answerWith, timed } from './measure.ts';

export interface ImportInput {
  readonly workspace: string;
  readonly databaseUrl: string;
  /** `druppel import` takes these. */
  readonly args: readonly string[];
}

export interface Imported {
  readonly seconds: number;
  readonly counts: Pick<ImportResult, 'read' | 'new' | 'changed' | 'unchanged' | 'refused'>;
}

// The command as people call it, in a process of its own.
await answerWith(async ({ workspace, databaseUrl, args }: ImportInput): Promise<Imported> => {
  let said = '';
  let noted = '';
  const streams = {
    stdout: { write: (text: string) => (said += text) },
    stderr: { write: (text: string) => (noted += text) },
  };
  const milliseconds = await timed(async () => {
    const code = await runProgram(['import', ...args, '--json'], streams, {
      WORKSPACE: workspace,
      DATABASE_URL: databaseUrl,
    });
    if (code !== 0) throw new Error(`druppel import ended with ${code}: ${noted.slice(-2_000)}`);
  });
  const { read, new: added, changed, unchanged, refused } = JSON.parse(said);
  return { seconds: milliseconds / 1_000, counts: { read, new: added, changed, unchanged, refused } };
});
