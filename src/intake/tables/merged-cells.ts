/**
 * Which merged cells (ISO/IEC 29500, 18.3.1.54) of a sheet a row has a part in, as `B2:B5`; null: none.
 * @returns to be asked line by line, downwards
 */
export function mergedRows(sheet: string): (line: number) => string | null {
  const merges = [...sheet.matchAll(/<(?:[\w.-]+:)?mergeCell\b[^<>]*\bref="([A-Z]+(\d+):[A-Z]+(\d+))"/g)]
    .map(([, ref = '', from, to]) => ({ ref, from: Number(from), to: Number(to) }))
    .sort((a, b) => a.from - b.from);
  let next = 0;
  let reaching: { readonly ref: string; readonly to: number } | null = null;
  return (line) => {
    for (let merge = merges[next]; merge !== undefined && merge.from <= line; merge = merges[next]) {
      if (reaching === null || merge.to > reaching.to) reaching = merge;
      next += 1;
    }
    return reaching !== null && line <= reaching.to ? reaching.ref : null;
  };
}
