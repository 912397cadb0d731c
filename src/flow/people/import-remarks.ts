import { loadPublicHolidays } from '../../calendar/public-holidays.ts';
import { type SystemLocale, systemLocale } from '../../domain/reason-texts.ts';
import { formatInstant } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { EmployeesFile } from '../../intake/people/employees.ts';
import type { Table } from '../../intake/tables/read-table.ts';
import type { Continued } from './import-result.ts';
import type { ManagerReport } from './manager-tree.ts';
import { type Remark, remarksIn } from './remark-words.ts';

/** What an import of employees found besides its numbers, a sentence each, in the workspace's first language. */
export async function employeeRemarks(
  workspace: Workspace,
  found: {
    readonly file: EmployeesFile;
    readonly countries: ReadonlySet<string>;
    readonly withoutEmail: number;
    readonly managers: ManagerReport | null;
    readonly continued: Continued | null;
  },
): Promise<string[]> {
  const locale = systemLocale(workspace.locales[0] ?? 'en');
  const remark = remarksIn(locale);
  return [
    ...continuedRemarks(found.continued, locale),
    ...headerRemarks(found.file.table, locale),
    ...attributeRemarks(found.file, remark),
    ...emailRemarks(found.withoutEmail, remark),
    ...managerRemarks(found.managers, remark),
    ...(await unknownHolidays(found.countries, workspace, remark)),
  ];
}

export function continuedRemarks(continued: Continued | null, locale: SystemLocale): string[] {
  if (continued === null) return [];
  const { at, rows, new: added, changed } = continued;
  return [remarksIn(locale)('interrupted', { at: formatInstant(at), rows, new: added, changed })];
}

/** What was made of the header, and of a workbook which sheet. */
export function headerRemarks({ understood, unread, sheet }: Table, locale: SystemLocale): string[] {
  const remark = remarksIn(locale);
  const others = sheet?.others.map((name) => `"${name}"`).join(', ') ?? '';
  return [
    ...(sheet === null || others === '' ? [] : [remark('oneSheet', { name: sheet.name, others })]),
    ...understood.map(({ header, column }) => remark('understood', { header, column })),
    ...[...unread].map((column) => remark('unread', { column })),
  ];
}

function attributeRemarks({ unknownColumns }: EmployeesFile, remark: Remark): string[] {
  const columns = unknownColumns();
  const count = columns.length;
  if (count === 0) return [];
  const shown = columns.slice(0, MOST_NAMES);
  const more = count > shown.length ? `, … (+${count - shown.length})` : '';
  const names = `${shown
    .map(({ header, name, type }) => `${name}${header === name ? '' : ` ("${header}")`}: ${remark(type)}`)
    .join(', ')}${more}`;
  const doubts = columns.flatMap(({ header, meant }) => (meant === null ? [] : [remark('meant', { header, meant })]));
  return [remark(count === 1 ? 'keptOne' : 'kept', { count, names }), ...doubts];
}

/** What fits on a few lines; `druppel audience` shows them all. */
const MOST_NAMES = 20;

function emailRemarks(people: number, remark: Remark): string[] {
  if (people === 0) return [];
  return [remark(people === 1 ? 'withoutEmailOne' : 'withoutEmail', { count: people })];
}

/** Lines of a ring that are shown. */
const LINES = 6;

function managerRemarks(report: ManagerReport | null, remark: Remark): string[] {
  if (report === null) return [];
  const { unknown, cycles, ownManagers } = report;
  const remarks: string[] = [];
  if (unknown.managers > 0) {
    const examples = unknown.examples.map(({ email, line }) => `${email} (${remark('line', { line: String(line) })})`);
    const people = remark(unknown.people === 1 ? 'person' : 'people', { count: unknown.people });
    const sentence = unknown.managers === 1 ? 'unknownManagerOne' : 'unknownManagers';
    remarks.push(
      remark(sentence, { count: unknown.managers, people, examples: andMore(examples, unknown.managers, remark) }),
    );
  }
  if (cycles.count > 0) {
    const examples = cycles.examples.map((lines) =>
      remark('lines', { lines: andMore(lines.slice(0, LINES).map(String), lines.length, remark) }),
    );
    const sentence = cycles.count === 1 ? 'ring' : 'rings';
    remarks.push(remark(sentence, { count: cycles.count, examples: andMore(examples, cycles.count, remark) }));
  }
  if (ownManagers.count > 0) {
    const lines = andMore(ownManagers.examples.map(String), ownManagers.count, remark);
    const sentence = ownManagers.count === 1 ? 'ownManagerOne' : 'ownManagers';
    remarks.push(remark(sentence, { count: ownManagers.count, examples: remark('line', { line: lines }) }));
  }
  return remarks;
}

/** Where no public holidays are known, as for Nepal, mail goes on every working day: said once, never refused. */
async function unknownHolidays(
  countries: ReadonlySet<string>,
  { sending }: Workspace,
  remark: Remark,
): Promise<string[]> {
  if (countries.size === 0 || !sending.holidays) return [];
  const holidays = await loadPublicHolidays();
  return [...countries]
    .filter((country) => !holidays.knows(country, null))
    .sort()
    .map((country) => remark('noHolidays', { country }));
}

function andMore(examples: readonly string[], of: number, remark: Remark): string {
  const count = of - examples.length;
  return count === 0 ? examples.join(', ') : remark('andMore', { examples: examples.join(', '), count });
}
