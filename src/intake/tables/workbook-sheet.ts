import { UserError } from '../../domain/errors.ts';
import type { WorkbookFiles } from './unpack-workbook.ts';

/** The sheet of a workbook that is read: the first that whoever opens it sees. */
export interface WorkbookSheet {
  /** Among all sheets, from 1. */
  readonly place: number;
  readonly name: string;
  /** The visible ones that are not read. */
  readonly others: readonly string[];
  /** Its own file (ISO/IEC 29500, 18.3.1.99), and that of the formats (18.8.39); null: there is none. */
  readonly xml: string;
  readonly styles: string | null;
  /** Days that are written too low: since 1904 in words that the library does not take for it. */
  readonly daysBehind: number;
}

/** @throws {UserError} when there is nothing of a workbook in it, or no sheet of cells. */
export function sheetToRead(files: WorkbookFiles): WorkbookSheet {
  const workbook = files('xl/workbook.xml');
  if (workbook === null) throw notAWorkbook(files);
  const relations = tagsOf(files('xl/_rels/workbook.xml.rels') ?? '', 'Relationship');
  const pathOf = (kind: string, id?: string) => {
    const isMeant = (tag: Tag) => tag.get('Type')?.endsWith(`/${kind}`) && (id === undefined || tag.get('Id') === id);
    const target = relations.find(isMeant)?.get('Target');
    return target === undefined ? null : target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  };
  const fileOf = (path: string | null) => (path === null ? null : files(path));
  const sheets = tagsOf(workbook, 'sheet')
    .filter((tag) => tag.get('name'))
    .map((tag, index) => ({ tag, place: index + 1, name: plainText(tag.get('name') ?? '') }));
  const [first, ...others] = sheets.flatMap(({ tag, place, name }) => {
    if (!['visible', undefined].includes(tag.get('state'))) return [];
    // A chart may have a sheet of its own, which has no cells.
    const path = pathOf('worksheet', tag.get('id') ?? '');
    return path === null ? [] : [{ place, name, path }];
  });
  const xml = fileOf(first?.path ?? null);
  if (first === undefined || xml === null)
    throw new UserError('The workbook has no visible sheet with cells.', { hint: AS_CSV });
  const styles = fileOf(pathOf('styles') ?? 'xl/styles.xml');
  const texts = fileOf(pathOf('sharedStrings') ?? 'xl/sharedStrings.xml');
  // What reads it takes for every tag that is not closed another look at all that follows.
  if ([workbook, xml, styles, texts].some((text) => /<[^<>]*</.test(text ?? '')))
    throw new UserError('The workbook cannot be read.', { hint: AS_CSV });
  const since1904 = tagsOf(workbook, 'workbookPr')[0]?.get('date1904')?.toLowerCase();
  return {
    place: first.place,
    name: first.name,
    others: others.map(({ name }) => name),
    xml,
    styles,
    daysBehind: since1904 === 'true' ? DAYS_1900_TO_1904 : 0,
  };
}

const DAYS_1900_TO_1904 = 1_462;
const AS_CSV = 'Save the sheet as CSV (UTF-8) and import that.';

function notAWorkbook(files: WorkbookFiles): UserError {
  const is = files('mimetype')?.includes('opendocument.spreadsheet')
    ? 'This is a spreadsheet of another kind (.ods).'
    : 'This is a ZIP archive, and no workbook (.xlsx) is in it.';
  return new UserError(is, { hint: 'Save the sheet as .xlsx or as CSV (UTF-8) and import that.' });
}

/** The attributes of a tag, by their names without a prefix. */
type Tag = ReadonlyMap<string, string>;

function tagsOf(xml: string, name: string): Tag[] {
  return [...xml.matchAll(new RegExp(`<(?:[\\w.-]+:)?${name}\\b([^<>]*)`, 'g'))].map(([, text]) =>
    attributesOf(text ?? ''),
  );
}

/** `r="A1" s='3'` → r, s. */
export function attributesOf(text: string): Map<string, string> {
  const found = text.matchAll(/(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return new Map([...found].map(([, name = '', double, single]) => [name, double ?? single ?? '']));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plainText(xml: string): string {
  return xml.replaceAll(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
