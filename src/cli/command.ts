import type { House } from '../app.ts';
import type { Config } from '../config.ts';
import { UserError } from '../domain/errors.ts';
import { type SystemLocale, systemLocale } from '../domain/reason-texts.ts';
import { type Instant, parseInstant, wallClock, type Zone } from '../domain/time.ts';
import type { Database } from '../store/database.ts';
import type { Terminal } from './terminal.ts';

/**
 * One command, told apart from how it is parsed. Heavy parts of the product are imported inside `run`, so that
 * `druppel --help` and small commands answer at once.
 */
export interface Command {
  /** As commander reads it: `plan <campaign>`. */
  readonly usage: string;
  readonly summary: string;
  readonly examples: readonly string[];
  readonly options?: readonly CommandOption[];
  readonly run: (call: Call) => Promise<void>;
}

/** `--from <instant>`, what it means. */
export type CommandOption = readonly [flags: string, description: string];

/** One call of a command. */
export interface Call {
  readonly args: readonly (string | undefined)[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly terminal: Terminal;
  readonly config: Config;
}

/** An option's text; null: not given. */
export function textOption({ options }: Call, name: string): string | null {
  const value = options[name];
  return typeof value === 'string' ? value : null;
}

export function hasOption({ options }: Call, name: string): boolean {
  return options[name] === true;
}

/** @throws {UserError} unless the option is a whole number of at least `min`. */
export function numberOption(call: Call, name: string, min: number): number | null {
  const text = textOption(call, name);
  if (text === null) return null;
  const value = Number(text);
  if (/^\d{1,9}$/.test(text) && value >= min) return value;
  throw new UserError(`--${name} "${text}" is not a whole number of ${min} or more.`, {
    hint: `Write it like --${name} ${Math.max(min, 30)}.`,
  });
}

/** @throws {UserError} unless the option is an ISO 8601 instant or date. */
export function instantOption(call: Call, name: string, zone: Zone = 'UTC'): Instant | null {
  const text = textOption(call, name);
  if (text === null) return null;
  const instant = parseInstant(text, zone);
  if (instant !== null) return instant;
  throw new UserError(`--${name} "${text}" is not an instant.`, {
    hint: `Write it like --${name} 2027-04-26T09:00:00Z, or a date: 2027-04-26.`,
  });
}

/** The first argument of a command that needs one; commander has seen to it. */
export function firstArgument(call: Call): string {
  const [first] = call.args;
  if (first === undefined) throw new UserError('An argument is missing.', { hint: 'See --help.' });
  return first;
}

/** The zone in which dates without an offset are meant. */
export async function workspaceZone({ config, context }: House): Promise<Zone> {
  const { zoneInForce } = await import('../flow/publishing/workspace-files.ts');
  return zoneInForce(config.workspace, context.store.read);
}

/**
 * In which language to speak before anything is published, too: the first of the workspace as published, else of its
 * file; else English.
 */
export async function languageInForce(folder: string, database: Database): Promise<SystemLocale> {
  const { localeInForce } = await import('../flow/publishing/workspace-files.ts');
  return systemLocale(await localeInForce(folder, database));
}

/** In which language to speak: the workspace's first, else English. */
export async function workspaceLanguage({ context }: Pick<House, 'context'>): Promise<SystemLocale> {
  const { newestWorkspace } = await import('../store/campaigns/workspaces.ts');
  return systemLocale((await newestWorkspace(context.store.read))?.definition.locales[0] ?? 'en');
}

/**
 * Opens the database for a command, at the time that rules.md R19 gives it, and closes it whatever happens.
 * A writing command with --now moves a played store's clock once its work is done.
 */
export async function withHouse<T>(
  call: Call,
  kind: 'reading' | 'writing',
  work: (house: House) => Promise<T>,
): Promise<T> {
  const { openHouse } = await import('../app.ts');
  const { clockFor } = await import('../flow/store-clock.ts');
  const house = await openHouse(call.config);
  try {
    const zone = await workspaceZone(house);
    const clock = await clockFor(house.context.store, { now: instantOption(call, 'now', zone), kind, wall: wallClock });
    const result = await work({ ...house, context: { ...house.context, clock: clock.clock } });
    await clock.settle();
    return result;
  } finally {
    await house.close();
  }
}
