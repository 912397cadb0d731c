import { newId } from '../../src/domain/ids.ts';
import { makeApiKey, SCOPES, type Scope } from '../../src/flow/access/api-keys.ts';
import type { Store } from '../../src/store/store.ts';
import { openWebWorld, type WebWorld } from './web-world.ts';

/** The web side on a port of this machine, and callers with keys. */
export interface ApiWorld extends WebWorld {
  readonly address: string;
  /** A key with these scopes; all of them when none are named. */
  key(...scopes: Scope[]): Promise<{ id: string; secret: string; token: string }>;
  /** A request as another system sends it. */
  call(method: string, path: string, options?: Call): Promise<Answer>;
}

export interface Call {
  readonly token?: string | null;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** `application/json` when not given. */
  readonly type?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape of its answer.
  readonly json: any;
}

/** @param store empty; SQLite in memory when none is given. */
export async function openApiWorld(store?: Store): Promise<ApiWorld> {
  const world = await openWebWorld(store === undefined ? {} : { store });
  const address = await world.listen();
  const context = { store: world.store, clock: () => world.now, newId };
  const key = (...scopes: Scope[]) => makeApiKey(context, 'a test', scopes.length === 0 ? SCOPES : scopes);
  const all = await key();
  const call = async (method: string, path: string, { token, body, headers, type }: Call = {}): Promise<Answer> => {
    const shown = token === undefined ? all.token : token;
    const response = await fetch(address + path, {
      method,
      headers: {
        ...(shown === null ? {} : { authorization: `Bearer ${shown}` }),
        ...(body === undefined ? {} : { 'content-type': type ?? 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parsed(text) };
  };
  return Object.assign(world, { address, key, call });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
