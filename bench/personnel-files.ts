import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DAY_MS } from '../src/domain/time.ts';

/** Every hundredth row cannot be taken: a date, an address, a country, or the number of cells is wrong. */
export const BAD_EVERY = 100;

/**
 * The export of a personnel system: twelve columns, managers by address, one row in a hundred wrong. The same number of
 * people is always the same file.
 */
export async function writeEmployeesFile(path: string, people: number): Promise<void> {
  await write(path, people, EMPLOYEE_HEADER, employeeLine);
}

/** The export of a learning platform: three records for each of the people, one row in a hundred about nobody. */
export async function writeLearningFile(path: string, people: number): Promise<void> {
  await write(path, people, 'email,activity,event,at,progress', learningLines);
}

const EMPLOYEE_HEADER =
  'id,email,first_name,last_name,department,team,role,level,location,country,hired_on,manager_email';
const DEPARTMENTS = ['Sales', 'Finance', 'Operations', 'IT', 'Human Resources', 'Legal', 'Santé', 'Straßenbau'];
const PLACES = ['Rotterdam', 'Utrecht', 'Gent', 'Amsterdam', 'Köln'];
const COUNTRIES = ['NL', 'NL', 'NL', 'BE', 'DE'];
const ROLES = ['Adviser', 'Planner', 'Engineer', 'Team lead', 'Analyst'];
const LINES_PER_CHUNK = 2_000;
/** Long past, whatever the clock says. */
const LEARNED_BY = Date.UTC(2026, 0, 5);

function employeeLine(n: number): string {
  const place = (n * 7 + (n >> 3)) % PLACES.length;
  const wrong = n % BAD_EVERY === BAD_EVERY - 1 ? Math.floor(n / BAD_EVERY) % 4 : null;
  const email = wrong === 1 ? `p${n}(at)waterlijn.example` : addressOf(n);
  const country = wrong === 2 ? 'Hollandia' : COUNTRIES[place];
  const hiredOn = wrong === 0 ? '31-12-2020' : `20${10 + (n % 17)}-0${1 + (n % 9)}-${10 + (n % 19)}`;
  const more = wrong === 3 ? ',one too many' : '';
  return `${n},${email},Robin${n % 500},Doe${n},${DEPARTMENTS[n % 8]},Team ${n % 1200},${ROLES[n % 5]},${n % 9},${PLACES[place]},${country},${hiredOn},${addressOf(n - (n % 12))}${more}\n`;
}

function learningLines(n: number): string {
  const email = n % BAD_EVERY === BAD_EVERY - 1 ? `nobody${n}@waterlijn.example` : addressOf(n);
  const events = n % 3 === 0 ? ['assigned', 'started', 'completed'] : ['assigned', 'started', 'progressed'];
  return events
    .map((event, day) => {
      const at = new Date(LEARNED_BY - (200 - (n % 100) - day) * DAY_MS).toISOString();
      return `${email},${n % 2 === 0 ? 'data-101' : 'safety'},${event},${at},${event === 'progressed' ? n % 100 : ''}\n`;
    })
    .join('');
}

function addressOf(n: number): string {
  return `p${n}@waterlijn.example`;
}

async function write(path: string, count: number, header: string, lineOf: (n: number) => string): Promise<void> {
  function* chunks(): Generator<string> {
    yield `${header}\n`;
    for (let from = 0; from < count; from += LINES_PER_CHUNK) {
      let text = '';
      for (let n = from; n < Math.min(count, from + LINES_PER_CHUNK); n += 1) text += lineOf(n);
      yield text;
    }
  }
  await pipeline(Readable.from(chunks()), createWriteStream(path));
}
