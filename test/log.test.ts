import { describe, expect, it } from 'vitest';
import { createLog } from '../src/log.ts';

function written(write: (log: ReturnType<typeof createLog>) => void, level = 'info'): string {
  const lines: string[] = [];
  write(createLog(level, { write: (line: string) => void lines.push(line) }));
  return lines.join('');
}

describe('the log', () => {
  it('is lines of JSON with level, time and message', () => {
    const line = JSON.parse(written((log) => log.info({ campaign: 'data-literacy', count: 161 }, 'sent')));
    expect(line).toMatchObject({ level: 'info', campaign: 'data-literacy', count: 161, msg: 'sent' });
    expect(line.time).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it('says nothing below its level', () => {
    expect(written((log) => log.debug({}, 'a detail'))).toBe('');
  });

  it('holds no address, wherever it stands', () => {
    const text = written((log) => {
      log.warn({ reply: '550 5.1.1 <ana@waterlijn.example> unknown', email: 'bo@waterlijn.example' }, 'failed');
      log.error(
        { err: new Error('no mailbox chloé@bücher.example', { cause: 'ana@waterlijn.example' }) },
        'to ana@waterlijn.example',
      );
      log.warn({}, "no mailbox o'hara-brien@waterlijn.example");
      log.info({ deep: { list: [{ x: 'mailto:ana@waterlijn.example' }] } }, 'x');
    });
    expect(text).not.toMatch(/ana|bo@|chlo|bücher|hara|brien/);
    expect(text).toContain('550 5.1.1');
  });

  it('holds no token, password or body', () => {
    const text = written((log) => {
      log.info({ url: 'https://learn.acme.example/t/c/AbC-dEf_123?x=1', path: '/me/SeCrEt/why' }, 'GET /u/SeCrEt');
      log.info({ smtp: 'smtp://user:hunter2@relay.example:587', body: 'Dear Ana', headers: { cookie: 'SeCrEt' } }, 'x');
      log.info({ raw: Buffer.from('SeCrEt'), bytes: Buffer.from('SeCrEt') }, 'x');
    });
    expect(text).not.toMatch(/AbC|SeCrEt|hunter2|Dear Ana/);
  });

  it('cannot be made to write a line of somebody else’s', () => {
    const text = written((log) =>
      log.info({ name: 'a\r\n{"level":"fatal"}', title: '\u202Eevil' }, 'x\u001b[31m\u009b\u2028'),
    );
    expect(text.trimEnd()).not.toMatch(/[\p{Cc}\p{Zl}\p{Bidi_Control}]/u);
    expect(JSON.parse(text).name).toBe('a\\u000d\\u000a{"level":"fatal"}');
  });
});
