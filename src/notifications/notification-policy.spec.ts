import { describe, expect, it } from 'vitest';
import { type Attempt, nextStep, type SendResult } from './notification-policy.js';

const HOUR_MS = 3_600_000;
const first: Attempt = { kind: 'member', attempts: 1, ageMs: 100, hasFallback: false };
const failed: SendResult = { outcome: 'retry', reason: 'http-503' };

describe('what follows an attempt', () => {
  it('is nothing, once it was delivered', () => {
    expect(nextStep({ outcome: 'delivered', externalId: 'm1', responseCode: 'c1' }, first)).toEqual({
      kind: 'delivered',
      externalId: 'm1',
      responseCode: 'c1',
      reason: null,
    });
  });

  it('is a wait that counts for nothing, where a quota is used up', () => {
    expect(nextStep({ outcome: 'quota', afterMs: 20_000 }, first)).toEqual({
      kind: 'later',
      afterMs: 20_000,
      reason: 'quota',
      countsAsAttempt: false,
    });
  });

  it.each([
    ['member', 1, 1_000],
    ['member', 4, 8_000],
    ['member', 50, 10_000],
    ['group-robot', 50, 60_000],
    ['webhook', 1, 5_000],
    ['webhook', 3, 20_000],
    ['email', 11, HOUR_MS],
  ] as const)('of a %s, the attempt %i, is another after %i ms', (kind, attempts, afterMs) => {
    expect(nextStep(failed, { ...first, kind, attempts })).toMatchObject({ kind: 'later', afterMs });
  });

  it('waits as long as the other side says', () => {
    expect(nextStep({ ...failed, afterMs: 60_000 }, first)).toMatchObject({ kind: 'later', afterMs: 60_000 });
  });

  it.each([
    ['webhook', 12, 'given up: http-503'],
    ['email', 12, 'given up: http-503'],
  ] as const)('of a %s ends with the attempt %i', (kind, attempts, reason) => {
    expect(nextStep(failed, { ...first, kind, attempts })).toEqual({ kind: 'dead', reason });
  });

  it('ends for WeCom when its duplicate check reaches no further back', () => {
    expect(nextStep(failed, { ...first, ageMs: 4 * HOUR_MS })).toEqual({ kind: 'dead', reason: 'expired: http-503' });
    expect(nextStep({ outcome: 'quota', afterMs: 1 }, { ...first, ageMs: 4 * HOUR_MS })).toMatchObject({
      kind: 'dead',
    });
  });

  it('is the text in place of a card that was refused, and the end where that was refused too', () => {
    const refused: SendResult = { outcome: 'card-refused', reason: 'errcode-42039' };

    expect(nextStep(refused, { ...first, hasFallback: true })).toEqual({ kind: 'fallback', reason: 'errcode-42039' });
    expect(nextStep(refused, first)).toEqual({ kind: 'dead', reason: 'errcode-42039' });
  });

  it('is the text where a press is answered too late, unless an earlier attempt may have answered it', () => {
    const spent: SendResult = { outcome: 'code-spent', reason: 'errcode-60140' };
    const update: Attempt = { ...first, kind: 'card-update', hasFallback: true };

    expect(nextStep(spent, update)).toMatchObject({ kind: 'fallback' });
    expect(nextStep(spent, { ...update, attempts: 2 })).toEqual({ kind: 'superseded', reason: 'errcode-60140' });
    expect(nextStep(spent, { ...update, hasFallback: false })).toMatchObject({ kind: 'superseded' });
  });

  it('is the end where the receiver is gone', () => {
    expect(nextStep({ outcome: 'rejected', reason: 'errcode-60111' }, { ...first, hasFallback: true })).toEqual({
      kind: 'dead',
      reason: 'errcode-60111',
    });
  });
});
