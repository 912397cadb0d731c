import Table from 'cli-table3';
import type { Terminal } from './terminal.ts';

/** A table without walls: a rule under the head, columns set apart by space. Numbers stand to the right. */
export function table(
  { colour }: Terminal,
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const none = {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
    'bottom-right': '',
  };
  const bare = new Table({
    head: head.map((text) => colour.bold(text)),
    colAligns: head.map((_, column) => (rows.every((row) => typeof row[column] === 'number') ? 'right' : 'left')),
    chars: { ...none, left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  bare.push(...rows.map((row) => [...row]));
  return bare
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
