import { existsSync } from 'node:fs';
import { describe } from 'vitest';

/**
 * What a few tests need beside Node. Each address is null when the service is not there; with `CI` set that throws
 * instead, because there a test that silently did not run looks like one that passed.
 */
export const redisUrl = (): string | null => found(SERVICES.redis);
export const postgresUrl = (): string | null => found(SERVICES.postgres);
export const chromiumPath = (): string | null => found(SERVICES.chromium);
export const smtpSinkPath = (): string | null => found(SERVICES.smtpSink);

/**
 * `describe` for tests that need a service; `body` gets its address. Where it is missing they are skipped under a title
 * that says which variable to set.
 */
export function describeWith(name: ServiceName, title: string, body: (address: string) => void): void {
  const service = SERVICES[name];
  const address = found(service);
  const reason = address === null ? ` (skipped: set ${service.variable} to ${service.example})` : '';
  describe.skipIf(address === null)(`${title}${reason}`, () => body(address ?? ''));
}

export type ServiceName = 'redis' | 'postgres' | 'chromium' | 'smtpSink';

interface Service {
  readonly variable: string;
  readonly example: string;
  /** Where a program usually lies; a server has no usual place: tests empty what they find there. */
  readonly usually: readonly string[];
}

const SERVICES: Readonly<Record<ServiceName, Service>> = {
  redis: { variable: 'TEST_REDIS_URL', example: 'redis://127.0.0.1:6379/15 (it will be emptied)', usually: [] },
  postgres: {
    variable: 'TEST_POSTGRES_URL',
    example: 'postgres://127.0.0.1/scratch (it will be emptied)',
    usually: [],
  },
  chromium: { variable: 'CHROMIUM', example: '/usr/bin/chromium', usually: ['/usr/bin/chromium'] },
  smtpSink: { variable: 'SMTP_SINK', example: '/usr/sbin/smtp-sink', usually: ['/usr/sbin/smtp-sink'] },
};

function found({ variable, example, usually }: Service): string | null {
  const address = process.env[variable] || usually.find((path) => existsSync(path)) || null;
  if (address === null && process.env.CI) throw new Error(`${variable} is not set: in CI it must be, to ${example}.`);
  return address;
}
