import { type DestinationStream, pino } from 'pino';

/** Structured lines of JSON. Says what happened to which row; never to whom, by which token, or in what words. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * @param level as LOG_LEVEL has it
 * @param destination standard error when not given: standard output belongs to `--json`.
 */
export function createLog(level: string, destination: DestinationStream = pino.destination(2)): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => scrubbed(fields, 0) as Record<string, unknown>,
      },
      hooks: {
        logMethod(args, method) {
          const clean = args.map((arg) => (typeof arg === 'string' ? withoutSecrets(arg) : arg));
          method.apply(this, clean as typeof args);
        },
      },
    },
    destination,
  );
}

/** Names of fields whose values are never written, whatever they hold. */
const SECRET_FIELDS =
  /^(?:email|address|from|to|recipient|recipients|cc|bcc|token|tokens|mark|body|html|text|raw|subject|cookie|cookies|authorization|password|pass|secret|secretKey|headers)$/i;
const ADDRESS = /[^\s<>"(),:;@]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*/gu;
/** What follows /t/c/, /t/o/, /u/, /me/, /me/export/, /a/ and /s/ in an address is a key to somebody's choices. */
const TOKEN_PATH = /(\/(?:t\/[co]|u|me\/export|me|a|s|login)\/)[\w-]+/g;
const CREDENTIALS = /(:\/\/)[^\s/@]*@/g;
/** Control characters (C0, C1, ANSI's escape among them), line separators, and marks that turn text around. */
const DANGEROUS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;
const MAX_DEPTH = 6;

function scrubbed(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth >= MAX_DEPTH) return '…';
  if (value instanceof Error) return errorFields(value, depth);
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if (Array.isArray(value)) return value.map((item) => scrubbed(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      withoutSecrets(key),
      SECRET_FIELDS.test(key) ? '…' : scrubbed(item, depth + 1),
    ]),
  );
}

function errorFields(error: Error, depth: number): object {
  const { cause } = error;
  return {
    type: error.name,
    message: withoutSecrets(error.message),
    stack: withoutSecrets(error.stack ?? ''),
    ...('code' in error ? { code: scrubbed(error.code, depth + 1) } : {}),
    ...(cause === undefined ? {} : { cause: scrubbed(cause, depth + 1) }),
  };
}

/** The text without addresses, tokens and credentials; what could begin a line or steer a terminal is spelled out. */
export function withoutSecrets(text: string): string {
  return text
    .replace(CREDENTIALS, '$1…@')
    .replace(ADDRESS, '…@…')
    .replace(TOKEN_PATH, '$1…')
    .replace(DANGEROUS, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
