import { z } from 'zod';

/** One operation of a SCIM PATCH (RFC 7644, 3.5.2), as it comes. */
interface Operation {
  readonly op: string;
  readonly path?: string | null | undefined;
  readonly value?: unknown;
}

const list = z.array(z.looseObject({ op: z.string(), path: z.string().nullish() }));

/** Null: not a list of operations. */
export function readOperations(value: unknown): readonly Operation[] | null {
  return list.safeParse(value).data ?? null;
}

type Resource = Readonly<Record<string, unknown>>;

/** RFC 7644, 3.10: an attribute of the core user may be named in full. */
const CORE = /^urn:ietf:params:scim:schemas:core:2\.0:User:?/i;
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** Of the core user, what is not kept: saying it is no mistake, and has no effect. */
export const NOT_KEPT: readonly string[] = [
  ...['nickName', 'profileUrl', 'password', 'phoneNumbers', 'ims', 'photos', 'groups', 'entitlements', 'roles'],
  ...['x509Certificates', 'userType'],
];

/**
 * What Entra ID and Okta send, in the words of the standard: a value without a path taken apart into paths, `"False"` as
 * false, a manager named by a bare id, a work email replaced where there is none yet. Nobody is asked for what is not kept.
 */
export function plainOperations(operations: readonly Operation[], resource: Resource): Operation[] {
  const made = new Map<string, Record<string, unknown>>();
  return operations.flatMap(takenApart).flatMap((operation) => {
    const { value } = operation;
    const path = operation.path ?? '';
    if (isNotKept(path)) return [];
    if (isManager(path)) return [managerOperation(operation)];
    const plain = { ...operation, value: plainValue(path, value) };
    return operation.op === 'remove' ? [plain] : (intoNewItem(plain, resource, made) ?? [plain]);
  });
}

function takenApart({ op, path: named, value }: Operation): Operation[] {
  const verb = op.toLowerCase();
  const path = named?.replace(CORE, '');
  if (path !== undefined && path !== '') {
    const isExtension = path.toLowerCase() === ENTERPRISE.toLowerCase();
    return isExtension && isObject(value) ? underExtension(verb, value) : [{ op: verb, path, value }];
  }
  if (!isObject(value)) return [{ op: verb, value }];
  return Object.entries(value).flatMap(([key, item]) => {
    if (['schemas', 'id', 'meta'].includes(key)) return [];
    if (key === ENTERPRISE && isObject(item)) return underExtension(verb, item);
    return takenApart({ op: verb, path: key, value: item });
  });
}

function underExtension(op: string, value: Resource): Operation[] {
  return Object.entries(value).map(([key, item]) => ({ op, path: `${ENTERPRISE}:${key}`, value: item }));
}

function isNotKept(path: string): boolean {
  const [first = ''] = path.split(/[.[]/);
  return NOT_KEPT.some((name) => name.toLowerCase() === first.toLowerCase());
}

function isManager(path: string): boolean {
  const short = path.toLowerCase().replace(`${ENTERPRISE.toLowerCase()}:`, '');
  return short !== path.toLowerCase() && /^manager(?:\.value)?$/.test(short);
}

/** `"id"`, `{ value: "id" }` and `[{ value: "id" }]` mean the same; an empty one takes the manager away. */
function managerOperation({ op, value }: Operation): Operation {
  const path = `${ENTERPRISE}:manager`;
  const [first] = [value].flat();
  const id = isObject(first) ? first.value : first;
  if (op === 'remove' || typeof id !== 'string' || id === '') return { op: 'remove', path };
  return { op: 'replace', path, value: { value: id } };
}

/** `emails[type eq "work"].value` where there is no such email yet: a new one, which later operations add to. */
function intoNewItem(
  { path, value }: Operation,
  resource: Resource,
  made: Map<string, Record<string, unknown>>,
): Operation[] | null {
  const [, list, attribute, wanted, part] = /^(\w+)\[(\w+) eq "?([^"\]]*)"?\](?:\.(\w+))?$/i.exec(path ?? '') ?? [];
  if (list === undefined || attribute === undefined || wanted === undefined) return null;
  const items = resource[list];
  const isThere =
    Array.isArray(items) && items.some((item) => String(item?.[attribute]).toLowerCase() === wanted.toLowerCase());
  if (isThere) return null;
  const named = `${list}[${wanted}]`;
  const known = made.get(named);
  const item = known ?? { [attribute]: attribute === 'primary' ? wanted.toLowerCase() === 'true' : wanted };
  if (part !== undefined) item[part] = value;
  else if (isObject(value)) Object.assign(item, value);
  made.set(named, item);
  return known === undefined ? [{ op: 'add', path: list, value: [item] }] : [];
}

/**
 * Booleans of attributes that are booleans come as words, in a patch and in a whole user. Null in a list is nothing
 * (RFC 7643, 2.5).
 */
export function plainValue(path: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map((item) => plainValue(path, item));
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainValue(key, item)]));
  const isFlag = /(?:^|\.)(?:active|primary)$/i.test(path);
  return isFlag && typeof value === 'string' && /^(?:true|false)$/i.test(value)
    ? value.toLowerCase() === 'true'
    : value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
