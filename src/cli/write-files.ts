import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EnvironmentError } from '../domain/errors.ts';

/** @throws {EnvironmentError} naming the file and what keeps it from being written. */
export async function writeFiles(files: ReadonlyMap<string, string | Uint8Array>, option = '--out'): Promise<void> {
  for (const [path, content] of files) {
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new EnvironmentError(`${path} cannot be written (${code ?? String(error)}).`, {
        hint: `Choose another place with ${option}.`,
        cause: error,
      });
    }
  }
}
