import { datesOf, isInRange } from '../../domain/calendar-span.ts';
import { dateOf, numberOf, truthOf } from '../../domain/compared-value.ts';
import type { AttributeTest } from '../../domain/condition.ts';
import type { AttributeValue } from '../../domain/employee.ts';
import { fold } from '../../domain/text.ts';
import type { LocalDate } from '../../domain/time.ts';

/** @param value null: the person has none; then only `unknown` holds. @param on today, where the person is. */
export function attributeHolds(value: AttributeValue | null, test: AttributeTest, on: LocalDate): boolean {
  if (test.is === 'unknown') return value === null;
  if (value === null) return false;
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: unknown has returned above, dates are the default
  switch (test.is) {
    case 'known':
      return true;
    case 'one-of':
      return test.values.some((wanted) => isSameValue(value, wanted));
    case 'has':
      return fold(String(value)).includes(fold(test.text));
    case 'over':
    case 'under': {
      const number = numberOf(value);
      return number !== null && (test.is === 'over' ? number > test.value : number < test.value);
    }
    case 'within':
    case 'in':
    case 'over-ago':
    case 'before': {
      const date = dateOf(value);
      return date !== null && isInRange(date, datesOf(test, on));
    }
  }
}

function isSameValue(value: AttributeValue, wanted: string): boolean {
  if (typeof value === 'boolean') return value === truthOf(wanted);
  if (typeof value === 'number' && value === numberOf(wanted)) return true;
  return fold(String(value)) === fold(wanted);
}
