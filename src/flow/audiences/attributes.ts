import type { AttributeType, Workspace } from '../../domain/workspace.ts';
import { EMPLOYEE_COLUMNS } from '../../intake/tables/columns.ts';
import type { Database } from '../../store/database.ts';
import { attributeTypes } from '../../store/people/attribute-uses.ts';

export interface KnownAttribute {
  readonly name: string;
  readonly type: AttributeType['type'];
  /** Said in workspace.yaml; the same in every house; or read from the values that imports brought. */
  readonly by: 'workspace' | 'standard' | 'values';
  readonly sensitive: boolean;
  /** Where the values of several imports read as several types: which. A rule compares each value as what it reads as. */
  readonly mixed?: readonly AttributeType['type'][];
}

/** What rules can ask about people, in order of name. */
export async function attributesOf(database: Database, { attributes }: Workspace): Promise<KnownAttribute[]> {
  const found = await attributeTypes(database);
  const names = new Set([...Object.keys(EMPLOYEE_COLUMNS), ...Object.keys(attributes), ...found.keys()]);
  return [...names].sort().map((name): KnownAttribute => {
    const declared = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    const sensitive = declared?.sensitive === true;
    if (declared !== undefined) return { name, type: declared.type, by: 'workspace', sensitive };
    const standard = Object.hasOwn(EMPLOYEE_COLUMNS, name) ? EMPLOYEE_COLUMNS[name] : undefined;
    if (standard !== undefined && standard !== 'undeclared') return { name, type: standard, by: 'standard', sensitive };
    const types = found.get(name) ?? [];
    const [only, ...more] = types;
    if (only === undefined || more.length === 0) return { name, type: only ?? 'text', by: 'values', sensitive };
    return { name, type: 'text', by: 'values', sensitive, mixed: types };
  });
}
