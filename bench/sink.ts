import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export interface Sink {
  readonly name: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Debian's `postfix` package has one in C, which leaves more of the machine to the sender. */
const SMTP_SINK = '/usr/sbin/smtp-sink';

/** A mail server on this machine that takes mail and throws it away: Debian's smtp-sink when there is one, else our own. */
export async function openSink(): Promise<Sink> {
  return existsSync(SMTP_SINK) ? debianSink() : ownSink();
}

async function debianSink(): Promise<Sink> {
  const port = await freePort();
  // Started by root, it insists on becoming somebody else.
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child = spawn(SMTP_SINK, [...user, `127.0.0.1:${port}`, '100'], { stdio: ['ignore', 'ignore', 'inherit'] });
  await untilItListens(port);
  return { name: 'smtp-sink of postfix', port, close: () => ended(child) };
}

async function ownSink(): Promise<Sink> {
  const child = fork(fileURLToPath(new URL('smtp-sink.js', import.meta.url)));
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { name: 'a sink of our own, in Node', port, close: () => ended(child) };
}

async function ended(child: ReturnType<typeof spawn>): Promise<void> {
  const exit = once(child, 'exit');
  child.kill();
  await exit;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function untilItListens(port: number): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await sleep(50);
    } finally {
      socket.destroy();
    }
  }
}
