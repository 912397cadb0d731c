import type { Employee } from '../../domain/employee.ts';
import type { NewId } from '../../domain/ids.ts';
import type { RowReason } from '../../domain/row-reasons.ts';
import type { EmployeeRow } from '../../intake/people/employees.ts';
import { type RefusedRow, refusedCell } from '../../intake/tables/delimited.ts';
import type { Database } from '../../store/database.ts';
import { type FoundEmployees, findByIdentities, type StoredEmployee } from '../../store/people/employees.ts';
import { erasedRow, withoutErased } from '../privacy/stay-erased.ts';
import { draftOn, type ImportMemory } from './import-memory.ts';
import { isSamePerson, mergeRow } from './merge-row.ts';
import { MAX_WAITING_ROWS, type RowsThatWait, rowsThatWait, type WaitingRow } from './rows-that-wait.ts';

/** What one row comes to. */
export type RowDecision =
  | { readonly kind: 'new'; readonly person: Employee }
  | { readonly kind: 'changed'; readonly person: Employee; readonly before: StoredEmployee }
  | { readonly kind: 'unchanged'; readonly person: Employee }
  | { readonly kind: 'refused'; readonly error: RefusedRow };

/**
 * Finds the person of each row and says what the row changes (rules.md R17). A row finds its person by `id`, else by
 * email, current or former; a row with an id adopts a person known by email only; an email of another id is refused,
 * unless that person gives it up here too. Two rows for one person: the later is refused.
 *
 * @param memory what earlier rows of the file decided, so that a dry run, which writes nothing, answers as the import
 * does. These rows are added to it.
 */
export async function decideEmployeeRows(
  database: Database,
  rows: readonly EmployeeRow[],
  memory: ImportMemory,
  newId: NewId,
): Promise<RowDecision[]> {
  const { decided } = await decideOrWait(database, rows, memory, newId, null);
  return decided.map(({ decision }) => decision);
}

/** In the order of the file. */
export interface DecidedOrWaiting {
  readonly decided: readonly { readonly line: number; readonly decision: RowDecision }[];
  readonly waiting: readonly WaitingRow[];
}

/**
 * The same for a part of a file: an address that somebody else has may become free further on.
 * @param earlier what waits already; null: nothing comes after these rows, so none waits.
 */
export async function decideOrWait(
  database: Database,
  given: readonly EmployeeRow[],
  memory: ImportMemory,
  newId: NewId,
  earlier: RowsThatWait | null,
): Promise<DecidedOrWaiting> {
  const { rows, isErased } = await withoutErased(database, given);
  const found = await findByIdentities(
    database,
    rows.map(({ fields }) => ({ id: fields.id ?? null, email: fields.email ?? null })),
  );
  const moves = movesOf(rows, found);
  // An address is given up only by a row that is taken. Is it not, then its owner stays, and all is looked at again.
  for (let staying: ReadonlySet<string> = new Set(), trial = 1; ; trial += 1) {
    const draft = moves.length === 0 ? null : draftOn(memory);
    const givenUp = new Set(moves.flatMap(({ from }) => (staying.has(from) ? [] : [from])));
    const outcome = decideRows(rows, { found, isErased, memory: draft ?? memory, newId, givenUp, earlier });
    const taken = new Set(outcome.decided.flatMap(({ line, decision }) => (decision.kind === 'refused' ? [] : [line])));
    const left = new Set(moves.flatMap(({ line, from }) => (taken.has(line) ? [from] : [])));
    const stuck = [...givenUp].filter((email) => !left.has(email));
    if (stuck.length === 0) {
      for (const person of draft?.decided ?? []) memory.remember(person);
      return outcome;
    }
    staying = trial < MAX_TRIALS ? withThoseBehind(stuck, staying, moves) : new Set(moves.map(({ from }) => from));
  }
}

/** One is usual, a second for those behind somebody who stays. After so many nobody takes an address over any more. */
const MAX_TRIALS = 8;

interface Circumstances {
  readonly found: FoundEmployees;
  readonly isErased: (row: EmployeeRow) => boolean;
  readonly memory: ImportMemory;
  readonly newId: NewId;
  /** Addresses that their owners leave by a row of this part: others may take them, even in a swap. */
  readonly givenUp: ReadonlySet<string>;
  readonly earlier: RowsThatWait | null;
}

