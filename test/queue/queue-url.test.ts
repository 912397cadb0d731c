import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/domain/errors.ts';
import { parseQueueUrl } from '../../src/queue/queue-url.ts';

describe('QUEUE_URL', () => {
  it('means the queue inside this process when it is empty', () => {
    expect(parseQueueUrl('')).toEqual({ kind: 'embedded' });
    expect(parseQueueUrl('  ')).toEqual({ kind: 'embedded' });
  });

  it.each([
    ['redis://localhost:6379', 'redis'],
    ['rediss://user:secret@redis.example:6380/2', 'redis'],
    ['postgres://user:secret@db.example/queue', 'postgres'],
    ['postgresql:///queue?host=/run/postgresql', 'postgres'],
  ])('takes %s', (url, kind) => {
    expect(parseQueueUrl(url)).toEqual({ kind, url });
  });

  it.each([
    ['localhost:6379', 'QUEUE_URL: "localhost:" is not a queue we know.'],
    ['mysql://localhost/queue', 'QUEUE_URL: "mysql:" is not a queue we know.'],
    ['redis', 'QUEUE_URL: "redis" is not a URL.'],
    ['redis://', 'QUEUE_URL: "redis://" names no host.'],
    ['redis://localhost/campaigns', 'QUEUE_URL: "campaigns" is not the number of a Redis database.'],
  ])('refuses %s and says what to write', (url, message) => {
    expect(() => parseQueueUrl(url)).toThrow(
      expect.objectContaining({ message, hint: expect.stringContaining('redis://') }),
    );
  });

  it('never shows the password of a URL it refuses', () => {
    expect.assertions(2);
    try {
      parseQueueUrl('redis://user:secret@redis.example:port');
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      expect(String(error)).not.toContain('secret');
    }
  });
});
