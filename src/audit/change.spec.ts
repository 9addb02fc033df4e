import { describe, expect, it } from 'vitest';
import { changeOf } from './change.js';

describe('a change', () => {
  it('tells what differs, as it was and as it is', () => {
    const before = { id: '1', version: 1, name: '退款', weights: [{ arm: 'a', weight: 100 }], enabled: true };
    const after = { id: '1', version: 2, name: '退款', weights: [{ weight: 90, arm: 'a' }], enabled: false };

    expect(changeOf(before, after)).toEqual({
      before: { weights: [{ arm: 'a', weight: 100 }], enabled: true },
      after: { weights: [{ weight: 90, arm: 'a' }], enabled: false },
    });
  });

  it('is nothing where the same is said in another order', () => {
    expect(changeOf({ rule: { a: 1, b: 2 } }, { rule: { b: 2, a: 1 } })).toEqual({ before: {}, after: {} });
  });

  it('of what is new has no before, and of what is gone no after', () => {
    expect(changeOf(undefined, { name: 'new' })).toEqual({ after: { name: 'new' } });
    expect(changeOf({ name: 'old' }, undefined)).toEqual({ before: { name: 'old' } });
  });

  it('tells of a secret that it is another one, and not which', () => {
    expect(changeOf({ secret: 'hunter2', apiKey: 'x', hasKey: false }, { secret: 'hunter3', hasKey: true })).toEqual({
      before: { secret: '(secret)', apiKey: '(secret)', hasKey: false },
      after: { secret: '(secret)', hasKey: true },
    });
  });
});
