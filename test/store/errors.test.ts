import { describe, expect, it } from 'vitest';
import { EnvironmentError } from '../../src/domain/errors.ts';
import { explainPostgresError } from '../../src/store/postgres/postgres-errors.ts';
import { explainSqliteError } from '../../src/store/sqlite/sqlite-errors.ts';

const failure = (code: string, fields: object = {}) => Object.assign(new Error('driver says no'), { code, ...fields });

describe('trouble with the environment says what is wrong and what to do', () => {
  it.each([
    ['SQLITE_FULL', /has no room left on its disk/],
    ['SQLITE_READONLY_DIRECTORY', /cannot be written/],
    ['EACCES', /cannot be written/],
    ['SQLITE_CANTOPEN', /cannot be opened/],
    ['SQLITE_IOERR_WRITE', /could not be read or written by the disk/],
    ['SQLITE_CORRUPT', /is damaged/],
  ])('on SQLite for %s', (code, message) => {
    const explained = explainSqliteError(failure(code), 'data/druppel.db') as EnvironmentError;
    expect(explained).toBeInstanceOf(EnvironmentError);
    expect(explained.message).toMatch(message);
    expect(explained.hint).toMatch(/\.$/);
  });

  it.each([
    ['ECONNREFUSED', /cannot be reached/],
    ['57P01', /cannot be reached/],
    ['28P01', /does not let this user in/],
    ['3D000', /does not exist/],
    ['53100', /has no room left on its disk/],
    ['53200', /has no memory/],
    ['53300', /takes no more connections/],
    ['25006', /may only be read/],
  ])('on Postgres for %s', (code, message) => {
    const explained = explainPostgresError(failure(code), 'database db/druppel') as EnvironmentError;
    expect(explained).toBeInstanceOf(EnvironmentError);
    expect(explained.message).toMatch(message);
  });

  it('on Postgres when connecting takes too long', () => {
    const slow = new Error('timeout exceeded when trying to connect');
    expect(explainPostgresError(slow, 'database db/druppel')).toBeInstanceOf(EnvironmentError);
  });
});

describe('any other error', () => {
  it('is passed on as it is', () => {
    const error = failure('SQLITE_CONSTRAINT_UNIQUE');
    expect(explainSqliteError(error, 'data/druppel.db')).toBe(error);
  });

  it('of Postgres loses the values it concerns', () => {
    const error = failure('23505', { detail: 'Key (email)=(ana@waterlijn.example) already exists.' });
    expect(explainPostgresError(error, 'database db/druppel')).toBe(error);
    expect(JSON.stringify(error)).not.toContain('ana@');
  });
});
