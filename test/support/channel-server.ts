import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { type EgressOptions, openEgress, type SendOut } from '../../src/egress/send-out.ts';

/** A chat channel's server on this machine, with what it was given. */
export interface ChannelServer {
  /** As a workspace would have it: the name is resolved to this machine by {@link sendOut}. */
  readonly url: string;
  readonly port: number;
  readonly received: { readonly body: unknown; readonly headers: IncomingMessage['headers'] }[];
  /** Sends to this server only, which it may although it is on this machine. */
  readonly sendOut: SendOut;
}

export type ChannelAnswer = (response: ServerResponse, count: number) => void;

/** A server that speaks TLS and answers as it is told; 200 when it is told nothing. */
export async function channelServer(
  answer: ChannelAnswer = (response) => response.end('1'),
  options: EgressOptions = {},
): Promise<ChannelServer> {
  const received: ChannelServer['received'] = [];
  const server = createServer({ key: CHANNEL_KEY, cert: CHANNEL_CERTIFICATE }, async (request, response) => {
    const body = await text(request).catch(() => null);
    if (body === null) return;
    received.push({ body: JSON.parse(body), headers: request.headers });
    answer(response, received.length);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  return {
    port,
    received,
    url: `https://hooks.waterlijn.example:${port}/teams/secret-of-this-channel`,
    sendOut: openEgress({
      resolve: async () => ['127.0.0.1'],
      refuse: () => null,
      ca: CHANNEL_CERTIFICATE,
      ...options,
    }),
  };
}

/** For hooks.waterlijn.example, made for these tests and used nowhere else. */
const CHANNEL_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBwDCCAWWgAwIBAgIUdQD/7BdLKUVo39zPEGq5xdbLKYEwCgYIKoZIzj0EAwIw
IjEgMB4GA1UEAwwXaG9va3Mud2F0ZXJsaWpuLmV4YW1wbGUwIBcNMjYxMTIyMTg0
OTA3WhgPMjEyNjEwMjkxODQ5MDdaMCIxIDAeBgNVBAMMF2hvb2tzLndhdGVybGlq
bi5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE1MYeEiLXaU4RDEOi
t1ALUG+m0X2xCYrtC6IRf9aPyqqvaoyV1F22jcaRGb7+TkBunD0QVLV/IJTV0j3l
a4eoi6N3MHUwHQYDVR0OBBYEFENr6ruuaZPRY59/2Wi9b27eAhGUMB8GA1UdIwQY
MBaAFENr6ruuaZPRY59/2Wi9b27eAhGUMA8GA1UdEwEB/wQFMAMBAf8wIgYDVR0R
BBswGYIXaG9va3Mud2F0ZXJsaWpuLmV4YW1wbGUwCgYIKoZIzj0EAwIDSQAwRgIh
AMKi+Jg55lcu68JkaFGU4zItTn99iHDDd3PEET+Tksk9AiEAsOuGGQPu64ZNFy2F
fJVOxQtYjelVzrAtXrzlOgJkNk0=
-----END CERTIFICATE-----`;

const CHANNEL_KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgzDUTrtTjvdWeoaNB
mW49TFDWzdNLKNmMzbv81NriYLChRANCAATUxh4SItdpThEMQ6K3UAtQb6bRfbEJ
iu0LohF/1o/Kqq9qjJXUXbaNxpEZvv5OQG6cPRBUtX8glNXSPeVrh6iL
-----END PRIVATE KEY-----`;
