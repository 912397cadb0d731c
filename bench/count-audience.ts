import type { Condition } from '../src/domain/condition.ts';
import type { Employee } from '../src/domain/employee.ts';
import { newId } from '../src/domain/ids.ts';
import { DAY_MS, MINUTE_MS } from '../src/domain/time.ts';
import { countAudience } from '../src/flow/audiences/find-audience.ts';
import { advancePeople } from '../src/flow/deciding/advance-people.ts';
import { conditionContext } from '../src/intake/conditions/condition-context.ts';
import { readConditionText } from '../src/intake/conditions/read-condition-text.ts';
import type { Backend } from '../src/store/database.ts';
import { saveActivities } from '../src/store/learning/activities.ts';
import { addLearningRecords, type NewLearningRecord } from '../src/store/learning/learning-records.ts';
import { forgetWakeAllAt } from '../src/store/meta.ts';
import { employeesAfter, type StoredEmployee, upsertEmployees } from '../src/store/people/employees.ts';
import type { Store } from '../src/store/store.ts';
import { copyRows, launchHere, tidy } from './crowd.ts';
import { openBench } from './databases.ts';
import { answerWith, timed, timedWithCpu } from './measure.ts';
import { ACTIVITY, employeeOf, LAUNCH, twelveSteps, WORKSPACE } from './world.ts';

export interface Counted {
  readonly counts: readonly {
    readonly what: string;
    readonly people: number;
    readonly milliseconds: readonly number[];
  }[];
  /** Until those who moved into the audience of a running campaign take part in it. */
  readonly begun: {
    readonly people: number;
    /** Milliseconds of the very first round of the process. */
    readonly first: number;
    readonly milliseconds: readonly number[];
    readonly cpuMilliseconds: readonly number[];
  };
}

/** So many people are written as an import does; the others are copies of them under other names. */
const WRITTEN = 1_000;

const RULES: Readonly<Record<string, string>> = {
  'one attribute': 'department: Sales',
  'nested, attributes': `
    - department: Sales, Finance, Operations
    - any of: [{ level: over 3 }, { hired: within 90 days }, { city: has dam }]
    - not: { any of: [{ contract_end: before 2027-06-01 }, { ambassador: yes }] }`,
  'nested, with learning': `
    - department: Sales, Finance
    - not finished: data-101
    - any of: [{ started: data-101 }, { level: over 6 }]`,
  'learning alone': '- not finished: data-101',
  'learning, by date': '- finished: { data-101: within 12 months }',
  'learning, by silence': '- no progress for 10 days: data-101',
  'learning of two': '- any of: [{ started: data-101 }, { finished: safety }]',
};
/** Who moves from one audience into another at a time. */
const CHANGES = 1_000;
/** Rounds before those that count: a worker runs for weeks, its code is compiled and the database's pages are read. */
const WARMING_UP = 8;
const MOVERS: Condition = { kind: 'attribute', name: 'department', test: { is: 'one-of', values: ['Movers'] } };

await answerWith(async ({ url, people, runs }: { url: string; people: number; runs: number }): Promise<Counted> => {
  const { backend, store } = await openBench(url);
  try {
    await store.write(async (tx) => {
      await saveActivities(tx, [ACTIVITY]);
      await upsertEmployees(
        tx,
        Array.from({ length: WRITTEN }, (_, index) => colleague(index)),
        LAUNCH,
      );
      await addLearningRecords(tx, Array.from({ length: WRITTEN }, (_, index) => learned(index)).flat());
    });
    await multiply(backend, people / WRITTEN);
    const workspace = { ...WORKSPACE, attributes: { contract_end: { type: 'date' as const, sensitive: false } } };
    const activities = [ACTIVITY, { ...ACTIVITY, id: 'safety' }];
    const context = conditionContext(workspace, { activities, attributes: ['level', 'city'] });
    const counts: Counted['counts'][number][] = [];
    for (const [what, text] of Object.entries(RULES)) {
      const question = {
        rule: readConditionText(text, context),
        workspace,
        activities: [],
        campaign: null,
        now: LAUNCH,
      };
      const { count } = await countAudience(store.read, question);
      const milliseconds: number[] = [];
      for (let run = 0; run < runs; run += 1) milliseconds.push(await timed(() => countAudience(store.read, question)));
      counts.push({ what, people: count, milliseconds });
    }
    return { counts, begun: await begin(store, backend, runs) };
  } finally {
    await store.close();
  }
});

