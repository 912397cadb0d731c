import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** What the server does at one point of the conversation: answers with this text, or misbehaves. */
export type SmtpAct = string | typeof CLOSE | typeof RESET | typeof SILENCE;
export const CLOSE = Symbol('close');
export const RESET = Symbol('reset');
export const SILENCE = Symbol('silence');

export interface SmtpScript {
  readonly greeting?: Turn;
  readonly ehlo?: Turn;
  readonly helo?: Turn;
  readonly starttls?: Turn;
  readonly auth?: Turn;
  readonly mail?: Turn;
  readonly rcpt?: Turn;
  readonly data?: Turn;
  /** As soon as something of the body has come. */
  readonly firstByte?: Turn;
  /** After the final dot. */
  readonly body?: Turn;
  readonly rset?: Turn;
  /** Extensions to announce, such as PIPELINING. */
  readonly extensions?: readonly string[];
}

/** An act, or one chosen by how many times (from 1) this point was reached. */
export type Turn = SmtpAct | ((nth: number) => SmtpAct);

export interface ScriptedSmtp {
  readonly port: number;
  /** `smtp://127.0.0.1:PORT` */
  readonly url: string;
  /** Every command line of every connection, in order of arrival. */
  readonly commands: string[];
  /** What stood between 354 and the final dot, dots unstuffed no more than they came. */
  readonly bodies: Buffer[];
  connections: number;
  openConnections: number;
  mostConnections: number;
  /** Bytes that came after a 354, complete or not. */
  bodyBytes: number;
  /** Called after each 354 was written. */
  onData: (socket: Socket) => void;
  /** Called when a client says QUIT or is gone. */
  onLeave: () => void;
  close(): Promise<void>;
}

/** A mail server that says what its script says, byte for byte, and otherwise behaves. */
export async function startScriptedSmtp(script: SmtpScript = {}): Promise<ScriptedSmtp> {
  const sockets = new Set<Socket>();
  const counts = new Map<string, number>();
  const server = createServer((socket) => {
    sockets.add(socket);
    scripted.connections += 1;
    scripted.openConnections += 1;
    scripted.mostConnections = Math.max(scripted.mostConnections, scripted.openConnections);
    socket.on('error', () => {});
    // Nagle would hold a second reply back until the first is acknowledged.
    socket.setNoDelay(true);
    socket.on('close', () => {
      sockets.delete(socket);
      leave(socket);
    });
    converse(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const scripted: ScriptedSmtp = {
    port,
    url: `smtp://127.0.0.1:${port}`,
    commands: [],
    bodies: [],
    connections: 0,
    openConnections: 0,
    mostConnections: 0,
    bodyBytes: 0,
    onData: () => {},
    onLeave: () => {},
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  const left = new WeakSet<Socket>();
  return scripted;

  /** A client that was told goodbye no longer counts, as with a relay. */
  function leave(socket: Socket): void {
    if (left.has(socket)) return;
    left.add(socket);
    scripted.openConnections -= 1;
    scripted.onLeave();
  }

  function converse(socket: Socket): void {
    let pending = Buffer.alloc(0);
    let isBody = false;
    act(socket, turn('greeting', script.greeting, '220 scripted ESMTP'));
    socket.on('data', (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      if (isBody) countBody(chunk.length);
      for (;;) {
        const isEmptyBody = isBody && pending.subarray(0, 3).toString() === '.\r\n';
        const end = isEmptyBody ? 0 : pending.indexOf(isBody ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const part = pending.subarray(0, end);
        pending = pending.subarray(end + (isEmptyBody ? 3 : isBody ? 5 : 2));
        if (isBody) {
          isBody = false;
          scripted.bodies.push(Buffer.from(part));
          act(socket, turn('body', script.body, '250 2.0.0 queued'));
        } else {
          isBody = command(socket, part.toString('utf8'));
          if (isBody && pending.length > 0) countBody(pending.length);
        }
      }
    });

    function countBody(bytes: number): void {
      scripted.bodyBytes += bytes;
      if (script.firstByte !== undefined) act(socket, turn('firstByte', script.firstByte, ''));
    }
  }

  /** True when a body follows. */
  function command(socket: Socket, line: string): boolean {
    scripted.commands.push(line);
    const verb = line.split(/[ :]/)[0]?.toUpperCase();
    const extensions = ['scripted', ...(script.extensions ?? [])];
    const hello = extensions.map((text, i) => `250${i === extensions.length - 1 ? ' ' : '-'}${text}`).join('\r\n');
    if (verb === 'EHLO') act(socket, turn('ehlo', script.ehlo, hello));
    else if (verb === 'HELO') act(socket, turn('helo', script.helo, '250 scripted'));
    else if (verb === 'STARTTLS') act(socket, turn('starttls', script.starttls, '454 4.7.0 no TLS'));
    else if (verb === 'AUTH') act(socket, turn('auth', script.auth, '235 2.7.0 welcome'));
    else if (verb === 'MAIL') act(socket, turn('mail', script.mail, '250 2.1.0 ok'));
    else if (verb === 'RCPT') act(socket, turn('rcpt', script.rcpt, '250 2.1.5 ok'));
    else if (verb === 'RSET') act(socket, turn('rset', script.rset, '250 2.0.0 ok'));
    else if (verb === 'QUIT') {
      leave(socket);
      socket.end('221 2.0.0 bye\r\n');
    } else if (verb === 'DATA') {
      const choice = turn('data', script.data, '354 go ahead');
      act(socket, choice);
      const isGo = typeof choice === 'string' && choice.startsWith('354');
      if (isGo) scripted.onData(socket);
      return isGo;
    } else act(socket, '502 5.5.1 no such command');
    return false;
  }

  function turn(point: string, chosen: Turn | undefined, fallback: string): SmtpAct {
    const nth = (counts.get(point) ?? 0) + 1;
    counts.set(point, nth);
    return typeof chosen === 'function' ? chosen(nth) : (chosen ?? fallback);
  }
}

function act(socket: Socket, choice: SmtpAct): void {
  if (choice === CLOSE) socket.end();
  else if (choice === RESET) socket.resetAndDestroy();
  else if (choice !== SILENCE && typeof choice === 'string') socket.write(`${choice}\r\n`);
}
