import { describe, expect, it, vi } from 'vitest';
import { chromiumPath, postgresUrl, redisUrl, smtpSinkPath } from './services.ts';

describe('a service that tests need', () => {
  it('is found by its variable', () => {
    vi.stubEnv('TEST_REDIS_URL', 'redis://127.0.0.1:7000');
    vi.stubEnv('CHROMIUM', '/opt/chromium');
    expect([redisUrl(), chromiumPath()]).toEqual(['redis://127.0.0.1:7000', '/opt/chromium']);
  });

  it('may be missing on the machine of a developer', () => {
    vi.stubEnv('CI', '');
    vi.stubEnv('TEST_REDIS_URL', '');
    vi.stubEnv('TEST_POSTGRES_URL', '');
    expect([redisUrl(), postgresUrl()]).toEqual([null, null]);
  });

  it('must be there in CI, where a test that did not run would look like one that passed', () => {
    vi.stubEnv('CI', 'true');
    vi.stubEnv('TEST_REDIS_URL', '');
    vi.stubEnv('TEST_POSTGRES_URL', '');
    expect(redisUrl).toThrow('TEST_REDIS_URL is not set');
    expect(postgresUrl).toThrow('TEST_POSTGRES_URL is not set');
  });

  it('is a path for programs', () => {
    vi.stubEnv('CI', '');
    vi.stubEnv('SMTP_SINK', '/opt/smtp-sink');
    expect(smtpSinkPath()).toBe('/opt/smtp-sink');
  });
});
