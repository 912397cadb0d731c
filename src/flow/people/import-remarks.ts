import { loadPublicHolidays } from '../../calendar/public-holidays.ts';
import { formatInstant } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { EmployeesFile } from '../../intake/employees.ts';
import { type Continued, headerRemarks } from './import-result.ts';
import type { ManagerReport } from './manager-tree.ts';

/** What an import of employees found besides its numbers, a sentence each. */
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
  return [
    ...continuedRemarks(found.continued),
    ...headerRemarks(found.file.table),
    ...attributeRemarks(found.file),
    ...emailRemarks(found.withoutEmail),
    ...managerRemarks(found.managers),
    ...(await unknownHolidays(found.countries, workspace)),
  ];
}

export function continuedRemarks(continued: Continued | null): string[] {
  if (continued === null) return [];
  const { at, rows, changed } = continued;
  const done = `${number(continued.new)} new and ${number(changed)} changed`;
  return [
    `This import was interrupted before (${formatInstant(at)}, after row ${number(rows)}): ${done} were in already, and count as unchanged here. --undo takes back both parts.`,
  ];
}

function attributeRemarks({ unknownColumns }: EmployeesFile): string[] {
  const columns = unknownColumns();
  if (columns.length === 0) return [];
  const names = columns.map(({ header, name, type }) => `${name}${header === name ? '' : ` ("${header}")`}: ${type}`);
  const kept = `${columns.length === 1 ? 'One column is' : `${columns.length} columns are`} kept as attributes, with what their values look like: ${names.join(', ')}.`;
  const doubts = columns.flatMap(({ header, meant }) =>
    meant === null ? [] : [`Is "${header}" meant to be "${meant}"? Then rename the column, or map it: --map FILE.`],
  );
  return [kept, ...doubts];
}

function emailRemarks(people: number): string[] {
  if (people === 0) return [];
  return [
    people === 1
      ? 'One person has no email address: counted, and not reachable by mail.'
      : `${number(people)} people have no email address: they are counted, and not reachable by mail.`,
  ];
}

/** Lines of a ring that are shown. */
const LINES = 6;

function managerRemarks(report: ManagerReport | null): string[] {
  if (report === null) return [];
  const { unknown, cycles, ownManagers } = report;
  const remarks: string[] = [];
  if (unknown.managers > 0) {
    const examples = unknown.examples.map(({ email, line }) => `${email} (line ${line})`);
    const who = unknown.managers === 1 ? 'One manager is' : `${number(unknown.managers)} managers are`;
    const whose = `${number(unknown.people)} ${unknown.people === 1 ? 'person' : 'people'}`;
    remarks.push(`${who} not known, of ${whose}: ${andMore(examples, unknown.managers)}.`);
  }
  if (cycles.count > 0) {
    const examples = cycles.examples.map(
      (lines) => `lines ${andMore(lines.slice(0, LINES).map(String), lines.length)}`,
    );
    const rings =
      cycles.count === 1
        ? 'One group of people leads itself'
        : `${number(cycles.count)} groups of people lead themselves`;
    remarks.push(`${rings} in a ring: ${andMore(examples, cycles.count)}.`);
  }
  if (ownManagers.count > 0) {
    const who = ownManagers.count === 1 ? 'One person is' : `${number(ownManagers.count)} people are`;
    const lines = andMore(ownManagers.examples.map(String), ownManagers.count);
    remarks.push(`${who} named as their own manager: line ${lines}.`);
  }
  return remarks;
}

/** Where no public holidays are known, as for Nepal, mail goes on every working day: said once, never refused. */
async function unknownHolidays(countries: ReadonlySet<string>, { sending }: Workspace): Promise<string[]> {
  if (countries.size === 0 || !sending.holidays) return [];
  const holidays = await loadPublicHolidays();
  return [...countries]
    .filter((country) => !holidays.knows(country, null))
    .sort()
    .map((country) => `No public holidays are known for ${country}: mail goes there on every working day.`);
}

function andMore(examples: readonly string[], of: number): string {
  const more = of - examples.length;
  return more === 0 ? examples.join(', ') : `${examples.join(', ')} and ${number(more)} more`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}
