import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { answer, problemOf } from '../pages/error-pages.ts';

/** Of an address that cannot be decoded, or has a part that is too long: told in the words of the door it was meant for. */
export function refuseAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const isLong = error.code === 'FST_ERR_MAX_PARAM_LENGTH';
  void answer(request, reply, isLong ? 414 : 400, isLong ? TOO_LONG : NOT_DECODED);
}

/** Of what is no request at all: nobody knows for whom it was. RFC 9457, and the connection ends. */
export function refuseConnection({ code }: Error & { code?: string }, socket: Socket): void {
  if (code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const [status, detail] = (code === undefined ? null : REFUSALS[code]) ?? [400, NO_REQUEST];
  const problem = problemOf(status, detail);
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${status} ${problem.title}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

const NOT_DECODED = 'The address cannot be decoded. Write what is not a letter or a digit as %XX, in UTF-8.';
const TOO_LONG = 'A part of the address is too long. An id has at most 200 characters.';
const NO_REQUEST = 'This is not a request as HTTP/1.1 has it: its first line, a header or its length is wrong.';
const REFUSALS: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The headers are larger than 16 KB together. Send fewer, or shorter ones.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took too long to arrive. Send it in one go.'],
};
