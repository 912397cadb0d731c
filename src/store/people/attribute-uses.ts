import { asc } from 'drizzle-orm';
import { dateOf, numberOf, truthOf } from '../../domain/compared-value.ts';
import type { AttributeValue, Employee } from '../../domain/employee.ts';
import type { AttributeType } from '../../domain/workspace.ts';
import { batchesOf } from '../batches.ts';
import type { Database } from '../database.ts';

/** Notes which attributes people have, and as what their values read: nobody has to go through a million people for it. */
export async function noteAttributeUses(
  { db, tables: { attributeUses } }: Database,
  people: readonly Employee[],
): Promise<void> {
  const uses = new Map<string, Set<AttributeType['type']>>();
  for (const { attributes } of people) {
    for (const name of Object.keys(attributes)) {
      const readAs = typeOf(attributes[name] ?? '');
      const known = uses.get(name);
      if (known === undefined) uses.set(name, new Set([readAs]));
      else known.add(readAs);
    }
  }
  const rows = [...uses].flatMap(([name, types]) => [...types].map((readAs) => ({ name, readAs })));
  for (const batch of batchesOf(rows)) await db.insert(attributeUses).values(batch).onConflictDoNothing();
}

/** Every attribute that somebody has or had, with the one type that all its values had; several: text. In order of name. */
export async function inferredAttributes(database: Database): Promise<ReadonlyMap<string, AttributeType['type']>> {
  const uses = await attributeTypes(database);
  return new Map([...uses].map(([name, [only, ...more]]) => [name, more.length > 0 || !only ? 'text' : only]));
}

/** Every attribute that somebody has or had, with each type that a value of it reads as. In order of name. */
export async function attributeTypes({
  db,
  tables: { attributeUses },
}: Database): Promise<ReadonlyMap<string, readonly AttributeType['type'][]>> {
  const types = new Map<string, AttributeType['type'][]>();
  for (const { name, readAs } of await db
    .select()
    .from(attributeUses)
    .orderBy(asc(attributeUses.name), asc(attributeUses.readAs)))
    types.set(name, [...(types.get(name) ?? []), readAs]);
  return types;
}

function typeOf(value: AttributeValue): AttributeType['type'] {
  if (typeof value === 'boolean' || (typeof value === 'string' && truthOf(value) !== null)) return 'yes-no';
  if (numberOf(value) !== null) return 'number';
  return dateOf(value) === null ? 'text' : 'date';
}
