import type { AttributeType } from '../../domain/workspace.ts';
import { NO_WIDTH } from './seen-text.ts';

/** `Cost centre` → `cost_centre`: how headers and the names in conditions are compared. */
export function columnName(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(NO_WIDTH, '')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
}

/** The columns of an employees file that mean something to everyone, with the type of their values. A level
 *  is a number in one house and a word in another: the workspace says. */
export const EMPLOYEE_COLUMNS: Readonly<Record<string, AttributeType['type'] | 'undeclared'>> = {
  email: 'text',
  first_name: 'text',
  last_name: 'text',
  locale: 'text',
  timezone: 'text',
  country: 'text',
  region: 'text',
  location: 'text',
  department: 'text',
  team: 'text',
  role: 'text',
  level: 'undeclared',
  manager_email: 'text',
  buddy_email: 'text',
  hired_on: 'date',
  left_on: 'date',
  education: 'text',
  need: 'text',
  ambassador: 'yes-no',
  review_on: 'date',
  learning_budget: 'number',
  learning_budget_unit: 'text',
  learning_budget_used: 'number',
};

/** What people write in a condition or a moment for a column: `hired: within 90 days`. */
export const COLUMN_ALIASES: Readonly<Record<string, string>> = {
  hired: 'hired_on',
  left: 'left_on',
  manager: 'manager_email',
  buddy: 'buddy_email',
};

/** `yes`, `true`, `ja`, `oui`, `1` … → `yes` or `no`, as such values are kept; null when it is neither. */
export function parseYesNo(text: string): 'yes' | 'no' | null {
  const word = text.trim().toLowerCase();
  if (['yes', 'y', 'true', '1', 'ja', 'j', 'oui', 'o', 'x'].includes(word)) return 'yes';
  return ['no', 'n', 'false', '0', 'nee', 'nein', 'non'].includes(word) ? 'no' : null;
}