function decideRows(rows: readonly EmployeeRow[], circumstances: Circumstances): DecidedOrWaiting {
  const { found, isErased, memory, newId, givenUp, earlier } = circumstances;
  const here = rowsThatWait();
  const waiting: WaitingRow[] = [];
  const decided: { line: number; decision: RowDecision }[] = [];
  for (const row of rows) {
    const decision = decideRow(row);
    if (decision !== 'waits') decided.push({ line: row.line, decision });
  }
  return { decided, waiting };

  function decideRow(row: EmployeeRow): RowDecision | 'waits' {
    const { id = null, email = null } = row.fields;
    if (isErased(row)) return { kind: 'refused', error: erasedRow({ line: row.line, id }) };
    // Also where this row would adopt somebody whom the store knows by email only.
    const lineOfId = id === null ? undefined : memory.lineOfId(id);
    if (lineOfId !== undefined) return twice(row, lineOfId);
    const before = findPerson(row);
    const known = before === 'another' ? null : before;
    if (isBehind(id ?? known?.id ?? row.identity, email) || isBehind(known?.id ?? null, null)) return wait(row, known);
    const earlierLine = known === null ? lineOfNewcomer(id, email) : memory.lineOfId(known.id);
    if (earlierLine !== undefined) return twice(row, earlierLine);
    if (before === 'another') return mayComeFree(email) ? wait(row, null) : owned(row, email);
    const nextEmail = emailAfter(row, before);
    if (nextEmail !== null && nextEmail !== before?.email && isTaken(nextEmail, before)) {
      return mayComeFree(nextEmail) ? wait(row, before) : owned(row, nextEmail);
    }
    const identity = { key: before?.key ?? newId('emp'), id: id ?? before?.id ?? row.identity, email: nextEmail };
    const person = mergeRow(row, before, identity);
    memory.remember({ line: row.line, id: identity.id, email: nextEmail, before });
    if (before === null) return { kind: 'new', person };
    return isSamePerson(person, before) ? { kind: 'unchanged', person } : { kind: 'changed', person, before };
  }

  /** Whom the store does not know, earlier rows may have brought; under their email as id, where they had no other. */
  function lineOfNewcomer(id: string | null, email: string | null): number | undefined {
    if (email === null) return undefined;
    return (id === null ? memory.lineOfEmail(email) : null) ?? memory.lineOfId(email);
  }

  /** `another`: the email is that of a person with another id. */
  function findPerson(row: EmployeeRow): StoredEmployee | null | 'another' {
    const { id = null, email = null } = row.fields;
    const byOwnId = id === null ? undefined : found.byId.get(id);
    if (byOwnId !== undefined) return byOwnId;
    const owner = email === null || memory.lineOfEmail(email) === null ? undefined : found.byEmail.get(email);
    const former = email === null ? undefined : found.byFormerEmail.get(email);
    if (id === null) return owner ?? found.byId.get(email ?? '') ?? former ?? null;
    // Who is known by email only has it as id; an id of another address is one that a file gave.
    if (owner?.id === email) return owner;
    if (owner !== undefined && !givenUp.has(owner.email ?? '')) return 'another';
    return former?.id === email ? former : null;
  }

  function isTaken(email: string, before: StoredEmployee | null): boolean {
    const decided = memory.lineOfEmail(email);
    // An earlier line decided about somebody else: the second row of one person does not get here.
    if (decided !== undefined) return decided !== null;
    const owner = found.byEmail.get(email);
    return owner !== undefined && owner.key !== before?.key && !givenUp.has(email);
  }

  /** Its owner has not had their own row yet, or has one that waits. */
  function mayComeFree(email: string | null): boolean {
    if (earlier === null || earlier.areTooMany || email === null || memory.lineOfEmail(email) !== undefined)
      return false;
    const owner = found.byEmail.get(email);
    return owner !== undefined && memory.lineOfId(owner.id) === undefined;
  }

  function owned(row: EmployeeRow, email: string | null): RowDecision {
    const value = email ?? '';
    return refused(
      row,
      'email',
      earlier?.areTooMany
        ? { code: 'address-taken-in-large-swap', value, limit: MAX_WAITING_ROWS }
        : { code: 'address-taken', value },
    );
  }

  function isBehind(id: string | null, email: string | null): boolean {
    return earlier !== null && (earlier.concerns(id, email) || here.concerns(id, email));
  }

  function wait(row: EmployeeRow, known: StoredEmployee | null): 'waits' {
    const one = { row, knownId: known?.id ?? null };
    here.add([one]);
    waiting.push(one);
    return 'waits';
  }
}

/** In a row without an id the email says who is meant; an address of before does not come back by that. */
function emailAfter({ fields }: EmployeeRow, before: StoredEmployee | null): string | null {
  if (fields.email === undefined) return before?.email ?? null;
  return fields.id ? fields.email : (before?.email ?? fields.email);
}

/** A row by which somebody leaves their address. */
interface Move {
  readonly line: number;
  readonly from: string;
  readonly to: string | null;
}

function movesOf(rows: readonly EmployeeRow[], { byId }: FoundEmployees): Move[] {
  return rows.flatMap(({ line, fields }) => {
    const owner = fields.id ? byId.get(fields.id) : undefined;
    if (!owner?.email || fields.email === undefined || fields.email === owner.email) return [];
    return [{ line, from: owner.email, to: fields.email }];
  });
}

/** Who wants the address of somebody who stays has to stay too, and so on. */
function withThoseBehind(
  stuck: readonly string[],
  staying: ReadonlySet<string>,
  moves: readonly Move[],
): ReadonlySet<string> {
  const behind = new Map<string, string[]>();
  for (const { from, to } of moves) {
    const others = behind.get(to ?? '');
    if (others === undefined) behind.set(to ?? '', [from]);
    else others.push(from);
  }
  const all = new Set([...staying, ...stuck]);
  for (let added = stuck; added.length > 0; ) {
    added = added.flatMap((email) => behind.get(email) ?? []).filter((email) => !all.has(email));
    for (const email of added) all.add(email);
  }
  return all;
}

function refused(row: EmployeeRow, column: string, reason: RowReason): RowDecision {
  const { id, email } = row.fields;
  const value = (column === 'id' ? id : email) ?? undefined;
  return { kind: 'refused', error: { ...refusedCell(row.line, column, reason, [id ?? '', email ?? '']), value } };
}

function twice(row: EmployeeRow, earlierLine: number): RowDecision {
  return refused(row, row.fields.id ? 'id' : 'email', { code: 'person-twice', earlier: earlierLine });
}
