import type { AttributeType, Workspace } from '../../domain/workspace.ts';
import { EMPLOYEE_COLUMNS } from '../../intake/columns.ts';
import { inferredAttributes } from '../../store/attribute-uses.ts';
import type { Database } from '../../store/database.ts';

export interface KnownAttribute {
  readonly name: string;
  readonly type: AttributeType['type'];
  /** Said in workspace.yaml; the same in every house; or read from the values that imports brought. */
  readonly by: 'workspace' | 'standard' | 'values';
  readonly sensitive: boolean;
}

/** What rules can ask about people, in order of name. */
export async function attributesOf(database: Database, { attributes }: Workspace): Promise<KnownAttribute[]> {
  const inferred = await inferredAttributes(database);
  const names = new Set([...Object.keys(EMPLOYEE_COLUMNS), ...Object.keys(attributes), ...inferred.keys()]);
  return [...names].sort().map((name): KnownAttribute => {
    const declared = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    const sensitive = declared?.sensitive === true;
    if (declared !== undefined) return { name, type: declared.type, by: 'workspace', sensitive };
    const standard = Object.hasOwn(EMPLOYEE_COLUMNS, name) ? EMPLOYEE_COLUMNS[name] : undefined;
    if (standard !== undefined && standard !== 'undeclared') return { name, type: standard, by: 'standard', sensitive };
    return { name, type: inferred.get(name) ?? 'text', by: 'values', sensitive };
  });
}