/** A dozen columns, as a personnel system gives out; every third lives in another zone. */
function colleague(index: number): Employee {
  const one = <T>(...values: readonly T[]): T => values[(index * 7 + (index >> 3)) % values.length] as T;
  return {
    ...employeeOf(index),
    timezone: index % 3 === 0 ? one('Europe/Lisbon', 'America/New_York', 'Asia/Tokyo', 'Asia/Kolkata') : null,
    hiredOn: `20${10 + (index % 18)}-0${1 + (index % 9)}-10`,
    managerEmail: `p${index % 80}@waterlijn.example`,
    attributes: {
      first_name: `Voornaam${index % 500}`,
      last_name: `Achternaam${index}`,
      department: one('Sales', 'Finance', 'Operations', 'IT', 'Human Resources', 'Legal', 'Santé', 'Straßenbau'),
      team: `Team ${index % 120}`,
      role: one('Adviser', 'Planner', 'Engineer', 'Team lead', 'Analyst'),
      level: index % 9,
      city: one('Rotterdam', 'Utrecht', 'Gent', 'Amsterdam', 'Köln'),
      education: one('mbo', 'hbo', 'wo'),
      ambassador: index % 20 === 0 ? 'yes' : 'no',
      contract_end: `202${7 + (index % 3)}-0${1 + (index % 9)}-30`,
      cost_centre: `CC${index % 400}`,
      need: one('career', 'time', 'craft'),
    },
  };
}

/** Assigned, and two more or less: everybody has three records. */
function learned(index: number): NewLearningRecord[] {
  const events =
    index % 3 === 0
      ? (['assigned', 'started', 'completed'] as const)
      : (['assigned', 'started', 'progressed'] as const);
  return events.map((event, day) => {
    const at = LAUNCH - (200 - (index % 100) - day) * DAY_MS;
    const about = index % 2 === 0 || event === 'assigned' ? ACTIVITY.id : 'safety';
    const record = { activity: about, event, at, holdsFrom: at, due: null, score: null, progress: null };
    return { ...record, id: `lrn_${index}_${event}`, person: employeeOf(index).key, importId: null };
  });
}

/** A thousand people move into the audience of a running campaign; nobody else is due. */
async function begin(store: Store, backend: Backend, runs: number): Promise<Counted['begun']> {
  const publicHolidays = { datesOf: () => new Map(), knows: () => true };
  const context = { store, clock: () => LAUNCH, newId, publicHolidays };
  await launchHere(context, { ...twelveSteps(), audience: MOVERS }, { messages: [], frames: {}, images: {} });
  // As if everybody had been looked at after the launch.
  await backend.transaction(({ script }) => script('update employees set wake_at = null'));
  await store.write(forgetWakeAllAt);
  await tidy(backend);
  const milliseconds: number[] = [];
  const cpuMilliseconds: number[] = [];
  let people = 0;
  let first: number | null = null;
  let last: string | null = null;
  for (let run = 1; run <= WARMING_UP + runs; run += 1) {
    const at = LAUNCH + run * MINUTE_MS;
    const page: StoredEmployee[] = await employeesAfter(store.read, last, CHANGES);
    last = page.at(-1)?.key ?? null;
    const moved = page.map((person) => ({ ...person, attributes: { ...person.attributes, department: 'Movers' } }));
    await store.write((tx) => upsertEmployees(tx, moved, at));
    let looked = 0;
    const { ms, cpuMs } = await timedWithCpu(async () => {
      looked = (await advancePeople(context, at)).looked;
    });
    if (run <= WARMING_UP) {
      first ??= ms;
      continue;
    }
    people += looked;
    milliseconds.push(ms);
    cpuMilliseconds.push(cpuMs);
  }
  return { people: people / runs, first: first ?? Number.NaN, milliseconds, cpuMilliseconds };
}

async function multiply(backend: Backend, times: number): Promise<void> {
  const { employees, learningRecords } = backend.read.tables;
  const numbers = `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${times - 1})`;
  const named = (...columns: string[]) => Object.fromEntries(columns.map((column) => [column, `n || "${column}"`]));
  await copyRows(backend, employees, named('key', 'id', 'email'), numbers);
  await copyRows(backend, learningRecords, named('id', 'person'), numbers);
  await tidy(backend);
}
