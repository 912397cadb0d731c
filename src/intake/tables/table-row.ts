/** One record of a file with a header, or of what comes by another way. */
export interface TableRow {
  readonly line: number;
  /** The trimmed cell of a column; `''` when it is empty; undefined when the file has no such column. */
  cell(column: string): string | undefined;
}
