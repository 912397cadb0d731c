import type { WorkbookFiles } from './unpack-workbook.ts';

/** Which merged cells (ISO/IEC 29500, 18.3.1.54) of the first sheet a row has a part in, as `B2:B5`; null: none. */
export function mergedRows(files: WorkbookFiles): (line: number) => string | null {
  const sheet = firstSheet(files);
  const merges = [...(sheet ?? '').matchAll(/<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+(\d+):[A-Z]+(\d+))"/g)].map(
    ([, ref = '', from, to]) => ({ ref, from: Number(from), to: Number(to) }),
  );
  return (line) => merges.find(({ from, to }) => from <= line && line <= to)?.ref ?? null;
}

/** The workbook names its sheets in order, each by a relation that names a file. */
function firstSheet(files: WorkbookFiles): string | null {
  const id = /<(?:\w+:)?sheet\b[^>]*\br:id="([^"]+)"/.exec(files('xl/workbook.xml') ?? '')?.[1];
  const relations = files('xl/_rels/workbook.xml.rels') ?? '';
  const relation = [...relations.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)].find(([tag]) =>
    tag.includes(`Id="${id}"`),
  );
  const target = /\bTarget="([^"]+)"/.exec(relation?.[0] ?? '')?.[1];
  return target === undefined ? null : files(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
}
