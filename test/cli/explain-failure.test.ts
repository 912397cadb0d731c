import { describe, expect, test } from 'vitest';
import { explainFailure } from '../../src/cli/explain-failure.ts';
import { EnvironmentError, UserError } from '../../src/domain/errors.ts';

function told(error: unknown): { readonly exitCode: number; readonly text: string } {
  const lines: string[] = [];
  const exitCode = explainFailure(
    error,
    (line) => lines.push(line),
    (text) => text,
  );
  return { exitCode, text: lines.join('\n') };
}

describe('what a command says when it fails', () => {
  test('a mistake of the user: where, what, and the next act', () => {
    const error = new UserError('"x" is no date.', {
      hint: 'Write it like 2027-04-26.',
      place: { file: 'people.csv', line: 7 },
    });
    expect(told(error)).toEqual({ exitCode: 1, text: 'people.csv:7 · "x" is no date.\nWrite it like 2027-04-26.' });
  });

  test('a fault of the environment has an exit code of its own', () => {
    expect(told(new EnvironmentError('The database is away.', { hint: 'Start it.' }))).toEqual({
      exitCode: 2,
      text: 'The database is away.\nStart it.',
    });
  });

  test('a bug shows where it is, line by line, to be reported', () => {
    const { exitCode, text } = told(new Error('a state that cannot be'));
    expect(exitCode).toBe(3);
    expect(text).toMatch(/^This is a mistake in Druppel itself: Error: a state that cannot be\n +at /);
    expect(text).toMatch(/Please report it with the command you ran\.$/);
  });

  test('and names nobody: the report may be read by everybody', () => {
    const error = new Error('no person ana@waterlijn.example at https://learn.acme.example/me/SeCrEt');
    error.stack = `${error.message}\n    at postgres://druppel:hunter2@db.example/druppel\u001b[31m`;
    const { text } = told(error);
    expect(text).not.toMatch(/ana|SeCrEt|hunter2/);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(text).toContain('no person …@…');
  });

  test('what is thrown and is no error is told, too', () => {
    expect(told('a plain text')).toMatchObject({ exitCode: 3, text: expect.stringContaining('a plain text') });
  });
});
