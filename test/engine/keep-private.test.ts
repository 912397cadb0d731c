import { describe, expect, it } from 'vitest';
import { keepPrivate, openedColumns } from '../../src/engine/answers/keep-private.ts';
import { workspace } from '../support/engine-world.ts';

const published = workspace(
  {},
  {
    minimumGroup: 10,
    attributes: { birth_year: { type: 'number', sensitive: true }, level: { type: 'number', sensitive: false } },
  },
);

describe('what is published as private stays so, whatever the files of somebody say', () => {
  it('a sensitive column that the files open, or leave out', () => {
    const open = { ...published, attributes: { birth_year: { type: 'text', sensitive: false } } } as const;
    expect(openedColumns(open, published)).toEqual(['birth_year']);
    expect(keepPrivate(open, published).attributes).toEqual({ birth_year: { type: 'text', sensitive: true } });
    expect(keepPrivate({ ...published, attributes: {} }, published).attributes).toEqual({
      birth_year: { type: 'number', sensitive: true },
    });
  });

  it('the smallest group of which figures are told', () => {
    expect(keepPrivate({ ...published, minimumGroup: 5 }, published).minimumGroup).toBe(10);
    expect(keepPrivate({ ...published, minimumGroup: 20 }, published).minimumGroup).toBe(20);
  });

  it('and what the files close is closed at once', () => {
    const attributes = { ...published.attributes, level: { type: 'number', sensitive: true } } as const;
    const closing = { ...published, attributes };
    expect(keepPrivate(closing, published)).toBe(closing);
    expect(keepPrivate(published, null)).toBe(published);
  });
});
