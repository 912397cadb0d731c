import { posix } from 'node:path';
import { blank, importsOf, lineAt, type SourceImport } from './source-imports.ts';
import { FLOORS, FORBIDDEN_MODULES, GUARDED_WORDS, LIBRARIES, ROOMS, type Room } from './walls.ts';

/** Source files by their path below src/: `engine/slot.ts` → its text. */
export type SourceFiles = ReadonlyMap<string, string>;

/** Every place where a file climbs over a wall, as sentences `src/FILE:LINE …, because …`; empty when all stay in. */
export function climbsIn(files: SourceFiles): string[] {
  const climbs = [...files].flatMap(([path, source]) => {
    const room = ROOMS[roomOf(path)];
    if (!room) return [`src/${path}:1 stands in no room: give \`${roomOf(path)}\` one in test/support/walls.ts`];
    const imports = importsOf(source).flatMap((named) => climbOf(path, room, named) ?? []);
    return [...barrel(path), ...imports, ...guardedWords(path, source)];
  });
  return [...climbs, ...circles(files)];
}

function barrel(path: string): string[] {
  return /(^|\/)index\.[cm]?[jt]sx?$/.test(path)
    ? [`src/${path}:1 is an index file: name it by what it exports, because everything is imported from where it is`]
    : [];
}

function climbOf(path: string, room: Room, named: SourceImport): string | null {
  const climb = (what: string, why: string) => `src/${path}:${named.line} ${what}, because ${why}`;
  const { specifier } = named;
  if (specifier === null) return climb('imports a module whose name is computed', 'nobody could tell what it knows');
  if (specifier.startsWith('node:')) return builtinClimb(room, specifier, climb);
  if (!specifier.startsWith('.')) return libraryClimb(path, specifier, climb);

  const target = posix.join(posix.dirname(path), specifier);
  if (target.startsWith('../')) return climb(`imports ${specifier}, outside src/`, 'only src/ is compiled and shipped');
  if (roomOf(target) === roomOf(path)) return stairsClimb(path, target, climb);
  if (isAmong(target, room.mayImport)) return null;
  if (named.typeOnly && isAmong(target, room.mayImportTypesOf ?? [])) return null;
  return climb(`imports src/${target}: ${roomOf(path)} (ring ${room.ring}) may import ${allowed(room)}`, room.why);
}

/** Within a room: whoever asks a floor above cannot be understood before it. */
function stairsClimb(path: string, target: string, climb: Climb): string | null {
  const floors = FLOORS[roomOf(path)] ?? [];
  const [own, other] = [floors.indexOf(folderIn(path)), floors.indexOf(folderIn(target))];
  if (own < 0 || other <= own) return null;
  const named = floors.map((folder) => folder || 'the room itself').join(', ');
  return climb(`imports src/${target}, a floor above it`, `${roomOf(path)} is read from the ground up: ${named}`);
}

function builtinClimb(room: Room, specifier: string, climb: Climb): string | null {
  const forbidden = FORBIDDEN_MODULES[specifier];
  if (forbidden !== undefined) return climb(`imports ${specifier}, which nobody may`, forbidden);
  if (room.builtins === undefined || room.builtins.includes(specifier)) return null;
  return climb(`imports ${specifier}: of Node's modules it may use ${room.builtins.join(', ') || 'none'}`, room.why);
}

function libraryClimb(path: string, specifier: string, climb: Climb): string | null {
  const packageName = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  const homes = LIBRARIES[packageName] ?? LIBRARIES[packageName.replace(/\/.*/, '/*')];
  if (homes === undefined)
    return climb(
      `imports ${packageName}, which has no home yet`,
      'a library stands behind one door: name it in walls.ts',
    );
  if (isAmong(path, homes)) return null;
  return climb(`imports ${packageName}, which lives in ${homes.join(', ')}`, 'a library stands behind one door');
}

function guardedWords(path: string, source: string): string[] {
  const code = blank(source);
  const guarded = GUARDED_WORDS.filter(
    ({ within, except }) => (within === null || isAmong(path, within)) && !isAmong(path, except),
  );
  return guarded.flatMap(({ name, pattern, why }) =>
    [...code.matchAll(pattern)].map(
      ({ index }) => `src/${path}:${lineAt(source, index)} uses ${name}, which has no place here, because ${why}`,
    ),
  );
}

/** Each circle once, from its first file by name. Types count: two files that need each other are one idea. */
function circles(files: SourceFiles): string[] {
  const found = new Map<string, string>();
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]) => {
    const from = trail.indexOf(path);
    if (from >= 0) {
      const circle = trail.slice(from);
      const key = circle.toSorted().join();
      const sentence = `src/${path}:1 imports itself by way of ${[...circle.slice(1), path].join(' → ')}`;
      found.set(key, found.get(key) ?? `${sentence}, because neither can be understood first`);
    } else if (!done.has(path)) {
      for (const { specifier } of importsOf(files.get(path) ?? ''))
        if (specifier?.startsWith('.')) walk(posix.join(posix.dirname(path), specifier), [...trail, path]);
      done.add(path);
    }
  };
  for (const path of [...files.keys()].toSorted()) walk(path, []);
  return [...found.values()];
}

type Climb = (what: string, why: string) => string;

function roomOf(path: string): string {
  return path.split('/', 1)[0] ?? path;
}

/** `engine/journey/walk.ts` → `journey`, `engine/advance.ts` → ``. */
function folderIn(path: string): string {
  return path.split('/').slice(1, -1)[0] ?? '';
}

/** `queue/embedded` takes in `queue/embedded.ts` and `queue/embedded-pool.ts`; `queue` the whole room and no other. */
function isAmong(path: string, places: readonly string[]): boolean {
  return places.some((place) => (place.includes('/') ? path.startsWith(place) : roomOf(path) === place));
}

function allowed(room: Room): string {
  const types = room.mayImportTypesOf?.map((place) => `types of ${place}`) ?? [];
  return [...room.mayImport, ...types].join(', ') || 'nothing of ours';
}
