import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { packageRoot } from '../src/package-root.ts';
import type { Spread } from './measure.ts';

/** One line of a bench's table. */
export interface Figure {
  readonly what: string;
  readonly unit: string;
  readonly spread: Spread;
  /** What the specification asks for, in its words. */
  readonly wanted?: string;
}

export interface Report {
  readonly name: string;
  /** What exactly was measured, and what was not. */
  readonly about: readonly string[];
  readonly figures: readonly Figure[];
}

/** The machine and the versions: a figure without them says nothing. */
export function machine(): Record<string, string | number> {
  const { dependencies } = JSON.parse(readFileSync(`${packageRoot}/package.json`, 'utf8'));
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    'better-sqlite3': dependencies['better-sqlite3'],
    nodemailer: dependencies.nodemailer,
  };
}

export function printReport({ name, about, figures }: Report): void {
  const table = new Table({
    head: [name, 'median', 'min', 'max', 'runs', 'unit', 'wanted'],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'right', 'right', 'left', 'left'],
  });
  for (const { what, unit, spread, wanted } of figures)
    table.push([
      what,
      rounded(spread.median),
      rounded(spread.min),
      rounded(spread.max),
      spread.runs,
      unit,
      wanted ?? '',
    ]);
  console.log(`\n${table.toString()}`);
  for (const line of about) console.log(`  ${line}`);
}

/** Beside the compiled benches, where no commit picks it up. @returns the file. */
export function writeReports(reports: readonly Report[], on: string): string {
  const file = fileURLToPath(new URL('results.json', import.meta.url));
  writeFileSync(file, `${JSON.stringify({ on, machine: machine(), reports }, null, 2)}\n`);
  return file;
}

/** Three digits that mean something. */
function rounded(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
