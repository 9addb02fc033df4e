import { describe, expect, it } from 'vitest';
import { type FilterAction, type FilterHit, verdictOf } from './filter-verdict.js';

const hit = (action: FilterAction, start: number, end: number): FilterHit => ({
  list: 'list',
  word: 'word',
  action,
  start,
  end,
});

describe('a verdict', () => {
  it('is the strongest of all hits', () => {
    const actionOf = (...actions: FilterAction[]): string =>
      verdictOf(
        '0123456789',
        actions.map((action, n) => hit(action, n, n + 1)),
      ).action;
    expect(actionOf()).toBe('pass');
    expect(actionOf('alert')).toBe('pass');
    expect(actionOf('alert', 'mask')).toBe('mask');
    expect(actionOf('mask', 'refuse', 'alert')).toBe('refuse');
    expect(actionOf('refuse', 'handoff', 'mask')).toBe('handoff');
  });

  it('masks what overlaps once, character by character', () => {
    const { text, hits } = verdictOf('ab😀cdef', [hit('mask', 4, 6), hit('mask', 1, 5), hit('alert', 6, 8)]);
    expect(text).toBe('a****ef');
    expect(hits.map(({ start }) => start)).toEqual([1, 4, 6]);
  });

  it('names those that people shall be told of', () => {
    const alert = hit('alert', 0, 1);
    expect(verdictOf('text', [alert, hit('mask', 2, 3)]).alerts).toEqual([alert]);
  });
});
