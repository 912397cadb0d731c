import { defineConfig } from 'vitest/config';

/** Empty counts as unset: whatever the shell of a developer says, no test reaches a real database, queue or relay. */
const NO_SETTINGS = Object.fromEntries(
  [
    ...['DATABASE_URL', 'QUEUE_URL', 'SMTP_URL', 'SMTP_CONNECTIONS', 'SMTP_RATE', 'MAIL_REDIRECT', 'MAIL_ALLOW'],
    ...['PUBLIC_URL', 'SECRET_KEY', 'HOST', 'PORT', 'WORKSPACE', 'JOURNAL', 'LOG_LEVEL'],
  ].map((key) => [key, '']),
);

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A process per file: some start servers and databases, and one must not see what another left behind.
    pool: 'forks',
    // Many tests wait for a child process or a socket, so every core gets a worker.
    maxWorkers: '100%',
    // Generous: they only end what hangs. Nothing is asserted about how long it took.
    // Properties are tried on the same cases everywhere; change the seed to look for others.
    setupFiles: ['test/support/fixed-seed.ts'],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // 12:45 and 13:45 hours ahead of UTC: whoever leans on the zone of the machine is found out.
    env: { ...NO_SETTINGS, TZ: 'Pacific/Chatham', NO_COLOR: '1' },
    expect: { requireAssertions: true },
    restoreMocks: true,
    unstubEnvs: true,
  },
});
