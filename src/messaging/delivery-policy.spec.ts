import { describe, expect, it } from 'vitest';
import { DELIVERY_AGE_MAX_MS, nextStep } from './delivery-policy.js';

describe('nextStep', () => {
  it('waits longer after each failed attempt, up to a minute', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 8, 20].map((attempts) =>
      nextStep({ outcome: 'retry', reason: 'busy' }, attempts, 0),
    );
    expect(delays.map((step) => (step.kind === 'later' ? step.afterMs : -1))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000,
    ]);
  });

  it('waits at least as long as the channel asks for', () => {
    expect(nextStep({ outcome: 'retry', reason: 'errcode-45009', afterMs: 60_000 }, 1, 0)).toMatchObject({
      kind: 'later',
      afterMs: 60_000,
    });
  });

  it('does not count a quota wait as an attempt', () => {
    expect(nextStep({ outcome: 'quota', afterMs: 500 }, 1, 0)).toMatchObject({ kind: 'later', countsAsAttempt: false });
  });

  it('gives up what would be too old, and says what it waited for', () => {
    expect(nextStep({ outcome: 'retry', reason: 'busy' }, 9, DELIVERY_AGE_MAX_MS)).toEqual({
      kind: 'rejected',
      reason: 'expired: busy',
    });
  });

  it('never tries again what was rejected', () => {
    expect(nextStep({ outcome: 'rejected', reason: 'errcode-81013' }, 1, 0)).toEqual({
      kind: 'rejected',
      reason: 'errcode-81013',
    });
  });
});
