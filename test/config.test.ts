import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig, SETTING_KEYS } from '../src/config.ts';
import { packageRoot } from '../src/package-root.ts';

const textOf = (file: string) => readFileSync(join(packageRoot, file), 'utf8');

describe('settings', () => {
  it('stand in .env.example, every one and no other', () => {
    const listed = [...textOf('.env.example').matchAll(/^# ([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(listed.toSorted()).toEqual(SETTING_KEYS.toSorted());
  });

  it('stand in the README with their defaults', () => {
    const table = textOf('README.md').split('## Settings')[1]?.split('## ')[0] ?? '';
    const listed = [...table.matchAll(/`([A-Z_]+)`/g)].map((match) => match[1]);
    expect([...new Set(listed)].toSorted()).toEqual(SETTING_KEYS.toSorted());
  });

  it('count as unset when they are set but empty', () => {
    expect(readConfig({ WORKSPACE: '/srv/learning', PORT: '', SMTP_URL: '' })).toMatchObject({
      port: 3000,
      smtpUrl: '',
    });
  });

  it('lead to this machine where no public address is named, at the port that is served', () => {
    expect(readConfig({}).publicUrl).toBe('http://127.0.0.1:3000');
    expect(readConfig({ PORT: '8080' }).publicUrl).toBe('http://127.0.0.1:8080');
    expect(readConfig({ PORT: '8080', PUBLIC_URL: 'https://learn.acme.example/' }).publicUrl).toBe(
      'https://learn.acme.example',
    );
  });

  it('resolve a relative database path against the workspace, not the current folder', () => {
    expect(readConfig({ WORKSPACE: '/srv/learning' }).databaseUrl).toBe('file:/srv/learning/data/druppel.db');
  });

  it('are refused with name, value and expectation', () => {
    expect(() => readConfig({ PORT: 'eighty' })).toThrow('PORT: "eighty" is not a whole number from 0 to 65535.');
    expect(() => readConfig({ PUBLIC_URL: 'learn.acme' })).toThrow('PUBLIC_URL: "learn.acme" is not a web address.');
  });

  it('never repeat a secret that is too short', () => {
    expect(() => readConfig({ SECRET_KEY: 'hunter2' })).toThrow(/^SECRET_KEY: is shorter than 32 characters\.$/);
  });
});
