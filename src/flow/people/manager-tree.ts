import type { Database } from '../../store/database.ts';
import { managersOf } from '../../store/people/managers.ts';
import { FingerprintIndex } from './fingerprint-index.ts';

/** What is odd about who leads whom, of the people in a file. */
export interface ManagerReport {
  /** Addresses that people of the file name as their manager's and nobody has. */
  readonly unknown: { readonly managers: number; readonly people: number; readonly examples: readonly Named[] };
  /** People who lead each other in a ring; each ring by the lines it runs through, its people of other files aside. */
  readonly cycles: { readonly count: number; readonly examples: readonly (readonly number[])[] };
  readonly ownManagers: { readonly count: number; readonly examples: readonly number[] };
}

interface Named {
  readonly email: string;
  /** The first that names it. */
  readonly line: number;
}

export interface ManagerTree {
  /** A row that was taken, with the person as they now are. */
  add(line: number, email: string | null, managerEmail: string | null): void;
  /** Managers outside the file are looked up, and theirs, up to the top. */
  report(database: Database): Promise<ManagerReport>;
}

const EXAMPLES = 3;
const AT_ONCE = 5_000;

/** Some 35 MB for a million people: addresses become numbers, a person is a number and that of their manager. */
export function managerTree(): ManagerTree {
  const nodes = new FingerprintIndex();
  /** By node: the line of the person, or {@link ELSEWHERE}; 0: an address that so far is only named. */
  let lines = new Uint32Array(1_024);
  let managers = new Uint32Array(1_024);
  let last = NOBODY;
  /** Named and not met yet, with the first line that names them. */
  const awaited = new Map<string, number>();

  return {
    add(line, email, managerEmail) {
      const manager = managerEmail === null ? NOBODY : named(managerEmail, line);
      const person = email === null ? newNode() : nodeOf(email);
      if (email !== null && lines[person] === 0) awaited.delete(email);
      lines[person] = line;
      managers[person] = manager;
    },
    async report(database) {
      await lookUpAbove(database);
      const unknown = [...awaited].sort(([, a], [, b]) => a - b);
      const unknownNodes = new Set(unknown.map(([email]) => nodeOf(email)));
      let people = 0;
      for (let person = 1; person <= last; person += 1) if (unknownNodes.has(managers[person] ?? NOBODY)) people += 1;
      return {
        unknown: {
          managers: unknown.length,
          people,
          examples: unknown.slice(0, EXAMPLES).map(([email, line]) => ({ email, line })),
        },
        ...rings(lines, managers, last),
      };
    },
  };

  function named(email: string, line: number): number {
    const node = nodeOf(email);
    if (lines[node] === 0 && !awaited.has(email)) awaited.set(email, line);
    return node;
  }

  function nodeOf(email: string): number {
    const known = nodes.get(email);
    if (known !== undefined) return known;
    const node = newNode();
    nodes.set(email, node);
    return node;
  }

  /** Who has no address leads nobody, but has a manager. */
  function newNode(): number {
    last += 1;
    if (last >= lines.length) [lines, managers] = [longer(lines), longer(managers)];
    return last;
  }

  async function lookUpAbove(database: Database): Promise<void> {
    for (let asked = [...awaited.keys()]; asked.length > 0; ) {
      const before = new Set(awaited.keys());
      for (let from = 0; from < asked.length; from += AT_ONCE) {
        for (const { email, managerEmail } of await managersOf(database, asked.slice(from, from + AT_ONCE))) {
          const person = nodeOf(email);
          lines[person] = ELSEWHERE;
          awaited.delete(email);
          if (managerEmail !== null) managers[person] = named(managerEmail, ELSEWHERE);
        }
      }
      asked = [...awaited.keys()].filter((email) => !before.has(email));
    }
    // Whom only people outside the file name is another file's trouble.
    for (const [email, line] of awaited) if (line === ELSEWHERE) awaited.delete(email);
  }
}

const NOBODY = 0;
/** Known to the store and not in the file; no file has so many lines. */
const ELSEWHERE = 0xffffffff;

function longer(list: Uint32Array): Uint32Array<ArrayBuffer> {
  const copy = new Uint32Array(Math.ceil(list.length * 1.5));
  copy.set(list);
  return copy;
}

/** Everybody has one manager at most, so a walk upwards ends at the top or comes back to itself: each node is met once. */
function rings(
  lines: Uint32Array,
  managers: Uint32Array,
  people: number,
): Pick<ManagerReport, 'cycles' | 'ownManagers'> {
  /** On which walk a node was met first. */
  const walks = new Uint32Array(people + 1);
  const cycles = { count: 0, examples: [] as number[][] };
  const ownManagers = { count: 0, examples: [] as number[] };
  for (let start = 1; start <= people; start += 1) {
    let at = start;
    while (at !== NOBODY && walks[at] === 0) {
      walks[at] = start;
      at = managers[at] ?? NOBODY;
    }
    if (at === NOBODY || walks[at] !== start) continue;
    const ring = ringFrom(at, managers).flatMap((node) => lineOf(node, lines));
    if (ring.length === 0) continue;
    if (managers[at] === at) {
      ownManagers.count += 1;
      if (ownManagers.examples.length < EXAMPLES) ownManagers.examples.push(...ring);
    } else {
      cycles.count += 1;
      if (cycles.examples.length < EXAMPLES) cycles.examples.push(ring.sort((a, b) => a - b));
    }
  }
  return { cycles, ownManagers };
}

function ringFrom(start: number, managers: Uint32Array): number[] {
  const ring = [start];
  for (let at = managers[start] ?? NOBODY; at !== start; at = managers[at] ?? NOBODY) ring.push(at);
  return ring;
}

function lineOf(node: number, lines: Uint32Array): number[] {
  const line = lines[node] ?? 0;
  return line === 0 || line === ELSEWHERE ? [] : [line];
}
