/** A room of the house: a folder or a file directly in src/. */
export interface Room {
  /** 0 knows nobody, 4 knows everybody below; `-` stands outside and is a client like any other. */
  readonly ring: 0 | 1 | 2 | 3 | 4 | '-';
  /** Rooms it may import from, itself aside: `domain`, `log.ts`, or one file of a room: `http/contract.ts`. */
  readonly mayImport: readonly string[];
  /** Rooms of which it may import types and nothing that runs. */
  readonly mayImportTypesOf?: readonly string[];
  /** Node's own modules it may use; without it: all but those of FORBIDDEN_MODULES. */
  readonly builtins?: readonly string[];
  /** What breaks when somebody climbs over. */
  readonly why: string;
}

const STATIONS = ['intake', 'render', 'delivery', 'egress', 'tracking', 'calendar', 'store'];
const BELOW_THE_TOP = ['domain', 'engine', ...STATIONS, 'flow', 'stats', 'queue', 'http', 'log.ts', 'package-root.ts'];

/** Who may know whom. A room that is not here may not exist. */
export const ROOMS: Readonly<Record<string, Room>> = {
  domain: {
    ring: 0,
    mayImport: [],
    builtins: ['node:crypto', 'node:net', 'node:url'],
    why: 'the nouns know nobody, so that everybody can use them',
  },
  'package-root.ts': { ring: 0, mayImport: [], why: 'it says where the package lies and nothing else' },
  'log.ts': { ring: 0, mayImport: ['domain'], why: 'everything that acts writes to the log, so the log knows nobody' },
  engine: {
    ring: 1,
    mayImport: ['domain'],
    builtins: [],
    why: 'decisions are pure: the same facts give the same answer in tests, plans and at night',
  },
  tracking: {
    ring: 1,
    mayImport: ['domain'],
    builtins: ['node:crypto', 'node:url'],
    why: 'marks are made and read without anything else at hand',
  },
  intake: {
    ring: 1,
    mayImport: ['domain', 'package-root.ts'],
    why: 'a station hands nouns to flow and knows no other station',
  },
  render: {
    ring: 1,
    mayImport: ['domain', 'package-root.ts'],
    why: 'a station hands nouns to flow and knows no other station',
  },
  delivery: { ring: 1, mayImport: ['domain'], why: 'a station hands nouns to flow and knows no other station' },
  egress: {
    ring: 1,
    mayImport: ['domain'],
    why: 'one door leads out to the web, so that one guard sees everything that leaves',
  },
  calendar: { ring: 1, mayImport: ['domain'], why: 'the engine gets its holidays as values, through flow' },
  store: {
    ring: 1,
    mayImport: ['domain', 'package-root.ts'],
    why: 'the store keeps what others decided and decides nothing',
  },
  flow: {
    ring: 2,
    mayImport: ['domain', 'engine', ...STATIONS, 'log.ts', 'package-root.ts'],
    why: 'flow writes rows and returns; who woke it (a job, a route, a command) makes no difference',
  },
  stats: { ring: 2, mayImport: ['domain', 'store'], why: 'figures are read from what happened and cause nothing' },
  queue: {
    ring: 3,
    mayImport: ['domain', 'store', 'flow', 'log.ts', 'package-root.ts'],
    why: 'the queue only wakes workers; it must be possible to empty it at any moment',
  },
  http: {
    ring: 3,
    mayImport: ['domain', 'store', 'tracking', 'flow', 'stats', 'log.ts', 'package-root.ts'],
    why: 'a route is a thin door: it calls the same flow as a command and a job do',
  },
  'config.ts': { ring: 4, mayImport: BELOW_THE_TOP, why: 'settings are read at the top and passed down as values' },
  'app.ts': {
    ring: 4,
    mayImport: [...BELOW_THE_TOP, 'config.ts'],
    why: 'the product is put together in one place, which no part of it knows',
  },
  demo: {
    ring: 4,
    mayImport: [...BELOW_THE_TOP, 'config.ts', 'app.ts'],
    why: 'the demo uses the product as anybody would; the product does not know it',
  },
  cli: {
    ring: 4,
    mayImport: [...BELOW_THE_TOP, 'config.ts', 'app.ts', 'demo'],
    why: 'commands print and set exit codes; nothing may depend on a terminal',
  },
  console: {
    ring: '-',
    mayImport: ['http/contract.ts'],
    mayImportTypesOf: ['domain'],
    builtins: [],
    why: 'the console runs in a browser and speaks HTTP like every other client',
  },
};

