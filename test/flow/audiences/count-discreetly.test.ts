import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../../src/domain/workspace.ts';
import { countDiscreetly } from '../../../src/flow/audiences/count-discreetly.ts';
import { conditionContext } from '../../../src/intake/conditions/condition-context.ts';
import { readConditionText } from '../../../src/intake/conditions/read-condition-text.ts';
import type { Store } from '../../../src/store/store.ts';
import { openPgliteStore } from '../../store/stores.ts';
import { dataWorld, WATERLIJN } from '../data-world.ts';

const COLLEAGUES = Array.from({ length: 60 }, (_, n) => `c${String(n).padStart(2, '0')}`);
const mailOf = (id: string) => `${id}@waterlijn.example`;
/** Each has a name, a number and an address; half are in Sales, half in IT, and Ana is in Sales. */
const PEOPLE = [
  'id,email,first_name,department,staff_number,level,badge',
  ...COLLEAGUES.map((id, n) => `${id},${mailOf(id)},${id},${n % 2 ? 'IT' : 'Sales'},${100 + n},3,b-${n}`),
  'ana,ana@waterlijn.example,ana,Sales,160,3,b-ana',
].join('\n');

/** Whoever asks knows of everybody but Ana whether they have finished: the first thirty have. */
const FINISHED = COLLEAGUES.slice(0, 30);
const OPEN = COLLEAGUES.slice(30);

/** Ana with so many who have finished, and enough who have not: somewhere among these one more tips the number. */
const CROWDS = [9, 10, 11, 12, 13, 14, 15].map((known) => [...FINISHED.slice(0, known), ...OPEN.slice(0, 15), 'ana']);
const mails = (ids: readonly string[]) => `[${ids.map(mailOf).join(', ')}]`;

const fewer = (least: number) => FINISHED.slice(0, least);

const TRICKS: Readonly<Record<string, readonly string[]>> = {
  'a list of addresses': CROWDS.map((ids) => `[{ finished: data-101 }, { email: ${mails(ids)} }]`),
  'a list of names': CROWDS.map((ids) => `[{ finished: data-101 }, { first_name: [${ids.join(', ')}] }]`),
  'a list of badges': CROWDS.map(
    (ids) =>
      `[{ finished: data-101 }, { badge: [${ids.map((id) => `b-${id === 'ana' ? id : Number(id.slice(1))}`)}] }]`,
  ),
  'addresses one by one': CROWDS.map(
    (ids) => `[{ finished: data-101 }, { any of: [${ids.map((id) => `{ email: ${mailOf(id)} }`)}] }]`,
  ),
  'parts of addresses': CROWDS.map(
    (ids) => `[{ finished: data-101 }, { any of: [${ids.map((id) => `{ email: has ${id}@ }`)}] }]`,
  ),
  'whoever is not on a list': CROWDS.map((ids) => {
    const others = COLLEAGUES.filter((id) => !ids.includes(id));
    return `[{ finished: data-101 }, { not: { email: ${mails(others)} } }]`;
  }),
  'numbers above one': [114, 115, 116, 117, 118, 119].map(
    (n) => `[{ finished: data-101 }, { staff_number: over ${n} }]`,
  ),
  'people known to fit': [9, 10, 11, 12, 13, 14].map(
    (known) => `any of: [{ email: ${mails(fewer(known))} }, [{ finished: data-101 }, { email: ${mailOf('ana')} }]]`,
  ),
  'an audience of such': ['padded', 'pointed', 'nested'].map((name) => `in: ${name}`),
  'such an audience, and everybody': ['padded', 'pointed', 'nested'].map((name) => `[{ in: ${name} }, { level: 3 }]`),
  'whoever is not in such an audience': ['padded', 'nested'].map((name) => `not in: ${name}`),
};

/** Written by whoever writes the workspace; of twelve it is known that they fit. */
const AUDIENCES = {
  padded: `any of: [{ email: ${mails(fewer(12))} }, [{ finished: data-101 }, { email: ${mailOf('ana')} }]]`,
  pointed: `[{ finished: data-101 }, { email: ${mails(CROWDS[3] ?? [])} }]`,
  nested: 'any of: [{ in: padded }, { in: pointed }]',
};

describe('a count that is told of what people did', () => {
  it.each(Object.entries(TRICKS))('is the same whether Ana has finished or not: %s', async (_, rules) => {
    expect(await counts(rules, true)).toEqual(await counts(rules, false));
  });

  it('is told where a rule cuts people into groups', async () => {
    const groups = [
      'finished: data-101',
      '[{ finished: data-101 }, { department: Sales }]',
      '[{ finished: data-101 }, { department: [Sales, IT] }, { level: over 2 }]',
      '[{ not finished: data-101 }, { not: { department: has sal } }]',
      'in: sellers-who-have',
    ];
    expect(await counts(groups, false)).toEqual([30, 15, 30, 15, 15]);
  });

  it('is so on Postgres, too', async () => {
    const store = await openPgliteStore();
    const asked = ['[{ finished: data-101 }, { department: Sales }]', ...(TRICKS['a list of addresses'] ?? [])];
    expect(await counts(asked, true, store)).toEqual([15, ...asked.slice(1).map(() => null)]);
    await store.close();
  });
});

async function counts(
  rules: readonly string[],
  anaFinished: boolean,
  store: Store | null = null,
): Promise<(number | null)[]> {
  const world = await dataWorld(store);
  await world.employees(PEOPLE);
  const records = [...FINISHED, ...(anaFinished ? ['ana'] : [])].map(
    (id) => `${mailOf(id)},data-101,completed,2027-04-01`,
  );
  await world.learning(`email,activity,event,at\n${records.join('\n')}\n`);
  const definitions = { ...AUDIENCES, 'sellers-who-have': '[{ finished: data-101 }, { department: Sales }]' };
  const workspace: Workspace = { ...WATERLIJN, audiences: {} };
  const context = conditionContext(
    {
      ...workspace,
      audiences: Object.fromEntries(Object.keys(definitions).map((name) => [name, { kind: 'all', of: [] }])),
    },
    { activityIds: ['data-101'], attributes: ['staff_number', 'badge'] },
  );
  const audiences = Object.fromEntries(
    Object.entries(definitions).map(([name, text]) => [name, readConditionText(text, context)]),
  );
  const told: (number | null)[] = [];
  for (const text of rules) {
    const rule = readConditionText(text, context);
    const question = { rule, workspace: { ...workspace, audiences }, activities: [], campaign: null, now: world.now };
    told.push((await countDiscreetly(world.store.read, question)).count);
  }
  return told;
}
