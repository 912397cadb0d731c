import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { UserError } from './domain/errors.ts';

/**
 * Every setting, once: key, shape, default, meaning. `.env.example`, the README and `druppel doctor` are held against
 * this table by a test.
 */
const settings = {
  DATABASE_URL: z.string().default('file:./data/druppel.db'),
  QUEUE_URL: z.string().default(''),
  SMTP_URL: z.string().default(''),
  SMTP_CONNECTIONS: wholeNumber(1, 100).default(3),
  SMTP_RATE: wholeNumber(1, 1_000_000).nullable().default(null),
  MAIL_REDIRECT: z.string().nullable().default(null),
  MAIL_ALLOW: z.string().nullable().default(null),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'is not a web address' })
    .nullable()
    .default(null),
  SECRET_KEY: z.string().min(32, 'is shorter than 32 characters').nullable().default(null),
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(3000),
  WORKSPACE: z.string().default('.'),
  JOURNAL: z.string().nullable().default(null),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
};

export const SETTING_KEYS: readonly string[] = Object.keys(settings);

export interface Config {
  /** `file:` with an absolute path, or `postgres://`. */
  readonly databaseUrl: string;
  /** Empty: embedded. */
  readonly queueUrl: string;
  /** Empty: the built-in inbox. */
  readonly smtpUrl: string;
  readonly smtpConnections: number;
  /** Messages per minute over all workers; null: no limit. */
  readonly smtpRate: number | null;
  readonly mailRedirect: string | null;
  /** Lower-cased domains; null: all. */
  readonly mailAllow: readonly string[] | null;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly secretKey: string | null;
  readonly host: string;
  readonly port: number;
  /** The folder with campaigns/ and templates/, absolute. */
  readonly workspace: string;
  /** `file:` with an absolute path, `postgres://…`, or `none`; null: beside the SQLite file. */
  readonly journal: string | null;
  readonly logLevel: string;
  /**
   * A variable that is no setting of the product, by the name that workspace.yaml gives it (`env:TEAMS_URL`); null: not
   * set. A setting of the product is never handed out.
   */
  readonly variable: (name: string) => string | null;
}

/** Variables by name; those of the process are read here and nowhere else. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings from the environment, then from `.env` in the workspace. A set but empty variable counts as unset;
 * relative paths are relative to WORKSPACE.
 *
 * @throws {UserError} naming the setting, its value and what was expected.
 */
export function readConfig(environment: Environment = process.env): Config {
  const workspace = resolve(environment.WORKSPACE || '.');
  const given: Record<string, string> = {};
  const fromFile = dotEnv(workspace);
  for (const [key, value] of [...Object.entries(fromFile), ...Object.entries(environment)]) {
    if (SETTING_KEYS.includes(key) && value !== undefined && value !== '') given[key] = value;
  }
  const parsed = z.object(settings).safeParse(given);
  if (!parsed.success) throw wrongSetting(parsed.error, given);
  const values = parsed.data;
  return {
    databaseUrl: absoluteFileUrl(values.DATABASE_URL, workspace),
    queueUrl: values.QUEUE_URL,
    smtpUrl: values.SMTP_URL,
    smtpConnections: values.SMTP_CONNECTIONS,
    smtpRate: values.SMTP_RATE,
    mailRedirect: values.MAIL_REDIRECT,
    mailAllow: values.MAIL_ALLOW === null ? null : allowedDomains(values.MAIL_ALLOW),
    publicUrl: (values.PUBLIC_URL ?? `http://127.0.0.1:${values.PORT || 3000}`).replace(/\/+$/, ''),
    secretKey: values.SECRET_KEY,
    host: values.HOST,
    port: values.PORT,
    workspace,
    journal: values.JOURNAL === null ? null : journalUrl(values.JOURNAL, workspace),
    logLevel: values.LOG_LEVEL,
    variable: (name) => (SETTING_KEYS.includes(name) ? null : environment[name] || fromFile[name] || null),
  };
}

function wholeNumber(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/, `is not a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `is not a whole number from ${min} to ${max}`);
}

function dotEnv(workspace: string): Record<string, string | undefined> {
  const file = join(workspace, '.env');
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}

function absoluteFileUrl(url: string, workspace: string): string {
  if (!url.startsWith('file:') || url === 'file::memory:') return url;
  const path = url.slice('file:'.length).replace(/^\/\/(?=\/)/, '');
  return `file:${isAbsolute(path) ? path : resolve(workspace, path)}`;
}

/** A path without a scheme is a file too; `none`: there is none. */
function journalUrl(setting: string, workspace: string): string {
  if (setting === 'none' || /^postgres(ql)?:/.test(setting)) return setting;
  return absoluteFileUrl(setting.startsWith('file:') ? setting : `file:${setting}`, workspace);
}

/** `*@example.com, other.example` → the domains. */
function allowedDomains(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim().toLowerCase().replace(/^\*?@/, ''))
    .filter((part) => part !== '');
}

function wrongSetting(error: z.ZodError, given: Readonly<Record<string, string>>): UserError {
  const issue = error.issues[0];
  const key = String(issue?.path[0]);
  const shown = key === 'SECRET_KEY' ? '' : ` "${given[key] ?? ''}"`;
  return new UserError(`${key}:${shown} ${issue?.message ?? 'is not valid'}.`, {
    hint: `Mend it in .env or in the environment; .env.example says what ${key} means.`,
  });
}