/**
 * Folders within a room, from the ground up; '' is the room's own level. A file may import from its own folder and from
 * those below it; a folder that is not named here is open to all of its room.
 */
export const FLOORS: Readonly<Record<string, readonly string[]>> = {
  intake: ['', 'tables', 'people', 'conditions', 'campaign-files'],
  engine: ['facts', 'conditions', 'journey', 'mails', '', 'answers', 'plan'],
  store: ['figures', 'people', 'learning', 'audiences', 'campaigns', 'privacy', 'mails', 'access'],
};

/**
 * Which rooms each package lives in; a place may be a file's beginning (`queue/embedded`) and `*` stands for the rest of
 * a name. A package that is not here may not be imported: whoever adds one says where it belongs.
 */
export const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  nodemailer: ['delivery'],
  mjml: ['render'],
  handlebars: ['render'],
  'markdown-it': ['render'],
  'drizzle-orm': ['store'],
  'better-sqlite3': ['store'],
  pg: ['store', 'queue'],
  '@electric-sql/pglite': ['store', 'queue/embedded'],
  bullmq: ['queue'],
  ioredis: ['queue'],
  'date-holidays': ['calendar'],
  'read-excel-file': ['intake'],
  'write-excel-file': ['cli'],
  yaml: ['intake', 'render'],
  isbot: ['tracking'],
  fastify: ['http'],
  '@fastify/*': ['http'],
  'fastify-type-provider-zod': ['http'],
  scimmy: ['http'],
  'postal-mime': ['http', 'delivery'],
  'smtp-server': ['delivery'],
  commander: ['cli'],
  'cli-table3': ['cli'],
  picocolors: ['cli', 'demo'],
  'csv-stringify': ['stats', 'cli', 'demo'],
  zod: ['domain', 'intake', 'render', 'store', 'http', 'config.ts', 'cli'],
  'temporal-polyfill': ['domain/time.ts'],
  uuidv7: ['domain/ids.ts'],
  pino: ['log.ts'],
};

/** Modules of Node that would open a way round a rule below. */
export const FORBIDDEN_MODULES: Readonly<Record<string, string>> = {
  'node:process': 'the global `process` serves, and its `env` is for config.ts alone',
  'node:timers': 'the global timers serve',
};

/** A word that may stand in few places. */
export interface GuardedWord {
  readonly name: string;
  readonly pattern: RegExp;
  /** Rooms, or beginnings of paths, where the rule holds; null: everywhere. */
  readonly within: readonly string[] | null;
  readonly except: readonly string[];
  readonly why: string;
}

export const GUARDED_WORDS: readonly GuardedWord[] = [
  {
    name: 'async, await or Promise',
    pattern: /\b(?:async|await|Promise)\b/g,
    within: ['engine'],
    except: [],
    why: 'a decision that waits can be overtaken by the facts it was made on',
  },
  {
    name: 'Date',
    pattern: /(?<![.\w$])Date\b/g,
    within: ['engine'],
    except: [],
    why: '`now` is an argument of every decision; instants are numbers, local dates are texts',
  },
  {
    name: 'the wall clock',
    pattern: /(?<![.\w$])(?:new\s+Date\b|Date\s*(?:\.|\())|\bTemporal\s*\.\s*Now\b/g,
    within: null,
    except: ['domain/time.ts', 'console'],
    why: 'time is told by the clock that is passed in, so that six weeks can be played in a minute',
  },
  {
    name: 'Math.random',
    pattern: /\bMath\s*\.\s*random\b/g,
    within: null,
    except: ['console'],
    why: 'chance comes from a hash of campaign and person, so that a plan foretells what a run does',
  },
  {
    name: 'a request to the web',
    pattern: /(?<![.\w$])fetch\s*\(|from\s+'node:https'|(?<![.\w$])https?\s*\.\s*(?:request|get)\s*\(/g,
    within: null,
    except: ['egress', 'console', 'http/pages/live-script.ts'],
    why: 'egress refuses addresses inside, redirects and endless answers; a second door would have no guard',
  },
  {
    name: 'process.env',
    pattern: /\bprocess\s*(?:\?\.)?(?:\.\s*env\b|\[)|\}\s*=\s*process\b/g,
    within: null,
    except: ['config.ts'],
    why: 'settings have one reader, which checks them, and reach the others as values',
  },
];
