import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { granted, Share } from './share.js';

describe('the parts of a limit', () => {
  it('come to the limit together and never to more, in whatever order processes ask', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 100 }),
        (limit, asked) => {
          let taken = 0;
          const parts = asked.map((wanted) => granted(limit, (taken += wanted), wanted));
          const total = parts.reduce((sum, part) => sum + part, 0);

          expect(total).toBe(Math.min(limit, taken));
        },
      ),
    );
  });
});

describe('a share', () => {
  it('hands out its part and says what is left', () => {
    const share = new Share('key/1', 5);
    share.add(2, 3, 30_000);

    expect(share.take()).toMatchObject({ isAllowed: true, limit: 5, remaining: 4 });
    expect(share.take()).toMatchObject({ isAllowed: true, remaining: 3 });
    expect([share.hasPart, share.isUsedUp]).toEqual([false, false]);
  });

  it('refuses when nothing is left anywhere, until the minute is over', () => {
    const share = new Share('key/1', 1);
    share.add(1, 0, 30_000);
    share.take();

    expect(share.take()).toMatchObject({ isAllowed: false, remaining: 0, resetSeconds: 30 });
    expect([share.isUsedUp, share.isOver]).toEqual([true, false]);
    share.add(0, 0, 0);
    expect(share.isOver).toBe(true);
  });

  it('is filled up before it is empty', () => {
    const share = new Share('key/1', 1_000);
    share.add(10, 990, 30_000);
    expect(share.isRunningLow).toBe(false);
    Array.from({ length: 5 }, () => share.take());
    expect(share.isRunningLow).toBe(true);
  });
});
